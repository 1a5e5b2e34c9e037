"""The probes: each connects to a running server and finds out whether it has one feature.

The same probe runs against a backend and its library's baseline. A baseline has only echo and
broadcast, so a probe that needs more answers no.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import requests

from ..clients import CLIENTS, Rejected
from ..rfc6455.cases import CLOSING
from ..rfc6455.peer import Peer, ServerFault, handshake
from ..rfc6455.scenario import enter
from ..rfc6455.wire import BINARY, CLOSE, CONTINUATION, PING, TEXT, End, close, frame, request

MIB = 1024 * 1024
SECONDS = 20
"""How long a probe waits for an answer, even on a busy machine."""

PING_SECONDS = 8
"""How long a probe waits for a ping, from a server with a heartbeat of one second."""

HELLO_PACKET = '42/echo,["message","hello"]'
LONG_TEXT = "🐢" * 2000
STALL_BYTES = 12 * MIB
"""More than the kernel buffers for a client that does not read."""

SEND_QUEUE_BYTES = 64 * MIB
"""More than the kernel and any send queue should hold."""


@dataclass(frozen=True)
class Target:
    """A running server: a backend or a baseline."""

    url: str
    protocol: str

    def path(self, scenario: str) -> str:
        """Return where a scenario's WebSocket is."""
        return CLIENTS[self.protocol].path.format(scenario=scenario)

    @contextmanager
    def enter(self, scenario: str) -> Iterator[Peer]:
        """Connect to a scenario."""
        with enter(self.url, self.protocol, scenario) as peer:
            peer.socket.settimeout(SECONDS)
            yield peer


def upgrade(target: Target, **headers: str) -> tuple[int, dict[str, str]]:
    """Return the response to a handshake with these additional headers."""
    return handshake(target.url, target.path("echo"), **headers)


def ends(target: Target, *parts: bytes) -> object:
    """Return how a server ends an echo connection after these bytes."""
    with target.enter("echo") as peer:
        peer.send(*parts, CLOSING)
        peer.finish()
        return peer.read_to_end()[-1]


def heard(peer: Peer, payload: bytes, last: bytes | None = None) -> bool:
    """Tell whether a message that contains `payload` arrives before the last one, or the end."""
    while (message := peer.read_message()) is not None and message.opcode != CLOSE:
        if payload in message.payload:
            return True
        if last is not None and last in message.payload:
            return False
    return False


def text(target: Target) -> bool:
    """Text comes back as text."""
    with target.enter("echo") as peer:
        peer.send(frame(TEXT, "hello" if target.protocol == "native" else HELLO_PACKET))
        return heard(peer, b"hello")


def binary(target: Target) -> bool:
    """Bytes come back as bytes."""
    with target.enter("echo") as peer:
        if target.protocol == "socketio":
            peer.send(frame(TEXT, '451-/echo,["message",{"_placeholder":true,"num":0}]'))
        peer.send(frame(BINARY, b"\x00\xff"))
        while (message := peer.read_message()) is not None and message.opcode != CLOSE:
            if message.payload == b"\x00\xff":
                return message.opcode == BINARY
        return False


def fragments(target: Target) -> bool:
    """A message may arrive in fragments, with a ping between them."""
    with target.enter("echo") as peer:
        message = "hello" if target.protocol == "native" else HELLO_PACKET
        half = len(message) - 4
        peer.send(frame(TEXT, message[:half], fin=False), frame(PING, "between"))
        peer.send(frame(CONTINUATION, message[half:]))
        return heard(peer, b"hello")


def pong(target: Target) -> bool:
    """A ping is answered with its payload."""
    with target.enter("echo") as peer:
        peer.send(frame(PING, "payload"))
        return heard(peer, b"payload")


def ping(target: Target) -> bool:
    """The server sends pings. Engine.IO has packets for this, and announces the interval."""
    with Peer.open(target.url, target.path("echo")) as peer:
        peer.socket.settimeout(PING_SECONDS)
        while (message := peer.read_message()) is not None:
            if message.opcode == PING or b'"pingInterval":' in message.payload:
                return True
        return False


def close_codes(target: Target) -> bool:
    """A Close frame is answered with the same code."""
    return ends(target, close(3001)) == End(3001)


def bad_codes(target: Target) -> bool:
    """An invalid close code ends the connection with 1002."""
    return ends(target, close(1005)) == End(1002)


def masks(target: Target) -> bool:
    """An unmasked frame ends the connection with 1002."""
    return ends(target, frame(TEXT, "x", mask=None)) == End(1002)


def protocol_errors(target: Target) -> bool:
    """A frame that the RFC forbids ends the connection with 1002."""
    return ends(target, frame(TEXT, "x", rsv=4)) == End(1002)


def bad_text(target: Target) -> bool:
    """Text that is not UTF-8 ends the connection with 1007."""
    return ends(target, frame(TEXT, b"\xff")) == End(1007)


