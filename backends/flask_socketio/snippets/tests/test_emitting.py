"""Whom `emit` reaches, and from where it can be said."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from urllib.parse import urlsplit

import requests

from harness.pytest.snippets import DialSocketIO, Serve


def test_should_answer_the_sender_or_everyone(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """The functions answer the sender, unless they broadcast; the methods reach everyone."""
    url = serve("send_and_emit").url
    ada, bob = dial_socketio(url), dial_socketio(url)
    ada.emit("ask")
    messages = [ada.expect("message") for _ in range(2)]
    answers = [ada.expect("answer") for _ in range(3)]
    assert messages == ["1: to you, as `message`", "4: to everyone, as `message`"]
    assert answers == ["2: to you", "3: to everyone", "5: to everyone"]
    assert [bob.expect("answer") for _ in range(2)] == answers[1:]
    assert bob.expect("message") == messages[1]
    assert ada.received("answer") + bob.received("answer") + bob.received("message") == []


def test_should_emit_from_a_route(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """One request reaches every client."""
    url = serve("from_route").url
    peers = [dial_socketio(url) for _ in range(3)]
    with requests.Session() as session:
        session.trust_env = False
        answer = session.post(f"{url}/announcements", {"text": "Lunch!"}, timeout=20)
    assert answer.status_code == 204
    assert [peer.expect("announcement") for peer in peers] == ["Lunch!"] * 3


def test_should_start_one_background_task(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """However many connect at once, one task counts: a second one would repeat the numbers."""
    url = serve("background_task").url
    with ThreadPoolExecutor(8) as pool:
        peers = list(pool.map(lambda _: dial_socketio(url), range(8)))
    for peer in peers:
        numbers = [peer.expect("tick") for _ in range(4)]
        assert [after - before for before, after in pairwise(numbers)] == [1, 1, 1]


def test_should_emit_from_a_thread(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """A thread that has no request reaches the one who has asked, and nobody else."""
    url = serve("thread").url
    ada, bob = dial_socketio(url), dial_socketio(url)
    assert ada.call("print", "letter") == "started"
    assert [ada.expect("printed") for _ in range(3)] == [("letter", n) for n in (1, 2, 3)]
    assert bob.call("print", "novel") == "started"
    assert bob.expect("printed") == ("novel", 1)
    assert ada.received("printed") == []


@contextmanager
def subscription(url: str) -> Iterator[None]:
    """Return from the block when somebody has subscribed to a channel of this server's."""
    redis = urlsplit(url)
    with socket.create_connection((redis.hostname, redis.port), timeout=20) as connection:
        commands = connection.makefile("rb")
        connection.sendall(b"MONITOR\r\n")
        assert commands.readline() == b"+OK\r\n"
        yield
        assert any(b'"SUBSCRIBE"' in line for line in commands)


def test_should_emit_from_another_process(
    serve: Serve, dial_socketio: DialSocketIO, valkey: str
) -> None:
    """One process emits and ends; the clients of two others get it, once each."""
    peers = []
    for _ in range(2):
        server = serve("another_process", REDIS_URL=valkey)
        with subscription(valkey):  # a server subscribes when its first client connects
            peers.append(dial_socketio(server.url))
    for text in ("Lunch!", "Tea!"):
        assert serve("another_process", "--emit", text, REDIS_URL=valkey).wait() == 0
        assert [peer.expect("news") for peer in peers] == [text] * 2
    assert [peer.received("news") for peer in peers] == [[], []]
