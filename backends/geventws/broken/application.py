"""The smallest application for gevent-websocket, to be served by servers that do not know it."""

from flask import Flask, request

app = Flask(__name__)


@app.route("/ws/echo", websocket=True)
def echo() -> str:
    """Send messages back."""
    ws = request.environ["wsgi.websocket"]
    while (message := ws.receive()) is not None:
        ws.send(message)
    return ""
