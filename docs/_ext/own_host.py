"""Warn about pages that load fonts, scripts, images or styles from another host."""

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

LOADED = re.compile(
    r"""<(?:script|img|source|iframe)\b[^>]*?\bsrc(?:set)?=["'](?:https?:)?//"""
    r"""|<link\b(?![^>]*rel=["']canonical)[^>]*?\bhref=["'](?:https?:)?//"""
    r"""|(?:url\(|@import)\s*["']?(?:https?:)?//"""
)


def check(app: Sphinx, failure: Exception | None) -> None:
    """Check every page and style sheet of the build."""
    if failure is not None:
        return
    for path in sorted(Path(app.outdir).rglob("*")):
        if path.suffix in {".html", ".css"}:
            found = LOADED.search(path.read_text(encoding="utf-8"))
            if found:
                logger.warning("%s loads from another host: %s", path, found[0])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the check."""
    app.connect("build-finished", check)
    return {"version": "1", "parallel_read_safe": True}
