"""The pytest plugin: its options, which test runs on which server, and the final report."""

import signal
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator

import hypothesis
import pytest

from backends.shared.manifest import ManifestError

from ..deployments import BrokenDeployment, Deployment, choose, choose_broken
from .report import EVIDENCE, REPORT, Report

pytest_plugins = [
    "harness.pytest.fixtures",
    "harness.pytest.pitfalls",
    "harness.pytest.snippets",
]

# Time limits for generated examples would fail on a busy machine.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")

LINES_SHOWN = 60
DEPLOYMENTS = pytest.StashKey[list[Deployment]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the command line choose the backends."""
    group = parser.getgroup("websocket-rosetta")
    group.addoption("--backend", action="append", default=[], help="test this backend (repeatable)")
    group.addoption("--server", action="append", default=[], help="on this server (repeatable)")
    group.addoption(
        "--exhaustive",
        action="store_true",
        help="run every case on every server, with the full number of inputs and clients",
    )
    group.addoption("--publish", action="store_true", help="put the pitfalls' timelines in docs/")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the deployments. SIGTERM ends a run like Ctrl-C: it stops the servers."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    config.stash[REPORT] = Report()
    try:
        config.stash[DEPLOYMENTS] = choose(config.getoption("backend"), config.getoption("server"))
    except ManifestError as error:
        raise pytest.UsageError(str(error)) from None
    # Register these last, to replace pytest-playwright's: if two plugins have a fixture with the
    # same name, pytest uses the one that was registered last.
    config.pluginmanager.import_plugin("harness.pytest.browser")


def pytest_keyboard_interrupt() -> None:
    """Ignore further SIGTERMs while the servers shut down."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that needs a backend on every deployment that the options choose."""
    if "deployment" in metafunc.fixturenames:
        chosen = metafunc.config.stash[DEPLOYMENTS]
        metafunc.parametrize("deployment", chosen, ids=str, scope="session")
    if "broken_deployment" in metafunc.fixturenames:
        option = metafunc.config.getoption
        # `--server` chooses among the servers that work.
        failing = [] if option("server") else choose_broken(option("backend"))
        metafunc.parametrize("broken_deployment", failing, ids=str)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect tests that do not apply to a deployment, and those that an ordinary run omits."""
    left_out = {item for item in items if not _applies(item)}
    if not config.getoption("exhaustive") and not config.getoption("server"):
        left_out.update(_dispensable(item for item in items if item not in left_out))
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]


def _params(item: pytest.Item) -> dict[str, object]:
    """Return a test's parameters."""
    return item.callspec.params if hasattr(item, "callspec") else {}


def _applies(item: pytest.Item) -> bool:
    """Tell whether a test is about its deployment's protocol, or about a broken server."""
    params = _params(item)
    if "broken_deployment" in params:
        # Without a broken server to test, pytest would report the test as skipped.
        return isinstance(params["broken_deployment"], BrokenDeployment)
    deployment, protocol = params.get("deployment"), item.get_closest_marker("protocol")
    if isinstance(deployment, Deployment) and protocol:
        return bool(protocol.args[0] == deployment.manifest.protocol)
    return True


def _dispensable(items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """Yield the tests that an ordinary run omits on a server that is not a backend's default."""
    groups: dict[tuple[str, str, int], list[pytest.Item]] = defaultdict(list)
    for item in items:
        deployment = _params(item).get("deployment")
        if not isinstance(deployment, Deployment) or deployment.is_default:
            continue
        if item.get_closest_marker("any_server"):
            yield item
        elif few := item.get_closest_marker("few_cases"):
            groups[item.nodeid.partition("[")[0], str(deployment), few.args[0]].append(item)
    for (_, _, count), cases in groups.items():
        kept = {round(n * (len(cases) - 1) / (count - 1)) for n in range(count)}
        yield from (case for n, case in enumerate(cases) if n not in kept)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add what servers and clients logged to the report of a failed test."""
    report = yield
    if report.failed:
        for title, lines in item.stash.get(EVIDENCE, []):
            report.sections.append((title, "\n".join(lines()[-LINES_SHOWN:])))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print which browsers ran, and what was measured."""
    report = terminalreporter.config.stash[REPORT]
    report.write()
    if lines := report.lines():
        terminalreporter.section("websocket-rosetta")
        terminalreporter.write("\n".join([*lines, ""]))
