"""Configure the site: MyST Markdown, Furo, and no request to any other host."""

import sys
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent))  # harness, for the manifests and the contract
sys.path.insert(0, str(DOCS / "_ext"))

project = "websocket-rosetta"
author = "websocket-rosetta contributors"
project_copyright = f"2026, {author}"

extensions = [
    "contract_pages",
    "house_pages",
    "matrix_pages",
    "own_host",
    "pitfall_pages",
    "snippet_pages",
    "myst_parser",
    "sphinx_copybutton",
    "sphinx_design",
]
exclude_patterns = ["_build"]
nitpicky = True
smartquotes = False  # they turn an option's "--" into a dash

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = project
html_static_path = ["_static", "../frontend/lab/timeline.css"]
html_css_files = ["timeline.css", "rosetta.css"]
html_copy_source = False
html_use_index = False
