"""The application on Flask-SocketIO: namespaces, rooms and acknowledgements of Socket.IO."""
