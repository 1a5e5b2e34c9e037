"""The lab as a reader uses it: find a pitfall, run both sides, close the page."""

import json
import signal
import subprocess
from collections.abc import Callable, Iterator

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
    """Return the servers that the lab runs now."""
    return [
        process
        for process in psutil.Process(lab.process.pid).children(recursive=True)
        if any(".pitfalls." in word for word in process.cmdline())
    ]


def link(page: Page, key: str) -> None:
    """Choose a pitfall."""
    page.locator(f'#list a[href="#{key}"]').click()


def wait_until_done(page: Page) -> None:
    """Wait until the scripts of both sides have finished."""
    for side in ("broken", "fixed"):
        frame = page.frame_locator(f'iframe[data-side="{side}"]')
        frame.locator('[data-kind="done"]').wait_for(state="attached")


def test_list_has_all_pitfalls(open_lab: Page) -> None:
    """Every pitfall is in the list by backend and in the list by symptom."""
    keys = {f"#{pitfall.key}" for pitfall in catalogue()}
    links = open_lab.locator("#list a")
    assert {link.get_attribute("href") for link in links.all()} == keys
    open_lab.get_by_label("List by").select_option("symptom")
    titles = open_lab.locator("#list h2").all_inner_texts()
    assert set(titles) <= set(LOOKS_LIKE)
    assert {link.get_attribute("href") for link in links.all()} == keys


def test_search_finds_pasted_traceback(open_lab: Page) -> None:
    """A traceback pasted from a log finds its pitfall first."""
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


def test_pitfall_runs_both_sides(open_lab: Page) -> None:
    """The broken side fails as described, the fixed side works, and all three lanes have events."""
    link(open_lab, EMIT)
    wait_until_done(open_lab)
    broken = open_lab.frame_locator('iframe[data-side="broken"]')
    expect(broken.locator('[data-lane="server"]')).to_contain_text(
        ["Working outside of request context"]
    )
    expect(broken.locator('[data-kind="message"]')).to_have_count(0)
    fixed = open_lab.frame_locator('iframe[data-side="fixed"]')
    expect(fixed.locator('[data-kind="message"]')).to_have_count(3)
    expect(fixed.locator('[data-lane="wire"]').first).to_be_attached()


