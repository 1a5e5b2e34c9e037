"""Wrong code that people write with Flask-SocketIO, and right code."""
