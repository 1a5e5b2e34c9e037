"""socket.io-client, against the server in server.py."""

import uuid
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from harness.clients.peer import SocketIOPeer
from harness.processes.program import Program
from harness.proxy import Proxy
from harness.pytest.snippets import DialSocketIO, LoadModule


@pytest.fixture
def who() -> str:
    """Return a name that no other test uses."""
    return uuid.uuid4().hex


def wait_until(page: Page, condition: str, argument: Any = None) -> None:
    """Wait until an expression, or a function of the argument, is true in the page."""
    page.wait_for_function(condition, arg=argument)


def ask(page: Page, event: str, *arguments: Any) -> Any:
    """Emit an event from the page's `socket`, and return the server's acknowledgement."""
    return page.evaluate("(it) => socket.timeout(20_000).emitWithAck(...it)", [event, *arguments])


WITH_SOCKET = """async (url) => {
    const { io } = await import("socket.io-client");
    window.socket = io(url, { transports: ["websocket"], reconnectionDelay: 10 });
    await new Promise((resolve) => socket.once("connect", resolve));
}"""


def test_auth_object_is_sent_on_each_connection(load_module: LoadModule, tunnel: Proxy) -> None:
    """The same object is sent on each connection until the page replaces it."""
    page = load_module("socketio/connect_auth", tunnel.url)
    page.evaluate("(url) => { window.socket = snippet.connectWithToken(url, 'mine') }", tunnel.url)
    assert ask(page, "auth") == {"token": "mine"}
    reconnect(page, tunnel)
    assert ask(page, "auth") == {"token": "mine"}
    page.evaluate("socket.auth = { token: 'new' }")
    reconnect(page, tunnel)
    assert ask(page, "auth") == {"token": "new"}


def test_auth_function_runs_on_each_connection(load_module: LoadModule, tunnel: Proxy) -> None:
    """The function runs for each connection, so the token can be new."""
    page = load_module("socketio/connect_auth", tunnel.url)
    page.evaluate(
        """(url) => {
            let count = 0;
            window.socket = snippet.connectWithToken(url, async () => `token ${++count}`);
        }""",
        tunnel.url,
    )
    assert ask(page, "auth") == {"token": "token 1"}
    reconnect(page, tunnel)
    assert ask(page, "auth") == {"token": "token 2"}


def test_auth_function_that_fails_connects_without_a_token(
    load_module: LoadModule, socketio: Program
) -> None:
    """If the token cannot be fetched, the client still connects and the server decides."""
    page = load_module("socketio/connect_auth", socketio.url)
    page.evaluate(
        """(url) => {
            const failing = () => Promise.reject(new Error("no token"));
            window.socket = snippet.connectWithToken(url, failing);
        }""",
        socketio.url,
    )
    assert ask(page, "auth") is None  # Flask-SocketIO gets an empty object


def reconnect(page: Page, tunnel: Proxy) -> None:
    """Cut the page's connection, and wait until it is connected again."""
    page.evaluate("window.back = 0; socket.io.once('reconnect', () => { back = 1; })")
    tunnel.cut()
    wait_until(page, "!socket.connected")
    tunnel.mend()
    wait_until(page, "back && socket.connected")


OPEN_WITH = """([url, transports]) => {
    window.names = [];
    window.socket = snippet.openWith(url, transports, (name) => names.push(name));
}"""


@pytest.mark.parametrize(
    ("transports", "expected"),
    [
        (["websocket"], {"websocket"}),
        (["polling"], {"polling"}),
        (["polling", "websocket"], {"polling", "websocket"}),
        (["websocket", "polling"], {"websocket"}),
    ],
)
def test_transports_are_used_in_order(
    transports: list[str], expected: set[str], load_module: LoadModule, tunnel: Proxy
) -> None:
    """The client uses the given transports and reports the current one, also on reconnect."""
    page = load_module("socketio/transports", tunnel.url)
    used: list[str] = []
    page.on("request", lambda it: used.append("polling") if "transport=polling" in it.url else None)
    page.on("websocket", lambda _: used.append("websocket"))
    page.evaluate(OPEN_WITH, [tunnel.url, transports])
    last = "websocket" if "websocket" in transports else "polling"
    wait_until(page, "(last) => names.at(-1) === last", last)
    assert ask(page, "add", 1, 2) == 3
    assert used[0] == transports[0]
    assert set(used) == expected
    page.evaluate("names.splice(0)")
    reconnect(page, tunnel)
    wait_until(page, "(last) => names.at(-1) === last", last)


