"""Every page, wide and narrow, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.conftest import LOOKS, OPTIONS, pages


@LOOKS
@pytest.mark.parametrize("name", pages())
def test_a_page_breaks_no_rule(visit, name, viewport, theme):
    with visit(name, viewport, theme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert page.evaluate("document.documentElement.dataset.theme") == theme
        found = Axe().run(page, options=OPTIONS)
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
        scripts = [script.get_attribute("src") or "" for script in page.locator("script").all()]
        assert not any("mathjax" in script.lower() for script in scripts)


def test_a_page_works_at_320_pixels(visit):
    with visit("chapters/01-digits.html", {"width": 320, "height": 640}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_search_finds_a_word_of_a_chapter(visit):
    with visit("search.html?q=census") as page:
        page.locator("#search-results li a").first.wait_for()
        assert "Why is a 3 easy" in page.locator("#search-results").inner_text()


def test_the_theme_can_be_switched_by_keyboard(visit):
    with visit() as page:
        switch = page.locator("article .theme-switch-button, .theme-switch-button").first
        before = page.evaluate("document.documentElement.dataset.mode")
        switch.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.documentElement.dataset.mode") != before
