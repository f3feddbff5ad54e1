"""ConfidenceLab on the published page, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from neuralnet.widgets import ConfidenceLab
from tests.site.conftest import LOOKS, OPTIONS, lines, settle

PAGE = "chapters/08-inside.html"
BUTTONS = {
    "noise": "Noise",
    "blank": "Fade away",
    "rotated": "Turn",
    "blended": "Blend with the next",
    "inverted": "Invert",
}


class Figure:
    """What a reader sees of the first ConfidenceLab of a page."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator(".nn-confidence-lab").first
        self.root.wait_for()
        self.root.scroll_into_view_if_needed()
        self.amount = self.root.get_by_role("slider", name="How much")

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def shows(self, python):
        settle(self.page)
        outputs = [float(line.split()[1]) for line in lines(self.root)]
        expected = python.network.forward(python.shown)
        np.testing.assert_allclose(outputs, expected, atol=0.00051)
        said = self.root.locator(".nn-readout").inner_text()
        best, sure, low, right, count = re.search(
            r"says (\d), with a confidence of (\d\.\d\d)\. "
            r"(?:Of .* same tenth, ([\d.]+) to [\d.]+, it reads ([\d,]+) of ([\d,]+) right)?",
            said,
        ).groups()
        assert int(best) == expected.argmax()
        assert float(sure) == pytest.approx(expected.max(), abs=0.0051)
        tenth = min(int(expected.max() * 10), 9)
        record = python.record[tenth][:2]
        if count:
            assert float(low) == tenth / 10
            assert [int(text.replace(",", "")) for text in (count, right)] == record
        else:
            assert record == [0, 0]


@pytest.mark.parametrize("kind", BUTTONS)
def test_every_way_to_spoil_is_python_s(visit, kind):
    python = ConfidenceLab(kind=kind)
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button(BUTTONS[kind]).press("Enter")
        figure.shows(python)
        for amount in (0.3, 0.5, 0.98):
            figure.amount.fill(str(amount))
            python.amount = amount
            figure.shows(python)
        figure.amount.focus()
        page.keyboard.press("End")
        python.amount = 1.0
        figure.shows(python)
        figure.button("Next digit ▶").press("Enter")
        python.index = 1
        if kind == "noise":
            figure.button("Other noise").press("Enter")
            python.seed = 1
        figure.shows(python)
        assert figure.button("Other noise").is_enabled() == (kind == "noise")
        spoiled = "100% = 180°" if kind == "rotated" else "100%"
        assert figure.amount.get_attribute("aria-valuetext") == spoiled
        assert figure.root.locator(".nn-title").inner_text().endswith(f"spoiled by {spoiled}")
        for _ in range(2):
            figure.button("◀ Previous digit").click()
        python.index = 99
        figure.shows(python)
        assert "NaN" not in figure.root.inner_text()


def test_its_record_says_how_many_digits_each_share_rests_on(visit):
    record = ConfidenceLab().record
    with visit(PAGE) as page:
        said = Figure(page).root.locator("canvas").last.get_attribute("aria-label")
    for k, (count, right, _) in enumerate(record):
        if count:
            assert f" {k / 10:g}: {np.floor(100 * right / count + 0.5):.0f}% of {count}" in said


@LOOKS
def test_nothing_jumps_and_no_rule_is_broken(visit, viewport, theme):
    with visit(PAGE, viewport, theme) as page:
        figure, box = Figure(page), page.locator(".live-figure").first
        alive = box.bounding_box()["height"]
        figure.button("Noise").click()
        figure.amount.fill("0.6")
        settle(page)
        assert box.bounding_box()["height"] == alive
        found = Axe().run(page, context=".nn-confidence-lab", options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()
    with visit(PAGE, viewport, theme, java_script_enabled=False) as page:
        assert page.locator(".live-figure").first.bounding_box()["height"] == alive
