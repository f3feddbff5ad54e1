"""The launch and repository links of a fork's site, built with the fork's address."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import ROOT

FORK = "https://github.com/a-teacher/her-fork"


@pytest.fixture(scope="module")
def fork_site(tmp_path_factory):
    """The site as a fork's own build makes it, from what this clone has already run."""
    folder = tmp_path_factory.mktemp("fork")
    shutil.copytree(ROOT / "_build" / ".jupyter_cache", folder / "_build" / ".jupyter_cache")
    program = Path(sys.executable).with_name("jupyter-book")
    environment = {**os.environ, "BOOK_REPOSITORY": f"{FORK}.git", "BOOK_BRANCH": "spring"}
    done = subprocess.run(
        [program, "build", ".", "-W", "-n", "--keep-going", "--path-output", folder],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "_build" / "html"


def links(page):
    return [unquote(link) for link in re.findall(r'href="(https?://[^"]+)"', page.read_text())]


@pytest.mark.parametrize("name", ["intro", "chapters/01-digits"])
def test_every_launch_link_leads_to_the_notebook_in_the_fork(fork_site, name):
    found = links(fork_site / f"{name}.html")
    notebook = f"{name}.ipynb"
    assert (ROOT / notebook).exists()
    binder = [urlsplit(link) for link in found if "mybinder.org" in link]
    assert len(binder) == 1
    assert binder[0].path == "/v2/gh/a-teacher/her-fork/spring"
    assert binder[0].query == f"urlpath=lab/tree/{notebook}"
    colab = [urlsplit(link) for link in found if "colab.research.google.com" in link]
    assert len(colab) == 1
    assert colab[0].path == f"/github/a-teacher/her-fork/blob/spring/{notebook}"
    assert FORK in found
    assert f"{FORK}/edit/spring/{notebook}" in found
    assert any(link.startswith(f"{FORK}/issues/new") for link in found)


@pytest.mark.parametrize("name", ["glossary", "bibliography"])
def test_a_page_that_is_no_notebook_has_no_launch_link(fork_site, name):
    found = links(fork_site / f"{name}.html")
    assert not [link for link in found if "mybinder" in link or "colab" in link]
    assert f"{FORK}/edit/spring/{name}.md" in found


def test_a_site_without_an_address_has_no_link_that_leads_nowhere():
    """This clone's own build, where no address is known."""
    log = (ROOT / "_build" / "build.log").read_text(encoding="utf-8")
    if "repository is not known" not in log:
        pytest.skip("this clone knows its repository's address")
    for page in (ROOT / "_build" / "html").rglob("*.html"):
        for link in links(page):
            assert "mybinder" not in link
            assert "github.com" not in link or "sphinx" in link or "pydata" in link, link
