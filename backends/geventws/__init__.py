"""The application on gevent-websocket and Flask: a greenlet for each native WebSocket."""
