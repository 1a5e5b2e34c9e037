"""The process: how it starts, where its settings come from, how it stops."""

import signal
import subprocess
from urllib.parse import urlsplit

import psutil
import pytest

from backends.shared.manifest import ROOT
from harness.processes.server import READY, Server, command
from harness.pytest.fixtures import Browse, Connect, Start

SECONDS_TO_STOP = 5
GOING_AWAY = 1001


def run(server: Server, *options: str) -> subprocess.CompletedProcess[str]:
    """Start a second server like this one, which is expected to fail."""
    arguments = command(server.manifest, server.spec, *options)
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=30)


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_signal_closes_connections_and_ends_process(
    start: Start, connect: Connect, signum: signal.Signals
) -> None:
    """On a signal the server tells every client, and exits with status 0 and without children."""
    # A shell starts commands that end in `&` with SIGINT ignored.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        server = start()
    finally:
        signal.signal(signal.SIGINT, before)
    clients = [connect(scenario, server) for scenario in ("echo", "broadcast", "chat", "push")]
    clients[3].call("start_job", {"steps": 100})
    family = psutil.Process(server.process.pid).children(recursive=True)
    server.process.send_signal(signum)
    assert server.process.wait(SECONDS_TO_STOP) == 0
    for client in clients:
        client.expect_closed(GOING_AWAY)
    psutil.wait_procs(family, SECONDS_TO_STOP)
    assert not [process for process in family if process.is_running()]


def test_idle_server_prints_one_line_and_stops(server: Server) -> None:
    """A server prints its title, name and address on stdout, and also stops without clients."""
    process = subprocess.Popen(
        command(server.manifest, server.spec, "--port", "0"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    with process:
        first = process.stdout.readline()
        process.terminate()
        assert process.wait(SECONDS_TO_STOP) == 0
        rest = process.stdout.read()
    assert first.startswith(f"{server}{READY}http://127.0.0.1:")
    assert rest == ""


# The launcher reads the settings and binds the port before it starts any server.
@pytest.mark.any_server
def test_busy_port_is_an_error(server: Server) -> None:
    """A port that is in use gives one line on stderr and status 2."""
    port = str(urlsplit(server.url).port)
    result = run(server, "--port", port)
    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert port in result.stderr


# As above.
@pytest.mark.any_server
@pytest.mark.parametrize(
    "options",
    [
        ("--port", "x"),
        ("--port", "65536"),
        ("--push-interval", "0"),
        ("--heartbeat", "-1"),
        ("--nonsense",),
        ("--server", "nothing"),
    ],
    ids=lambda options: " ".join(options),
)
def test_bad_option_is_an_error(server: Server, options: tuple[str, ...]) -> None:
    """An invalid option gives status 2 and its name on stderr, without a traceback."""
    result = run(server, *options)
    assert result.returncode == 2
    assert result.stdout == ""
    assert options[0] in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr


def test_settings_come_from_the_environment(start: Start, connect: Connect) -> None:
    """Settings without an option on the command line come from the environment."""
    server = start("--push-interval", "0.05", HOST="localhost", PORT="1", PUSH_INTERVAL="1000")
    assert server.url.startswith("http://localhost:")
    assert urlsplit(server.url).port != 1
    connect("push", server).expect("tick")


# The framework signs sessions, on every server.
@pytest.mark.any_server
def test_session_is_signed_with_the_secret_key(start: Start, browse: Browse) -> None:
    """A session survives a restart with the same SECRET_KEY, but not with another."""
    cookie = browse(start(SECRET_KEY="same")).log_in("ada").cookie
    for key, name in (("same", "ada"), ("other", None)):
        client = browse(start(SECRET_KEY=key))
        answer = client.request("GET", "/api/session", headers={"Cookie": cookie})
        assert answer.body == {"name": name}
