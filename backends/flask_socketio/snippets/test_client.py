"""Test handlers without a server: Flask-SocketIO's `test_client`, and what it cannot see.

    pytest test_client.py

It calls the handlers directly, one after the other. There is no network, so it does not see the
Origin check, the transports, pings, size limits or the order of messages. A handler's error is
raised in the test; a real client would only miss an acknowledgement.
"""

# /// script
# dependencies = ["flask-socketio", "pytest", "simple-websocket"]
# ///
import argparse

import pytest
from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")


@socketio.on("divide")
def divide(dividend: int, divisor: int) -> int:
    emit("news", f"{dividend} is divided", broadcast=True)
    return dividend // divisor


def test_divide_answers_and_broadcasts() -> None:
    ada, bob = socketio.test_client(app), socketio.test_client(app)
    assert ada.emit("divide", 17, 5, callback=True) == 3
    assert bob.get_received() == [
        {"name": "news", "args": ["17 is divided"], "namespace": "/"},
    ]


def test_divide_raises_for_zero() -> None:
    client = socketio.test_client(app)
    with pytest.raises(ZeroDivisionError):
        client.emit("divide", 17, 0, callback=True)


def test_test_client_ignores_the_origin() -> None:
    client = socketio.test_client(app, headers={"Origin": "https://evil.example"})
    assert client.is_connected()  # a real server answers 400


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    socketio.run(app, port=parser.parse_args().port, allow_unsafe_werkzeug=True)
