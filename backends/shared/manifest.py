"""Reads the backends' manifests.

Everything that the commands, the harness, the documentation and a running server know about a
backend is in its `backend.toml`. Standard library only: the noxfile and the CI workflow import this
module before anything is installed.
"""

import argparse
import json
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BACKENDS = ROOT / "backends"
PROTOCOLS = ("native", "socketio")
BROWSERS = ("chromium", "firefox")

WAITS = "opened, and the next client gets no answer until it ends"
OUTCOMES = (
    "does not start",
    "rejected with HTTP <status>",
    "opened, then closed with <code>",
    WAITS,
)
"""What a client can see on a broken server; digits stand for <...>."""


class ManifestError(Exception):
    """A manifest is invalid, or a name is not in any manifest."""


@dataclass(frozen=True)
class ServerSpec:
    """One way to serve a backend."""

    name: str
    title: str
    requirements: str


@dataclass(frozen=True)
class Deviation:
    """What a backend does instead of what the contract asks."""

    id: str
    contract: str
    instead: str
    reason: str


@dataclass(frozen=True)
class Broken:
    """A way to serve a library that people still try and that does not work."""

    name: str
    title: str
    command: str
    environment: str
    """The name of a server. The command runs in that server's environment."""
    outcome: str
    instead: str
    """The server to use."""
    message: str = ""
    """A line in the log; empty if the log has no error."""


@dataclass(frozen=True)
class Support:
    """How a backend gets the features that its library's baseline lacks.

    The names are rows of the support matrix. The probes decide whether a backend has a feature and
    whether the baseline has it too; these two lists explain the difference:

    - Both have it: the library does it, and the feature is in neither list ("yes" in the matrix).
    - Only the backend has it: the feature must be in exactly one list.
    - The backend does not have it: the lists do not matter ("no").

    A list counts only on the servers where the baseline lacks the feature. No probe can see
    Blueprints: a backend uses them if a list has them.
    """

    by_library: tuple[str, ...] = ()
    """The library does it if the application asks for it; the baseline does not ask ("yes")."""
    by_our_code: tuple[str, ...] = ()
    """The library does not do it or does it wrong; the backend's own code does ("by our code")."""


@dataclass(frozen=True)
class Manifest:
    """A backend, as its backend.toml describes it."""

    name: str
    title: str
    protocol: str
    summary: str
    library: str
    servers: tuple[ServerSpec, ...]
    support: Support
    deviations: tuple[Deviation, ...]
    broken: tuple[Broken, ...]

    def server(self, name: str | None = None) -> ServerSpec:
        """Return the server called `name`, or the default server."""
        for server in self.servers:
            if name in (None, server.name):
                return server
        known = ", ".join(server.name for server in self.servers)
        raise ManifestError(f"{self.name} has no server {name!r}; it has: {known}")

    def environment(self, server: ServerSpec) -> str:
        """Return the name of the nox session that installs what `server` needs.

        A server uses the backend's environment unless it has its own requirements.
        """
        shared = server.requirements == self.servers[0].requirements
        return f"env-{self.name}" if shared else f"env-{self.name}-{server.name}"

    def environments(self) -> dict[str, Path]:
        """Return the requirements file of each of this backend's environments, by name."""
        folder = BACKENDS / self.name
        return {self.environment(server): folder / server.requirements for server in self.servers}

    def deviates(self, key: str) -> bool:
        """Return whether the manifest declares a deviation with this id."""
        return any(deviation.id == key for deviation in self.deviations)


