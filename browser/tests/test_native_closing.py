"""How a native WebSocket begins and ends: close codes and tokens."""

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
    scripted_server = listen()
    page = load_module("native/close_codes", scripted_server.url)
    page.evaluate(DESCRIBE, scripted_server.ws)
    scripted_server.accept().close(code, reason)
    assert page.evaluate("told") == expected


def test_should_tell_of_a_close_without_a_code(listen: Listen, load_module: LoadModule) -> None:
    """A Close frame that holds nothing is 1005, and clean."""
    scripted_server = listen()
    page = load_module("native/close_codes", scripted_server.url)
    page.evaluate(DESCRIBE, scripted_server.ws)
    connection = scripted_server.accept()
    with connection.protocol_mutex:
        connection.protocol.send_close()
        connection.send_data()
    assert page.evaluate("told") == "1005, clean: closed without a code"


def test_should_tell_of_a_lost_connection(listen: Listen, load_module: LoadModule) -> None:
    """A connection that ends without a Close frame is 1006, and not clean."""
    scripted_server = listen()
    page = load_module("native/close_codes", scripted_server.url)
    page.evaluate(DESCRIBE, scripted_server.ws)
    hang_up(scripted_server.accept().socket)
    assert page.evaluate("told") == "1006, not clean: the connection failed or was lost"


def test_should_tell_the_same_of_a_refusal(listen: Listen, load_module: LoadModule) -> None:
    """A handshake that was answered with an HTTP error is 1006, too: no page sees the status."""
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
def test_should_close_with_a_code(
    arguments: str, expected: tuple[int, str], listen: Listen, load_module: LoadModule
) -> None:
    """The server is told what the page closes with."""
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
def test_should_not_close_with_any_code(
    arguments: str, error: str, listen: Listen, load_module: LoadModule
) -> None:
    """Other codes are the server's to send, and a reason is short."""
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
    """Return the target that the page has asked for, and the subprotocols that it has offered."""
    assert connection.request is not None
    return connection.request.path, connection.request.headers.get("Sec-WebSocket-Protocol")


def test_should_send_a_token_first(listen: Listen, load_module: LoadModule) -> None:
    """The token is the first message, not in the URL; the socket is given when it is accepted."""
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


def test_should_tell_why_a_token_is_refused(listen: Listen, load_module: LoadModule) -> None:
    """The refusal of a first message has a code and a reason."""
    scripted_server = listen()
    page = load_module("native/token_on_connect", scripted_server.url)
    page.evaluate(AUTHENTICATE, [scripted_server.ws, "old"])
    scripted_server.accept().close(4401, "token expired")
    assert page.evaluate("opened") == "Error: refused: 4401 token expired"


def test_should_offer_a_token_as_a_subprotocol(listen: Listen, load_module: LoadModule) -> None:
    """The token is in a header of the handshake, and the server chooses the other subprotocol."""
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


def test_should_not_tell_why_a_subprotocol_is_refused(
    listen: Listen, load_module: LoadModule
) -> None:
    """Of a refused handshake the page knows that it failed, and no more."""

    def refuse(connection: ServerConnection, _request: Request) -> Response:
        return connection.respond(HTTPStatus.UNAUTHORIZED, "token expired\n")

    scripted_server = listen(process_request=refuse)
    page = load_module("native/token_on_connect", scripted_server.url)
    page.evaluate(AUTHENTICATE, [scripted_server.ws, "old", "chat.v1"])
    assert page.evaluate("opened") == "Error: refused: 1006"


def test_should_not_offer_any_text_as_a_subprotocol(
    listen: Listen, load_module: LoadModule
) -> None:
    """A token with an equals sign in it cannot be a subprotocol."""
    scripted_server = listen()
    page = load_module("native/token_on_connect", scripted_server.url)
    page.evaluate(AUTHENTICATE, [scripted_server.ws, "YQ==", "chat.v1"])
    assert "SyntaxError" in page.evaluate("opened")
