"""No acknowledgement when a handler raises or an event has no handler.

Looks like:
    the client gets nothing
    an error in the server's log

Symptom:
    client: the callback of emit() never runs, and `await socket.emitWithAck(...)` never ends
    client: Error: operation has timed out, if the page uses `socket.timeout(...)`
    server: KeyError: 'coffee', for the handler; nothing at all for a misspelt event

Cause:
    `Server._handle_event_internal` sends the acknowledgement after the handler, with the value that
    the handler returned. An exception skips that line and ends the handler's thread. For an event
    without a handler `_trigger_event` returns `not_handled`, and the same line sends nothing. The
    JS client waits without a limit, because Socket.IO has no packet that says "failed".

Fix:
    In the server: `on_error_default` gets the exceptions of all handlers, and its return value
    becomes the acknowledgement; `on("*")` gets the events that have no handler. Log the error
    there, because nothing else logs it. In the page: always use `socket.timeout(milliseconds)`,
    because an answer can also get lost on the way.

    The error handler also gets the errors of connect, where returning means accepting. So it has to
    reject the client there: see on_error_accepts.

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
