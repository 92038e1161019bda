"""How the documentation is built: Markdown pages with MyST, the furo theme, warnings as errors."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

project = "Waymark"
author = "the Waymark contributors"
project_copyright = author
release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "fieldlist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = "Waymark"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#2f5d50", "color-brand-content": "#2f5d50"},
    "dark_css_variables": {"color-brand-primary": "#9cc9b8", "color-brand-content": "#9cc9b8"},
}
html_show_sphinx = False
html_copy_source = False
