"""The README's two programs do the same."""

import pytest

from harness.pytest.snippets import Dial, DialSocketIO, Serve


@pytest.mark.parametrize("said", ["hello", b"\x00\xff"], ids=["text", "bytes"])
def test_tornado_chat_reaches_every_client(serve: Serve, dial: Dial, said: str | bytes) -> None:
    """Each client gets what one says, and so does the sender; one that has left does no harm."""
    server = serve("chat_tornado", environment="env-tornado-snippets", PORT="0")
    ada, bob, carol = (dial(f"{server.ws}/chat") for _ in range(3))
    carol.close()
    ada.send(said)
    assert [each.recv(timeout=20) for each in (ada, bob)] == [said, said]
    bob.send("bye")
    assert [each.recv(timeout=20) for each in (ada, bob)] == ["bye", "bye"]


@pytest.mark.parametrize("said", ["hello", b"\x00\xff"], ids=["text", "bytes"])
def test_flask_socketio_chat_reaches_every_client(
    serve: Serve, dial_socketio: DialSocketIO, said: str | bytes
) -> None:
    """Each client gets what one says, and so does the sender."""
    server = serve("chat_flask_socketio", environment="env-flask_socketio-snippets", PORT="0")
    ada, bob = (dial_socketio(server.url) for _ in range(2))
    ada.emit("message", said)
    assert [each.expect("message") for each in (ada, bob)] == [said, said]
    bob.emit("message", "bye")
    assert [each.expect("message") for each in (ada, bob)] == ["bye", "bye"]
