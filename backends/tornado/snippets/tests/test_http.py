"""HTTP beside WebSockets, and a snippet that tests itself."""

import json
import subprocess
from pathlib import Path

from playwright.sync_api import expect

from harness.processes.process import interpreter
from harness.pytest.snippets import Dial, Open, Serve


def test_http_and_socket_share_the_history(serve: Serve, dial: Dial, open_page: Open) -> None:
    """A page and a raw client chat over the socket, and a GET of its URL returns it all."""
    server = serve("http_and_socket")
    page = open_page(server.url)
    page.get_by_label("Message").fill("<b>hello</b>")
    client = dial(f"{server.ws}/chat")
    page.get_by_role("button", name="Send").click()
    assert client.recv(timeout=20) == "<b>hello</b>"
    client.send("hello, page")
    expect(page.get_by_role("listitem")).to_have_text(["<b>hello</b>", "hello, page"])
    page.get_by_role("link", name="What was said before").click()
    assert json.loads(page.inner_text("body")) == {"messages": ["<b>hello</b>", "hello, page"]}


def test_testing_snippet_is_a_program(serve: Serve, dial: Dial) -> None:
    """The file also runs as a program."""
    server = serve("testing")
    client = dial(f"{server.ws}/ws")
    client.send("hello")
    assert client.recv(timeout=20) == "HELLO"


def test_testing_snippet_passes_its_own_tests() -> None:
    """The tests in the file run and pass."""
    python = interpreter("env-tornado-snippets")
    ran = subprocess.run(
        [python, "-W", "error", "-m", "unittest", "testing"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Ran 2 tests" in ran.stderr


def test_testing_snippet_fails_for_a_broken_handler(tmp_path: Path) -> None:
    """Its tests fail for a handler that changes nothing and that accepts every origin."""
    snippet = Path(__file__).parents[1] / "testing.py"
    source = snippet.read_text(encoding="utf-8")
    quiet = source.replace("message.upper()", "message")
    open_to_all = quiet.replace(
        "class ShoutTest", "Shout.check_origin = lambda *_: True\n\n\nclass ShoutTest"
    )
    (tmp_path / "testing.py").write_text(open_to_all, encoding="utf-8")
    ran = subprocess.run(
        [interpreter("env-tornado-snippets"), "-m", "unittest", "testing"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert "failures=2" in ran.stderr
