"""Run a task with nothing but Python: `python3 run.py demo-tornado` is `nox -s demo-tornado`.

The first time it makes a private environment with nox in it; then it hands over to that. Options of
a task stand after two dashes: `python3 run.py demo-tornado -- --port 9000`. Without a task it lists
them all.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import venv
from pathlib import Path

PYTHON_MIN = (3, 11)
ROOT = Path(__file__).resolve().parent
REQUIREMENTS = ROOT / "requirements" / "nox.txt"
HOME = ROOT / ".nox" / "bootstrap"
INSTALLED = HOME / "installed.txt"
WINDOWS = sys.platform == "win32"
PYTHON = HOME / "Scripts" / "python.exe" if WINDOWS else HOME / "bin" / "python"


def main() -> None:
    """Hand the arguments over to nox."""
    if sys.version_info < PYTHON_MIN:
        sys.exit(f"Python {PYTHON_MIN[0]}.{PYTHON_MIN[1]} or newer is needed; this is {version()}.")
    requirements = REQUIREMENTS.read_text(encoding="utf-8")
    if not (PYTHON.exists() and INSTALLED.exists() and INSTALLED.read_text() == requirements):
        install()
        INSTALLED.write_text(requirements)
    tasks = ["--session", *sys.argv[1:]] if sys.argv[1:] else ["--list"]
    hand_over([str(PYTHON), "-m", "nox", "--noxfile", str(ROOT / "noxfile.py"), *tasks])


def version() -> str:
    """Return the version of this Python."""
    return ".".join(str(part) for part in sys.version_info[:3])


def install() -> None:
    """Make the environment and install nox, with whichever installer there is."""
    print("Preparing nox in .nox/bootstrap, this once ...", flush=True)
    venv.create(HOME, clear=True)
    target = ["--quiet", "--require-hashes", "-r", str(REQUIREMENTS)]
    uv = shutil.which("uv")
    if has("pip"):
        # Where the system's Python refuses packages this is no bar: they go into ours.
        command = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", *target]
    elif has("ensurepip"):
        subprocess.run([PYTHON, "-m", "ensurepip"], check=True, stdout=subprocess.DEVNULL)
        command = [str(PYTHON), "-m", "pip", "install", *target]
    elif uv:
        command = [uv, "pip", "install", "--python", str(PYTHON), *target]
    else:
        sys.exit(
            f"This Python ({sys.executable}) has no pip. Debian and Ubuntu: "
            "`apt install python3-venv`; elsewhere the package is called python3-pip."
        )
    if subprocess.run(command, check=False).returncode:
        sys.exit("nox could not be installed; the lines above say why.")


def has(module: str) -> bool:
    """Tell whether this Python can run a module."""
    try:
        return importlib.util.find_spec(module + ".__main__") is not None
    except ModuleNotFoundError:
        return False


def hand_over(command: "list[str]") -> None:
    """Become the command; its signals and its exit status are ours."""
    if not WINDOWS:
        os.execv(command[0], command)
    # Windows cannot replace a process. Ctrl-C reaches both; only nox is to act on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    main()
