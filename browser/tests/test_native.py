"""The browser's own WebSocket, against a server that each test itself is."""

import json
import queue
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http import HTTPStatus
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve
from websockets.typing import Subprotocol

from harness.proxy import hang_up
from harness.snippet_fixtures import TIMEOUT

LoadModule = Callable[[str, str], Page]


class FarEnd:
    """A WebSocket server that does nothing by itself: a test has the far end of each connection."""

    def __init__(self, **options: Any) -> None:
        """Serve on a port that the system chooses, with options of `websockets`."""
        self.refusing = False
        self._accepted: queue.SimpleQueue[ServerConnection] = queue.SimpleQueue()
        self._over = threading.Event()
        defaults = {"process_request": self._admit, "ping_interval": None}
        self._server = serve(self._hold, "127.0.0.1", 0, **{**defaults, **options})
        address = f"127.0.0.1:{self._server.socket.getsockname()[1]}"
        self.url, self.ws = f"http://{address}", f"ws://{address}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def accept(self) -> ServerConnection:
        """Return the next connection; wait until a page opens it."""
        return self._accepted.get(timeout=TIMEOUT)

    def stop(self) -> None:
        """End everything, without a goodbye."""
        for connection in self._server.connections:
            hang_up(connection.socket)
        self._over.set()
        self._server.shutdown()

    def _admit(self, connection: ServerConnection, _request: Request) -> Response | None:
        if self.refusing:
            return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "not now\n")
        return None

    def _hold(self, connection: ServerConnection) -> None:
        self._accepted.put(connection)
        self._over.wait()


Listen = Callable[..., FarEnd]


@pytest.fixture
def listen() -> Iterator[Listen]:
    """Serve WebSockets from the test itself: `listen()`, with options of `websockets`."""
    with ExitStack() as stack:

        def listen(**options: Any) -> FarEnd:
            far_end = FarEnd(**options)
            stack.callback(far_end.stop)
            return far_end

        yield listen


def text(connection: ServerConnection) -> str:
    """Return the next message, which is text."""
    message = connection.recv(timeout=TIMEOUT)
    assert isinstance(message, str)
    return message


def closing(connection: ServerConnection) -> tuple[int | None, str | None]:
    """Return the code and reason of a page's Close frame; it is the next thing that comes."""
    with pytest.raises(ConnectionClosed):
        connection.recv(timeout=TIMEOUT)
    return connection.close_code, connection.close_reason


COUNT = """
window.attempts = 0;
window.ended = [];
window.WebSocket = class extends WebSocket {
    constructor(...options) {
        super(...options);
        const attempt = ++attempts;
        this.addEventListener("close", () => ended.push(attempt));
    }
};"""
"""Counts what a page does to be connected: its attempts, and those that have ended."""


@pytest.fixture
def still(context: BrowserContext) -> BrowserContext:
    """In the pages no time passes by itself, and their connections are counted."""
    context.clock.install(time=0)
    context.clock.pause_at(1)
    context.add_init_script(COUNT)
    return context


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


def test_should_queue_until_open(listen: Listen, load_module: LoadModule) -> None:
    """What is sent before the connection is open goes out as soon as it is, and in order."""
    far_end = listen()
    page = load_module("native/queue_and_back_off", far_end.url)
    page.evaluate(RECONNECTING, far_end.ws)
    connection = far_end.accept()
    assert [text(connection), text(connection)] == ["one", "two"]
    page.evaluate("socket.send('three')")
    assert text(connection) == "three"


