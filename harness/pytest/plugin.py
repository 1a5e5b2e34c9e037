"""Teaches pytest about backends: options, what runs on what, and what a run tells in the end."""

import signal
from collections.abc import Generator

import pytest

from backends.shared.manifest import ManifestError

from .deployments import BrokenDeployment, Deployment, choose, choose_broken
from .report import EVIDENCE, REPORT, Report

pytest_plugins = ["harness.pytest.fixtures"]

LINES_SHOWN = 60
DEPLOYMENTS = pytest.StashKey[list[Deployment]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the command line choose the backends."""
    group = parser.getgroup("websocket-rosetta")
    group.addoption("--backend", action="append", default=[], help="test this backend (repeatable)")
    group.addoption("--publish", action="store_true", help="put the pitfalls' timelines in docs/")
    group.addoption("--server", action="append", default=[], help="in this server (repeatable)")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the deployments. SIGTERM ends a run like Ctrl-C: it stops the servers."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    config.stash[REPORT] = Report()
    try:
        config.stash[DEPLOYMENTS] = choose(config.getoption("backend"), config.getoption("server"))
    except ManifestError as error:
        raise pytest.UsageError(str(error)) from None


def pytest_keyboard_interrupt() -> None:
    """Stop the servers in peace: who asked once may ask again, more firmly."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that needs a backend on every deployment that the options choose."""
    if "deployment" in metafunc.fixturenames:
        chosen = metafunc.config.stash[DEPLOYMENTS]
        metafunc.parametrize("deployment", chosen, ids=str, scope="session")
    if "broken_deployment" in metafunc.fixturenames:
        option = metafunc.config.getoption
        # Who asks for a server asks for one that works.
        failing = [] if option("server") else choose_broken(option("backend"))
        metafunc.parametrize("broken_deployment", failing, ids=str)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not about a deployment."""
    left_out = [item for item in items if not _concerns(item, bool(config.getoption("server")))]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _concerns(item: pytest.Item, servers_chosen: bool) -> bool:
    """Tell whether a test is about its deployment, as its marks have it."""
    if not isinstance(item, pytest.Function) or not hasattr(item, "callspec"):
        return True
    if "broken_deployment" in item.callspec.params:
        # Without a value where nothing was chosen: pytest would report it as skipped.
        return isinstance(item.callspec.params["broken_deployment"], BrokenDeployment)
    deployment = item.callspec.params.get("deployment")
    if not isinstance(deployment, Deployment):
        return True
    protocol = item.get_closest_marker("protocol")
    if protocol and protocol.args[0] != deployment.manifest.protocol:
        return False
    if item.get_closest_marker("any_server"):
        return servers_chosen or deployment.is_default
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what servers and clients saw, below the traceback of a test that failed."""
    report = yield
    if report.failed:
        for title, lines in item.stash.get(EVIDENCE, []):
            report.sections.append((title, "\n".join(lines()[-LINES_SHOWN:])))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what was found out."""
    report = terminalreporter.config.stash[REPORT]
    report.write()
    if lines := report.lines():
        terminalreporter.section("websocket-rosetta")
        terminalreporter.write("\n".join([*lines, ""]))
