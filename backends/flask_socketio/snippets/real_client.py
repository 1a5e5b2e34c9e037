"""Test a running server with python-socketio's client: over the network, as a browser would.

    pytest real_client.py

The server runs in a thread of the test, on a free port. Wait for events, not for a time: `receive`
waits until an event arrives.
"""

# /// script
# dependencies = ["flask-socketio", "pytest", "python-socketio[client]", "simple-websocket"]
# ///
import argparse
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from flask_socketio import SocketIO, emit
from socketio import SimpleClient
from socketio.exceptions import ConnectionError as Rejected
from werkzeug.serving import make_server

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("divide")
def divide(dividend: int, divisor: int) -> int:
    emit("news", f"{dividend} is divided", broadcast=True)
    return dividend // divisor


@pytest.fixture(scope="session")
def url() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def test_divide_answers_and_broadcasts(url: str) -> None:
    with SimpleClient() as client:
        client.connect(url, transports=["websocket"])
        assert client.call("divide", (17, 5), timeout=5) == 3
        assert client.receive(timeout=5) == ["news", "17 is divided"]


def test_connect_rejects_other_origins(url: str) -> None:
    with SimpleClient() as client, pytest.raises(Rejected):
        client.connect(url, headers={"Origin": "https://evil.example"})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
