"""Wrong code that people write with Flask-Sockets, and right code."""
