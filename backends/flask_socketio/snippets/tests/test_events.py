"""How an application is set up, and the events that it receives."""

import gzip
from pathlib import Path

from playwright.sync_api import expect

from harness.pytest.snippets import DialSocketIO, Open, Serve


def test_application_serves_its_page_and_events(
    serve: Serve, dial_socketio: DialSocketIO, open_page: Open
) -> None:
    """The application serves its page and handles its events."""
    url = serve("application").url
    peer = dial_socketio(url)
    peer.emit("greet", "Ada")
    assert peer.expect("greeting") == "Hello, Ada!"
    page = open_page(url)
    page.get_by_label("Your name").fill("Bob")
    page.get_by_role("button", name="Greet").click()
    expect(page.get_by_role("status")).to_have_text("Hello, Bob!")
    assert peer.received("greeting") == []


def test_factory_makes_a_configured_application(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """The factory's application handles the events, with its own configuration."""
    for environ, greeting in [({}, "Hello"), ({"FLASK_GREETING": "Servus"}, "Servus")]:
        peer = dial_socketio(serve("factory", **environ).url)
        peer.emit("greet", "Ada")
        assert peer.expect("greeting") == f"{greeting}, Ada!"


def test_unnamed_events_come_back_as_sent(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """Text and data come back as `message`, `json` as `json`."""
    peer = dial_socketio(serve("unnamed_events").url)
    peer.emit("message", "a text")
    assert peer.expect("message") == "a text"
    peer.emit("message", {"a": 1})
    assert peer.expect("message") == {"a": 1}
    peer.emit("json", {"b": 2})
    assert peer.expect("json") == {"b": 2}
    assert peer.received("message") + peer.received("json") == []


def test_unnamed_events_come_from_a_page(serve: Serve, open_page: Open) -> None:
    """The page's `send` is `message`, even for an object; for `json` it uses `emit`."""
    page = open_page(serve("unnamed_events").url)
    expect(page.get_by_role("listitem")).to_have_text(
        ['message: "hello"', 'message: {"also":"a message"}', 'json: {"sent":"as json"}']
    )


def test_named_events_reach_their_handlers(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """Events reach the handler of their name; an event without one reaches the catch-all."""
    peer = dial_socketio(serve("named_events").url)
    peer.emit("add to basket", "apple")
    assert peer.expect("added to basket") == "apple"
    peer.emit("checkout")
    assert peer.expect("checked out") == ()
    peer.emit("add", "apple", 2)
    assert peer.expect("unknown") == ("add", 2)
    assert peer.received("unknown") == []


def test_several_arguments_are_a_tuple(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """A tuple is sent as several arguments, and a list as one."""
    peer = dial_socketio(serve("several_arguments").url)
    peer.emit("move", 3, 4)
    assert peer.expect("moved") == (3, 4, 1)
    assert peer.expect("position") == [3, 4]
    peer.emit("move", 5, 6, 7)
    assert peer.expect("moved") == (5, 6, 7)


def test_binary_arrives_unchanged(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """Every byte arrives unchanged, in both directions."""
    peer = dial_socketio(serve("binary").url)
    content = bytes(range(256)) * 3
    answer = peer.call("compress", "all.bin", content)
    assert answer["name"] == "all.bin.gz"
    assert gzip.decompress(answer["content"]) == content


def test_binary_comes_from_a_page(serve: Serve, open_page: Open, tmp_path: Path) -> None:
    """The page sends a file, and offers the bytes that come back as a download."""
    content = bytes(range(256)) * 3
    file = tmp_path / "all.bin"
    file.write_bytes(content)
    page = open_page(serve("binary").url)
    page.get_by_label("File to compress").set_input_files(file)
    with page.expect_download() as download:
        page.get_by_role("link", name="all.bin.gz").click()
    assert gzip.decompress(download.value.path().read_bytes()) == content
