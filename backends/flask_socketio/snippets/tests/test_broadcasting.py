"""Events for all clients, and for all but some."""

import requests

from harness.pytest.snippets import DialSocketIO, Serve


def test_broadcast_reaches_every_client_once(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """A broadcast reaches every client once, including the sender."""
    url = serve("broadcast").url
    peers = [dial_socketio(url) for _ in range(3)]
    for sender, text in zip(peers, ("one", "two", "three"), strict=True):
        sender.emit("say", text)
        assert [peer.expect("said") for peer in peers] == [text] * 3
    assert [peer.received("said") for peer in peers] == [[]] * 3


def test_include_self_leaves_the_sender_out(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """Everyone else gets the event; the sender only gets the events of others."""
    url = serve("include_self").url
    ada, bob, carol = (dial_socketio(url) for _ in range(3))
    ada.emit("draw", 1, 2)
    assert bob.expect("drawn") == carol.expect("drawn") == (1, 2)
    bob.emit("draw", 3, 4)
    assert ada.expect("drawn") == carol.expect("drawn") == (3, 4)


def test_skip_sid_leaves_out_the_client_of_a_request(
    serve: Serve, dial_socketio: DialSocketIO
) -> None:
    """The tab that makes the request does not get the event."""
    url = serve("skip_sid").url
    ada, bob = dial_socketio(url), dial_socketio(url)

    def post(text: str, sid: str) -> int:
        with requests.Session() as session:
            session.trust_env = False
            headers = {"X-Socket-ID": sid}
            return session.post(f"{url}/items", text, headers=headers, timeout=20).status_code

    assert post("apple", ada.sid) == 204
    assert bob.expect("added") == "apple"
    assert post("pear", bob.sid) == 204
    assert ada.expect("added") == "pear"


def test_skip_sid_leaves_out_a_list_of_clients(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """Clients on the list do not get the event, but they get the next one."""
    url = serve("skip_sid").url
    ada, bob, carol, dan = (dial_socketio(url) for _ in range(4))
    ada.emit("say", "not for Bob or Carol", [bob.sid, carol.sid])
    assert dan.expect("said") == "not for Bob or Carol"
    dan.emit("say", "for all", [])
    assert [peer.expect("said") for peer in (ada, bob, carol)] == ["for all"] * 3
