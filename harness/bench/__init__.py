"""`nox -s bench`: what each backend reaches, measured against the same library's bare loop."""
