"""The support matrix: what each backend can do in each of its servers, found out on the wire."""
