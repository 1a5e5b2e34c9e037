"""Compares backends with baselines: `python3 run.py bench --backend tornado`."""

import argparse
import datetime
import json
import os
import platform
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import requests

from backends.shared.manifest import ROOT, ManifestError

from ..deployments import Deployment, choose
from ..processes.process import ServerError
from .load import LoadError
from .programs import can_measure, running
from .report import Results, rows, text, title, with_figures
from .rounds import CLIENTS, SUBJECTS, measure

RESULTS = ROOT / "build" / "bench.json"
PUBLISHED = ROOT / "docs" / "benchmark.json"
PAGE = ROOT / "docs" / "benchmark.md"


def main() -> None:
    """Run the rounds, show the tables, write the results."""
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, interrupt)
    options = parse(sys.argv[1:])
    try:
        deployments = list(filter(can_measure, choose(options.backend, options.server)))
        if not deployments:
            sys.exit("There is no such baseline. The baselines are in backends/<name>/baseline/.")
        results = run(deployments, options)
    except (LoadError, ManifestError, ServerError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Interrupted. No results were written.")
    for deployment in results["deployments"]:
        print(f"\n{title(deployment)}\n{text(rows(deployment['rounds']))}")
    write(RESULTS, results)
    if options.docs:
        write(PUBLISHED, results)
        PAGE.write_text(with_figures(PAGE.read_text("utf-8"), results), "utf-8")


def interrupt(*_: object) -> None:
    """Ignore further signals while the programs are stopped."""
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, signal.SIG_IGN)
    raise KeyboardInterrupt


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python3 run.py bench", description=__doc__)
    parser.add_argument("--backend", action="append", default=[], help="only this one (repeatable)")
    parser.add_argument(
        "--server", action="append", default=[], help="only on this server (repeatable)"
    )
    parser.add_argument(
        "--quick", action="store_true", help="two short rounds, for a first impression"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2, help="how long each load lasts")
    parser.add_argument("--clients", type=int, default=64, help="connections that echo")
    parser.add_argument("--docs", action="store_true", help="publish the figures in docs/")
    options = parser.parse_args(arguments)
    if options.quick:
        options.rounds, options.seconds = 2, 0.5
    return options


def run(deployments: Sequence[Deployment], options: argparse.Namespace) -> Results:
    """Measure each deployment once per round, so its rounds are spread over the whole run."""
    measured = [describe(deployment) for deployment in deployments]
    for number in range(1, options.rounds + 1):
        for deployment, entry in zip(deployments, measured, strict=True):
            figures: Results = {subject: {} for subject in SUBJECTS}
            for name, samples in measure(deployment, options.seconds, options.clients):
                for subject, sample in samples.items():
                    figures[subject][name] = asdict(sample)
                rates = ", ".join(f"{it} {samples[it].value:,.0f}" for it in SUBJECTS)
                print(f"round {number}, {deployment}, {name}: {rates}", flush=True)
            entry["rounds"].append(figures)
    return {
        "date": datetime.date.today().isoformat(),
        "machine": machine(),
        "rounds": options.rounds,
        "seconds": options.seconds,
        "echo_clients": options.clients,
        "broadcast_clients": CLIENTS,
        "deployments": measured,
    }


def describe(deployment: Deployment) -> Results:
    """Ask a server for its versions. A server that cannot start fails here, before the rounds."""
    with running(deployment, "reference") as server:
        versions = requests.get(f"{server.url}/api/backend", timeout=10).json()["versions"]
    return {
        "title": deployment.manifest.title,
        "server": deployment.spec.name,
        "versions": versions,
        "rounds": [],
    }


def machine() -> str:
    """Describe the machine without naming it."""
    return f"{os.cpu_count()} cores, {platform.system()}, {platform.machine()}"


def write(path: Path, results: Results) -> None:
    """Write results as JSON."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
