"""The address of the book's repository, found when the site is built.

So a fork's pages lead to the fork, and nobody edits a file. It is taken from, in order:

1. the environment variable ``BOOK_REPOSITORY`` (and ``BOOK_BRANCH``);
2. GitHub Actions' own variables;
3. ``git remote get-url origin``, if that is an address on the web.

Where none of these says anything, the site has no repository and launch buttons, since
they would lead nowhere, and the build says so.

The site's own address is ``BOOK_SITE``, or else where GitHub Pages puts the repository.
``BOOK_HUB``, the address of a class's JupyterHub, adds a button that opens a chapter there,
and ``BOOK_LITE`` one that opens it in the browser, where ``make publish`` puts that.
"""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

NOT_KNOWN = 'archive = \\"\\"'  # as it stands in a notebook's file
logger = logging.getLogger(__name__)


def run_git(*words: str, folder: str | Path = ".") -> str:
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True)
    except OSError:  # git is not installed
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def web_address(remote: str) -> str:
    """Return a remote's page on the web, or "" if it has none (a path, say).

    >>> web_address("git@github.com:someone/book.git")
    'https://github.com/someone/book'
    >>> web_address("/home/someone/book")
    ''
    """
    found = re.fullmatch(
        r"(?:https?://(?:[^@/]*@)?|ssh://git@|git@)([\w.-]+\.\w+)[:/](.+?)(?:\.git)?/?", remote
    )
    return f"https://{found[1]}/{found[2]}" if found else ""


def find_repository(environment: Mapping[str, str], folder: str | Path = ".") -> tuple[str, str]:
    """Return (address, branch); the address is "" where there is none."""
    if given := environment.get("BOOK_REPOSITORY", ""):
        address = web_address(given)
        if not address:
            logger.warning("BOOK_REPOSITORY is %r; expected https://HOST/OWNER/NAME", given)
    elif name := environment.get("GITHUB_REPOSITORY", ""):
        address = f"{environment.get('GITHUB_SERVER_URL', 'https://github.com')}/{name}"
    else:
        address = web_address(run_git("remote", "get-url", "origin", folder=folder))
    branch = environment.get("BOOK_BRANCH", "") or "main"
    return address, branch


def find_site(environment: Mapping[str, str], repository: str) -> str:
    """Return the address at which the site will be, with a slash at its end, or "".

    >>> find_site({}, "https://github.com/Someone/book")
    'https://someone.github.io/book/'
    """
    if given := environment.get("BOOK_SITE", ""):
        return given.rstrip("/") + "/"
    parts = urlsplit(repository)
    if parts.hostname != "github.com" or parts.path.count("/") != 2:
        return ""
    _, owner, name = parts.path.split("/")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def configure(app: Sphinx, config: Config) -> None:
    address, branch = find_repository(os.environ, app.confdir)
    config.html_baseurl = find_site(os.environ, address)
    if config.html_baseurl:  # it warns where there is none
        app.setup_extension("sphinx_sitemap")
        config.sitemap_url_scheme, config.sitemap_excludes = "{link}", ["404.html", "search.html"]
    options = config.html_theme_options
    options["repository_url"] = address
    options["repository_branch"] = branch
    for name in ("use_repository_button", "use_edit_page_button", "use_issues_button"):
        options[name] = bool(address)
    if hub := os.environ.get("BOOK_HUB", ""):
        options["launch_buttons"]["jupyterhub_url"] = hub
    if os.environ.get("BOOK_LITE"):
        folder = urlsplit(config.html_baseurl).path.rstrip("/")
        options["launch_buttons"]["jupyterlite_url"] = f"{folder}/lite/lab/index.html"
    if address:
        logger.info("The book's repository: %s, branch %s", address, branch)
    else:
        options["launch_buttons"] = {}
        logger.info(
            "The book's repository is not known: pages get no launch and repository buttons. "
            "To have them: make site BOOK_REPOSITORY=https://HOST/OWNER/NAME"
        )


def fill_in_notebooks(app: Sphinx, site: Path) -> None:
    """Tell the notebooks that the site offers where the book's package is: see their first cell."""
    options = app.config.html_theme_options
    if not options["repository_url"]:
        return
    archive = f"{options['repository_url']}/archive/{options['repository_branch']}.zip"
    for path in (site / "_sources").rglob("*.ipynb"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(NOT_KNOWN, f'archive = \\"{archive}\\"'), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", configure)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