def test_code_marks_differences(open_lab: Page) -> None:
    """The code of both sides is shown, and the lines that differ are marked."""
    link(open_lab, EMIT)
    for side, line in (("broken", "emit"), ("fixed", "socketio.emit")):
        marks = open_lab.locator(f'section[data-side="{side}"] mark')
        expect(marks).to_have_text([f'{line}("progress", number, to=sid)'])
    for heading in ("Cause", "Fix", "Versions", "References"):
        expect(open_lab.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def test_run_again_restarts_both_sides(open_lab: Page, lab: Listener) -> None:
    """The button stops both servers and starts new ones."""
    link(open_lab, EMIT)
    wait_until_done(open_lab)
    before = sides(lab)
    assert len(before) == 2
    open_lab.get_by_role("button", name="Run again").click()
    gone, alive = psutil.wait_procs(before, TIMEOUT)
    assert (len(gone), alive) == (2, [])
    wait_until_done(open_lab)
    assert len(sides(lab)) == 2
    open_lab.go_back()
    expect(open_lab.locator("#welcome")).to_be_visible()


def test_start_error_is_shown(open_lab: Page) -> None:
    """The page shows why a side cannot start, and the reader can try again."""
    asked: list[str | bytes] = []

    def answer(visit: WebSocketRoute) -> None:
        def fail(message: str | bytes) -> None:
            asked.append(message)
            visit.send(json.dumps({"error": f"no environment yet ({len(asked)})"}))

        visit.on_message(fail)

    open_lab.route_web_socket("**/visit", answer)
    link(open_lab, EMIT)
    status = open_lab.get_by_role("status").last
    expect(status).to_have_text("no environment yet (1)")
    open_lab.get_by_role("button", name="Run again").click()
    expect(status).to_have_text("no environment yet (2)")
    assert asked == [json.dumps({"run": EMIT}, separators=(",", ":"))] * 2


def test_lab_answers_invalid_messages(lab: Listener) -> None:
    """Invalid messages get an error, and the lab keeps running."""
    with connect(f"ws://127.0.0.1:{lab.port}/visit", origin=Origin(lab.url)) as visit:
        for message in ("{", "[]", "{}", '{"run": []}', '{"run": "tornado/no_such"}', b"\xff"):
            visit.send(message)
            assert json.loads(visit.recv(TIMEOUT)) == {"error": "There is no such pitfall."}


def test_servers_stop_with_their_page(
    open_lab: Page, lab: Listener, context: BrowserContext
) -> None:
    """Both servers stop when the reader chooses another pitfall or leaves the page."""
    link(open_lab, EMIT)
    wait_until_done(open_lab)
    first = sides(lab)
    link(open_lab, BLOCKING)
    gone, alive = psutil.wait_procs(first, TIMEOUT)
    assert (len(gone), alive) == (2, [])
    wait_until_done(open_lab)
    second = sides(lab)
    assert len(second) == 2
    open_lab.goto("about:blank")
    gone, alive = psutil.wait_procs(second, TIMEOUT)
    assert (len(gone), alive) == (2, [])


@pytest.fixture
def ignored_sigint() -> Iterator[None]:
    """Ignore SIGINT here and in new processes, as in those that a shell starts with &."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("ignored_sigint")
def test_signal_stops_lab_and_servers(
    number: signal.Signals, context: BrowserContext, evidence: Evidence
) -> None:
    """SIGINT and SIGTERM stop the lab and all servers, and an open page says so."""
    command = ["-X", "faulthandler", "-m", "harness.lab", "--port", "0"]
    lab = Listener("a lab", "harness", command)
    evidence.append(("log of the lab", lambda: lab.log))
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{lab.port}/#{BLOCKING}")
    wait_until_done(page)
    started = sides(lab)
    assert len(started) == 2
    lab.process.send_signal(number)
    try:
        status = lab.process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        lab.process.send_signal(signal.SIGABRT)  # the log then has the stack of each thread
        status = lab.process.wait()
    assert status == 0
    gone, alive = psutil.wait_procs(started, TIMEOUT)
    assert (len(gone), alive) == (2, [])
    lab.kill()
    assert [line for line in lab.log if line.startswith("Traceback")] == []
    expect(page.get_by_role("status").last).to_contain_text("The lab has stopped")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/../noxfile.py", 404),
        ("/%2e%2e/noxfile.py", 404),
        ("/lab/../../README.md", 404),
        ("/lab", 403),
        ("/lab/", 403),
    ],
)
def test_lab_serves_only_files_of_front_end(
    lab: Listener, ask: Callable[..., int], path: str, status: int
) -> None:
    """Paths outside the front end's folder get 404, and folders are not listed."""
    assert ask(lab.url, path) == status


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1"])
def test_lab_rejects_other_origins(lab: Listener, origin: str) -> None:
    """A page of another origin cannot start anything, even if it is on this machine."""
    with pytest.raises(InvalidStatus, match="403"):
        connect(f"ws://127.0.0.1:{lab.port}/visit", origin=Origin(origin))


@pytest.mark.parametrize("port", ["taken", "70000"])
def test_unusable_port_is_reported_in_one_line(lab: Listener, port: str) -> None:
    """A port that is in use or out of range gives one line, and exit status 1."""
    reason = "Address already in use" if port == "taken" else "port must be 0-65535"
    port = port.replace("taken", str(lab.port))
    second = Listener("a lab", "harness", ["-m", "harness.lab", "--port", port])
    assert second.wait() == 1
    second.kill()
    (line,) = second.log
    assert line.startswith(f"The lab cannot listen on port {port}: ")
    assert reason in line
