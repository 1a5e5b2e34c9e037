"""How a native WebSocket opens and closes: close codes and tokens."""

import json
from http import HTTPStatus

import pytest
from playwright.sync_api import Error
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection
from websockets.typing import Subprotocol

from browser.tests.scripted_server import Listen, closing, text
from harness.proxy import hang_up
from harness.pytest.snippets import LoadModule

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
        (1000, "", "1000, clean: closed normally"),
        (1001, "", "1001, clean: the server is going away"),
        (1008, "too fast", "1008, clean: the server forbids this (too fast)"),
        (1009, "", "1009, clean: the message was too big for the server"),
        (1011, "", "1011, clean: the server had an error"),
        (1012, "", "1012, clean: the server is restarting"),
        (1013, "", "1013, clean: the server is too busy, try again later"),
        (3000, "Unauthorized", "3000, clean: another code (Unauthorized)"),
        (4001, "signed out", "4001, clean: the application's own code (signed out)"),
    ],
)
def test_close_codes_explain_the_servers_code(
    code: int, reason: str, expected: str, listen: Listen, load_module: LoadModule
) -> None:
    """The page gets the code and the reason that the server sent."""
    scripted_server = listen()
    page = load_module("native/close_codes", scripted_server.url)
    page.evaluate(DESCRIBE, scripted_server.ws)
    scripted_server.accept().close(code, reason)
    assert page.evaluate("told") == expected


def test_close_codes_explain_an_empty_close_frame(listen: Listen, load_module: LoadModule) -> None:
    """A Close frame without a code is 1005, and clean."""
    scripted_server = listen()
    page = load_module("native/close_codes", scripted_server.url)
    page.evaluate(DESCRIBE, scripted_server.ws)
    connection = scripted_server.accept()
    with connection.protocol_mutex:
        connection.protocol.send_close()
        connection.send_data()
    assert page.evaluate("told") == "1005, clean: closed without a code"


def test_close_codes_explain_a_lost_connection(listen: Listen, load_module: LoadModule) -> None:
    """A connection that ends without a Close frame is 1006, and not clean."""
    scripted_server = listen()
    page = load_module("native/close_codes", scripted_server.url)
    page.evaluate(DESCRIBE, scripted_server.ws)
    hang_up(scripted_server.accept().socket)
    assert page.evaluate("told") == "1006, not clean: the connection failed or was lost"


def test_close_codes_explain_a_rejected_handshake(listen: Listen, load_module: LoadModule) -> None:
    """A handshake rejected with an HTTP error is 1006 too: a page never sees the status."""
    scripted_server = listen()
    scripted_server.rejecting = True
    page = load_module("native/close_codes", scripted_server.url)
    page.evaluate(DESCRIBE, scripted_server.ws)
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
def test_close_sends_the_pages_code(
    arguments: str, expected: tuple[int, str], listen: Listen, load_module: LoadModule
) -> None:
    """The server gets the code and the reason of the page."""
    scripted_server = listen()
    page = load_module("native/close_codes", scripted_server.url)
    page.evaluate(DESCRIBE, scripted_server.ws)
    page.evaluate(f"socket.close({arguments})")
    assert closing(scripted_server.accept()) == expected


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
def test_close_rejects_reserved_codes_and_long_reasons(
    arguments: str, error: str, listen: Listen, load_module: LoadModule
) -> None:
    """Other codes are for servers only, and a reason must be short."""
    scripted_server = listen()
    page = load_module("native/close_codes", scripted_server.url)
    page.evaluate(DESCRIBE, scripted_server.ws)
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
    """Return the path and the subprotocols that the page requested."""
    assert connection.request is not None
    return connection.request.path, connection.request.headers.get("Sec-WebSocket-Protocol")


def test_token_is_the_first_message(listen: Listen, load_module: LoadModule) -> None:
    """The token is not in the URL, and the socket is returned when the token is accepted."""
    scripted_server = listen()
    page = load_module("native/token_on_connect", scripted_server.url)
    page.evaluate(AUTHENTICATE, [f"{scripted_server.ws}/ws", "a.b=c"])
    connection = scripted_server.accept()
    assert handshake(connection) == ("/ws", None)
    assert json.loads(text(connection)) == {"token": "a.b=c"}
    assert page.evaluate("window.socket") is None
    connection.send("welcome")
    connection.send("first message")
    assert page.evaluate("opened") == ""
    page.wait_for_function("heard.length === 1")
    assert page.evaluate("heard") == ["first message"]


def test_token_as_message_is_rejected_with_a_reason(
    listen: Listen, load_module: LoadModule
) -> None:
    """A rejected first message has a code and a reason."""
    scripted_server = listen()
    page = load_module("native/token_on_connect", scripted_server.url)
    page.evaluate(AUTHENTICATE, [scripted_server.ws, "old"])
    scripted_server.accept().close(4401, "token expired")
    assert page.evaluate("opened") == "Error: rejected: 4401 token expired"


def test_token_is_offered_as_a_subprotocol(listen: Listen, load_module: LoadModule) -> None:
    """The token is in the handshake, and the server selects the other subprotocol."""
    scripted_server = listen(subprotocols=[Subprotocol("chat.v1")])
    page = load_module("native/token_on_connect", scripted_server.url)
    page.evaluate(AUTHENTICATE, [f"{scripted_server.ws}/ws", "aaa.bbb-_.ccc", "chat.v1"])
    connection = scripted_server.accept()
    assert handshake(connection) == ("/ws", "chat.v1, bearer.aaa.bbb-_.ccc")
    assert page.evaluate("opened") == "chat.v1"
    connection.send("first message")
    page.wait_for_function("heard.length === 1")
    page.evaluate("socket.send('mine')")
    assert text(connection) == "mine"


def test_token_as_subprotocol_is_rejected_without_a_reason(
    listen: Listen, load_module: LoadModule
) -> None:
    """The page learns that the handshake failed, and no more."""

    def reject(connection: ServerConnection, _request: Request) -> Response:
        return connection.respond(HTTPStatus.UNAUTHORIZED, "token expired\n")

    scripted_server = listen(process_request=reject)
    page = load_module("native/token_on_connect", scripted_server.url)
    page.evaluate(AUTHENTICATE, [scripted_server.ws, "old", "chat.v1"])
    assert page.evaluate("opened") == "Error: rejected: 1006"


def test_token_with_an_equals_sign_is_no_subprotocol(
    listen: Listen, load_module: LoadModule
) -> None:
    """A token with an equals sign cannot be a subprotocol."""
    scripted_server = listen()
    page = load_module("native/token_on_connect", scripted_server.url)
    page.evaluate(AUTHENTICATE, [scripted_server.ws, "YQ==", "chat.v1"])
    assert "SyntaxError" in page.evaluate("opened")
