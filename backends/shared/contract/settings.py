"""The settings that every backend takes, from the command line or the environment."""

import argparse
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How one server process is to run.

    `push_interval` and `heartbeat` are seconds. `server` names one of the manifest's ways to serve.
    """

    host: str
    port: int
    server: str
    secret_key: str
    allowed_origins: frozenset[str]
    push_interval: float
    heartbeat: float

    @classmethod
    def parse(
        cls,
        prog: str,
        servers: Sequence[str],
        arguments: Sequence[str],
        environ: Mapping[str, str],
    ) -> "Settings":
        """Read the settings; `servers` are the names that `--server` takes, the default first.

        Anything unreadable ends the process with one line and exit status 2, as argparse does.
        """
        parser = argparse.ArgumentParser(prog=prog)
        # argparse gives a default that is text to `type`, so that the environment is checked too.
        parser.add_argument("--host", default=environ.get("HOST", "127.0.0.1"))
        parser.add_argument(
            "--port", type=port, default=environ.get("PORT", "8000"), help="0 takes any free port"
        )
        parser.add_argument("--server", choices=servers, default=servers[0])
        parser.add_argument(
            "--allowed-origins",
            type=origins,
            default=environ.get("ALLOWED_ORIGINS", ""),
            help="origins besides the server's own, with commas between",
        )
        parser.add_argument(
            "--push-interval",
            type=seconds,
            default=environ.get("PUSH_INTERVAL", "1"),
            help="seconds between two ticks, and for a step of a job",
        )
        parser.add_argument(
            "--heartbeat",
            type=seconds,
            default=environ.get("HEARTBEAT", "20"),
            help="seconds between two pings",
        )
        options = parser.parse_args(arguments)
        return cls(
            # No option for the key: command lines can be read by every user of a machine.
            secret_key=environ.get("SECRET_KEY") or secrets.token_hex(),
            **vars(options),
        )


def port(text: str) -> int:
    """Read a port, for argparse."""
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{port} is not from 0 to 65535")
    return port


def seconds(text: str) -> float:
    """Read a number of seconds, for argparse."""
    seconds = float(text)
    if not 0 < seconds < 86400:  # also refuses nan and inf
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds above 0, up to a day")
    return seconds


def origins(text: str) -> frozenset[str]:
    """Read a list of origins, for argparse."""
    return frozenset(part.strip().rstrip("/") for part in text.split(",") if part.strip())
