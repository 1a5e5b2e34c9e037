"""Serve demos until Ctrl-C: `python3 run.py demo-tornado`.

Standard library only, as a demo needs no environment but its backend's.
"""

import argparse
import signal
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Sequence
from typing import NoReturn

from backends.shared.manifest import ROOT, Manifest, ManifestError, ServerSpec, find, load_all

from .processes.process import ServerError, interpreter
from .processes.server import Server

FIRST_PORT = 8000
HINTS = {
    "cannot listen": "Choose another port with --port.",
    "unrecognized arguments": "--help lists the options.",
}
"""What to do when a server that does not start says this."""


class Parser(argparse.ArgumentParser):
    """Ends in one line."""

    def error(self, message: str) -> NoReturn:
        """Leave out the usage, which --help prints."""
        sys.exit(f"{self.prog}: {message}. --help lists the options.")


def main() -> None:
    """Serve the backend that is named, or all of them; end with one line if that is impossible."""
    # Ctrl-C and SIGTERM end a demo alike.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    words = sys.argv[1:]
    named = words[:1] if words and not words[0].startswith("-") else []
    parser = Parser(prog=f"python3 run.py {'-'.join(['demo', *named])}")
    parser.add_argument(
        "--port", type=int, default=FIRST_PORT, help=f"the first server's port ({FIRST_PORT})"
    )
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    try:
        manifests = [find(name) for name in named] or list(load_all().values())
        if named:
            servers = ", ".join(server.name for server in manifests[0].servers)
            parser.add_argument("--server", metavar="NAME", help=f"one of {servers}")
            parser.epilog = "Every other option goes to the server, such as --heartbeat 5."
        options, rest = parser.parse_known_args(words[len(named) :])
        specs = [manifest.server(getattr(options, "server", None)) for manifest in manifests]
        serve(list(zip(manifests, specs, strict=True)), options.port, rest, options.open)
    except (ManifestError, ServerError) as error:
        sys.exit(str(error))


def serve(
    chosen: Sequence[tuple[Manifest, ServerSpec]], port: int, options: Sequence[str], browse: bool
) -> None:
    """Serve backends side by side, on ports that follow one another."""
    servers: list[Server] = []
    serving = threading.Event()

    def show(line: str) -> None:
        # Until then, what a server prints is summed up in one line.
        if serving.is_set():
            print(line, flush=True)

    try:
        for number, (manifest, spec) in enumerate(chosen, port):
            prepare(manifest.environment(spec))
            servers.append(Server(manifest, spec, ["--port", str(number), *options], echo=show))
        for server in servers:
            wait_until_ready(server)
            print(f"{server}: {server.url}", flush=True)
            if browse:
                webbrowser.open(server.url)
        print(f"Press Ctrl-C to stop.{'' if browse else ' --open opens a browser.'}", flush=True)
        serving.set()
        for server in servers:
            if status := server.wait():
                raise ServerError(f"{server} ended with status {status}.")
    except KeyboardInterrupt:
        pass  # This is how a demo ends.
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # A second Ctrl-C has nothing to add.
        for server in servers:
            server.stop()


def prepare(environment: str) -> None:
    """Install an environment that the command did not need to know of: that of `--server`."""
    if not interpreter(environment).exists():
        command = [sys.executable, "-m", "nox", "--session", environment]
        if subprocess.run(command, cwd=ROOT).returncode:
            raise ServerError(f"{environment} could not be installed; the lines above say why.")


def wait_until_ready(server: Server) -> None:
    """Wait until a server serves; its last line says why it does not."""
    try:
        server.wait_until_ready()
    except ServerError:
        reason = server.log[-1].rpartition("error: ")[2] if server.log else "it printed nothing"
        hint = next((hint for text, hint in HINTS.items() if text in reason), "")
        raise ServerError(f"{server} did not start: {reason}. {hint}".rstrip()) from None


if __name__ == "__main__":
    main()
