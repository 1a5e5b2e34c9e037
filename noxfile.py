"""Every task that a person or CI runs. `python3 run.py` runs them and installs nox itself."""

import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import nox

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))  # nox starts without the repository on the path

from backends.shared.manifest import load_all  # noqa: E402
from harness import node  # noqa: E402
from harness.commands.progress import progress  # noqa: E402
from harness.processes.process import interpreter  # noqa: E402

# `tests` starts the checks in the order of this file, so the longest come first.
BACKENDS = sorted(load_all().values(), key=lambda backend: -len(backend.servers))
ENVIRONMENTS = {name: file for each in BACKENDS for name, file in each.environments().items()}
SNIPPETS = {
    f"env-{path.parts[-3]}-snippets": path
    for path in sorted(ROOT.glob("backends/*/snippets/requirements.txt"))
}
ELSEWHERE = {
    "env-tornado-snippets": ["browser/native/pitfalls/server.py", "docs/examples/chat_tornado.py"],
    "env-flask_socketio-snippets": [
        "browser/socketio/pitfalls/server.py",
        "docs/examples/chat_flask_socketio.py",
    ],
}
"""Programs outside the backends' folders that run in these environments."""
SUITES = [f"tests/{suite}" for suite in ("conformance", "rfc6455", "reliability", "ui")]
TWO_WORKERS = ["-n", "2", "--dist", "worksteal"]
SECONDS_TO_STOP = 15

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.allow_parallel = True
nox.options.sessions = []
if "ROSETTA_QUIET" in os.environ:
    logging.getLogger("nox").setLevel(logging.ERROR)
# On SIGTERM, nox stops what it has started, as it does on Ctrl-C.
signal.signal(signal.SIGTERM, signal.default_int_handler)

Task = Callable[[nox.Session], None]


def task(*requires: str, name: str = "", check: bool = False) -> Callable[[Task], object]:
    """Register a session that has no environment; `tests` runs those that are checks."""

    def register(func: Task) -> object:
        return nox.session(
            name=name or func.__name__.replace("_", "-"),
            requires=requires,
            venv_backend="none",
            tags=["checks"] if check else [],
        )(func)

    return register


def install(session: nox.Session, *files: Path | str) -> None:
    """Install pinned requirements, and check each package's hash, unless they are installed."""
    wanted = "\n".join(Path(file).read_text(encoding="utf-8") for file in files)
    done = Path(session.virtualenv.location) / "installed.txt"
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        with progress(f"Installing {session.name}"):
            # A server starts two to three times faster if its imports are compiled already.
            options = [option for file in files for option in ("-r", str(file))]
            session.install("--require-hashes", *options, env={"UV_COMPILE_BYTECODE": "1"})
        done.write_text(wanted, encoding="utf-8")


def module(session: nox.Session, name: str, *arguments: str) -> None:
    """Run a module in the harness's environment, with time to stop the servers it started."""
    session.run(
        *(str(interpreter("harness")), "-m", name, *arguments, *session.posargs),
        external=True,
        env={"PATH": node.PATH},
        terminate_timeout=SECONDS_TO_STOP,
    )


def npm(session: nox.Session, *arguments: str) -> None:
    """Run npm with the Node that was found or installed."""
    session.run(node.npm(), *arguments, external=True, env={"PATH": node.PATH})


def become(session: nox.Session, name: str, *arguments: str, python: str = sys.executable) -> None:
    """Replace nox with a module, which then prints the last line and sets the exit status."""
    os.execv(python, [python, "-m", name, *arguments, *session.posargs])


def add_environment(name: str, requirements: Path) -> None:
    """Register `env-<backend>`, or `env-<backend>-<server>` for a server's own requirements."""

    @nox.session(name=name)
    def environment(session: nox.Session) -> None:
        """Install what this backend needs, in its own environment."""
        install(session, requirements)


def add_backend(name: str, environments: list[str], client: list[str]) -> None:
    """Register `demo-<backend>` and `test-<backend>`."""

    @task(environments[0], *client, name=f"demo-{name}")
    def demo(session: nox.Session) -> None:
        """Serve the demo on this backend: -- [--port N] [--server NAME] [--open]."""
        become(session, "harness.demo", name)

    @task("browser", "frontend", *environments, name=f"test-{name}", check=True)
    def test(session: nox.Session) -> None:
        """Test this backend over raw connections and in a browser: -- [pytest's options]."""
        own = [str(path) for path in ROOT.glob(f"backends/{name}/tests")]
        module(session, "pytest", *SUITES, *own, "--backend", name)


for environment_name, requirements_file in (ENVIRONMENTS | SNIPPETS).items():
    add_environment(environment_name, requirements_file)
for manifest in BACKENDS:
    vendored = ["frontend"] if manifest.protocol == "socketio" else []
    add_backend(manifest.name, list(manifest.environments()), vendored)