def test_acknowledgement_in_time_is_returned(load_module: LoadModule, socketio: Program) -> None:
    """The promise resolves with the server's answer."""
    page = load_module("socketio/acknowledgement_timeout", socketio.url)
    page.evaluate(WITH_SOCKET, socketio.url)
    assert page.evaluate("snippet.ask(socket, 20_000, 'add', 1, 2)") == 3


def test_acknowledgement_times_out(
    context: BrowserContext, load_module: LoadModule, socketio: Program
) -> None:
    """The promise for an event without a handler rejects after the timeout."""
    context.clock.install()
    page = load_module("socketio/acknowledgement_timeout", socketio.url)
    page.evaluate(WITH_SOCKET, socketio.url)
    page.evaluate(
        """() => {
            window.answer = snippet.ask(socket, 5_000, "no handler").catch(
                (error) => [error.message, error.cause.message]);
        }"""
    )
    assert ask(page, "add", 1, 2) == 3  # so the server has received the event
    page.clock.fast_forward(5_000)
    assert page.evaluate("answer") == [
        'no answer to "no handler"',
        "operation has timed out",
    ]


def test_acknowledgement_rejects_when_the_connection_is_lost(
    load_module: LoadModule, tunnel: Proxy
) -> None:
    """The promise rejects at once if the connection is lost before the answer."""
    page = load_module("socketio/acknowledgement_timeout", tunnel.url)
    page.evaluate(WITH_SOCKET, tunnel.url)
    page.evaluate(
        """() => {
            window.answer = snippet.ask(socket, 100_000, "no handler").catch(
                (error) => error.cause.message);
        }"""
    )
    tunnel.cut()
    assert page.evaluate("answer") == "socket has been disconnected"


def test_acknowledgement_timeout_removes_a_queued_event(
    context: BrowserContext, load_module: LoadModule, tunnel: Proxy, who: str
) -> None:
    """An event that timed out while offline is not sent on reconnect."""
    context.clock.install()
    page = load_module("socketio/acknowledgement_timeout", tunnel.url)
    page.evaluate(WITH_SOCKET, tunnel.url)
    tunnel.cut()
    wait_until(page, "!socket.connected")
    page.evaluate(
        """(who) => {
            socket.emit("note", { who, what: "kept" });
            window.answer = snippet.ask(socket, 1_000, "note", { who, what: "given up" }).catch(
                (error) => error.cause.message);
        }""",
        who,
    )
    page.clock.fast_forward(1_000)
    assert page.evaluate("answer") == "operation has timed out"
    tunnel.mend()
    assert ask(page, "notes", who) == ["kept"]


CONNECT = """([url, options]) => {
    window.told = [];
    window.socket = snippet.connect(url, (text) => told.push(text), {
        transports: ["websocket"], reconnectionDelay: 10, reconnectionDelayMax: 20, ...options,
    });
    socket.on("news", (number, text) => told.push(`news: ${text}`));
}"""


