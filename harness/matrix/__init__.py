"""The support matrix: what each backend can do on each of its servers, as probes find it."""
