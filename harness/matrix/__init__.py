"""The support matrix: what each backend can do on each of its servers, determined by probes."""
