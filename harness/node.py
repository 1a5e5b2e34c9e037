"""Finds Node and npm, or those that the session `frontend` installs, and runs npm.

Uses the standard library only, because the noxfile imports it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from backends.shared.manifest import ROOT

from .commands.progress import progress
from .processes.process import interpreter

NODE_MIN = 20
PATH = os.pathsep.join([str(interpreter("frontend").parent), os.environ["PATH"]])
"""Where to look for programs: first where this project installs Node."""

CLIENT_HOME = ROOT / ".nox" / "npm"
VENDORED = "socket.io-client/dist/socket.io.esm.min.js"
VENDOR = ROOT / "frontend" / "vendor"


def is_installed() -> bool:
    """Tell whether there is an npm, and a Node that is new enough."""
    node = shutil.which("node", path=PATH)
    if node is None or shutil.which("npm", path=PATH) is None:
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
    return int(re.findall(r"\d+", version.stdout)[0]) >= NODE_MIN


def npm() -> str:
    """Return the npm to run."""
    return str(shutil.which("npm", path=PATH))


def install_client() -> None:
    """Put socket.io-client where the page loads it from."""
    CLIENT_HOME.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, CLIENT_HOME)
    _install("socket.io-client", CLIENT_HOME, "--omit=dev")
    VENDOR.mkdir(exist_ok=True)
    shutil.copy(CLIENT_HOME / "node_modules" / VENDORED, VENDOR)


def install_tools() -> None:
    """Install what checks and tests the front end."""
    _install("the front end's tools", ROOT)


def _install(what: str, folder: Path, *options: str) -> None:
    """Install what package-lock.json pins, unless it is installed already."""
    done = folder / "node_modules" / ".package-lock.done"
    lock = (ROOT / "package-lock.json").read_bytes()
    if done.exists() and done.read_bytes() == lock:
        return
    command = [npm(), "ci", "--ignore-scripts", "--no-audit", "--no-update-notifier", *options]
    with progress(f"Installing {what}"):
        result = subprocess.run(
            command, cwd=folder, env=os.environ | {"PATH": PATH}, capture_output=True, text=True
        )
    if result.returncode:
        sys.exit(f"{result.stdout}{result.stderr}\n{what} could not be installed, see above.")
    done.write_bytes(lock)
