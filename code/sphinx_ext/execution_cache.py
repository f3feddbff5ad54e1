"""Execute a notebook again when something that it depends on has changed.

Jupyter Book keeps the results of a notebook until its code cells change. They depend on
the package and on the data too, so the cache gets a name made of their content. Scripts and
styles of live figures are left out: they compute nothing of a notebook, and the site puts those
of today in the place of those that a run stored (live_figures.py).
"""

import hashlib
import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

DEPENDS_ON = ("code/neuralnet/**/*", "data/**/*", "requirements.txt")
LEFT_OUT = {".js", ".css"}


def content_key(root: str | Path) -> str:
    """Return a short name for the content of all files that notebooks depend on."""
    key = hashlib.sha256()
    for pattern in DEPENDS_ON:
        for path in sorted(Path(root).glob(pattern)):
            if is_of_use(path):
                key.update(path.relative_to(root).as_posix().encode())
                key.update(hashlib.sha256(path.read_bytes()).digest())
    return key.hexdigest()[:16]


def is_of_use(path: Path) -> bool:
    return path.is_file() and path.suffix not in LEFT_OUT and "__pycache__" not in path.parts


def folder(build: Path, root: str | Path) -> Path:
    """Return where a build keeps what the notebooks of today's package and data are when run."""
    return build / ".jupyter_cache" / content_key(root)


def configure(app: Sphinx, config: Config) -> None:
    if config.nb_execution_mode != "cache":
        return
    current = folder(Path(app.outdir).parent, app.confdir)
    for other in current.parent.glob("*"):
        if other != current and other.is_dir():
            shutil.rmtree(other)
    config.nb_execution_cache_path = str(current)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", configure)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
