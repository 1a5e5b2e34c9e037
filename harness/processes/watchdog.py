"""Ends the process groups that a harness leaves behind, even one that was killed.

Runs as a process of its own. Its standard input names groups to keep an eye on, `+123`, and to
forget, `-123`; it ends when whoever writes there ends.
"""

import contextlib
import os
import signal
import sys


def main() -> None:
    """Read until the end, then kill what is left."""
    groups: set[int] = set()
    for line in sys.stdin:
        change = groups.add if line.startswith("+") else groups.discard
        change(int(line[1:]))
    for group in groups:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    main()
