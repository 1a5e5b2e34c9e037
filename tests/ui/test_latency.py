"""Round trips in a page: measured, without a limit."""

from typing import Any

import pytest
from playwright.sync_api import BrowserType
from pytest_playwright.pytest_playwright import CreateContextCallback

from harness.deployments import Deployment
from harness.processes.server import Server
from harness.pytest.report import REPORT, Latency

SAMPLES = 300
WARMUP = 50
TRANSPORTS = {"native": [""], "socketio": ["websocket", "polling"]}
MEASURE = """async ({ hold, samples, warmup }) => {
    const { createTransport, loadBackend } = await import("/static/transports/index.js");
    const { measureEcho } = await import("/static/latency.js");
    const transport = await createTransport(await loadBackend(), "echo", { hold });
    transport.connect();
    const measured = await measureEcho(transport, { samples, warmup, payload: "x".repeat(64) });
    const via = transport.via;
    transport.close();
    return { samples: measured.samples, via };
}"""


@pytest.mark.any_server
def test_round_trips_are_measured(
    pytestconfig: pytest.Config,
    browser_type: BrowserType,
    new_context: CreateContextCallback,
    server: Server,
    deployment: Deployment,
) -> None:
    """A page measures echoes one after another, over each transport."""
    for hold in TRANSPORTS[deployment.manifest.protocol]:
        page = new_context().new_page()
        page.goto(server.url)
        options = {"hold": hold, "samples": SAMPLES, "warmup": WARMUP}
        measured: dict[str, Any] = page.evaluate(MEASURE, options)
        assert len(measured["samples"]) == SAMPLES
        assert measured["via"] == (hold or "websocket")
        latency = Latency.of(
            str(deployment), browser_type.name, measured["via"], measured["samples"]
        )
        pytestconfig.stash[REPORT].latencies.append(latency)