def test_reconnection_events_report_each_attempt(
    load_module: LoadModule, tunnel: Proxy, socketio: Program, dial_socketio: DialSocketIO
) -> None:
    """The loss, each attempt, its failure and its success are reported once for each loss."""
    page = load_module("socketio/reconnection_events", tunnel.url)
    page.evaluate(CONNECT, [tunnel.url, {"reconnectionAttempts": 10_000}])
    wait_until(page, "told.includes('connected')")
    assert page.evaluate("told.splice(0)") == ["connected"]
    for number in ("one", "two"):
        tunnel.cut()
        wait_until(page, "told.includes('attempt 2')")
        tunnel.mend()
        wait_until(page, "told.includes('connected')")
        dial_socketio(socketio.url).emit("publish", number)
        wait_until(page, "told.at(-1).startsWith('news')")
        told = page.evaluate("told.splice(0)")
        assert told[:4] == [
            "lost: transport close",
            "attempt 1",
            "failed: websocket error",
            "attempt 2",
        ]
        attempts = [line for line in told if line.startswith("attempt")]
        assert attempts == [f"attempt {count + 1}" for count in range(len(attempts))]
        back = f"reconnected after attempt {len(attempts)}"
        assert told[-3:] == [back, "connected", f"news: {number}"]


def test_reconnection_events_report_the_last_attempt(
    load_module: LoadModule, tunnel: Proxy
) -> None:
    """After the last attempt there is no other until the page connects again."""
    page = load_module("socketio/reconnection_events", tunnel.url)
    page.evaluate(CONNECT, [tunnel.url, {"reconnectionAttempts": 2}])
    wait_until(page, "told.includes('connected')")
    tunnel.cut()
    wait_until(page, "told.includes('gave up')")
    assert page.evaluate("told") == [
        "connected",
        "lost: transport close",
        "attempt 1",
        "failed: websocket error",
        "attempt 2",
        "failed: websocket error",
        "gave up",
    ]
    tunnel.mend()
    page.evaluate("socket.connect()")
    wait_until(page, "told.at(-1) === 'connected'")


def test_reconnection_stops_when_the_server_disconnects(
    load_module: LoadModule, socketio: Program
) -> None:
    """A socket that the server disconnects does not reconnect."""
    page = load_module("socketio/reconnection_events", socketio.url)
    page.evaluate(CONNECT, [socketio.url, {}])
    wait_until(page, "told.includes('connected')")
    page.evaluate("socket.emit('leave')")
    wait_until(page, "told.length > 1")
    assert page.evaluate("told") == ["connected", "closed: io server disconnect"]
    assert page.evaluate("socket.active") is False


def test_offline_buffer_sends_all_the_last_or_none(
    load_module: LoadModule, tunnel: Proxy, who: str
) -> None:
    """Offline, `all` queues every event, `last` only the last, and `now` drops them."""
    page = load_module("socketio/offline_buffer", tunnel.url)
    page.evaluate(WITH_SOCKET, tunnel.url)
    page.evaluate(
        """(who) => {
            window.queue = new snippet.SendQueue(socket);
            window.say = (text) => {
                const note = (what) => ["note", { who, what: `${what} ${text}` }];
                queue.now(...note("now"));
                for (const which of ["first", "second"]) queue.all(...note(which));
                for (const which of ["third", "fourth"]) queue.last(...note(which));
            };
        }""",
        who,
    )
    tunnel.cut()
    wait_until(page, "!socket.connected")
    page.evaluate("say('offline')")
    tunnel.mend()
    wait_until(page, "socket.connected")
    page.evaluate("say('online')")
    assert ask(page, "notes", who) == [
        "first offline",
        "second offline",
        "fourth offline",
        "now online",
        "first online",
        "second online",
        "third online",
        "fourth online",
    ]


FOLLOW = """([url, last]) => {
    window.heard = [];
    window.socket = snippet.follow(url, last, (text) => heard.push(text));
}"""


def count(peer: SocketIOPeer) -> int:
    """Return the number of pieces of news so far."""
    return len(peer.call("since", 0))


