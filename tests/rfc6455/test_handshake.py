"""The opening handshake: every header valid, missing and wrong (RFC 6455, 4)."""

import base64

import pytest

from harness.processes.server import Server
from harness.pytest.fixtures import FEW_FRAMES
from harness.rfc6455.cases import ALIVE, CLOSING, ECHO
from harness.rfc6455.peer import Peer
from harness.rfc6455.wire import TEXT, accept, frame, request, text

pytestmark = [pytest.mark.protocol("native"), FEW_FRAMES]

Headers = dict[str, str | None]

KEY = "Sec-WebSocket-Key"
VERSION = "Sec-WebSocket-Version"
EXTENSIONS = "Sec-WebSocket-Extensions"
PROTOCOL = "Sec-WebSocket-Protocol"
EXAMPLE = "dGhlIHNhbXBsZSBub25jZQ=="
"""The key in the RFC's example (1.3)."""


def key_of(length: int) -> str:
    """Return a key with this number of bytes."""
    return base64.b64encode(b"k" * length).decode()


GOOD: dict[str, Headers] = {
    "4.1 as in the RFC": {},
    "4.2.1 Upgrade in upper case": {"Upgrade": "WEBSOCKET"},
    "4.2.1 Upgrade in mixed case": {"Upgrade": "WebSocket"},
    "4.2.1 Connection in lower case": {"Connection": "upgrade"},
    "4.2.1 Connection as a list": {"Connection": "keep-alive, Upgrade"},
    "4.2.1 Connection as a list with no spaces": {"Connection": "Upgrade,keep-alive"},
    "4.1 the RFC's key": {KEY: EXAMPLE},
    "4.1 a key of NUL bytes": {KEY: base64.b64encode(bytes(16)).decode()},
    "4.1 a key with + and /": {KEY: base64.b64encode(b"\xfb\xff" * 8).decode()},
    "4.2.1 an unknown header": {"X-Nothing": "nothing", "X-Empty": ""},
    "9.1 an extension": {EXTENSIONS: "permessage-deflate; client_max_window_bits"},
    "9.1 several extensions": {EXTENSIONS: 'x-foo; bar="baz", permessage-deflate, x-bzip2'},
    "1.9 a subprotocol": {PROTOCOL: "chat"},
    "1.9 several subprotocols": {PROTOCOL: "soap, wamp.2.json, chat"},
    "4.2.1 a cookie": {"Cookie": "a=b; c=d"},
    "4.2.1 a user agent": {"User-Agent": "Mozilla/5.0"},
}

WRONG_HEADERS: dict[str, Headers] = {
    "4.2.1 no Host": {"Host": None},
    "4.2.1 no Upgrade": {"Upgrade": None},
    "4.2.1 an empty Upgrade": {"Upgrade": ""},
    "4.2.1 Upgrade to something else": {"Upgrade": "h2c"},
    "4.2.1 Upgrade to something like it": {"Upgrade": "websockets"},
    "4.2.1 no Connection": {"Connection": None},
    "4.2.1 an empty Connection": {"Connection": ""},
    "4.2.1 Connection without Upgrade": {"Connection": "keep-alive"},
    "4.2.1 no key": {KEY: None},
    "4.2.1 an empty key": {KEY: ""},
    "4.2.1 a key of 15 bytes": {KEY: key_of(15)},
    "4.2.1 a key of 17 bytes": {KEY: key_of(17)},
    "4.2.1 a key that is too short for base64": {KEY: EXAMPLE[:-1]},
    "4.2.1 a key that is not base64": {KEY: "!" * 22 + "=="},
    "4.2.1 a key with a second one": {KEY: f"{EXAMPLE}, {EXAMPLE}"},
}

WRONG_LINES = {
    "4.2.1 POST": "POST {} HTTP/1.1",
    "4.2.1 HEAD": "HEAD {} HTTP/1.1",
    "4.2.1 HTTP/1.0": "GET {} HTTP/1.0",
    "4.2.1 HTTP/0.9": "GET {} HTTP/0.9",
    "4.2.1 no version": "GET {}",
    "4.2.1 another path": "GET {}/nothing HTTP/1.1",
}