def test_should_wait_twice_as_long_each_time(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """Each attempt waits twice as long, half a minute at most, and less by a half with luck."""
    far_end = listen()
    far_end.refusing = True
    page = load_module("native/queue_and_back_off", far_end.url)
    page.evaluate(RECONNECTING, far_end.ws)
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


def test_should_reconnect_with_each_handler_once(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """After a loss what was sent meanwhile arrives, and so does each message, once."""
    far_end = listen()
    page = load_module("native/queue_and_back_off", far_end.url)
    page.evaluate(RECONNECTING, far_end.ws)
    for sent in ("two", "three", "four"):
        connection = far_end.accept()
        while text(connection) != sent:
            pass
        connection.send(f"news after {sent}")
        connection.send("end")
        page.wait_for_function("heard.at(-1) === 'end'")
        assert page.evaluate("heard.splice(0)") == [f"news after {sent}", "end"]
        hang_up(connection.socket)
        page.wait_for_function("waits.length === 1")
        assert page.evaluate("waits.splice(0)") == [500]  # it was open: counted from the start
        page.evaluate("(it) => socket.send(it)", {"two": "three", "three": "four"}.get(sent, ""))
        page.clock.run_for(500)


def test_should_not_reconnect_when_closed_by_the_page(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """`close` is the end: whether the connection is open or waited for."""
    far_end = listen()
    page = load_module("native/queue_and_back_off", far_end.url)
    page.evaluate(RECONNECTING, far_end.ws)
    connection = far_end.accept()
    assert [text(connection), text(connection)] == ["one", "two"]
    page.evaluate("socket.close()")
    assert closing(connection) == (1005, "")
    page.wait_for_function("ended.length === 1")
    page.clock.run_for(60_000)
    assert page.evaluate("[attempts, waits]") == [1, []]

    far_end.refusing = True
    page.evaluate(RECONNECTING, far_end.ws)
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
    """Send something, and wait until the page has it."""
    connection.send(greeting)
    page.wait_for_function("(it) => heard.at(-1) === it", arg=greeting)


def test_should_ask_a_silent_server(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """After 20 seconds of silence the page asks, and an answer is enough."""
    far_end = listen()
    page = load_module("native/heartbeat", far_end.url)
    page.evaluate(HEARTBEAT, far_end.ws)
    connection = far_end.accept()
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


def test_should_give_a_dead_connection_up(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """A connection that fell silent without an end is replaced, as soon as that can be."""
    far_end = listen()
    page = load_module("native/heartbeat", far_end.url)
    page.evaluate(HEARTBEAT, far_end.ws)
    greet(far_end.accept(), page, "hello")
    still.set_offline(True)
    page.clock.run_for(29_999)
    assert page.evaluate("[attempts, ended]") == [1, []]
    page.clock.run_for(1)
    page.wait_for_function("ended.includes(2)")
    still.set_offline(False)
    page.clock.run_for(2_000)
    greet(far_end.accept(), page, "welcome back")
    assert page.evaluate("attempts") == 3


def test_should_give_up_an_attempt_that_hangs(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """A handshake that is not answered within 10 seconds is tried anew."""
    asked, answer = threading.Semaphore(0), threading.Event()

    def hang(_connection: ServerConnection, request: Request) -> None:
        if "Upgrade" in request.headers:
            asked.release()
            answer.wait()

    far_end = listen(process_request=hang)
    page = load_module("native/heartbeat", far_end.url)
    page.evaluate(HEARTBEAT, far_end.ws)
    try:
        assert asked.acquire(timeout=TIMEOUT)
        page.clock.run_for(9_999)
        assert page.evaluate("attempts") == 1
        page.clock.run_for(1)
        assert page.evaluate("attempts") == 2
        assert asked.acquire(timeout=TIMEOUT)
    finally:
        answer.set()


BINARY = """([url, type]) => new Promise((resolve) => {
    window.heard = [];
    window.socket = new snippet.BinarySocket(url, type);
    socket.onopen = resolve;
    socket.ontext = (text) => heard.push(["text", text]);
    socket.onbytes = (bytes) => heard.push(["bytes", [...bytes]]);
    socket.onblob = async (blob) => {
        heard.push(["blob", [...new Uint8Array(await blob.arrayBuffer())]]);
    };
})"""


@pytest.mark.parametrize(("binary_type", "kind"), [("arraybuffer", "bytes"), ("blob", "blob")])
def test_should_receive_bytes(
    binary_type: str, kind: str, listen: Listen, load_module: LoadModule
) -> None:
    """Binary frames come as the type that was chosen, text as text."""
    far_end = listen()
    page = load_module("native/binary", far_end.url)
    page.evaluate(BINARY, [far_end.ws, binary_type])
    connection = far_end.accept()
    connection.send("abc")
    connection.send(b"\x00\xff\n")
    page.wait_for_function("heard.length === 2")
    assert page.evaluate("heard") == [["text", "abc"], [kind, [0, 255, 10]]]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("new Uint8Array([1, 2, 255])", b"\x01\x02\xff"),
        ("new Uint8Array([1, 2, 255]).buffer", b"\x01\x02\xff"),
        ("new Uint8Array([1, 2, 255]).subarray(1)", b"\x02\xff"),
        ("new Uint16Array([258])", b"\x02\x01"),
        ("new Blob(['ab', new Uint8Array([0])])", b"ab\x00"),
        ("new File(['abc'], 'a.txt')", b"abc"),
    ],
)
def test_should_send_bytes(
    data: str, expected: bytes, listen: Listen, load_module: LoadModule
) -> None:
    """The server has a binary frame, whatever it was made of; of a view its part only."""
    far_end = listen()
    page = load_module("native/binary", far_end.url)
    page.evaluate(BINARY, [far_end.ws, "blob"])
    connection = far_end.accept()
    page.evaluate(f"socket.send({data})")
    assert connection.recv(timeout=TIMEOUT) == expected


def test_should_receive_blobs_unless_told(listen: Listen, load_module: LoadModule) -> None:
    """A WebSocket's own binaryType is "blob"."""
    far_end = listen()
    page = load_module("native/binary", far_end.url)
    assert page.evaluate("(url) => new WebSocket(url).binaryType", far_end.ws) == "blob"


CHUNKS, SIZE, LIMIT = 100, 400_000, 1_000_000
"""Forty megabytes: more than all buffers of a connection on one machine hold."""

OPEN = """(url) => new Promise((resolve, reject) => {
    window.socket = new WebSocket(url);
    socket.onopen = () => resolve();
    socket.onerror = reject;
})"""
SEND_ALL = """([count, size]) => {
    window.most = 0;
    window.given = 0;
    const send = socket.send.bind(socket);
    socket.send = (chunk) => {
        send(chunk);
        most = Math.max(most, socket.bufferedAmount);
    };
    function* chunks() {
        while (given < count) yield new Uint8Array(size).fill(given++);
    }
    window.done = snippet.sendAll(socket, chunks()).then(() => "done", (error) => error.message);
}"""


def test_should_wait_before_it_sends_more(listen: Listen, load_module: LoadModule) -> None:
    """While the server reads nothing the page keeps little in memory; then everything arrives."""
    far_end = listen()
    page = load_module("native/buffered_amount", far_end.url)
    page.evaluate(OPEN, far_end.ws)
    connection = far_end.accept()
    page.evaluate(SEND_ALL, [CHUNKS, SIZE])
    page.wait_for_function("(limit) => socket.bufferedAmount >= limit", arg=LIMIT)
    assert page.evaluate("given") < CHUNKS
    for number in range(CHUNKS):
        assert connection.recv(timeout=TIMEOUT) == bytes([number]) * SIZE
    assert page.evaluate("done") == "done"
    assert LIMIT <= page.evaluate("most") < LIMIT + SIZE


def test_should_not_wait_for_a_dead_connection(listen: Listen, load_module: LoadModule) -> None:
    """When the connection ends, the waiting does, and tells how much was not sent."""
    far_end = listen()
    page = load_module("native/buffered_amount", far_end.url)
    page.evaluate(OPEN, far_end.ws)
    connection = far_end.accept()
    page.evaluate(SEND_ALL, [CHUNKS, SIZE])
    page.wait_for_function("(limit) => socket.bufferedAmount >= limit", arg=LIMIT)
    connection.socket.close()  # with bytes in it that nobody has read: that resets it
    told = page.evaluate("done")
    assert re.sub(r"\d+", "N", told) == "the connection ended with N bytes unsent"


def test_should_send_a_file_as_a_stream(listen: Listen, load_module: LoadModule) -> None:
    """A file's stream is such an iterable of bytes."""
    far_end = listen()
    page = load_module("native/buffered_amount", far_end.url)
    page.evaluate(OPEN, far_end.ws)
    connection = far_end.accept()
    page.evaluate("void snippet.sendAll(socket, new File(['x'.repeat(300_000)], 'x.txt').stream())")
    received = 0
    while received < 300_000:
        message = connection.recv(timeout=TIMEOUT)
        assert message == b"x" * len(message)
        received += len(message)
    assert received == 300_000


DESCRIBE = """(url) => new Promise((resolve) => {
    window.socket = new WebSocket(url);
    window.told = new Promise((tell) => {
        socket.onclose = (event) => {
            tell(snippet.describeClose(event));
            resolve();
        };
    });
    socket.onopen = () => resolve();
})"""


@pytest.mark.parametrize(
    ("code", "reason", "expected"),
    [
        (1000, "", "1000, clean: closed, all is done"),
        (1001, "", "1001, clean: the server is going away"),
        (1008, "too fast", "1008, clean: the server forbids this (too fast)"),
        (1009, "", "1009, clean: the message was too big for the server"),
        (1011, "", "1011, clean: the server has failed"),
        (1012, "", "1012, clean: the server restarts"),
        (1013, "", "1013, clean: the server is too busy, try again later"),
        (3000, "Unauthorized", "3000, clean: another code (Unauthorized)"),
        (4001, "signed out", "4001, clean: the application's own code (signed out)"),
    ],
)
def test_should_tell_the_server_s_code(
    code: int, reason: str, expected: str, listen: Listen, load_module: LoadModule
) -> None:
    """The page is told the code and the reason that the server has sent."""
    far_end = listen()
    page = load_module("native/close_codes", far_end.url)
    page.evaluate(DESCRIBE, far_end.ws)
    far_end.accept().close(code, reason)
    assert page.evaluate("told") == expected


def test_should_tell_of_a_close_without_a_code(listen: Listen, load_module: LoadModule) -> None:
    """A Close frame that holds nothing is 1005, and clean."""
    far_end = listen()
    page = load_module("native/close_codes", far_end.url)
    page.evaluate(DESCRIBE, far_end.ws)
    connection = far_end.accept()
    with connection.protocol_mutex:
        connection.protocol.send_close()
        connection.send_data()
    assert page.evaluate("told") == "1005, clean: closed without a code"


def test_should_tell_of_a_lost_connection(listen: Listen, load_module: LoadModule) -> None:
    """A connection that ends without a Close frame is 1006, and not clean."""
    far_end = listen()
    page = load_module("native/close_codes", far_end.url)
    page.evaluate(DESCRIBE, far_end.ws)
    hang_up(far_end.accept().socket)
    assert page.evaluate("told") == "1006, not clean: the connection failed or was lost"


def test_should_tell_the_same_of_a_refusal(listen: Listen, load_module: LoadModule) -> None:
    """A handshake that was answered with an HTTP error is 1006, too: no page sees the status."""
    far_end = listen()
    far_end.refusing = True
    page = load_module("native/close_codes", far_end.url)
    page.evaluate(DESCRIBE, far_end.ws)
    assert page.evaluate("told") == "1006, not clean: the connection failed or was lost"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", (1005, "")),
        ("1000", (1000, "")),
        ("3000", (3000, "")),
        ("4999, 'signed out'", (4999, "signed out")),
        ("4000, 'x'.repeat(123)", (4000, "x" * 123)),
    ],
)
def test_should_close_with_a_code(
    arguments: str, expected: tuple[int, str], listen: Listen, load_module: LoadModule
) -> None:
    """The server is told what the page closes with."""
    far_end = listen()
    page = load_module("native/close_codes", far_end.url)
    page.evaluate(DESCRIBE, far_end.ws)
    page.evaluate(f"socket.close({arguments})")
    assert closing(far_end.accept()) == expected


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ("1001", "InvalidAccessError"),
        ("1011", "InvalidAccessError"),
        ("2999", "InvalidAccessError"),
        ("5000", "InvalidAccessError"),
        ("4000, 'x'.repeat(124)", "SyntaxError"),
        ("4000, 'é'.repeat(62)", "SyntaxError"),
    ],
)
def test_should_not_close_with_any_code(
    arguments: str, error: str, listen: Listen, load_module: LoadModule
) -> None:
    """Other codes are the server's to send, and a reason is short."""
    far_end = listen()
    page = load_module("native/close_codes", far_end.url)
    page.evaluate(DESCRIBE, far_end.ws)
    with pytest.raises(Error, match=error):
        page.evaluate(f"socket.close({arguments})")


