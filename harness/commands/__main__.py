"""Turns the words after `python3 run.py` into nox sessions and their arguments, and runs nox."""

import difflib
import importlib
import os
import sys
from collections.abc import Mapping, Sequence

import nox
from nox import registry

from backends.shared.manifest import ROOT, load_all

from .guide import RUN, guide

QUIET = "ROSETTA_QUIET"
"""The environment variable that makes nox print errors only; the noxfile reads it."""


class UsageError(Exception):
    """The words are not a command. The message says what to type instead."""


def sessions() -> dict[str, str]:
    """Return every session of the noxfile with its description."""
    importlib.import_module("noxfile")  # which registers them
    return {name: (func.__doc__ or "").partition("\n")[0] for name, func in registry.get().items()}


def split(words: Sequence[str], known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the named sessions, and the arguments for them.

    The arguments begin at the first option. They may follow a `--`, as nox requires.
    """
    names = list(words)
    if words[0].startswith("-"):
        raise UsageError(f"The command comes first: {RUN} <command> {words[0]}")
    for index, word in enumerate(words):
        if word.startswith("-") or (index and words[0] == "snippets"):
            names = list(words[:index])
            break
    arguments = list(words[len(names) :])
    if "--" in arguments:
        arguments.remove("--")
    for name in names:
        if name not in known:
            raise UsageError(unknown(name, known))
    if arguments and not any(": -- [" in known[name] for name in names):
        about = f"{RUN} {' '.join(names)} takes no options"
        raise UsageError(f"{about}. {known[names[0]]}" if "--help" in arguments else f"{about}.")
    return names, arguments


def unknown(name: str, known: Mapping[str, str]) -> str:
    """Return the error message for a name that no session has."""
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean {close[0]}? " if close else ""
    return (
        f"There is no command {name!r}. {hint}Backends: {', '.join(load_all())}. "
        f"Run {RUN} alone to see what you can do."
    )


def main() -> None:
    """Show the guide, or run nox for the named commands."""
    words = sys.argv[1:]
    if words[:1] == ["--verbose"]:
        words = words[1:]
    else:
        os.environ[QUIET] = "yes"
    if not words or words[0] in ("-h", "--help", "help"):
        print(guide(load_all()))
        return
    known = sessions()
    if words == ["--all"]:
        width = max(map(len, known))
        # The two dashes are for nox; here the options follow the command.
        lines = [
            f"{name:{width}}  {known[name]}".replace(": -- [", ": [") for name in sorted(known)
        ]
        print("\n".join(lines))
        return
    try:
        names, arguments = split(words, known)
    except UsageError as error:
        sys.exit(str(error))
    noxfile = ["--noxfile", str(ROOT / "noxfile.py")]
    sys.argv[1:] = [*noxfile, "--session", *names, "--", *arguments]
    nox.main()


if __name__ == "__main__":
    main()
