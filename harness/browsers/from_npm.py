"""Installs Chromium from npm's registry, without root, if no other browser is available.

The package, @sparticuz/chromium, brings the libraries and a font that Chromium needs on Linux.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from backends.shared.manifest import ROOT

PACKAGE = Path(__file__).parent / "chromium"
HOME = ROOT / ".nox" / "chromium"
UNPACKED = HOME / "unpacked"
UNPACK = "import('@sparticuz/chromium').then((it) => it.default.executablePath())"
FONTS_FILE = UNPACKED / "fonts.conf"
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{unpacked}/fonts</dir>
  <cachedir>{unpacked}/fonts-cache</cachedir>
</fontconfig>
"""
"""The machine's fonts, if it has any, and the package's. Chromium crashes without a font."""


def is_unpacked() -> bool:
    """Tell whether an earlier run has installed the package."""
    return FONTS_FILE.exists()


def install() -> dict[str, Any] | None:
    """Install the package if necessary; return Playwright's options, or None if it fails."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if sys.platform != "linux" or npm is None or node is None:
        return None
    if not (HOME / "node_modules").exists():
        shutil.copytree(PACKAGE, HOME, dirs_exist_ok=True)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        if subprocess.run(command, cwd=HOME, check=False, capture_output=True).returncode:
            return None
    if not is_unpacked():
        UNPACKED.mkdir(exist_ok=True)
        # The package unpacks into the temporary folder, and its libraries only on AWS Lambda.
        environ = {**os.environ, "TMPDIR": str(UNPACKED), "AWS_LAMBDA_JS_RUNTIME": "nodejs22.x"}
        subprocess.run([node, "-e", UNPACK], cwd=HOME, env=environ, check=True)
        FONTS_FILE.write_text(FONTS.format(unpacked=UNPACKED), encoding="utf-8")
    libraries = {
        "LD_LIBRARY_PATH": str(UNPACKED / "al2023" / "lib"),
        "FONTCONFIG_FILE": str(FONTS_FILE),
    }
    return {"executable_path": UNPACKED / "chromium", "env": {**os.environ, **libraries}}
