# /// script
# requires-python = ">=3.11"
# dependencies = ["nox"]
# ///
"""Every task that a person or CI runs; `nox -l` lists them.

Nobody needs nox installed: `python3 run.py demo-tornado` is `nox -s demo-tornado`.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import nox

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))  # nox starts without the repository on the path

from backends.shared.manifest import Manifest, ManifestError, load_all  # noqa: E402
from harness import demo as demos  # noqa: E402
from harness.processes.process import ServerError, interpreter  # noqa: E402

BACKENDS = load_all()
DEFAULTS = [backend.environment(backend.server()) for backend in BACKENDS.values()]
ENVIRONMENTS = [name for backend in BACKENDS.values() for name in backend.environments()]
SNIPPETS = {
    f"env-{name}-snippets": path
    for name in BACKENDS
    if (path := ROOT / "backends" / name / "snippets" / "requirements.txt").exists()
}
SUITES = [f"tests/{suite}" for suite in ("conformance", "rfc6455", "reliability", "ui")]
CHECKS = ["lint", "unit", "test-frontend", "docs", "test-snippets", "test-pitfalls"]
PAGE_SERVERS = {
    "env-tornado-snippets": "browser/native/pitfalls/server.py",
    "env-flask_socketio-snippets": "browser/socketio/pitfalls/server.py",
}
"""What serves the pages of the browser's pitfalls, and where it runs."""

SECONDS_TO_STOP = 15
NODE_MIN = 20
NODE_PATH = os.pathsep.join([str(interpreter("frontend").parent), os.environ["PATH"]])
NPM_FILES = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
VENDORED = "socket.io-client/dist/socket.io.esm.min.js"
VENDOR = ROOT / "frontend" / "vendor"

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.allow_parallel = True
nox.options.sessions = []

# A terminated nox ends like an interrupted one: by stopping what it has started.
signal.signal(signal.SIGTERM, signal.default_int_handler)


def install(session: nox.Session, *files: Path | str) -> None:
    """Install pinned requirements, each package checked against its hash."""
    options = [option for file in files for option in ("-r", str(file))]
    # A server starts two to three times as fast where its imports are compiled already.
    session.install("--require-hashes", *options, env={"UV_COMPILE_BYTECODE": "1"})


def module(session: nox.Session, name: str, *arguments: str) -> None:
    """Run a module in the harness's environment, with time to stop the servers it started."""
    session.run(
        str(interpreter("harness")),
        *("-m", name, *arguments, *session.posargs),
        external=True,
        env={"PATH": NODE_PATH},
        terminate_timeout=SECONDS_TO_STOP,
    )


def npm(session: nox.Session, *arguments: str) -> None:
    """Run npm: the one that the session `frontend` installed, or else the machine's own."""
    program = str(shutil.which("npm", path=NODE_PATH))
    session.run(program, *arguments, external=True, env={"PATH": NODE_PATH})


def npm_install(session: nox.Session, folder: Path, *options: str) -> None:
    """Install what package-lock.json pins, unless that has been done."""
    done = folder / "node_modules" / ".package-lock.done"
    lock = (ROOT / "package-lock.json").read_bytes()
    if not done.exists() or done.read_bytes() != lock:
        with session.chdir(folder):
            npm(session, "ci", "--ignore-scripts", "--no-audit", "--no-update-notifier", *options)
        done.write_bytes(lock)


def has_node() -> bool:
    """Tell whether there is an npm, and a Node that is new enough."""
    node = shutil.which("node", path=NODE_PATH)
    if node is None or shutil.which("npm", path=NODE_PATH) is None:
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
    return int(re.findall(r"\d+", version.stdout)[0]) >= NODE_MIN


def serve(session: nox.Session, *backends: Manifest) -> None:
    """Serve demos until Ctrl-C; what keeps one from starting is one clear line."""
    try:
        demos.main(backends, session.posargs)
    except (ManifestError, ServerError) as error:
        session.error(str(error).partition("\n")[0])


