"""Namespaces, as functions and as a class."""

from harness.pytest.snippets import Dial, DialSocketIO, Serve


def test_namespace_keeps_its_events(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """Events stay in their namespace unless the server emits them in another."""
    url = serve("namespace").url
    chat, news = dial_socketio(url, "/chat"), dial_socketio(url, "/news")
    chat.emit("publish", "from the chat")  # has no handler there
    chat.emit("say", "hello")
    assert chat.expect("said") == "hello"
    news.emit("publish", "Rain")
    assert news.expect("published") == "Rain"
    assert chat.expect("said") == "News: Rain"
    assert news.received("said") + news.received("published") + chat.received("published") == []


def test_namespace_without_a_handler_is_rejected(serve: Serve, dial: Dial) -> None:
    """A namespace without handlers does not exist, and the page gets a connect_error."""
    url = f"{serve('namespace').ws}/socket.io/?EIO=4&transport=websocket"
    # Werkzeug keeps the TCP connection open after the WebSocket closes, so do not wait for it.
    client = dial(url, close_timeout=0.1)
    client.recv(timeout=20)
    client.send("40/sport,")
    assert client.recv(timeout=20) == '44/sport,"Unable to connect"'
    client.send("40/news,")
    assert str(client.recv(timeout=20)).startswith('40/news,{"sid":')


def test_namespace_class_handles_its_events(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """The function `emit` answers one client, and the method `emit` reaches everyone."""
    url = serve("namespace_class").url
    ada = dial_socketio(url, "/chat")
    assert ada.expect("welcome") == "Be kind."
    bob = dial_socketio(url, "/chat")
    assert bob.expect("welcome") == "Be kind."
    ada.emit("say", "hello")
    assert ada.expect("said") == bob.expect("said") == "hello"
    assert ada.received("welcome") == []
    bob.close()
    assert ada.expect("left") == "client disconnect"