AUTHENTICATE = """([url, ...options]) => {
    const use = (socket) => {
        window.heard = [];
        window.socket = socket;
        socket.onmessage = ({ data }) => heard.push(data);
        return socket.protocol;
    };
    window.opened = snippet.openWithToken(url, ...options).then(use, (error) => `${error}`);
}"""


def handshake(connection: ServerConnection) -> tuple[str, str | None]:
    """Return the target that the page has asked for, and the subprotocols that it has offered."""
    assert connection.request is not None
    return connection.request.path, connection.request.headers.get("Sec-WebSocket-Protocol")


def test_should_send_a_token_first(listen: Listen, load_module: LoadModule) -> None:
    """The token is the first message, not in the URL; the socket is given when it is accepted."""
    far_end = listen()
    page = load_module("native/token_on_connect", far_end.url)
    page.evaluate(AUTHENTICATE, [f"{far_end.ws}/ws", "a.b=c"])
    connection = far_end.accept()
    assert handshake(connection) == ("/ws", None)
    assert json.loads(text(connection)) == {"token": "a.b=c"}
    assert page.evaluate("window.socket") is None
    connection.send("welcome")
    connection.send("first message")
    assert page.evaluate("opened") == ""
    page.wait_for_function("heard.length === 1")
    assert page.evaluate("heard") == ["first message"]