def add_environment(name: str, requirements: Path) -> None:
    """Register `env-<backend>`, or `env-<backend>-<server>` for a server with needs of its own."""

    @nox.session(name=name)
    def environment(session: nox.Session) -> None:
        """Install what this backend needs, in an environment of its own."""
        install(session, requirements)


def add_backend(backend: Manifest) -> None:
    """Register `demo-<backend>` and `test-<backend>`, and the environments they run in."""
    environments = backend.environments()
    default = backend.environment(backend.server())
    vendor = ["frontend"] if backend.protocol == "socketio" else []
    for name, requirements in environments.items():
        add_environment(name, requirements)

    @nox.session(name=f"demo-{backend.name}", requires=[default, *vendor], venv_backend="none")
    def demo(session: nox.Session) -> None:
        """Serve the demo on this backend: -- [--port N] [--server NAME] [--open]."""
        serve(session, backend)

    @nox.session(
        name=f"test-{backend.name}",
        requires=["browser", "frontend", *environments],
        venv_backend="none",
    )
    def test(session: nox.Session) -> None:
        """Test this backend over raw connections and in a browser: -- [pytest's options]."""
        own = [str(path) for path in ROOT.glob(f"backends/{backend.name}/tests")]
        module(session, "pytest", *SUITES, *own, "--backend", backend.name)


for manifest in BACKENDS.values():
    add_backend(manifest)
for snippets_environment, snippets_requirements in SNIPPETS.items():
    add_environment(snippets_environment, snippets_requirements)


@nox.session(requires=["frontend", *DEFAULTS], venv_backend="none")
def demo(session: nox.Session) -> None:
    """Serve every backend's demo, side by side: -- [--port FIRST]."""
    serve(session, *BACKENDS.values())


@nox.session(venv_backend="none")
def tests(session: nox.Session) -> None:
    """Run everything that CI runs, two sessions at a time: -- [pytest's options]."""
    sessions = [*CHECKS, *(f"test-{name}" for name in BACKENDS)]
    session.run(
        *(sys.executable, "-m", "nox", "--noxfile", __file__, "--parallel", "2"),
        *("--session", *sessions, "--", *session.posargs),
        external=True,
        terminate_timeout=2 * SECONDS_TO_STOP,
    )


@nox.session(venv_backend="none")
def snippets(session: nox.Session) -> None:
    """Print what each library can do as the smallest program that runs, and where it is."""
    session.run(sys.executable, "-m", "harness.snippets", external=True)


@nox.session(
    name="test-snippets",
    requires=["browser", "frontend", *ENVIRONMENTS, *SNIPPETS],
    venv_backend="none",
)
def test_snippets(session: nox.Session) -> None:
    """Start every snippet and see that it does what its first line says: -- [pytest's options]."""
    folders = [*ROOT.glob("backends/*/snippets/tests"), *ROOT.glob("browser/tests")]
    module(session, "pytest", *map(str, sorted(folders)), "-n", "2", "--dist", "worksteal")


@nox.session(requires=["harness", "node-tools", *SNIPPETS], venv_backend="none")
def pitfalls(session: nox.Session) -> None:
    """Serve the pitfall lab: wrong code played beside right code: -- [--port N] [--open]."""
    module(session, "harness.lab")


@nox.session(
    name="test-pitfalls", requires=["browser", "node-tools", *SNIPPETS], venv_backend="none"
)
def test_pitfalls(session: nox.Session) -> None:
    """See each pitfall fail as it says, and its cure work: -- [pytest's options, --publish]."""
    folders = [*ROOT.glob("backends/*/pitfalls"), *ROOT.glob("browser/*/pitfalls")]
    suites = [*map(str, sorted(folders)), "tests/lab"]
    module(session, "pytest", *suites, "-n", "2", "--dist", "worksteal")


@nox.session
def harness(session: nox.Session) -> None:
    """Install what the tests need."""
    install(session, "requirements/harness.txt")


@nox.session(requires=["harness", "frontend"], venv_backend="none")
def browser(session: nox.Session) -> None:
    """Find a browser for the tests, or install one."""
    module(session, "harness.browser")


