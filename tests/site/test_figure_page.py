"""A page of one figure, made without Sphinx, shows it as the site does."""

import json
import re

import pytest

from neuralnet.widgets import PixelGrid
from tests.site.test_pixel_grid import Grid
from tools import ROOT, figure_page

BOX = re.compile(r'(<div class="live-figure.*?>)(\{[^<]*\})(</script></div>)', re.DOTALL)


def frame(text):
    """Return the box of a page's figure without what differs from page to page, and its view."""
    opening, view, closing = BOX.search(text).groups()
    view = json.loads(view)
    assert view.pop("model_id")
    # The site draws the picture in the page's colours, this page as a notebook does.
    opening = re.sub(r'<div class="picture".*?</svg></div>', "<img />", opening, flags=re.DOTALL)
    opening = re.sub(r' (?:alt|src)="[^"]*"|\n', "", opening)
    return opening + closing.strip(), view


def test_its_box_is_the_site_s():
    built = (ROOT / "_build" / "html" / "chapters" / "01-digits.html").read_text(encoding="utf-8")
    assert frame(figure_page.page(PixelGrid(index=30, row=9, column=13, name="grid"))) == frame(
        built
    )


def test_the_figure_lives(chromium, tmp_path):
    figure_page.add_static(tmp_path / "_static")
    path = tmp_path / "PixelGrid.html"
    path.write_text(figure_page.page(PixelGrid(index=4)), encoding="utf-8")
    page, problems = chromium.new_page(), []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("requestfailed", lambda request: problems.append(request.url))
    page.goto(path.as_uri())
    figure = Grid(page)
    figure.button("Next ▶").click()
    assert figure.digit()[0] == 5
    page.close()
    assert problems == []


def test_a_page_that_asks_another_host_finds_none_and_fails_its_test(show):
    answers = []

    def ask():
        with show(Grid, PixelGrid()) as figure:
            request = "fetch('http://another.example/').then(() => 'found', () => 'none')"
            answers.append(figure.page.evaluate(request))

    with pytest.raises(AssertionError, match=r"asked another host: http://another\.example/"):
        ask()
    assert answers == ["none"]
