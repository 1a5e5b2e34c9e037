"""What every pitfall ends with: `run(broken, fixed)` serves the side that was asked for."""

import argparse
import logging
import sys
from collections.abc import Callable

Side = Callable[[int], None]
"""Serves on a port of 127.0.0.1 until it is ended; port 0 is one that the system chooses."""


def run(broken: Side, fixed: Side) -> None:
    """Read `--side` and `--port` from the command line, and serve."""
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--side", choices=("broken", "fixed"), required=True)
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    # Its banner is about no pitfall, and its lines for each request are on the wire already.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    side = {"broken": broken, "fixed": fixed}[options.side]
    side(options.port)
