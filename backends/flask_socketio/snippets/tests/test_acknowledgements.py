"""Acknowledgements, in both directions."""

from playwright.sync_api import expect

from harness.snippet_fixtures import DialSocketIO, Open, Serve


def test_should_acknowledge_with_two_values(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """What the handler returns is what `call` returns."""
    peer = dial_socketio(serve("acknowledgement").url)
    assert peer.call("divide", 17, 5) == (3, 2)


def test_should_acknowledge_a_page(serve: Serve, open_page: Open) -> None:
    """The page's callback gets both values."""
    page = open_page(serve("acknowledgement").url)
    expect(page.get_by_text("17 divided by 5 is 3, remainder 2")).to_be_visible()
