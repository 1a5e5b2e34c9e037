"""What becomes of an error in a handler."""

import pytest

from harness.processes.program import Program
from harness.pytest.snippets import Dial, DialSocketIO, Serve


def knock(dial: Dial, server: Program, packet: str) -> str:
    """Ask to connect, as raw text, and return the answer."""
    url = f"{server.ws}/socket.io/?EIO=4&transport=websocket"
    # Werkzeug leaves the TCP connection open after a WebSocket's end; there is nothing to wait for.
    client = dial(url, close_timeout=0.1)
    client.recv(timeout=20)
    client.send(packet)
    return str(client.recv(timeout=20))


@pytest.mark.traceback  # the second error is meant to be in the log
def test_should_answer_instead_of_a_handler(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """An expected error is acknowledged; a bug is logged, and the connection goes on."""
    server = serve("error_handler")
    peer = dial_socketio(server.url, "/math")
    assert peer.call("divide", 17, 0) == {"error": "division by zero"}
    assert "Traceback (most recent call last):" not in server.log
    peer.emit("divide", "17", 5)
    server.expect_log("TypeError: unsupported operand type(s) for /: 'str' and 'int'")
    assert peer.call("divide", 17, 4) == {"quotient": 4.25}


@pytest.mark.traceback  # of the errors that it logs
def test_should_answer_in_all_namespaces(
    serve: Serve, dial: Dial, dial_socketio: DialSocketIO
) -> None:
    """An error in any namespace is logged and acknowledged; in `connect` it refuses."""
    server = serve("default_error_handler")
    peer = dial_socketio(server.url, "/shop", auth={"name": "Ada"})
    server.expect_log("welcome Ada")
    assert peer.call("count", "tea") == {"count": 3}
    assert peer.call("count", "coffee") == {"error": "server error"}
    server.expect_log("KeyError: 'coffee'")
    assert knock(dial, server, '40/shop,{"nick":"Bob"}') == '44/shop,{"message":"server error"}'
    server.expect_log("KeyError: 'name'")


def test_should_see_the_event_that_failed(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """The log has the event's name, arguments and client; the answer has its name."""
    server = serve("request_event")
    peer = dial_socketio(server.url)
    assert peer.call("divide", 17, 0) == {"event": "divide", "error": "division by zero"}
    assert server.expect_log(f"divide(17, 0) of {peer.sid}: ZeroDivisionError")
    assert peer.call("divide", 9, 3) == 3
