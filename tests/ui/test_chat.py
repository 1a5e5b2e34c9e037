"""Chat between pages."""

import pytest
from playwright.sync_api import expect

from harness.pages import Chat, Person, Visit, log_in

SCRIPT = '<script>document.title = "owned"</script><img src=x onerror="document.title = \'owned\'">'


def test_two_pages_chat(visit: Visit, room: str) -> None:
    """Both pages show the messages of both, in order."""
    ada = Chat(visit("chat")).join(room, "ada")
    bob = Chat(visit("chat")).join(room, "bob")
    ada.say("hello bob")
    expect(bob.texts()).to_have_text(["hello bob"])
    bob.say("hello ada")
    for page in (ada, bob):
        expect(page.texts()).to_have_text(["hello bob", "hello ada"])
        page.expect_members("ada", "bob")


@pytest.mark.any_server
def test_page_shows_each_room_separately(visit: Visit, room: str) -> None:
    """A page in two rooms shows each room's messages in that room only."""
    chat = Chat(visit("chat"))
    first, second = chat.join(room, "ada"), chat.join(f"{room}-2", "ada")
    bob = Chat(visit("chat")).join(f"{room}-2", "bob")
    second.say("in the second")
    chat.root.locator(f'[data-room-button="{room}"]').click()
    first.say("in the first")
    bob.say("second again")
    expect(second.texts()).to_have_text(["in the second", "second again"])
    expect(first.texts()).to_have_text(["in the first"])
    expect(bob.texts()).to_have_text(["in the second", "second again"])


@pytest.mark.any_server
def test_whisper_is_shown_to_two_pages(visit: Visit, room: str) -> None:
    """A whisper is shown to its sender and its addressee."""
    ada, bob, eve = (Chat(visit("chat")).join(room, name) for name in ("ada", "bob", "eve"))
    ada.expect_members("ada", "bob", "eve")
    ada.say("psst", to="bob")
    expect(bob.texts("whispered")).to_have_text(["psst"])
    expect(ada.texts("whisper-sent")).to_have_text(["psst"])
    ada.say("that was all")
    expect(eve.texts()).to_have_text(["that was all"])
    expect(eve.texts("whispered")).to_have_count(0)


@pytest.mark.any_server
def test_markup_is_shown_as_text(visit: Visit, room: str) -> None:
    """Markup in a message is shown as text."""
    page = visit("chat")
    ada = Chat(page).join(room, "ada")
    ada.say(SCRIPT)
    expect(ada.texts()).to_have_text([SCRIPT])
    expect(page).not_to_have_title("owned")


@pytest.mark.any_server
def test_two_tabs_are_one_member(visit: Visit, person: Person, room: str) -> None:
    """Two tabs of a user are one member, who stays until both have closed."""
    ada = person()
    first = visit("chat", ada)
    log_in(first, "ada")
    second = visit("chat", ada)
    rooms = [Chat(page).join(room) for page in (first, second)]
    bob = Chat(visit("chat")).join(room, "bob")
    bob.expect_members("ada", "bob")
    bob.say("for your eyes", to="ada")
    for tab in rooms:
        expect(tab.texts("whispered")).to_have_text(["for your eyes"])
    first.close()
    rooms[1].say("still here")
    expect(bob.texts()).to_have_text(["still here"])
    bob.expect_members("ada", "bob")
    second.close()
    bob.expect_members("bob")


@pytest.mark.any_server
def test_reload_leaves_no_ghost(visit: Visit, room: str) -> None:
    """A reloaded page is not a member until it joins again, and is then a member once."""
    page = visit("chat")
    log_in(page, "ada")
    Chat(page).join(room)
    bob = Chat(visit("chat")).join(room, "bob")
    bob.expect_members("ada", "bob")
    page.reload()
    bob.expect_members("bob")
    Chat(page).join(room)
    bob.expect_members("ada", "bob")


@pytest.mark.any_server
def test_name_in_use_is_shown_as_an_error(visit: Visit, room: str) -> None:
    """The form shows that a name is in use, and accepts the next one."""
    Chat(visit("chat")).join(room, "ada")
    chat = Chat(visit("chat"))
    chat.submit("Join a room", "Join", room=room, your_name="ada")
    expect(chat.form("Join a room").get_by_role("alert")).to_have_attribute(
        "data-code", "name_taken"
    )
    chat.join(room, "bob").expect_members("ada", "bob")
