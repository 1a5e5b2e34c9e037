"""The smallest application for gevent-websocket, for servers that do not support it."""

from flask import Flask, request

app = Flask(__name__)


@app.route("/ws/echo", websocket=True)
def echo() -> str:
    """Send messages back."""
    ws = request.environ["wsgi.websocket"]
    while (message := ws.receive()) is not None:
        ws.send(message)
    return ""
