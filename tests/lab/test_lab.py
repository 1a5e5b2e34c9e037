"""The lab as a reader uses it: find a pitfall, see both sides played, leave."""

import json
import signal
import subprocess
from collections.abc import Callable

import psutil
import pytest
from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from harness.lab.catalogue import LOOKS_LIKE, catalogue
from harness.lab.timeline import TIMEOUT
from harness.processes.program import Listener
from harness.pytest.report import Evidence

EMIT = "flask_socketio/emit_in_background"
BLOCKING = "tornado/blocking_call"


def sides(lab: Listener) -> list[psutil.Process]:
    """Return the servers that the lab runs at the moment."""
    return [
        process
        for process in psutil.Process(lab.process.pid).children(recursive=True)
        if any(".pitfalls." in word for word in process.cmdline())
    ]


def link(page: Page, key: str) -> None:
    """Choose a pitfall."""
    page.locator(f'#list a[href="#{key}"]').click()


def play_to_the_end(page: Page) -> None:
    """Wait until both sides have been played."""
    for side in ("broken", "fixed"):
        frame = page.frame_locator(f'iframe[data-side="{side}"]')
        frame.locator('[data-kind="done"]').wait_for(state="attached")


def test_should_list_all_pitfalls(open_lab: Page) -> None:
    """Every pitfall is in the list by backend, and under each of its symptoms."""
    keys = {f"#{pitfall.key}" for pitfall in catalogue()}
    links = open_lab.locator("#list a")
    assert {link.get_attribute("href") for link in links.all()} == keys
    open_lab.get_by_label("List by").select_option("symptom")
    titles = open_lab.locator("#list h2").all_inner_texts()
    assert set(titles) <= set(LOOKS_LIKE)
    assert {link.get_attribute("href") for link in links.all()} == keys


def test_should_find_a_pitfall_by_a_pasted_error(open_lab: Page) -> None:
    """A whole traceback, as it stands in a log, leads to its pitfall."""
    traceback = """Exception in thread Thread-12 (count_for_ever):
Traceback (most recent call last):
  File "/usr/lib/python3.11/threading.py", line 1045, in _bootstrap_inner
    self.run()
  File "/srv/shop/app.py", line 31, in count_for_ever
    emit('tick', {'n': n})
RuntimeError: Working outside of request context."""
    open_lab.get_by_label("What do you see?").fill(traceback)
    first = open_lab.locator("#list a").first
    expect(first).to_have_attribute("href", f"#{EMIT}")
    expect(open_lab.get_by_role("status").first).to_contain_text(f"of {len(catalogue())} pitfalls")


def test_should_play_both_sides(open_lab: Page) -> None:
    """The broken side fails as it says, the fixed one works, with all three lanes in sight."""
    link(open_lab, EMIT)
    play_to_the_end(open_lab)
    broken = open_lab.frame_locator('iframe[data-side="broken"]')
    expect(broken.locator('[data-lane="server"]')).to_contain_text(
        ["Working outside of request context"]
    )
    expect(broken.locator('[data-kind="message"]')).to_have_count(0)
    fixed = open_lab.frame_locator('iframe[data-side="fixed"]')
    expect(fixed.locator('[data-kind="message"]')).to_have_count(3)
    expect(fixed.locator('[data-lane="wire"]').first).to_be_attached()


