"""The examples in the documentation for the browser's console."""

import pytest
from playwright.sync_api import Page

from backends.shared.manifest import ROOT
from harness.deployments import Deployment
from harness.pytest.fixtures import Start


@pytest.mark.any_server
def test_console_example_prints_the_echo(deployment: Deployment, start: Start, page: Page) -> None:
    """The example prints the echo of what it sent."""
    # Its own server: a page that closes while Socket.IO is polling does not tell the server.
    server = start()
    example = ROOT / "docs" / "examples" / f"echo_{deployment.manifest.protocol}.js"
    page.goto(server.url)
    with page.expect_console_message(lambda message: message.text == "hello"):
        page.evaluate(f"async () => {{{example.read_text(encoding='utf-8')}}}")
