"""The application on gevent-websocket under Flask: a greenlet for each native WebSocket."""