def test_should_tell_why_a_token_is_refused(listen: Listen, load_module: LoadModule) -> None:
    """The refusal of a first message has a code and a reason."""
    far_end = listen()
    page = load_module("native/token_on_connect", far_end.url)
    page.evaluate(AUTHENTICATE, [far_end.ws, "old"])
    far_end.accept().close(4401, "token expired")
    assert page.evaluate("opened") == "Error: refused: 4401 token expired"


def test_should_offer_a_token_as_a_subprotocol(listen: Listen, load_module: LoadModule) -> None:
    """The token is in a header of the handshake, and the server chooses the other subprotocol."""
    far_end = listen(subprotocols=[Subprotocol("chat.v1")])
    page = load_module("native/token_on_connect", far_end.url)
    page.evaluate(AUTHENTICATE, [f"{far_end.ws}/ws", "aaa.bbb-_.ccc", "chat.v1"])
    connection = far_end.accept()
    assert handshake(connection) == ("/ws", "chat.v1, bearer.aaa.bbb-_.ccc")
    assert page.evaluate("opened") == "chat.v1"
    connection.send("first message")
    page.wait_for_function("heard.length === 1")
    page.evaluate("socket.send('mine')")
    assert text(connection) == "mine"


def test_should_not_tell_why_a_subprotocol_is_refused(
    listen: Listen, load_module: LoadModule
) -> None:
    """Of a refused handshake the page knows that it failed, and no more."""

    def refuse(connection: ServerConnection, _request: Request) -> Response:
        return connection.respond(HTTPStatus.UNAUTHORIZED, "token expired\n")

    far_end = listen(process_request=refuse)
    page = load_module("native/token_on_connect", far_end.url)
    page.evaluate(AUTHENTICATE, [far_end.ws, "old", "chat.v1"])
    assert page.evaluate("opened") == "Error: refused: 1006"


