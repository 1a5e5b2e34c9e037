"""Reports a slow step and the time that it took, in one line."""

import contextlib
import time
from collections.abc import Iterator


@contextlib.contextmanager
def progress(what: str) -> Iterator[None]:
    """Print `what ...`, and the seconds when it is done."""
    began = time.monotonic()
    print(f"{what} ...", end=" ", flush=True)
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f"{time.monotonic() - began:.0f} s", flush=True)


def minutes(seconds: float) -> str:
    """Write a duration as `3:07`."""
    return f"{int(seconds // 60)}:{int(seconds % 60):02}"
