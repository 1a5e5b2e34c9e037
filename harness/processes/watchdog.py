"""Kills the process groups that the harness leaves behind, even if the harness was killed.

Runs as a separate process. Each line of its input adds a group, `+123`, or removes one, `-123`.
When the input ends, because the harness has ended, it kills the groups that remain.
"""

import contextlib
import os
import signal
import sys


def main() -> None:
    """Read until the input ends, then kill what remains."""
    groups: set[int] = set()
    for line in sys.stdin:
        change = groups.add if line.startswith("+") else groups.discard
        change(int(line[1:]))
    for group in groups:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    main()
