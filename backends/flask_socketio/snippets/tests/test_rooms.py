"""Rooms, and what to use them for."""

import json

import requests
from playwright.sync_api import expect

from harness.processes.program import Program
from harness.pytest.snippets import Dial, DialSocketIO, Open, Serve


def visit(url: str, data: dict[str, str] | None = None) -> str:
    """Get a page, or post a form, and return the cookie that the response sets."""
    with requests.Session() as session:
        session.trust_env = False
        session.request("POST" if data else "GET", url, data=data, timeout=20).raise_for_status()
        return f"session={session.cookies['session']}"


def headers(cookie: str) -> dict[str, str]:
    """Return the headers with a cookie, in a new dict: the library changes the dict."""
    return {"Cookie": cookie}


def rejection(dial: Dial, server: Program, auth: object) -> str:
    """Connect with `auth`, and return the rejection that the client gets."""
    # Werkzeug keeps the TCP connection open after the WebSocket closes, so do not wait for it.
    client = dial(f"{server.ws}/socket.io/?EIO=4&transport=websocket", close_timeout=0.1)
    client.recv(timeout=20)
    client.send(f"40{json.dumps(auth)}")
    return str(client.recv(timeout=20))


def test_rooms_reach_their_members_only(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """An event reaches clients in the room, and no one who never joined or has left."""
    url = serve("rooms").url
    ada, bob, carol = (dial_socketio(url) for _ in range(3))
    ada.call("join", "tea")
    bob.call("join", "tea")
    carol.call("join", "coffee")
    assert carol.call("say", "tea", "hello") == "join first"
    assert ada.call("say", "tea", "hi") == "said"
    assert ada.expect("said") == bob.expect("said") == ("tea", "hi")
    bob.call("leave", "tea")
    assert bob.call("say", "tea", "gone") == "join first"
    assert ada.call("say", "tea", "alone") == "said"
    assert ada.expect("said") == ("tea", "alone")
    bob.call("join", "coffee")
    carol.call("say", "coffee", "hello")
    assert bob.expect("said") == carol.expect("said") == ("coffee", "hello")
    assert ada.received("said") == []


def test_close_room_removes_all_members(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """A closed room is empty until a client joins again, and connections stay open."""
    url = serve("close_room").url
    ada, bob = dial_socketio(url), dial_socketio(url)
    for peer in (ada, bob):
        peer.call("join", "chess")
    ada.call("move", "chess", "e4")
    assert ada.expect("moved") == bob.expect("moved") == "e4"
    ada.call("finish", "chess")
    assert ada.expect("finished") == bob.expect("finished") == "chess"
    ada.call("move", "chess", "e5")
    bob.call("join", "chess")
    ada.call("move", "chess", "d4")
    assert bob.expect("moved") == "d4"
    assert ada.call("move", "chess", "d5") is None
    assert ada.received("moved") == []


def test_who_is_connected_lists_the_names(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """All clients get the names; a user with a second tab stays when one closes."""
    url = serve("who_is_connected").url
    first = dial_socketio(url, auth={"name": "Ada"})
    assert first.expect("connected") == ["Ada"]
    bob = dial_socketio(url, auth={"name": "Bob"})
    assert first.expect("connected") == bob.expect("connected") == ["Ada", "Bob"]
    second = dial_socketio(url, auth={"name": "Ada"})
    assert bob.expect("connected") == second.expect("connected") == ["Ada", "Bob"]
    second.close()
    assert bob.expect("connected") == ["Ada", "Bob"]
    first.close()
    assert bob.expect("connected") == ["Bob"]


def test_who_is_connected_lists_a_room(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """A room's members are the clients that joined and are still connected."""
    url = serve("who_is_connected").url
    ada, bob, carol = (dial_socketio(url, auth={"name": n}) for n in ("Ada", "Bob", "Carol"))
    for peer in (carol, ada):
        peer.call("join", "tea")
    assert bob.call("members", "tea") == ["Ada", "Carol"]
    assert bob.call("members", "coffee") == []
    for _ in range(2):
        bob.expect("connected")
    ada.close()
    assert bob.expect("connected") == ["Bob", "Carol"]
    assert bob.call("members", "tea") == ["Carol"]


def test_who_is_connected_rejects_clients_without_a_name(
    serve: Serve, dial: Dial, dial_socketio: DialSocketIO
) -> None:
    """A rejected client is not on the list."""
    server = serve("who_is_connected")
    for auth in (None, "Eve", {"nick": "Eve"}):
        answer = rejection(dial, server, auth)
        assert answer == '44{"message":"Connection rejected by server"}'
    assert dial_socketio(server.url, auth={"name": "Ada"}).expect("connected") == ["Ada"]


def test_one_user_many_tabs_reaches_all_tabs(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """All connections with the user's cookie get the event, and no others."""
    url = serve("one_user_many_tabs").url
    ada, bob = visit(url), visit(url)
    tabs = [dial_socketio(url, headers=headers(ada)) for _ in range(2)]
    other = dial_socketio(url, headers=headers(bob))
    tabs[0].emit("note", "milk")
    assert [tab.expect("noted") for tab in tabs] == ["milk"] * 2
    other.emit("note", "bread")
    assert other.expect("noted") == "bread"
    assert tabs[0].received("noted") + tabs[1].received("noted") == []


def test_one_user_many_tabs_shows_a_note_in_each(
    serve: Serve, dial_socketio: DialSocketIO, open_page: Open
) -> None:
    """A note appears in all tabs of the browser, and not in another browser."""
    url = serve("one_user_many_tabs").url
    other = dial_socketio(url, headers=headers(visit(url)))
    pages = [open_page(url), open_page(url)]
    for page in pages:
        expect(page.get_by_role("button", name="Add")).to_be_enabled()
    notes = []
    for page, note in zip(pages, ("milk", "eggs"), strict=True):
        page.get_by_role("textbox", name="Note").fill(note)
        page.get_by_role("button", name="Add").click()
        notes.append(note)
        for tab in pages:
            expect(tab.get_by_role("listitem")).to_have_text(notes)
        other.emit("note", "bread")
        assert other.expect("noted") == "bread"


def test_private_message_reaches_one_user(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """A message reaches all connections of the user, even a new one, and no one else."""
    url = serve("private_message").url
    login = {name: visit(f"{url}/login", {"name": name}) for name in ("Ada", "Bob", "Eve")}
    ada, eve = (dial_socketio(url, headers=headers(login[name])) for name in ("Ada", "Eve"))
    bob, tab = (dial_socketio(url, headers=headers(login["Bob"])) for _ in range(2))
    ada.emit("tell", "Bob", "one")
    assert bob.expect("told") == tab.expect("told") == ("Ada", "one")
    old = bob.sid
    bob.close()
    bob = dial_socketio(url, headers=headers(login["Bob"]))
    ada.call("tell", old, "not to a session id")
    ada.call("tell", bob.sid, "not to this one either")
    eve.call("tell", "Bob", "two")
    assert bob.expect("told") == tab.expect("told") == ("Eve", "two")
    bob.emit("tell", "Eve", "three")
    assert eve.expect("told") == ("Bob", "three")
    assert ada.received("told") == []


def test_connect_rejects_unknown_users(serve: Serve, dial: Dial) -> None:
    """Without a cookie no one is accepted, whatever name they send."""
    answer = rejection(dial, serve("one_user_many_tabs"), {"user": "Ada"})
    assert answer == '44{"message":"open the page first"}'
    answer = rejection(dial, serve("private_message"), {"name": "Ada"})
    assert answer == '44{"message":"log in first"}'