def test_should_mark_what_differs(open_lab: Page) -> None:
    """Both codes are shown, with the lines marked that make the difference."""
    link(open_lab, EMIT)
    for side, line in (("broken", "emit"), ("fixed", "socketio.emit")):
        marks = open_lab.locator(f'section[data-side="{side}"] mark')
        expect(marks).to_have_text([f'{line}("progress", number, to=sid)'])
    for heading in ("Cause", "Fix", "Versions", "References"):
        expect(open_lab.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def test_should_play_again(open_lab: Page, lab: Listener) -> None:
    """Pressing the button starts both sides anew."""
    link(open_lab, EMIT)
    play_to_the_end(open_lab)
    before = sides(lab)
    assert len(before) == 2
    open_lab.get_by_role("button", name="Play again").click()
    gone, alive = psutil.wait_procs(before, TIMEOUT)
    assert (len(gone), alive) == (2, [])
    play_to_the_end(open_lab)
    assert len(sides(lab)) == 2
    open_lab.go_back()
    expect(open_lab.locator("#welcome")).to_be_visible()


def test_should_say_what_cannot_be_started(open_lab: Page) -> None:
    """What keeps a side from starting is said, and the reader may try again."""
    asked: list[str | bytes] = []

    def answer(visit: WebSocketRoute) -> None:
        def refuse(message: str | bytes) -> None:
            asked.append(message)
            visit.send(json.dumps({"error": f"no environment yet ({len(asked)})"}))

        visit.on_message(refuse)

    open_lab.route_web_socket("**/visit", answer)
    link(open_lab, EMIT)
    status = open_lab.get_by_role("status").last
    expect(status).to_have_text("no environment yet (1)")
    open_lab.get_by_role("button", name="Play again").click()
    expect(status).to_have_text("no environment yet (2)")
    assert asked == [json.dumps({"play": EMIT}, separators=(",", ":"))] * 2


def test_should_bear_any_message(lab: Listener) -> None:
    """What is no wish of the page's is answered, and the lab goes on."""
    with connect(f"ws://127.0.0.1:{lab.port}/visit", origin=Origin(lab.url)) as visit:
        for message in ("{", "[]", "{}", '{"play": []}', '{"play": "tornado/no_such"}', b"\xff"):
            visit.send(message)
            assert json.loads(visit.recv(TIMEOUT)) == {"error": "There is no such pitfall."}


def test_should_stop_what_it_started(
    open_lab: Page, lab: Listener, context: BrowserContext
) -> None:
    """The sides end when the reader chooses another pitfall, or leaves."""
    link(open_lab, EMIT)
    play_to_the_end(open_lab)
    first = sides(lab)
    link(open_lab, BLOCKING)
    gone, alive = psutil.wait_procs(first, TIMEOUT)
    assert (len(gone), alive) == (2, [])
    play_to_the_end(open_lab)
    second = sides(lab)
    assert len(second) == 2
    open_lab.goto("about:blank")
    gone, alive = psutil.wait_procs(second, TIMEOUT)
    assert (len(gone), alive) == (2, [])


def test_should_end_with_the_lab(context: BrowserContext, evidence: Evidence) -> None:
    """Ctrl-C ends the lab and what it started, while a reader looks on, who is told."""
    command = ["-X", "faulthandler", "-m", "harness.lab", "--port", "0"]
    lab = Listener("a lab", "harness", command)
    evidence.append(("log of the lab", lambda: lab.log))
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{lab.port}/#{BLOCKING}")
    play_to_the_end(page)
    started = sides(lab)
    assert len(started) == 2
    lab.process.send_signal(signal.SIGINT)
    try:
        status = lab.process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        lab.process.send_signal(signal.SIGABRT)  # its log says then what each thread is about
        status = lab.process.wait()
    assert status == 0
    gone, alive = psutil.wait_procs(started, TIMEOUT)
    assert (len(gone), alive) == (2, [])
    lab.kill()
    assert [line for line in lab.log if line.startswith("Traceback")] == []
    expect(page.get_by_role("status").last).to_contain_text("The lab has ended")


@pytest.mark.parametrize(
    "path", ["/nothing", "/../noxfile.py", "/%2e%2e/noxfile.py", "/lab/../../README.md", "/lab"]
)
def test_should_say_that_there_is_no_such_file(
    lab: Listener, ask: Callable[..., int], path: str
) -> None:
    """What is not the front end's is not served."""
    assert ask(lab.url, path) == 404


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1"])
def test_should_refuse_pages_of_others(lab: Listener, origin: str) -> None:
    """A page of another origin cannot have anything started, also not one of this machine."""
    with pytest.raises(InvalidStatus, match="403"):
        connect(f"ws://127.0.0.1:{lab.port}/visit", origin=Origin(origin))


@pytest.mark.parametrize("port", ["taken", "70000"])
def test_should_say_that_it_cannot_listen(lab: Listener, port: str) -> None:
    """A port that is taken, or none at all, is one clear line."""
    reason = "Address already in use" if port == "taken" else "port must be 0-65535"
    port = port.replace("taken", str(lab.port))
    second = Listener("a lab", "harness", ["-m", "harness.lab", "--port", port])
    assert second.wait() == 1
    second.kill()
    (line,) = second.log
    assert line.startswith(f"The lab cannot listen on port {port}: ")
    assert reason in line
