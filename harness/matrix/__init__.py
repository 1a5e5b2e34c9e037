"""The support matrix: what each backend can do in each of its forms, found out on the wire."""
