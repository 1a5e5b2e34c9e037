"""What stands between `python3 run.py` and nox: help, installing, and the run of all checks.

Standard library and nox only: it runs before anything else is installed.
"""
