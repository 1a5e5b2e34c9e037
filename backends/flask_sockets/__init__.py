"""The application on Flask-Sockets: routing over the gevent-websocket backend's connections."""
