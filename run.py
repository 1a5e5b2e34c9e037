"""Runs a command with nothing but Python installed: `python3 run.py demo-tornado`.

The first run installs nox, the task runner, into `.nox/bootstrap`. Every run passes its arguments
to `harness.commands`, which lists the commands if there are none.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

PYTHON_MIN = (3, 11)
ROOT = Path(__file__).resolve().parent
REQUIREMENTS = ROOT / "requirements" / "nox.txt"
HOME = ROOT / ".nox" / "bootstrap"
INSTALLED = HOME / "installed.txt"
PYTHON = HOME / "bin" / "python"


def main() -> None:
    """Install nox if it is missing or outdated, and run the command in its environment."""
    if sys.version_info < PYTHON_MIN:
        sys.exit(f"Python {PYTHON_MIN[0]}.{PYTHON_MIN[1]} or newer is needed; this is {version()}.")
    requirements = REQUIREMENTS.read_text(encoding="utf-8")
    if not (PYTHON.exists() and INSTALLED.exists() and INSTALLED.read_text() == requirements):
        install()
        INSTALLED.write_text(requirements)
    os.chdir(ROOT)
    # The command replaces this process, so it gets the signals and sets the exit status.
    os.execv(PYTHON, [str(PYTHON), "-m", "harness.commands", *sys.argv[1:]])


def version() -> str:
    """Return the version of this Python."""
    return ".".join(str(part) for part in sys.version_info[:3])


def install() -> None:
    """Create the environment and install nox, with uv or pip."""
    print("Installing nox, the task runner (only the first time) ...", end=" ", flush=True)
    began = time.monotonic()
    venv.create(HOME, clear=True)
    target = ["--quiet", "--require-hashes", "-r", str(REQUIREMENTS)]
    uv = shutil.which("uv")
    if uv:
        command = [uv, "pip", "install", "--python", str(PYTHON), *target]
    elif has("pip"):
        # This works even if pip must not install packages into the system's Python.
        command = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", *target]
    elif has("ensurepip"):
        subprocess.run([PYTHON, "-m", "ensurepip"], check=True, stdout=subprocess.DEVNULL)
        command = [str(PYTHON), "-m", "pip", "install", *target]
    else:
        sys.exit(
            f"This Python ({sys.executable}) has no pip. On Debian and Ubuntu, run "
            "`apt install python3-venv`; elsewhere the package is called python3-pip."
        )
    if subprocess.run(command, check=False).returncode:
        sys.exit("nox could not be installed; the lines above say why.")
    print(f"{time.monotonic() - began:.0f} s", flush=True)


def has(module: str) -> bool:
    """Tell whether this Python can run a module."""
    try:
        return importlib.util.find_spec(module + ".__main__") is not None
    except ModuleNotFoundError:
        return False


if __name__ == "__main__":
    main()
