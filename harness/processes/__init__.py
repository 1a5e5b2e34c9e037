"""Starts servers and programs as a user would, keeps their logs, and stops them."""