def load(folder: Path) -> Manifest:
    """Read the manifest of the backend in `folder`."""
    path = folder / "backend.toml"
    where = f"{folder.name}/{path.name}"
    server_keys = [field.name for field in fields(ServerSpec)]
    deviation_keys = [field.name for field in fields(Deviation)]
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ManifestError(f"{where}: {error}") from None
    servers = _tables(where, table.pop("servers", None), "servers")
    deviations = _tables(where, table.pop("deviations", []), "deviations")
    broken = _tables(where, table.pop("broken", []), "broken")
    support = _support(where, table.pop("support", {}))
    keys = _strings(where, table, "name", "title", "protocol", "summary", "library")
    if keys["name"] != folder.name:
        raise ManifestError(f"{where}: name must be the folder's name, {folder.name!r}")
    if keys["protocol"] not in PROTOCOLS:
        raise ManifestError(f"{where}: protocol must be one of {', '.join(PROTOCOLS)}")
    if not servers:
        raise ManifestError(f"{where}: needs at least one [[servers]] table")
    read_servers = tuple(
        ServerSpec(**_strings(place, {"requirements": "requirements.txt"} | server, *server_keys))
        for place, server in servers
    )
    names = [server.name for server in read_servers]
    return Manifest(
        **keys,
        servers=read_servers,
        support=support,
        deviations=tuple(
            Deviation(**_strings(place, deviation, *deviation_keys))
            for place, deviation in deviations
        ),
        broken=tuple(_broken(place, each, names) for place, each in broken),
    )


def load_all(folder: Path = BACKENDS) -> dict[str, Manifest]:
    """Read every backend's manifest, sorted by name."""
    manifests = [load(path.parent) for path in sorted(folder.glob("*/backend.toml"))]
    return {manifest.name: manifest for manifest in manifests}


def find(name: str) -> Manifest:
    """Return the manifest of the backend called `name`."""
    manifests = load_all()
    if name not in manifests:
        raise ManifestError(f"there is no backend {name!r}; there are: {', '.join(manifests)}")
    return manifests[name]


def _tables(where: str, value: object, key: str) -> list[tuple[str, dict[str, object]]]:
    """Check an array of tables; return each with its place for error messages."""
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        raise ManifestError(f"{where}: {key} must be written as [[{key}]] tables")
    return [(f"{where}: {key}[{index}]", table) for index, table in enumerate(value)]


def _broken(where: str, table: dict[str, object], servers: list[str]) -> Broken:
    """Read one [[broken]] table."""
    optional = ("message",) if "message" in table else ()
    required = ("name", "title", "command", "environment", "outcome", "instead")
    broken = Broken(**_strings(where, {"environment": servers[0]} | table, *required, *optional))
    for key, server in (("environment", broken.environment), ("instead", broken.instead)):
        if server not in servers:
            raise ManifestError(f"{where}: {key} must be one of {', '.join(servers)}")
    patterns = [re.sub("<.*>", r"\\d+", outcome) for outcome in OUTCOMES]
    if not any(re.fullmatch(pattern, broken.outcome) for pattern in patterns):
        raise ManifestError(f"{where}: outcome must be one of: {'; '.join(OUTCOMES)}")
    return broken


def _support(where: str, table: object) -> Support:
    """Read the [support] table."""
    if not isinstance(table, dict):
        raise ManifestError(f"{where}: support must be written as a [support] table")
    keys = [field.name for field in fields(Support)]
    for key, titles in table.items():
        if key not in keys:
            raise ManifestError(f"{where}: support: unknown key {key!r}")
        if not isinstance(titles, list) or not all(isinstance(title, str) for title in titles):
            raise ManifestError(f"{where}: support: {key} must be a list of strings")
    titles = [title for titles in table.values() for title in titles]
    for title in titles:
        if titles.count(title) > 1:
            raise ManifestError(f"{where}: support: {title!r} is listed twice")
    return Support(**{key: tuple(titles) for key, titles in table.items()})


def _strings(where: str, table: dict[str, object], *keys: str) -> dict[str, str]:
    """Check that a table holds a non-empty string under each of `keys`, and nothing else."""
    strings = {key: value for key, value in table.items() if isinstance(value, str) and value}
    for key in keys:
        if key not in strings:
            raise ManifestError(f"{where}: {key} must be a non-empty string")
    for key in table:
        if key not in keys:
            raise ManifestError(f"{where}: unknown key {key!r}")
    return strings


def matrix() -> list[dict[str, str]]:
    """Return an entry for each backend and browser, for the CI workflow."""
    return [{"backend": name, "browser": browser} for name in load_all() for browser in BROWSERS]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m backends.shared.manifest", description=__doc__)
    parser.add_argument("--matrix", action="store_true", required=True, help="print CI's matrix")
    parser.parse_args()
    print(json.dumps(matrix()))
