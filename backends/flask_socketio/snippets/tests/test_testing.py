"""How to test applications: the snippets' own tests pass, and see what they claim to see."""

import shutil
import subprocess
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from harness.processes.process import interpreter
from harness.pytest.snippets import Dial, DialSocketIO, Serve

SNIPPETS = Path(__file__).parents[1]


def run_tests(folder: Path, name: str) -> str:
    """Copy a snippet, as a reader would, run its tests, and return pytest's output."""
    shutil.copy(SNIPPETS / name, folder)
    python = str(interpreter("env-flask_socketio-snippets"))
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", name]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr


def test_test_client_tests_pass_without_a_server(
    serve: Serve, dial: Dial, dial_socketio: DialSocketIO, tmp_path: Path
) -> None:
    """Its tests run without a server, and only a server checks the Origin."""
    assert "3 passed" in run_tests(tmp_path, "test_client.py")
    server = serve("test_client")
    assert dial_socketio(server.url).call("divide", 17, 5) == 3
    with pytest.raises(InvalidStatus):
        dial(f"{server.ws}/socket.io/?EIO=4&transport=websocket", origin="https://evil.example")


def test_real_client_tests_pass_with_a_server(
    serve: Serve, dial_socketio: DialSocketIO, tmp_path: Path
) -> None:
    """Its tests start a server and connect to it as a client does."""
    assert "2 passed" in run_tests(tmp_path, "real_client.py")
    assert dial_socketio(serve("real_client").url).call("divide", 17, 5) == 3
