"""A handler that raises, and an event that nobody handles, are never acknowledged.

Looks like:
    the client gets nothing
    an error in the server's log

Symptom:
    client: the callback of emit() never runs, and `await socket.emitWithAck(...)` never ends
    client: Error: operation has timed out, where the page says `socket.timeout(...)`
    server: KeyError: 'coffee', for the handler; nothing at all for a misspelt event

Cause:
    The acknowledgement is sent by `Server._handle_event_internal`, after the handler, with what it
    has returned. An exception passes that line by, and ends the handler's thread. For an event
    without a handler `_trigger_event` returns `not_handled`, and the same line sends nothing. The
    JS client waits without limit: Socket.IO has no packet that says "failed".

Fix:
    In the server: `on_error_default` takes the exceptions of all handlers, and what it returns is
    the acknowledgement; `on("*")` takes the events that nobody else does. Log the error there, as
    nobody else will. In the page: always `socket.timeout(milliseconds)`, as an answer can be lost
    on the way as well.

    The error handler gets the errors of connect too, where to return is to accept. So it has to
    refuse there: see on_error_accepts.

Versions:
    Flask-SocketIO 5.7.0, python-socketio 5.18.1, JS client 4.8.4.

References:
    https://flask-socketio.readthedocs.io/en/latest/getting_started.html#error-handling
    https://socket.io/docs/v4/emitting-events/#with-timeout
    socketio/server.py: Server._handle_event_internal, _trigger_event
"""

from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Rejected
from flask_socketio import SocketIO

from backends.shared.pitfall import run

app = Flask(__name__)
socketio = SocketIO(app, async_mode="threading")
prices = {"tea": 3}


def broken(port: int) -> None:
    @socketio.on("price")
    def price(article: str) -> dict[str, object]:
        return {"price": prices[article]}

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


def fixed(port: int) -> None:
    @socketio.on("price")
    def price(article: str) -> dict[str, object]:
        return {"price": prices[article]}

    @socketio.on_error_default
    def failed(error: Exception) -> dict[str, object]:
        app.logger.error("in a handler", exc_info=error)
        if request.event["message"] == "connect":  # type: ignore[attr-defined]
            raise Rejected("server error")
        return {"error": "server error"}

    @socketio.on("*")
    def unknown(event: str, *_: object) -> dict[str, object]:
        return {"error": f"no such event: {event}"}

    socketio.run(app, port=port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    run(broken, fixed)
