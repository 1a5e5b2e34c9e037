"""How applications are tested: each snippet's tests pass, and see what they say that they see."""

import shutil
import subprocess
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from harness.processes.process import interpreter
from harness.pytest.snippets import Dial, DialSocketIO, Serve

SNIPPETS = Path(__file__).parents[1]


def run_tests(folder: Path, name: str) -> str:
    """Copy a snippet, as a reader would, run its tests, and return what pytest says."""
    shutil.copy(SNIPPETS / name, folder)
    python = str(interpreter("env-flask_socketio-snippets"))
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", name]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr


def test_should_pass_without_a_server(
    serve: Serve, dial: Dial, dial_socketio: DialSocketIO, tmp_path: Path
) -> None:
    """The handlers are tested in the test's own process; the origin is checked by a server only."""
    assert "3 passed" in run_tests(tmp_path, "test_client.py")
    server = serve("test_client")
    assert dial_socketio(server.url).call("divide", 17, 5) == 3
    with pytest.raises(InvalidStatus):
        dial(f"{server.ws}/socket.io/?EIO=4&transport=websocket", origin="https://evil.example")


def test_should_pass_with_a_server(
    serve: Serve, dial_socketio: DialSocketIO, tmp_path: Path
) -> None:
    """The test starts a server, and connects to it as a client does."""
    assert "2 passed" in run_tests(tmp_path, "real_client.py")
    assert dial_socketio(serve("real_client").url).call("divide", 17, 5) == 3
