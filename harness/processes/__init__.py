"""Start servers and programs as a user would, keep their logs, and stop them."""
