"""The application on Flask-Sockets: its routes, with the gevent-websocket backend's connections."""