def test_should_not_offer_any_text_as_a_subprotocol(
    listen: Listen, load_module: LoadModule
) -> None:
    """A token with an equals sign in it cannot be a subprotocol."""
    far_end = listen()
    page = load_module("native/token_on_connect", far_end.url)
    page.evaluate(AUTHENTICATE, [far_end.ws, "YQ==", "chat.v1"])
    assert "SyntaxError" in page.evaluate("opened")


JSON = """(url) => {
    window.heard = [];
    window.socket = new snippet.JsonSocket(url);
    socket.on("price", ({ symbol, value }) => heard.push(`${symbol}: ${value}`));
    socket.on("end", () => heard.push("end"));
}"""


def test_should_handle_messages_by_type(listen: Listen, load_module: LoadModule) -> None:
    """Each type has its handler; a type without one is passed over."""
    far_end = listen()
    page = load_module("native/json_messages", far_end.url)
    page.evaluate(JSON, far_end.ws)
    page.evaluate("socket.opened.then(() => socket.send('subscribe', { symbol: 'Ä' }))")
    connection = far_end.accept()
    assert json.loads(text(connection)) == {"type": "subscribe", "data": {"symbol": "Ä"}}
    for message in (
        {"type": "price", "data": {"symbol": "Ä", "value": 7}},
        {"type": "constructor", "data": 1},
        {"type": "end"},
    ):
        connection.send(json.dumps(message))
    page.wait_for_function("heard.at(-1) === 'end'")
    assert page.evaluate("heard") == ["Ä: 7", "end"]


