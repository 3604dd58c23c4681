"""How the site is built: `sphinx-build -W --keep-going -n docs build/site`. Nothing is fetched, now or by a reader."""

from __future__ import annotations

import sys
from pathlib import Path

import accordgraph

sys.path.insert(0, str(Path(__file__).parent / "extensions"))

project = "accordgraph"
author = "the authors of accordgraph"
project_copyright = "the authors of accordgraph. Text and bundled data: CC BY 4.0; code: Apache License 2.0"
version = release = accordgraph.__version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx_copybutton",
    "notebooks",
]
exclude_patterns = ["extensions", "_static"]
suppress_warnings = ["misc.highlighting_failure"]  # lexers know neither $name in Cypher nor | in SPARQL

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "accordgraph"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
# A page that is opened as a file may not read its neighbours, so search tells titles without extracts.
html_show_search_summary = False
html_theme_options = {
    "navigation_with_keys": True,
    "light_css_variables": {"color-brand-primary": "#0067a5", "color-brand-content": "#0067a5"},
    "dark_css_variables": {"color-brand-primary": "#7cc4ff", "color-brand-content": "#7cc4ff"},
}
copybutton_exclude = ".linenos, .gp"
copybutton_selector = "div.highlight:not(.highlight-text *) pre"
pygments_style = "friendly"
pygments_dark_style = "github-dark"

# Pygments does not know all of the engine's Cypher: `=~`, and the arrow of a function without a name.
suppress_warnings = ["misc.highlighting_failure"]