def size_limit(target: Target) -> bool:
    """A message that is too long ends the connection: with 1009, or in Socket.IO without a code."""
    if target.protocol == "native":
        return ends(target, frame(BINARY, claim=64 * MIB)) == End(1009)
    with target.enter("echo") as peer:
        peer.send(frame(TEXT, f'42/echo,["message","{"x" * 3 * MIB}"]'))
        return not heard(peer, b"xxx")


def origin_check(target: Target) -> bool:
    """A handshake from a page of another site is rejected."""
    return upgrade(target, Origin="http://evil.example")[0] != 101


def compression(target: Target) -> bool:
    """The server accepts permessage-deflate when a client offers it."""
    offered = {"Sec_WebSocket_Extensions": "permessage-deflate"}
    return "sec-websocket-extensions" in upgrade(target, **offered)[1]


def subprotocol(target: Target) -> bool:
    """The server chooses one of the subprotocols that a client offers."""
    return "sec-websocket-protocol" in upgrade(target, Sec_WebSocket_Protocol="chat, soap")[1]


def http_fallback(target: Target) -> bool:
    """A client can connect over plain HTTP, without a WebSocket."""
    url = f"{target.url}/socket.io/?EIO=4&transport=polling"
    return requests.get(url, timeout=SECONDS).text.startswith("0{")


def acknowledgements(target: Target) -> bool:
    """A message can ask for an acknowledgement, which comes before the next message is handled."""
    with target.enter("broadcast") as peer:
        if target.protocol == "native":
            peer.send(frame(TEXT, '{"event":"message","data":{"text":"first"},"id":7}'))
        else:
            peer.send(frame(TEXT, '42/broadcast,7["message",{"text":"first"}]'))
        say(target, peer, "message", '{"text":"last"}', "broadcast")
        wanted = b'"ack"' if target.protocol == "native" else b"43/broadcast,7"
        return heard(peer, wanted, last=b"last")


def rooms(target: Target) -> bool:
    """A message to a room reaches its members."""
    with target.enter("chat") as ada, target.enter("chat") as bob:
        for peer in (ada, bob):
            say(target, peer, "join", '{"room":"matrix"}')
            if not heard(peer, b"joined"):
                return False
        say(target, ada, "say", '{"room":"matrix","text":"hello, bob"}')
        return heard(bob, b"hello, bob")


def session(target: Target) -> bool:
    """The WebSocket knows the name of a user who logged in over HTTP."""
    answer = requests.post(f"{target.url}/api/session", json={"name": "ada"}, timeout=SECONDS)
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in answer.cookies)
    with Peer(target.url) as peer:
        peer.socket.settimeout(SECONDS)
        peer.send(request(target.path("broadcast"), peer.headers() | {"Cookie": cookies}))
        if not cookies or peer.read_response()[0] != 101:
            return False
        if target.protocol == "socketio":
            peer.send(frame(TEXT, "40/broadcast,"))
        say(target, peer, "message", '{"text":"hi"}', "broadcast")
        return heard(peer, b'"from":"ada"')


def slow_client(target: Target) -> bool:
    """A client that does not read does not block others."""
    with target.enter("broadcast") as stalled, target.enter("broadcast") as other:
        stalled.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        received = 0
        while received < STALL_BYTES:
            if not (size := broadcast(target, other)):
                return False
            received += size
        return True


def full_send_queue(target: Target) -> bool:
    """A client that does not read is disconnected with 1013."""
    with target.enter("broadcast") as stalled, target.enter("broadcast") as other:
        # The receive buffer has its normal size, so that the probe can read it quickly at the end.
        received = 0
        # The server waits only a few seconds for the answer to its Close frame: check often.
        while connections(target) == 2:
            for _ in range(20):
                received += broadcast(target, other)
            if received > SEND_QUEUE_BYTES:
                return False
        return stalled.read_to_end()[-1] == End(1013)


def broadcast(target: Target, peer: Peer) -> int:
    """Broadcast a long message and return the size that arrived; 0 if the connection ended."""
    say(target, peer, "message", f'{{"text":"{LONG_TEXT}"}}', "broadcast")
    while (message := peer.read_message()) is not None and message.opcode != CLOSE:
        if b'"text"' in message.payload:
            return len(message.payload)
    return 0


def connections(target: Target) -> int:
    """Ask for the number of scenario connections. With a baseline, this raises an error."""
    with requests.get(f"{target.url}/healthz", timeout=SECONDS) as response:
        return int(response.json()["connections"])


def say(target: Target, peer: Peer, event: str, data: str, scenario: str = "chat") -> None:
    """Send a message of the contract."""
    if target.protocol == "native":
        peer.send(frame(TEXT, f'{{"event":"{event}","data":{data}}}'))
    else:
        peer.send(frame(TEXT, f'42/{scenario},["{event}",{data}]'))


def answer(probe: Callable[[Target], bool], target: Target) -> bool:
    """Run a probe. A timeout, a rejection or an invalid frame means no."""
    try:
        return probe(target)
    except (OSError, Rejected, ServerFault):  # OSError: also what requests raises
        return False
