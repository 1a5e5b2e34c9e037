"""What happens to an error in a handler."""

import pytest

from harness.processes.program import Program
from harness.pytest.snippets import Dial, DialSocketIO, Serve


def send_connect(dial: Dial, server: Program, packet: str) -> str:
    """Send a packet that asks to connect, as raw text, and return the answer."""
    url = f"{server.ws}/socket.io/?EIO=4&transport=websocket"
    # Werkzeug keeps the TCP connection open after the WebSocket closes, so do not wait for it.
    client = dial(url, close_timeout=0.1)
    client.recv(timeout=20)
    client.send(packet)
    return str(client.recv(timeout=20))


@pytest.mark.traceback  # the log has the second error on purpose
def test_error_handler_acknowledges_the_event(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """An expected error is acknowledged; a bug is logged, and the connection stays open."""
    server = serve("error_handler")
    peer = dial_socketio(server.url, "/math")
    assert peer.call("divide", 17, 0) == {"error": "division by zero"}
    assert "Traceback (most recent call last):" not in server.log
    peer.emit("divide", "17", 5)
    server.expect_log("TypeError: unsupported operand type(s) for /: 'str' and 'int'")
    assert peer.call("divide", 17, 4) == {"quotient": 4.25}


@pytest.mark.traceback  # it logs the errors
def test_default_error_handler_covers_all_namespaces(
    serve: Serve, dial: Dial, dial_socketio: DialSocketIO
) -> None:
    """An error in any namespace is logged and acknowledged; in `connect` it rejects."""
    server = serve("default_error_handler")
    peer = dial_socketio(server.url, "/shop", auth={"name": "Ada"})
    server.expect_log("welcome Ada")
    assert peer.call("count", "tea") == {"count": 3}
    assert peer.call("count", "coffee") == {"error": "server error"}
    server.expect_log("KeyError: 'coffee'")
    assert (
        send_connect(dial, server, '40/shop,{"nick":"Bob"}') == '44/shop,{"message":"server error"}'
    )
    server.expect_log("KeyError: 'name'")


def test_request_event_names_the_event_that_failed(
    serve: Serve, dial_socketio: DialSocketIO
) -> None:
    """The log has the event's name, arguments and client; the answer has its name."""
    server = serve("request_event")
    peer = dial_socketio(server.url)
    assert peer.call("divide", 17, 0) == {"event": "divide", "error": "division by zero"}
    assert server.expect_log(f"divide(17, 0) of {peer.sid}: ZeroDivisionError")
    assert peer.call("divide", 9, 3) == 3
