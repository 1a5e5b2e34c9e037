"""What tests run against: a backend in one of its forms."""

from collections.abc import Sequence
from dataclasses import dataclass

from backends.shared.manifest import Broken, Form, Manifest, ManifestError, find, load_all

from ..processes.server import Server

PUSH_INTERVAL = "0.05"
"""Seconds between two ticks of a server under test: short, as tests wait for ticks."""


@dataclass(frozen=True)
class Variant:
    """A backend in one of its forms."""

    manifest: Manifest
    form: Form

    def __str__(self) -> str:
        name, form = self.manifest.name, self.form.name
        return name if name == form else f"{name}-{form}"

    @property
    def is_default(self) -> bool:
        """Whether this is the form that a backend is served in unless another is asked for."""
        return self.form == self.manifest.form()

    def start(self, *options: str, **environ: str) -> Server:
        """Start a server on a free port, and wait until it serves."""
        settings = {"PUSH_INTERVAL": PUSH_INTERVAL, **environ}
        server = Server(self.manifest, self.form, ["--port", "0", *options], settings)
        server.wait_until_ready()
        return server


@dataclass(frozen=True)
class BrokenVariant:
    """A backend's library, served in a way that does not work."""

    manifest: Manifest
    form: Broken

    def __str__(self) -> str:
        return f"{self.manifest.name}-{self.form.name}"


def choose(backends: Sequence[str], forms: Sequence[str]) -> list[Variant]:
    """Return the variants of these backends, or of all, in these forms, or in all."""
    manifests = [find(name) for name in backends] or list(load_all().values())
    variants = [Variant(manifest, form) for manifest in manifests for form in manifest.forms]
    known = {variant.form.name: variant for variant in variants}
    for form in forms:
        if form not in known:
            raise ManifestError(f"there is no server {form!r}; there are: {', '.join(known)}")
    return [variant for variant in variants if not forms or variant.form.name in forms]


def choose_broken(backends: Sequence[str]) -> list[BrokenVariant]:
    """Return what does not work of these backends, or of all."""
    manifests = [find(name) for name in backends] or list(load_all().values())
    return [BrokenVariant(manifest, form) for manifest in manifests for form in manifest.broken]
