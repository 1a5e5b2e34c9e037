"""What tests run against: a backend on one of its servers."""

from collections.abc import Sequence
from dataclasses import dataclass

from backends.shared.manifest import Broken, Manifest, ManifestError, ServerSpec, find, load_all

from .processes.server import Server

PUSH_INTERVAL = "0.05"
"""Seconds between two ticks: short, because tests wait for ticks."""


@dataclass(frozen=True)
class Deployment:
    """A backend on one of its servers."""

    manifest: Manifest
    spec: ServerSpec

    def __str__(self) -> str:
        name, spec = self.manifest.name, self.spec.name
        return name if name == spec else f"{name}-{spec}"

    @property
    def is_default(self) -> bool:
        """Whether this is the backend's default server."""
        return self.spec == self.manifest.server()

    def start(self, *options: str, **environ: str) -> Server:
        """Start a server on a free port, and wait until it is ready."""
        settings = {"PUSH_INTERVAL": PUSH_INTERVAL, **environ}
        server = Server(self.manifest, self.spec, ["--port", "0", *options], settings)
        server.wait_until_ready()
        return server


@dataclass(frozen=True)
class BrokenDeployment:
    """A backend's library on a broken server."""

    manifest: Manifest
    spec: Broken

    def __str__(self) -> str:
        return f"{self.manifest.name}-{self.spec.name}"


def choose(backends: Sequence[str], servers: Sequence[str]) -> list[Deployment]:
    """Return the deployments of these backends, or of all, on these servers, or on all."""
    manifests = [find(name) for name in backends] or list(load_all().values())
    deployments = [
        Deployment(manifest, spec) for manifest in manifests for spec in manifest.servers
    ]
    known = {deployment.spec.name: deployment for deployment in deployments}
    for spec in servers:
        if spec not in known:
            raise ManifestError(f"there is no server {spec!r}; there are: {', '.join(known)}")
    return [
        deployment for deployment in deployments if not servers or deployment.spec.name in servers
    ]


def choose_broken(backends: Sequence[str]) -> list[BrokenDeployment]:
    """Return the broken servers of these backends, or of all."""
    manifests = [find(name) for name in backends] or list(load_all().values())
    return [BrokenDeployment(manifest, spec) for manifest in manifests for spec in manifest.broken]
