"""Numbers of benchmarks/launch.json, to be named in a page's text: ``{{ lite_megabytes }}``.

``make proofs`` measures them again, and fails where a size has become another one.
"""

import json
from pathlib import Path

FILE = "benchmarks/launch.json"


def as_text(number):
    """Return a number as it is said: 0.54 as 0.5, 404.5 as 405."""
    return f"{number:.1f}" if number < 10 else f"{number:.0f}"


def configure(app, config):
    numbers = json.loads(Path(app.confdir, FILE).read_text(encoding="utf-8"))
    config.myst_substitutions |= {name: as_text(number) for name, number in numbers.items()}


def setup(app):
    # Before MyST reads its configuration.
    app.connect("config-inited", configure, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