VERSIONS = [None, "", "0", "1", "12", "14", "130", "-13", "x", "13x"]


def expect_accepted(headers: Headers, wanted: Headers) -> None:
    """Check that a response with status 101 follows the RFC (4.2.2)."""
    assert (headers["upgrade"] or "").lower() == "websocket"
    assert (headers["connection"] or "").lower() == "upgrade"
    assert headers["sec-websocket-accept"] == accept(wanted[KEY] or "")
    assert EXTENSIONS.lower() not in headers
    assert PROTOCOL.lower() not in headers


def alive(peer: Peer) -> bool:
    """Tell whether a connection is a working WebSocket."""
    peer.send(frame(TEXT, "hello"), CLOSING)
    return peer.read_to_end() == [text("hello"), *ALIVE]


@pytest.mark.parametrize("headers", GOOD.values(), ids=GOOD)
def test_good_handshake_is_accepted(server: Server, headers: Headers) -> None:
    """Every way to write a good handshake is accepted; unwanted offers are not echoed."""
    with Peer(server.url) as peer:
        wanted = peer.headers() | headers
        peer.send(request(ECHO, wanted))
        status, answer = peer.read_response()
        assert status == 101
        expect_accepted(dict(answer), wanted)
        assert alive(peer)


@pytest.mark.parametrize("change", [str.lower, str.upper], ids=["lower", "upper"])
def test_header_names_have_no_case(server: Server, change: type[str]) -> None:
    """The case of header names does not matter."""
    with Peer(server.url) as peer:
        wanted = peer.headers()
        peer.send(request(ECHO, {change(name): value for name, value in wanted.items()}))
        status, answer = peer.read_response()
        assert status == 101
        expect_accepted(dict(answer), wanted)


def test_query_is_accepted(server: Server) -> None:
    """The path may have a query (3)."""
    with Peer.open(server.url, f"{ECHO}?room=one&x=%20") as peer:
        assert alive(peer)


def test_handshake_octet_by_octet_is_accepted(server: Server) -> None:
    """A handshake may arrive octet by octet."""
    with Peer(server.url) as peer:
        peer.send(*(bytes([octet]) for octet in request(ECHO, peer.headers())))
        assert peer.read_response()[0] == 101
        assert alive(peer)


def test_frame_with_the_handshake_is_not_lost(server: Server) -> None:
    """A frame in the same segment as the handshake is not lost."""
    with Peer(server.url) as peer:
        peer.send(request(ECHO, peer.headers()) + frame(TEXT, "early") + CLOSING)
        assert peer.read_response()[0] == 101
        assert peer.read_to_end() == [text("early"), *ALIVE]


@pytest.mark.parametrize("headers", WRONG_HEADERS.values(), ids=WRONG_HEADERS)
def test_wrong_header_is_rejected(server: Server, headers: Headers) -> None:
    """A handshake with a missing or wrong header gets an HTTP error and no WebSocket."""
    expect_rejection(server, "GET {} HTTP/1.1", headers)


@pytest.mark.parametrize("line", WRONG_LINES.values(), ids=WRONG_LINES)
def test_wrong_request_line_is_rejected(server: Server, line: str) -> None:
    """A handshake that is not a GET of a WebSocket's path with HTTP/1.1 is rejected."""
    expect_rejection(server, line, {})


@pytest.mark.parametrize("version", VERSIONS, ids=repr)
def test_unknown_version_is_rejected(server: Server, version: str | None) -> None:
    """A version other than 13 is answered with 426 or 400 and version 13 (4.2.2, 4.4)."""
    status, headers = expect_rejection(server, "GET {} HTTP/1.1", {VERSION: version})
    if version:
        assert status in (400, 426)
        assert "13" in headers[VERSION.lower()].replace(" ", "").split(",")


def expect_rejection(server: Server, line: str, headers: Headers) -> tuple[int, dict[str, str]]:
    """Check that a handshake is rejected; return the answer's status and headers."""
    with Peer(server.url) as peer:
        peer.send(request(ECHO, peer.headers() | headers, line))
        status, answer = peer.read_response()
    assert 400 <= status < 500
    return status, answer
