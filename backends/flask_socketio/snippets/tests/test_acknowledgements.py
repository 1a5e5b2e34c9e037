"""Acknowledgements, in both directions."""

from threading import Event

import pytest
from playwright.sync_api import expect
from socketio.exceptions import TimeoutError as NoAnswerError

from harness.pytest.snippets import DialSocketIO, Open, Serve


def test_acknowledgement_has_two_values(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """`call` returns what the handler returns."""
    peer = dial_socketio(serve("acknowledgement").url)
    assert peer.call("divide", 17, 5) == (3, 2)


def test_acknowledgement_reaches_a_page(serve: Serve, open_page: Open) -> None:
    """The page's callback gets both values."""
    page = open_page(serve("acknowledgement").url)
    expect(page.get_by_text("17 divided by 5 is 3, remainder 2")).to_be_visible()


@pytest.mark.parametrize(("agreed", "event"), [(True, "ordered"), (False, "cancelled")])
def test_callback_gets_the_answer_of_its_client(
    serve: Serve, dial_socketio: DialSocketIO, agreed: bool, event: str
) -> None:
    """The callback gets the client's answer, and emits to that client only."""
    url = serve("acknowledgement_from_client").url
    peer, other = dial_socketio(url), dial_socketio(url)
    peer.on("confirm", lambda question: agreed and question == "Really soup?")
    other.on("confirm", lambda question: agreed and question == "Really tea?")
    peer.emit("order", "soup")
    assert peer.expect(event) == "soup"
    other.emit("order", "tea")
    assert other.expect(event) == "tea"
    assert peer.received(event) + other.received(event) == []


def test_callback_gets_the_answer_of_a_page(serve: Serve, open_page: Open) -> None:
    """The server's callback gets the button that the user presses."""
    page = open_page(serve("acknowledgement_from_client").url)
    status = page.get_by_role("status")
    for button, text in [("Yes", "ordered: soup"), ("No", "cancelled: soup")]:
        page.get_by_role("button", name="Order soup").click()
        expect(page.get_by_role("dialog", name="Really soup?")).to_be_visible()
        page.get_by_role("button", name=button).click()
        expect(status).to_have_text(text)


def test_event_without_a_handler_is_not_acknowledged(
    serve: Serve, dial_socketio: DialSocketIO
) -> None:
    """The call times out, and the connection stays open."""
    peer = dial_socketio(serve("acknowledgement_timeout").url)
    with pytest.raises(NoAnswerError):
        peer.call("unhandled", timeout=0.2)
    assert peer.call("handled") == "done"


def test_timeout_reaches_a_page(serve: Serve, open_page: Open) -> None:
    """The page's callback gets an error if the server does not acknowledge."""
    page = open_page(serve("acknowledgement_timeout").url)
    status = page.get_by_role("status")
    page.get_by_role("button", name="Emit an event without a handler").click()
    expect(status).to_have_text("unhandled: operation has timed out")
    page.get_by_role("button", name="Emit an event with a handler").click()
    expect(status).to_have_text("handled: done")


def test_call_returns_the_answer_of_its_client(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """`call` waits for the answer of the client that it asks."""
    url = serve("call").url
    peer, other = dial_socketio(url), dial_socketio(url)
    peer.on("time zone?", lambda: "Asia/Kolkata")
    other.on("time zone?", lambda: "Europe/Rome")
    peer.emit("start")
    assert peer.expect("noted") == "Asia/Kolkata"
    other.emit("start")
    assert other.expect("noted") == "Europe/Rome"
    assert peer.received("noted") == []


def test_call_times_out_without_an_answer(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """`call` raises after the timeout, and other clients are served meanwhile."""
    server = serve("call")
    silent, other = dial_socketio(server.url), dial_socketio(server.url)
    asked, timed_out = Event(), Event()

    def answer_late() -> str:
        asked.set()
        timed_out.wait(20)
        return "late"

    silent.on("time zone?", answer_late)
    other.on("time zone?", lambda: "Europe/Rome")
    silent.emit("start")
    assert asked.wait(20)
    other.emit("start")
    assert other.expect("noted") == "Europe/Rome"
    server.expect_log(f"no answer from {silent.sid}")
    timed_out.set()


def test_call_gets_the_time_zone_of_a_page(serve: Serve, open_page: Open) -> None:
    """The page answers with the callback that its listener gets last."""
    page = open_page(serve("call").url)
    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    expect(page.get_by_role("status")).to_have_text(f"The server has noted {zone}.")
