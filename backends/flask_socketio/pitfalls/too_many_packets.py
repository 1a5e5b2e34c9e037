"""A burst of events over long-polling: more than 16 at once are thrown away.

Looks like:
    lost
    an error in the server's log

Symptom:
    server: ValueError: Too many packets in payload
    client: nothing: the POST gets 200 OK, and the connection goes on without these events
    both: not with WebSockets, where each event travels alone

Cause:
    While one POST is under way, the client collects what is emitted, and sends all of it as one
    payload. `Payload.decode` takes at most `max_decode_packets`, 16 of them, and raises. Then
    `Server.handle_request` writes the error down ("post request handler error") and answers with
    OK. So the whole payload is lost, and not only what is too much. Mouse moves, keys and pieces of
    a recording do it, in the first moments of a connection too, before it is upgraded.

Fix:
    Set `Payload.max_decode_packets` to what a page may emit at once. It counts for all servers in
    the process, and is there so that no small request makes much work: do not make it boundless. In
    the page, put what belongs together into one event, and send it some times a second. Where the
    network lets it through, `transports: ["websocket"]`.

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
# Handlers in turn, not each in a thread of its own: so all moves are noted when it asks how many.
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
