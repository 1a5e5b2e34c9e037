"""The process: how it starts, what it takes from its surroundings, how it ends."""

import signal
import subprocess
from urllib.parse import urlsplit

import psutil
import pytest

from backends.shared.manifest import ROOT
from harness.clients import Connect
from harness.clients.http import Browse
from harness.processes.server import READY, Server, Start, command

SECONDS_TO_STOP = 5
GOING_AWAY = 1001


def run(server: Server, *options: str) -> subprocess.CompletedProcess[str]:
    """Start a second server like this one, which is not expected to serve."""
    arguments = command(server.manifest, server.spec, *options)
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=30)


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_should_stop_with_a_goodbye(start: Start, connect: Connect, signum: signal.Signals) -> None:
    """On a signal every client is told, and the process ends with status 0 and no children."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell has it for what ends in `&`
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


def test_should_stop_while_idle(start: Start) -> None:
    """A server that nobody speaks to stops as well."""
    assert start().stop(SECONDS_TO_STOP) == 0


def test_should_print_one_line(server: Server) -> None:
    """On stdout stand title, server and address, and nothing else."""
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
        rest = process.stdout.read()
    assert first.startswith(f"{server}{READY}http://127.0.0.1:")
    assert rest == ""


def test_should_complain_of_a_busy_port(server: Server) -> None:
    """A port that is taken is one line on stderr and status 2."""
    port = str(urlsplit(server.url).port)
    result = run(server, "--port", port)
    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert port in result.stderr


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
def test_should_complain_of_bad_options(server: Server, options: tuple[str, ...]) -> None:
    """What makes no sense is said and is status 2, without a traceback."""
    result = run(server, *options)
    assert result.returncode == 2
    assert result.stdout == ""
    assert options[0] in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr


def test_should_read_the_environment(start: Start, connect: Connect) -> None:
    """Settings come from the environment where no option gives them."""
    server = start("--push-interval", "0.05", HOST="localhost", PORT="1", PUSH_INTERVAL="1000")
    assert server.url.startswith("http://localhost:")
    assert urlsplit(server.url).port != 1
    connect("push", server).expect("tick")


def test_should_sign_with_the_secret_key(start: Start, browse: Browse) -> None:
    """A session outlives a restart with the same SECRET_KEY, and no other."""
    cookie = browse(start(SECRET_KEY="same")).log_in("ada").cookie
    for key, name in (("same", "ada"), ("other", None)):
        client = browse(start(SECRET_KEY=key))
        answer = client.request("GET", "/api/session", headers={"Cookie": cookie})
        assert answer.body == {"name": name}
