"""The main commands of this project, each with an example: `python3 run.py` prints them."""

from collections.abc import Iterable

RUN = "python3 run.py"

GUIDE = {
    "See it work": [
        ("demo-<backend>", "serve the application on one library", "demo-tornado --open"),
        ("demo", "serve it on every library, side by side", "demo --port 9000"),
        ("pitfalls", "watch common mistakes, broken beside fixed", "pitfalls --open"),
    ],
    "Copy code": [
        ("snippets", "list the smallest programs, or search them", "snippets rooms"),
        ("docs", "build the documentation into build/docs", "docs"),
    ],
    "Change it": [
        ("unit", "test the contract and the harness, in seconds", "unit"),
        ("test-<backend>", "test one backend", "test-tornado -k echo"),
        ("lint", "check format, style and types", "lint"),
        ("tests", "run everything that CI runs", "tests"),
    ],
    "Measure it": [
        ("matrix", "find out what each library supports", "matrix"),
        ("bench", "compare each backend with its library's baseline", "bench --quick"),
    ],
}


def guide(backends: Iterable[str]) -> str:
    """Return the whole text."""
    lines = [f"Usage: {RUN} <command> [options]"]
    for title, commands in GUIDE.items():
        lines += ["", title]
        lines += [f"  {name:15} {what:49} {RUN} {example}" for name, what, example in commands]
    return "\n".join(
        [
            *lines,
            "",
            f"Backends: {', '.join(backends)}",
            f"All commands: {RUN} --all. Options of one: {RUN} <command> --help.",
            f"To see what is installed and run: {RUN} --verbose <command>.",
        ]
    )
