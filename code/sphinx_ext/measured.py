"""What benchmarks/ measured, to be named in a page's text: ``{{ lite_megabytes }}``.

``make proofs`` measures the numbers of launch.json again, and fails where a size has become
another one. The tables of figures.json are lists of their lines.
"""

import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

FILES = ("launch.json", "figures.json")


def as_text(value: list[str] | str | float) -> str:
    """Return a number as it is said, 0.54 as 0.5, 404.5 as 405; a table as Markdown."""
    if isinstance(value, list):
        return "\n".join(value)
    if isinstance(value, str):
        return value
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def configure(app: Sphinx, config: Config) -> None:
    for name in FILES:
        measured = json.loads(Path(app.confdir, "benchmarks", name).read_text(encoding="utf-8"))
        config.myst_substitutions |= {key: as_text(value) for key, value in measured.items()}


def setup(app: Sphinx) -> dict[str, bool]:
    # Before MyST reads its configuration.
    app.connect("config-inited", configure, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
