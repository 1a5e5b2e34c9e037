"""List who is connected: the server's `clients`, by address, with gevent-websocket."""

# /// script
# dependencies = ["flask", "gevent-websocket"]
# ///
import argparse
import json

from flask import Flask, request
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler

app = Flask(__name__)


@app.route("/who", websocket=True)
def who() -> str:
    ws = request.environ["wsgi.websocket"]
    while ws.receive() is not None:
        clients = ws.handler.server.clients  # {address: Client}, and each Client has its `ws`
        ws.send(json.dumps([f"{host}:{port}" for host, port in clients]))
    return ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()
