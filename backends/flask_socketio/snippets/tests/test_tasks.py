"""Work for one client: its progress, its result, and its end."""

import re

from playwright.sync_api import expect

from harness.pytest.snippets import DialSocketIO, Open, Serve


def test_cancel_task_stops_with_its_client(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """Each client's task stops when that client disconnects; other tasks continue."""
    server = serve("cancel_task")
    first, second = dial_socketio(server.url), dial_socketio(server.url)
    assert [first.expect("tick") for _ in range(3)] == [1, 2, 3]
    gone = first.sid
    first.close()
    server.expect_log(f"the task of {gone} has ended")
    ticks = len(second.received("tick"))
    assert [second.expect("tick") for _ in range(ticks + 2)] == list(range(1, ticks + 3))
    assert len([line for line in server.log if "has ended" in line]) == 1


def test_progress_comes_before_the_result(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """The client that asked gets the steps in order, before the result."""
    url = serve("progress").url
    peer, other = dial_socketio(url), dial_socketio(url)
    assert peer.call("convert", "film.mkv") == "film.mkv is ready"
    assert peer.received("progress") == [(20,), (40,), (60,), (80,), (100,)]
    assert other.call("convert", "song.wav") == "song.wav is ready"
    assert len(other.received("progress")) == 5


def test_progress_is_shown_in_a_page(serve: Serve, open_page: Open) -> None:
    """A page's bar fills step by step, and then the page shows the result."""
    page = open_page(serve("progress").url)
    page.evaluate(
        """() => {
            window.before = [];
            new MutationObserver((changes) => {
                window.before.push(...changes.map((change) => change.oldValue));
            }).observe(document.querySelector("progress"), { attributeOldValue: true });
        }"""
    )
    page.get_by_role("button").click()
    expect(page.get_by_role("button")).to_be_disabled()
    expect(page.get_by_text("film.mkv is ready")).to_be_visible()
    assert page.evaluate("window.before") == ["0", "0", "20", "40", "60", "80"]
    expect(page.get_by_label("Progress")).to_have_attribute("value", "100")
    expect(page.get_by_role("button")).to_be_enabled()


def test_image_arrives_as_bytes(serve: Serve, dial_socketio: DialSocketIO) -> None:
    """The image arrives as bytes."""
    answer = dial_socketio(serve("image").url).call("paint", 255, 0, 0)
    assert answer["type"] == "image/png"
    assert re.match(rb"\x89PNG\r\n\x1a\n.+IEND.{4}$", answer["data"], re.DOTALL)


def test_image_is_shown_in_a_page(serve: Serve, open_page: Open) -> None:
    """A page shows the image, in the right colour."""
    page = open_page(serve("image").url)
    page.get_by_role("button").click()
    expect(page.get_by_alt_text("64 by 64 pixels")).to_be_visible()
    colour = page.evaluate(
        """() => {
            const canvas = document.createElement("canvas").getContext("2d");
            canvas.drawImage(document.querySelector("img"), 0, 0);
            return [...canvas.getImageData(32, 32, 1, 1).data];
        }"""
    )
    assert colour == [0, 128, 255, 255]
