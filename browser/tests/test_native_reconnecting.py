"""A native WebSocket that reconnects: send queue, backoff, heartbeat."""

import threading

from playwright.sync_api import BrowserContext, Page
from websockets.http11 import Request
from websockets.sync.server import ServerConnection

from browser.tests.scripted_server import Listen, closing, text
from harness.proxy import hang_up
from harness.pytest.snippets import TIMEOUT, LoadModule

RECONNECTING = """(url) => {
    window.heard = [];
    window.waits = [];
    Math.random = () => 1;
    window.socket = new snippet.ReconnectingSocket(url);
    socket.onmessage = (data) => heard.push(data);
    socket.onwait = (delay) => waits.push(delay);
    socket.send("one");
    socket.send("two");
}"""


def test_queue_is_sent_when_the_connection_opens(listen: Listen, load_module: LoadModule) -> None:
    """Messages sent before the connection is open go out when it opens, in order."""
    scripted_server = listen()
    page = load_module("native/queue_and_back_off", scripted_server.url)
    page.evaluate(RECONNECTING, scripted_server.ws)
    connection = scripted_server.accept()
    assert [text(connection), text(connection)] == ["one", "two"]
    page.evaluate("socket.send('three')")
    assert text(connection) == "three"


def test_backoff_doubles_with_jitter(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """Each wait is twice as long, up to half a minute, and jitter may halve it."""
    scripted_server = listen()
    scripted_server.rejecting = True
    page = load_module("native/queue_and_back_off", scripted_server.url)
    page.evaluate(RECONNECTING, scripted_server.ws)
    for attempt, delay in enumerate([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000], start=1):
        page.wait_for_function("(count) => waits.length === count", arg=attempt)
        page.clock.run_for(delay - 1)
        assert page.evaluate("attempts") == attempt
        if attempt == 8:
            page.evaluate("Math.random = () => 0")
        page.clock.run_for(1)
        assert page.evaluate("attempts") == attempt + 1
    page.wait_for_function("waits.length === 9")
    assert page.evaluate("waits.at(-1)") == 15000


def test_reconnect_keeps_each_handler_once(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """After a reconnect, queued messages are sent and each message arrives once."""
    scripted_server = listen()
    page = load_module("native/queue_and_back_off", scripted_server.url)
    page.evaluate(RECONNECTING, scripted_server.ws)
    for sent in ("two", "three", "four"):
        connection = scripted_server.accept()
        while text(connection) != sent:
            pass
        connection.send(f"news after {sent}")
        connection.send("end")
        page.wait_for_function("heard.at(-1) === 'end'")
        assert page.evaluate("heard.splice(0)") == [f"news after {sent}", "end"]
        hang_up(connection.socket)
        page.wait_for_function("waits.length === 1")
        assert page.evaluate("waits.splice(0)") == [500]  # it was open, so the backoff starts again
        page.evaluate("(it) => socket.send(it)", {"two": "three", "three": "four"}.get(sent, ""))
        page.clock.run_for(500)


def test_close_stops_reconnecting(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """`close` is final, both while connected and while waiting for an attempt."""
    scripted_server = listen()
    page = load_module("native/queue_and_back_off", scripted_server.url)
    page.evaluate(RECONNECTING, scripted_server.ws)
    connection = scripted_server.accept()
    assert [text(connection), text(connection)] == ["one", "two"]
    page.evaluate("socket.close()")
    assert closing(connection) == (1005, "")
    page.wait_for_function("ended.length === 1")
    page.clock.run_for(60_000)
    assert page.evaluate("[attempts, waits]") == [1, []]

    scripted_server.rejecting = True
    page.evaluate(RECONNECTING, scripted_server.ws)
    page.wait_for_function("waits.length === 1")
    page.evaluate("socket.close()")
    page.clock.run_for(60_000)
    assert page.evaluate("attempts") == 2


HEARTBEAT = """(url) => {
    window.heard = [];
    window.socket = new snippet.HeartbeatSocket(url);
    socket.onmessage = (data) => heard.push(data);
}"""


def greet(connection: ServerConnection, page: Page, greeting: str) -> None:
    """Send a greeting, and wait until the page has it."""
    connection.send(greeting)
    page.wait_for_function("(it) => heard.at(-1) === it", arg=greeting)


def test_heartbeat_pings_a_silent_server(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """After 20 seconds without a message the page sends a ping, and a pong is enough."""
    scripted_server = listen()
    page = load_module("native/heartbeat", scripted_server.url)
    page.evaluate(HEARTBEAT, scripted_server.ws)
    connection = scripted_server.accept()
    greet(connection, page, "hello")
    page.clock.run_for(15_000)
    greet(connection, page, "hello again")
    page.clock.run_for(19_999)
    page.evaluate("socket.send('not yet')")
    assert text(connection) == "not yet"
    page.clock.run_for(1)
    assert text(connection) == "ping"
    page.clock.run_for(9_999)
    connection.send("pong")
    greet(connection, page, "still here")
    page.clock.run_for(20_000)
    assert text(connection) == "ping"
    assert page.evaluate("[attempts, heard]") == [1, ["hello", "hello again", "still here"]]


def test_heartbeat_replaces_a_dead_connection(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """A connection that is silent but not closed is replaced as soon as possible."""
    scripted_server = listen()
    page = load_module("native/heartbeat", scripted_server.url)
    page.evaluate(HEARTBEAT, scripted_server.ws)
    greet(scripted_server.accept(), page, "hello")
    still.set_offline(True)
    page.clock.run_for(29_999)
    assert page.evaluate("[attempts, ended]") == [1, []]
    page.clock.run_for(1)
    page.wait_for_function("ended.includes(2)")
    still.set_offline(False)
    page.clock.run_for(2_000)
    greet(scripted_server.accept(), page, "welcome back")
    assert page.evaluate("attempts") == 3


def test_heartbeat_replaces_an_attempt_that_hangs(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """After 10 seconds without an answer, the page starts another handshake."""
    asked, answer = threading.Semaphore(0), threading.Event()

    def hang(_connection: ServerConnection, request: Request) -> None:
        if "Upgrade" in request.headers:
            asked.release()
            answer.wait()

    scripted_server = listen(process_request=hang)
    page = load_module("native/heartbeat", scripted_server.url)
    page.evaluate(HEARTBEAT, scripted_server.ws)
    try:
        assert asked.acquire(timeout=TIMEOUT)
        page.clock.run_for(9_999)
        assert page.evaluate("attempts") == 1
        page.clock.run_for(1)
        assert page.evaluate("attempts") == 2
        assert asked.acquire(timeout=TIMEOUT)
    finally:
        answer.set()
