"""The lines that the docs tell a reader to paste into the browser's console."""

import pytest
from playwright.sync_api import Page

from backends.shared.manifest import ROOT
from harness.processes.server import Start
from harness.pytest.deployments import Deployment


@pytest.mark.any_server
def test_should_echo_to_what_the_docs_paste(
    deployment: Deployment, start: Start, page: Page
) -> None:
    """The documentation's example prints the echo of what it sent."""
    # A server of its own: a page that goes before Socket.IO has left long polling says no goodbye.
    server = start()
    example = ROOT / "docs" / "examples" / f"echo_{deployment.manifest.protocol}.js"
    page.goto(server.url)
    with page.expect_console_message(lambda message: message.text == "hello"):
        page.evaluate(f"async () => {{{example.read_text(encoding='utf-8')}}}")
