"""Teaches pytest about backends: options, what runs on what, and what a run tells in the end."""

import signal
from collections.abc import Generator

import pytest

from backends.shared.manifest import ManifestError

from .report import EVIDENCE, REPORT, Report
from .variants import BrokenVariant, Variant, choose, choose_broken

pytest_plugins = ["harness.pytest.fixtures"]

LINES_SHOWN = 60
VARIANTS = pytest.StashKey[list[Variant]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the command line choose the backends."""
    group = parser.getgroup("websocket-rosetta")
    group.addoption("--backend", action="append", default=[], help="test this backend (repeatable)")
    group.addoption("--publish", action="store_true", help="put the pitfalls' timelines in docs/")
    group.addoption("--server", action="append", default=[], help="in this form (repeatable)")


def pytest_configure(config: pytest.Config) -> None:
    """Find the variants; a terminated run ends like an interrupted one, by stopping its servers."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    config.stash[REPORT] = Report()
    try:
        config.stash[VARIANTS] = choose(config.getoption("backend"), config.getoption("server"))
    except ManifestError as error:
        raise pytest.UsageError(str(error)) from None


def pytest_keyboard_interrupt() -> None:
    """Stop the servers in peace: who asked once may ask again, more firmly."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that needs a backend on every variant that the options choose."""
    if "variant" in metafunc.fixturenames:
        chosen = metafunc.config.stash[VARIANTS]
        metafunc.parametrize("variant", chosen, ids=str, scope="session")
    if "broken_variant" in metafunc.fixturenames:
        option = metafunc.config.getoption
        # Who asks for a form asks for one that works.
        failing = [] if option("server") else choose_broken(option("backend"))
        metafunc.parametrize("broken_variant", failing, ids=str)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not about a variant."""
    left_out = [item for item in items if not _concerns(item, bool(config.getoption("server")))]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _concerns(item: pytest.Item, forms_chosen: bool) -> bool:
    """Tell whether a test is about its variant, as its marks have it."""
    if not isinstance(item, pytest.Function) or not hasattr(item, "callspec"):
        return True
    if "broken_variant" in item.callspec.params:
        # Without a value where nothing was chosen: pytest would report it as skipped.
        return isinstance(item.callspec.params["broken_variant"], BrokenVariant)
    variant = item.callspec.params.get("variant")
    if not isinstance(variant, Variant):
        return True
    protocol = item.get_closest_marker("protocol")
    if protocol and protocol.args[0] != variant.manifest.protocol:
        return False
    if item.get_closest_marker("any_form"):
        return forms_chosen or variant.is_default
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
