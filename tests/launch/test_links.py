"""The launch and repository links of a fork's site, built with the fork's address."""

import html
import re
from urllib.parse import parse_qs, unquote, urlsplit

import nbformat
import pytest

from tests.launch.conftest import FORK, HUB
from tools import ROOT, notebooks

NOTEBOOKS = [
    path.relative_to(ROOT).with_suffix("").as_posix() for path in notebooks.book_notebooks()
]


def links(page):
    return [unquote(link) for link in re.findall(r'href="(https?://[^"]+)"', page.read_text())]


@pytest.mark.parametrize("name", NOTEBOOKS)
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
    hub = [urlsplit(link) for link in found if link.startswith(HUB)]
    assert len(hub) == 1
    assert hub[0].path == "/hub/user-redirect/git-pull"
    assert parse_qs(html.unescape(hub[0].query)) == {
        "repo": [FORK],
        "branch": ["spring"],
        "urlpath": [f"lab/tree/her-fork/{notebook}"],
    }
    text = (fork_site / f"{name}.html").read_text(encoding="utf-8")
    assert f'href="/her-fork/lite/lab/index.html?path={notebook}"' in text
    assert FORK in found
    assert f"{FORK}/edit/spring/{notebook}" in found
    assert any(link.startswith(f"{FORK}/issues/new") for link in found)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_from_the_site_knows_where_the_book_s_package_is(fork_site, name):
    notebook = nbformat.read(fork_site / "_sources" / f"{name}.ipynb", as_version=4)
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    assert f'archive = "{FORK}/archive/spring.zip"' in first.source


@pytest.mark.parametrize("name", ["back/glossary", "back/bibliography"])
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
