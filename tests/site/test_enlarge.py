"""Pictures that open larger over the page, by mouse, finger and keys."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.conftest import NARROW, OPTIONS, WIDE, looks


def height(page):
    return page.evaluate("document.documentElement.scrollHeight")


@looks(0)
def test_a_picture_opens_larger_and_goes_back_to_its_place(visit, viewport, theme):
    with visit("chapters/03-weights.html", viewport, theme) as page:
        button = page.get_by_role("button", name="Enlarge the picture").first
        box = page.locator(".enlargeable").first
        picture = box.locator(".picture")
        button.scroll_into_view_if_needed()
        before, high, words = (
            picture.bounding_box(),
            height(page),
            picture.get_attribute("aria-label"),
        )
        button.focus()
        page.keyboard.press("Enter")
        view = page.get_by_role("dialog", name=words)
        assert view.locator(".picture").bounding_box()["width"] > 1.2 * before["width"]
        shown = view.bounding_box()
        assert shown["x"] >= 0
        assert shown["x"] + shown["width"] <= viewport["width"]
        assert height(page) == high
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert Axe().run(page, options=OPTIONS).violations_count == 0
        page.keyboard.press("Escape")
        assert view.is_hidden()
        assert picture.bounding_box() == before
        assert button.evaluate("node => node === document.activeElement")


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_it_opens_at_a_tap_and_closes_beside_it_or_by_its_button(visit, viewport):
    with visit("chapters/03-weights.html", viewport, has_touch=True) as page:
        picture, view = page.locator(".enlargeable .picture").first, page.locator(".enlarged")
        picture.tap()
        assert view.is_visible()
        view.get_by_role("button", name="Close").tap()
        assert view.is_hidden()
        picture.tap()
        page.touchscreen.tap(2, 2)
        assert view.is_hidden()


def test_every_picture_that_is_no_figure_has_its_button(visit):
    with visit("chapters/03-weights.html") as page:
        still = page.locator("article .picture").evaluate_all(
            "nodes => nodes.filter((node) => !node.closest('.live-figure')).length"
        )
        assert page.locator(".enlargeable > button").count() == still > 2
