"""Echo over a WebSocket with gevent-websocket under Flask: `environ["wsgi.websocket"]`.

The route says `websocket=True`. `time.sleep` and other calls that wait stop all clients, unless
`gevent.monkey.patch_all()` comes before every other import.
"""

# /// script
# dependencies = ["flask", "gevent-websocket"]
# ///
import argparse

from flask import Flask, request
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler

app = Flask(__name__)


@app.route("/echo", websocket=True)
def echo() -> str:
    ws = request.environ["wsgi.websocket"]
    while (message := ws.receive()) is not None:  # None: the client has gone
        ws.send(message)
    return ""  # Flask wants an answer; nobody gets it


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()
