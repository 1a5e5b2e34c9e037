"""Serves one side of a pitfall. The last line of every pitfall calls `run(broken, fixed)`."""

import argparse
import logging
import sys
from collections.abc import Callable

Side = Callable[[int], None]
"""Serves on a port of 127.0.0.1 until the process ends; port 0 is any free port."""


def run(broken: Side, fixed: Side) -> None:
    """Read `--side` and `--port` from the command line, and serve."""
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--side", choices=("broken", "fixed"), required=True)
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    # Werkzeug's banner is not about the pitfall, and its request log repeats the timeline.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    side = {"broken": broken, "fixed": fixed}[options.side]
    side(options.port)
