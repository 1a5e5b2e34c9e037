"""Wrong code that people write with gevent-websocket, and right code."""
