"""Run servers in the foreground until somebody presses Ctrl-C."""

import argparse
import functools
import webbrowser
from collections.abc import Sequence

from backends.shared.manifest import Manifest

from .processes.server import Server

FIRST_PORT = 8000


def main(manifests: Sequence[Manifest], arguments: Sequence[str]) -> None:
    """Serve backends side by side, on ports that follow one another.

    With one backend, `--server` chooses its server, and unknown options go to the server.
    """
    parser = argparse.ArgumentParser(prog="nox -s demo-... --")
    parser.add_argument("--port", type=int, default=FIRST_PORT, help="the first server's port")
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    if len(manifests) == 1:
        parser.epilog = "Every other option goes to the server, as --heartbeat 5."
        parser.add_argument("--server", metavar="NAME", help="one of the servers in the manifest")
    options, rest = parser.parse_known_args(arguments)
    show = functools.partial(print, flush=True)
    servers: list[Server] = []
    try:
        for port, manifest in enumerate(manifests, options.port):
            spec = manifest.server(getattr(options, "server", None))
            servers.append(Server(manifest, spec, ["--port", str(port), *rest], echo=show))
        for server in servers:
            server.wait_until_ready()
            if options.open:
                webbrowser.open(server.url)
        for server in servers:
            server.wait()
    except KeyboardInterrupt:
        pass  # The way in which a demo ends.
    finally:
        for server in servers:
            server.stop()
