"""Serves demos until Ctrl-C: `python3 run.py demo-tornado`.

Uses the standard library only: a demo needs no environment except its backend's.
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
"""Parts of the errors that a server prints if it does not start, and what to do about them."""


class Parser(argparse.ArgumentParser):
    """Reports an error in one line."""

    def error(self, message: str) -> NoReturn:
        """Exit without printing the usage; --help prints it."""
        sys.exit(f"{self.prog}: {message}. --help lists the options.")


def main() -> None:
    """Serve the named backend, or all of them; exit with one line if that fails."""
    # SIGTERM ends a demo as Ctrl-C does.
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
    """Serve backends side by side, on consecutive ports."""
    servers: list[Server] = []
    serving = threading.Event()

    def show(line: str) -> None:
        # While the servers start, only the one line per server below is printed.
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
        pass  # a demo ends with Ctrl-C
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # ignore a second Ctrl-C
        for server in servers:
            server.stop()


def prepare(environment: str) -> None:
    """Install an environment if it is missing: the noxfile does not know the one for `--server`."""
    if not interpreter(environment).exists():
        command = [sys.executable, "-m", "nox", "--session", environment]
        if subprocess.run(command, cwd=ROOT).returncode:
            raise ServerError(f"{environment} could not be installed; the lines above say why.")


def wait_until_ready(server: Server) -> None:
    """Wait until a server is ready; if it does not start, report the last line that it printed."""
    try:
        server.wait_until_ready()
    except ServerError:
        reason = server.log[-1].rpartition("error: ")[2] if server.log else "it printed nothing"
        hint = next((hint for text, hint in HINTS.items() if text in reason), "")
        raise ServerError(f"{server} did not start: {reason}. {hint}".rstrip()) from None


if __name__ == "__main__":
    main()
