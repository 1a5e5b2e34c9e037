"""`python3 run.py bench`: compares each backend with the baseline of the same library."""