def test_missed_messages_arrive_after_a_reconnect(
    load_module: LoadModule, tunnel: Proxy, socketio: Program, dial_socketio: DialSocketIO
) -> None:
    """Messages from before the page loaded and from while it was offline arrive once."""
    peer = dial_socketio(socketio.url)
    last = count(peer)
    peer.emit("publish", "before")
    page = load_module("socketio/missed_messages", tunnel.url)
    page.evaluate(FOLLOW, [tunnel.url, last])
    wait_until(page, "heard.length === 1")
    peer.emit("publish", "live")
    wait_until(page, "heard.length === 2")
    tunnel.cut()
    wait_until(page, "!socket.connected")
    peer.emit("publish", "missed 1")
    peer.emit("publish", "missed 2")
    assert count(peer) == last + 4
    tunnel.mend()
    wait_until(page, "heard.includes('missed 2')")
    peer.emit("publish", "live again")
    wait_until(page, "heard.includes('live again')")
    assert page.evaluate("heard") == ["before", "live", "missed 1", "missed 2", "live again"]


def test_missed_messages_are_fetched_for_a_gap(
    load_module: LoadModule, socketio: Program, dial_socketio: DialSocketIO
) -> None:
    """A number that is too high shows that one is missing, and the page asks for it."""
    peer = dial_socketio(socketio.url)
    page = load_module("socketio/missed_messages", socketio.url)
    page.evaluate(FOLLOW, [socketio.url, count(peer)])
    peer.emit("publish", "first")
    wait_until(page, "heard.length === 1")
    peer.emit("publish", "lost on the way", True)
    assert page.evaluate("heard") == ["first"]
    peer.emit("publish", "next")
    wait_until(page, "heard.includes('next')")
    assert page.evaluate("heard") == ["first", "lost on the way", "next"]


@pytest.mark.parametrize("transport", ["websocket", "polling"])
def test_binary_sends_and_receives_files(
    transport: str, load_module: LoadModule, socketio: Program
) -> None:
    """A file's bytes, name and type arrive in both directions and are acknowledged."""
    page = load_module("socketio/binary", socketio.url)
    answer = page.evaluate(
        """async ([url, transport]) => {
            const { io } = await import("socket.io-client");
            const files = new snippet.Files(io(url, { transports: [transport] }));
            const arrived = new Promise((resolve) => { files.onfile = resolve; });
            const sent = new File([new Uint8Array([0, 1, 255])], "ä.bin", { type: "image/png" });
            const size = await files.send(sent);
            const file = await arrived;
            const bytes = new Uint8Array(await file.arrayBuffer());
            return [size, file.name, file.type, [...bytes]];
        }""",
        [socketio.url, transport],
    )
    assert answer == [3, "ä.bin", "image/png", [255, 1, 0]]


REJECT = """([url, token]) => {
    window.told = [];
    window.socket = snippet.connect(url, { token }, (...why) => told.push(why));
    socket.on("connect", () => told.push("connected"));
}"""


@pytest.mark.parametrize(
    ("token", "message", "data"),
    [
        ("expired", "token expired", {"code": 7}),
        ("wrong", "Connection rejected by server", None),
    ],
)
def test_reject_reports_the_reason(
    token: str, message: str, data: Any, load_module: LoadModule, socketio: Program
) -> None:
    """The message and the data are reported, and a valid token connects afterwards."""
    page = load_module("socketio/reject", socketio.url)
    page.evaluate(REJECT, [socketio.url, token])
    wait_until(page, "told.length === 1")
    assert page.evaluate("told") == [[message, data]]
    assert page.evaluate("socket.active") is False
    page.evaluate("socket.auth = { token: 'good' }; socket.connect()")
    wait_until(page, "told.length === 2")
    assert page.evaluate("told.at(-1)") == "connected"


def test_reject_ignores_network_errors(load_module: LoadModule, tunnel: Proxy) -> None:
    """If the server is unreachable, nothing is reported and the client retries."""
    page = load_module("socketio/reject", tunnel.url)
    tunnel.cut()
    page.evaluate(REJECT, [tunnel.url, "good"])
    page.evaluate("new Promise((resolve) => socket.once('connect_error', () => resolve()))")
    tunnel.mend()
    wait_until(page, "told.length > 0")
    assert page.evaluate("told") == ["connected"]
