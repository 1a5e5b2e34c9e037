"""Who `emit` reaches, and where it works."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from urllib.parse import urlsplit

import requests

from harness.pytest.snippets import DialSocketIO, Serve


def test_emit_reaches_the_sender_or_everyone(serve: Serve, dial_socketio: DialSocketIO) -> None:
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


def test_route_emits_to_every_client(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """One request reaches every client."""
    url = serve("from_route").url
    peers = [dial_socketio(url) for _ in range(3)]
    with requests.Session() as session:
        session.trust_env = False
        answer = session.post(f"{url}/announcements", {"text": "Lunch!"}, timeout=20)
    assert answer.status_code == 204
    assert [peer.expect("announcement") for peer in peers] == ["Lunch!"] * 3


def test_background_task_starts_once(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """Clients that connect at the same time start one task: two would repeat numbers."""
    url = serve("background_task").url
    with ThreadPoolExecutor(8) as pool:
        peers = list(pool.map(lambda _: dial_socketio(url), range(8)))
    for peer in peers:
        numbers = [peer.expect("tick") for _ in range(4)]
        assert [after - before for before, after in pairwise(numbers)] == [1, 1, 1]


def test_thread_emits_to_its_client(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """A thread without a request reaches the client that started it, and no other."""
    url = serve("thread").url
    ada, bob = dial_socketio(url), dial_socketio(url)
    assert ada.call("print", "letter") == "started"
    assert [ada.expect("printed") for _ in range(3)] == [("letter", n) for n in (1, 2, 3)]
    assert bob.call("print", "novel") == "started"
    assert bob.expect("printed") == ("novel", 1)
    assert ada.received("printed") == []


@contextmanager
def subscription(url: str) -> Iterator[None]:
    """Wait at the end of the block until a server subscribes to a channel."""
    redis = urlsplit(url)
    with socket.create_connection((redis.hostname, redis.port), timeout=20) as connection:
        commands = connection.makefile("rb")
        connection.sendall(b"MONITOR\r\n")
        assert commands.readline() == b"+OK\r\n"
        yield
        assert any(b'"SUBSCRIBE"' in line for line in commands)


def test_another_process_emits_to_all_servers(
    serve: Serve, dial_socketio: DialSocketIO, valkey: str
) -> None:
    """One process emits and exits; the clients of two others get the event once each."""
    peers = []
    for _ in range(2):
        server = serve("another_process", REDIS_URL=valkey)
        with subscription(valkey):  # a server subscribes when its first client connects
            peers.append(dial_socketio(server.url))
    for text in ("Lunch!", "Tea!"):
        assert serve("another_process", "--emit", text, REDIS_URL=valkey).wait() == 0
        assert [peer.expect("news") for peer in peers] == [text] * 2
    assert [peer.received("news") for peer in peers] == [[], []]