def test_should_have_one_handler_for_a_type(listen: Listen, load_module: LoadModule) -> None:
    """A second handler for a type takes the first one's place."""
    far_end = listen()
    page = load_module("native/json_messages", far_end.url)
    page.evaluate(JSON, far_end.ws)
    page.evaluate("socket.on('price', ({ value }) => heard.push(value))")
    connection = far_end.accept()
    connection.send('{"type": "price", "data": {"symbol": "A", "value": 7}}')
    connection.send('{"type": "end"}')
    page.wait_for_function("heard.at(-1) === 'end'")
    assert page.evaluate("heard") == [7, "end"]


def test_should_not_open_when_refused(listen: Listen, load_module: LoadModule) -> None:
    """Who waits for a connection that fails is told so."""
    far_end = listen()
    far_end.refusing = True
    page = load_module("native/json_messages", far_end.url)
    opened = "(url) => new snippet.JsonSocket(url).opened.catch((error) => error.message)"
    assert page.evaluate(opened, far_end.ws) == "closed with 1006"


REQUESTS = f"""async (url) => {{
    await ({OPEN})(url);
    window.requests = new snippet.Requests(socket);
    window.ask = (data) => requests.send(data).then((answer) => answer, (error) => error.message);
}}"""


def test_should_match_answers_by_their_id(listen: Listen, load_module: LoadModule) -> None:
    """Each promise gets its own answer, in whichever order they come."""
    far_end = listen()
    page = load_module("native/acknowledgement", far_end.url)
    page.evaluate(REQUESTS, far_end.ws)
    connection = far_end.accept()
    page.evaluate("void (window.answers = Promise.all([ask({ add: [1, 2] }), ask('second')]))")
    first, second = json.loads(text(connection)), json.loads(text(connection))
    assert [first["data"], second["data"]] == [{"add": [1, 2]}, "second"]
    connection.send('{"type": "something else"}')
    connection.send(json.dumps({"ack": second["id"], "data": "two"}))
    connection.send(json.dumps({"ack": first["id"], "data": 3}))
    assert page.evaluate("answers") == [3, "two"]


def test_should_not_wait_for_an_answer_for_ever(
    still: BrowserContext, listen: Listen, load_module: LoadModule
) -> None:
    """After 10 seconds the promise is rejected; an answer that comes later concerns nobody."""
    far_end = listen()
    page = load_module("native/acknowledgement", far_end.url)
    page.evaluate(REQUESTS, far_end.ws)
    connection = far_end.accept()
    page.evaluate("void ask('slow').then((it) => { window.slow = it; })")
    late = json.loads(text(connection))
    page.clock.run_for(9_999)
    assert page.evaluate("window.slow") is None
    page.clock.run_for(1)
    page.wait_for_function("window.slow")
    assert page.evaluate("slow") == "no answer in 10000 ms"
    page.evaluate("void (window.quick = ask('quick'))")
    quick = json.loads(text(connection))
    connection.send(json.dumps({"ack": late["id"], "data": "late"}))
    connection.send(json.dumps({"ack": quick["id"], "data": "in time"}))
    assert page.evaluate("quick") == "in time"


def test_should_tell_who_waits_that_the_connection_ended(
    listen: Listen, load_module: LoadModule
) -> None:
    """The end of the connection rejects what waits, and what is asked later."""
    far_end = listen()
    page = load_module("native/acknowledgement", far_end.url)
    page.evaluate(REQUESTS, far_end.ws)
    connection = far_end.accept()
    page.evaluate("void (window.answers = Promise.all([ask(1), ask(2)]))")
    connection.close(1001)
    assert page.evaluate("answers") == ["closed with 1001", "closed with 1001"]
    assert page.evaluate("ask(3)") == "not connected"