@nox.session
def frontend(session: nox.Session) -> None:
    """Put socket.io-client where the page loads it from, and Node where there is none."""
    if not has_node():
        install(session, "requirements/node.txt")
    folder = ROOT / ".nox" / "npm"
    folder.mkdir(exist_ok=True)
    for file in NPM_FILES:
        shutil.copy(file, folder)
    npm_install(session, folder, "--omit=dev")
    VENDOR.mkdir(exist_ok=True)
    shutil.copy(folder / "node_modules" / VENDORED, VENDOR)


@nox.session(name="node-tools", requires=["frontend"], venv_backend="none")
def node_tools(session: nox.Session) -> None:
    """Install what checks and tests the front end."""
    npm_install(session, ROOT)


@nox.session(requires=["harness"], venv_backend="none")
def unit(session: nox.Session) -> None:
    """Test the contract's code, the harness and the repository itself: -- [pytest's options]."""
    module(
        session,
        *("pytest", "tests/harness", "tests/bench", "tests/repository"),
        *("backends/shared", "--cov=backends.shared.contract"),
    )


@nox.session(name="test-frontend", requires=["node-tools"], venv_backend="none")
def test_frontend(session: nox.Session) -> None:
    """Test the front end's modules."""
    npm(session, "test")


@nox.session(requires=["node-tools", *SNIPPETS])
def lint(session: nox.Session) -> None:
    """Check format, style and types of the Python and the JavaScript."""
    install(session, *(f"requirements/{name}.txt" for name in ("lint", "harness", "docs")))
    session.run("ruff", "format", "--check")
    session.run("ruff", "check")
    tests = [str(path) for path in ROOT.glob("backends/**/tests/*.py")]
    files = ["noxfile.py", "run.py", "conftest.py", "backends/conftest.py"]
    folders = ["harness", "tests", "docs", "browser", "backends/shared/contract"]
    session.run("mypy", *files, *folders, *tests)
    for environment, path in SNIPPETS.items():
        python = f"--python-executable={interpreter(environment)}"
        pages = [PAGE_SERVERS[environment]] if environment in PAGE_SERVERS else []
        session.run("mypy", python, str(path.parents[1]), *pages)
    npm(session, "run", "lint")
    npm(session, "run", "types")


@nox.session(requires=["harness", *ENVIRONMENTS], venv_backend="none")
def bench(session: nox.Session) -> None:
    """Measure the backends against their libraries' bare loops: -- [--backend NAME]."""
    module(session, "harness.bench")


@nox.session(requires=["harness", *ENVIRONMENTS], venv_backend="none")
def matrix(session: nox.Session) -> None:
    """Find out what each backend supports, and write the matrix into the documentation."""
    module(session, "harness.matrix")


@nox.session(name="test-matrix", requires=["harness", *ENVIRONMENTS], venv_backend="none")
def test_matrix(session: nox.Session) -> None:
    """Ask all servers again, and compare with the support matrix: -- [pytest's options]."""
    module(session, "pytest", "tests/matrix")


@nox.session(requires=["browser", "env-tornado"], venv_backend="none")
def screenshots(session: nox.Session) -> None:
    """Make the documentation's pictures of the workbench."""
    module(session, "docs.screenshots.make")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; warnings are errors."""
    install(session, "requirements/docs.txt")
    session.run("sphinx-build", "-W", "--keep-going", "-n", "docs", "build/docs")


@nox.session
def lock(session: nox.Session) -> None:
    """Pin every requirement anew, with its hash: -- [uv's options, as --upgrade]."""
    install(session, "requirements/nox.txt")
    for source in sorted([*ROOT.glob("requirements/*.in"), *ROOT.glob("backends/**/*.in")]):
        with session.chdir(source.parent):
            session.run(
                *("uv", "pip", "compile", "--quiet", "--universal", "--python-version=3.11"),
                *("--generate-hashes", "--custom-compile-command=nox -s lock"),
                *(source.name, "--output-file", source.with_suffix(".txt").name),
                *session.posargs,
            )


if __name__ == "__main__":
    nox.main()
