"""A page loaded over https.

The proxy has no certificate. So the test moves the page to an https address, for which Playwright
answers with the proxy's responses: to the browser this is a normal page loaded over https.
"""

from contextlib import ExitStack

import pytest
from playwright.sync_api import BrowserContext, Route, WebSocketRoute
from websockets.sync.client import connect

from harness.lab.recording_proxy import OURS
from harness.lab.timeline import Timeline
from harness.pytest.pitfalls import RunSide

HOST = "rosetta.example"


@pytest.fixture(autouse=True)
def runs(context: BrowserContext) -> list[str]:
    """Move the page of each run, and return the runs' addresses."""
    runs: list[str] = []

    def move(route: Route) -> None:
        runs.append(route.request.url.removesuffix(OURS))
        script = f"<script>location = 'https://{HOST}{OURS}'</script>"
        route.fulfill(content_type="text/html", body=script)

    def answer(route: Route) -> None:
        if route.request.url.endswith("/events"):
            route.fulfill(status=204)  # endless, and Playwright fulfills whole responses only
        else:
            url = route.request.url.replace(f"https://{HOST}", runs[-1])
            route.fulfill(response=route.fetch(url=url))

    context.route(f"http://127.0.0.1:*{OURS}", move)
    context.route(f"https://{HOST}/**", answer)
    return runs


def wait_until_over(context: BrowserContext, timeline: Timeline) -> None:
    """Wait until the script ends; Playwright answers the page only while the test waits."""
    (page,) = context.pages
    while not timeline.seen("client", "the script has finished"):
        page.wait_for_event("requestfinished")


def test_broken_throws(run_side: RunSide, context: BrowserContext, browser_name: str) -> None:
    """The constructor throws, and nothing goes over the wire."""
    lines: list[str] = []
    context.on("console", lambda line: lines.append(line.text))
    broken = run_side("broken")
    wait_until_over(context, broken)
    (error,) = broken.seen("client", kind="error")
    assert "SecurityError" in error.text
    if browser_name == "chromium":
        assert "may not be initiated from a page loaded over HTTPS." in error.text
        assert any("the insecure WebSocket endpoint 'ws://" in line for line in lines)
    assert broken.seen("wire", kind="request") == []


def test_fixed_uses_the_pages_scheme(
    run_side: RunSide, context: BrowserContext, runs: list[str]
) -> None:
    """The page uses wss, and TLS ends before the server, as at a proxy."""
    with ExitStack() as stack:

        def end_tls(page: WebSocketRoute) -> None:
            server = stack.enter_context(connect(f"{runs[-1].replace('http', 'ws')}/echo"))

            def pass_on(message: str | bytes) -> None:
                server.send(message)
                page.send(server.recv())

            page.on_message(pass_on)

        context.route_web_socket(f"wss://{HOST}/echo", end_tls)
        fixed = run_side("fixed")
        wait_until_over(context, fixed)
    assert fixed.seen("client", f"from https://{HOST} to wss://{HOST}/echo")
    assert [event.text for event in fixed.seen("client", kind="message")] == ["hello"]
    assert fixed.seen("wire", "hello", "down")
