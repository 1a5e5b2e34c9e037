"""Too many packets in payload: a burst of events by long polling is lost.

Looks like:
    messages are lost
    an error in the server's log

Symptom:
    server: ValueError: Too many packets in payload
    client: nothing: the POST gets 200 OK, and the connection goes on without these events
    both: not with WebSockets, where each event is sent separately

Cause:
    While a POST is under way, the client collects the emitted events, and then sends all of them as
    one payload. `Payload.decode` accepts at most `max_decode_packets`, which is 16, and raises for
    more. Then `Server.handle_request` logs the error ("post request handler error") and answers OK.
    So the whole payload is lost, not only the excess. Mouse moves, keys and pieces of a recording
    can cause this, also in the first moments of a connection, before it is upgraded.

Fix:
    Set `Payload.max_decode_packets` to the number of events that a page can emit at once. It
    applies to all servers in the process, and protects them from small requests that cause much
    work, so do not make it unlimited. In the page, combine what belongs together into one event,
    and send it a few times per second. If the network allows WebSockets, use `transports:
    ["websocket"]`.

Versions:
    python-engineio 4.15.1, Flask-SocketIO 5.7.0, JS client 4.8.4.

References:
    https://github.com/miguelgrinberg/python-engineio/issues/142
    https://github.com/miguelgrinberg/Flask-SocketIO/issues/1228
    engineio/payload.py: Payload.decode
    engineio/server.py: Server.handle_request
"""

from engineio.payload import Payload
from flask import Flask
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
# Handlers run one after another, so all moves are noted when the client asks how many.
socketio = SocketIO(app, async_mode="threading", async_handlers=False)
moves: list[int] = []


@socketio.on("move")
def move(x: int) -> None:
    moves.append(x)


@socketio.on("moves")
def how_many() -> int:
    return len(moves)


def broken(port: int) -> None:
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    Payload.max_decode_packets = 100
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