@task("frontend", *(each.environment(each.server()) for each in BACKENDS))
def demo(session: nox.Session) -> None:
    """Serve every backend's demo, side by side: -- [--port FIRST] [--open]."""
    become(session, "harness.demo")


@task()
def tests(session: nox.Session) -> None:
    """Run everything that CI runs, three sessions at a time: -- [pytest's options]."""
    become(session, "harness.commands.checks")


@task("browser", "frontend", *SNIPPETS, check=True)
def test_pitfalls(session: nox.Session) -> None:
    """Check that each pitfall fails as described, and that its fix works: -- [pytest's options]."""
    folders = [*ROOT.glob("backends/*/pitfalls"), *ROOT.glob("browser/*/pitfalls")]
    module(session, "pytest", *map(str, sorted(folders)), "tests/lab", *TWO_WORKERS)


@nox.session(requires=["frontend", *SNIPPETS])
def pitfalls(session: nox.Session) -> None:
    """Serve the pitfall lab, broken code beside fixed code: -- [--port N] [--open]."""
    install(session, "requirements/lab.txt")
    become(session, "harness.lab", python=f"{session.bin}/python")


@task("browser", "frontend", *ENVIRONMENTS, *SNIPPETS, check=True)
def test_snippets(session: nox.Session) -> None:
    """Check that every snippet does what its first line says: -- [pytest's options]."""
    folders = sorted(map(str, ROOT.glob("backends/*/snippets/tests")))
    module(session, "pytest", *folders, "browser/tests", "docs/examples/tests", *TWO_WORKERS)


@task()
def snippets(session: nox.Session) -> None:
    """List the smallest program for each thing a library can do: -- [words to search for]."""
    become(session, "harness.snippets")


@task("harness", *ENVIRONMENTS, check=True)
def test_matrix(session: nox.Session) -> None:
    """Probe all servers again, and compare with the support matrix: -- [pytest's options]."""
    module(session, "pytest", "tests/matrix")


@task("harness", *ENVIRONMENTS)
def matrix(session: nox.Session) -> None:
    """Find out what each backend supports, and write the matrix into the documentation."""
    module(session, "harness.matrix")


@task("harness", *ENVIRONMENTS)
def bench(session: nox.Session) -> None:
    """Measure the backends against their libraries' baselines: -- [--backend NAME] [--quick]."""
    module(session, "harness.bench")


@nox.session(requires=["node-tools", *SNIPPETS], tags=["checks"])
def lint(session: nox.Session) -> None:
    """Check format, style and types of the Python and the JavaScript."""
    install(session, *(f"requirements/{name}.txt" for name in ("lint", "harness", "docs")))
    session.run("ruff", "format", "--check")
    session.run("ruff", "check")
    session.run("mypy")
    for environment, requirements in SNIPPETS.items():
        files = [str(requirements.parents[1]), *ELSEWHERE.get(environment, [])]
        session.run("mypy", f"--python-executable={interpreter(environment)}", *files)
    npm(session, "run", "lint")
    npm(session, "run", "types")


@nox.session(tags=["checks"])
def docs(session: nox.Session) -> None:
    """Build the documentation; warnings are errors."""
    install(session, "requirements/docs.txt")
    session.run("sphinx-build", "-W", "--keep-going", "-n", "docs", "build/docs")


@task("harness", check=True)
def unit(session: nox.Session) -> None:
    """Test the contract's code, the harness and the repository itself: -- [pytest's options]."""
    suites = ["tests/harness", "tests/bench", "tests/repository", "backends/shared"]
    covered = [f"--cov=backends.shared.{name}" for name in ("contract", "http", "launcher")]
    module(session, "pytest", *suites, *covered)


@task("node-tools", check=True)
def test_frontend(session: nox.Session) -> None:
    """Test the front end's modules."""
    npm(session, "test")


@nox.session
def harness(session: nox.Session) -> None:
    """Install what the tests need."""
    install(session, "requirements/harness.txt")


@task("harness", "frontend")
def browser(session: nox.Session) -> None:
    """Find a browser for the tests, or install one: -- [--browser NAME]."""
    module(session, "harness.browsers")


@nox.session
def frontend(session: nox.Session) -> None:
    """Put socket.io-client where the page loads it from, and install Node if there is none."""
    if not node.is_installed():
        install(session, "requirements/node.txt")
    node.install_client()


@task("frontend")
def node_tools(session: nox.Session) -> None:
    """Install what checks and tests the front end."""
    node.install_tools()


@task("browser", "env-tornado")
def screenshots(session: nox.Session) -> None:
    """Make the documentation's pictures of the workbench."""
    module(session, "docs.screenshots.make")


@nox.session
def lock(session: nox.Session) -> None:
    """Pin every requirement again, with its hash: -- [uv's options, such as --upgrade]."""
    install(session, "requirements/nox.txt")
    become(session, "harness.commands.lock", python=f"{session.bin}/python")
