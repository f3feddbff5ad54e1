"""Which edition of the book a page belongs to: version and date, in every page's footer.

The date is that of the last commit, not of the build, so that the same source gives the
same pages. A copy without history names its version alone.
"""

import datetime
import tomllib
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_ext.repository import run_git


def version(root: str | Path) -> str:
    """Return the book's version, from pyproject.toml."""
    text = (Path(root) / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def last_commit(root: str | Path) -> tuple[str, datetime.date | None]:
    """Return (short hash, date) of the last commit; ("", None) where there is no history."""
    found = run_git("log", "-1", "--format=%h %cs", folder=root).split()
    return (found[0], datetime.date.fromisoformat(found[1])) if found else ("", None)


def words(root: str | Path) -> str:
    """Return the line that says which edition this is.

    For instance: Edition 1.0.0 of 23 November 2026, from commit 1a2b3c4.
    """
    commit, date = last_commit(root)
    if date is None:
        return f"Edition {version(root)}."
    return f"Edition {version(root)} of {date.day} {date:%B %Y}, from commit {commit}."


def configure(app: Sphinx, config: Config) -> None:
    config.project = config.html_title
    config.version = config.release = version(app.confdir)
    options = config.html_theme_options
    options["extra_footer"] = f"{options.get('extra_footer', '')}<p>{words(app.confdir)}</p>"


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", configure)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
