"""Echo WebSocket messages: `environ["wsgi.websocket"]`, with gevent-websocket under Flask.

The route needs `websocket=True`. `time.sleep` and other blocking calls stop all clients unless
`gevent.monkey.patch_all()` runs before every other import.
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
    while (message := ws.receive()) is not None:  # None: the client is gone
        ws.send(message)
    return ""  # Flask needs a response, but it is not sent


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    address = ("127.0.0.1", parser.parse_args().port)
    WSGIServer(address, app, handler_class=WebSocketHandler).serve_forever()
