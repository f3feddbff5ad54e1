"""Every page, wide and narrow, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.conftest import NARROW, WIDE, pages

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", pages())
def test_a_page_breaks_no_rule(visit, name, viewport, theme):
    with visit(name, viewport, theme) as page:
        page.wait_for_timeout(300)  # the theme's own scripts
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert page.evaluate("document.documentElement.dataset.theme") == theme
        found = Axe().run(page, options={"runOnly": STANDARDS})
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", pages())
def test_every_picture_says_what_it_shows(visit, name):
    with visit(name) as page:
        for image in page.locator("article img").all():
            words = image.get_attribute("alt") or ""
            assert len(words) > 20, image.get_attribute("src")
            assert ".png" not in words


def test_formulas_are_mathml_and_need_no_script(visit):
    with visit("chapters/01-digits.html", java_script_enabled=False) as page:
        assert page.locator("math").count() > 0
        assert "mathjax" not in page.content().lower()


def test_a_page_works_at_320_pixels(visit):
    with visit("chapters/01-digits.html", {"width": 320, "height": 640}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
