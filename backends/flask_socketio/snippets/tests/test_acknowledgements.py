"""Acknowledgements, in both directions."""

from threading import Event

import pytest
from playwright.sync_api import expect
from socketio.exceptions import TimeoutError as NoAnswerError

from harness.pytest.snippets import DialSocketIO, Open, Serve


def test_should_acknowledge_with_two_values(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """What the handler returns is what `call` returns."""
    peer = dial_socketio(serve("acknowledgement").url)
    assert peer.call("divide", 17, 5) == (3, 2)


def test_should_acknowledge_a_page(serve: Serve, open_page: Open) -> None:
    """The page's callback gets both values."""
    page = open_page(serve("acknowledgement").url)
    expect(page.get_by_text("17 divided by 5 is 3, remainder 2")).to_be_visible()


@pytest.mark.parametrize(("agreed", "event"), [(True, "ordered"), (False, "cancelled")])
def test_should_call_back_with_the_clients_answer(
    serve: Serve, dial_socketio: DialSocketIO, agreed: bool, event: str
) -> None:
    """The callback gets what the client answers, and answers that client only."""
    url = serve("acknowledgement_from_client").url
    peer, other = dial_socketio(url), dial_socketio(url)
    peer.on("confirm", lambda question: agreed and question == "Really soup?")
    other.on("confirm", lambda question: agreed and question == "Really tea?")
    peer.emit("order", "soup")
    assert peer.expect(event) == "soup"
    other.emit("order", "tea")
    assert other.expect(event) == "tea"
    assert peer.received(event) + other.received(event) == []


def test_should_ask_a_page(serve: Serve, open_page: Open) -> None:
    """What the user presses is what the server's callback gets."""
    page = open_page(serve("acknowledgement_from_client").url)
    status = page.get_by_role("status")
    for button, text in [("Yes", "ordered: soup"), ("No", "cancelled: soup")]:
        page.get_by_role("button", name="Order soup").click()
        expect(page.get_by_role("dialog", name="Really soup?")).to_be_visible()
        page.get_by_role("button", name=button).click()
        expect(status).to_have_text(text)


def test_should_leave_an_event_that_nobody_handles_unacknowledged(
    serve: Serve, dial_socketio: DialSocketIO
) -> None:
    """The call times out, and the connection goes on."""
    peer = dial_socketio(serve("acknowledgement_timeout").url)
    with pytest.raises(NoAnswerError):
        peer.call("unhandled", timeout=0.2)
    assert peer.call("handled") == "done"


def test_should_time_out_in_a_page(serve: Serve, open_page: Open) -> None:
    """The page's callback gets an error where the server does not acknowledge."""
    page = open_page(serve("acknowledgement_timeout").url)
    status = page.get_by_role("status")
    page.get_by_role("button", name="Emit what nobody handles").click()
    expect(status).to_have_text("unhandled: operation has timed out")
    page.get_by_role("button", name="Emit what is handled").click()
    expect(status).to_have_text("handled: done")


def test_should_return_what_the_client_answers(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """`call` waits for the answer of the one client that it asks."""
    url = serve("call").url
    peer, other = dial_socketio(url), dial_socketio(url)
    peer.on("time zone?", lambda: "Asia/Kolkata")
    other.on("time zone?", lambda: "Europe/Rome")
    peer.emit("start")
    assert peer.expect("noted") == "Asia/Kolkata"
    other.emit("start")
    assert other.expect("noted") == "Europe/Rome"
    assert peer.received("noted") == []


def test_should_give_up_on_a_client_that_does_not_answer(
    serve: Serve, dial_socketio: DialSocketIO
) -> None:
    """`call` raises when the time is over, and the others are served meanwhile."""
    server = serve("call")
    silent, other = dial_socketio(server.url), dial_socketio(server.url)
    asked, given_up = Event(), Event()

    def answer_late() -> str:
        asked.set()
        given_up.wait(20)
        return "late"

    silent.on("time zone?", answer_late)
    other.on("time zone?", lambda: "Europe/Rome")
    silent.emit("start")
    assert asked.wait(20)
    other.emit("start")
    assert other.expect("noted") == "Europe/Rome"
    server.expect_log(f"no answer from {silent.sid}")
    given_up.set()


def test_should_ask_a_page_for_its_time_zone(serve: Serve, open_page: Open) -> None:
    """The page answers with the callback that its listener gets last."""
    page = open_page(serve("call").url)
    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    expect(page.get_by_role("status")).to_have_text(f"The server has noted {zone}.")
