"""The code between `python3 run.py` and nox: help, installing, and the run of all checks.

Uses the standard library and nox only: it runs before anything else is installed.
"""
