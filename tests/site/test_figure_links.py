"""Links in the text that move figures, and addresses that restore a figure's state."""

import base64
import re
from urllib.parse import parse_qsl

import numpy as np
import pytest

from neuralnet import widgets
from neuralnet.images import to_bytes
from neuralnet.widgets import DigitReader, PixelGrid
from tests.notebooks.test_stored import value_in_link
from tests.site.conftest import in_turn, settle
from tests.site.figure_page import FigurePage
from tools import serve

STILL = {"reduced_motion": "reduce"}
STATES = {
    "ConfidenceLab": "index=4&kind=rotated&amount=0.25",
    "CurveSum": "function=relu&offset=0.5",
    "DescentLab": "start=-1.5&learning_rate=0.3&momentum=0.5&steps=3",
    "DigitReader": "index=7&centred=off&learned=off&layer=1&neuron=5",
    "KnobWall": "index=2&knob=12866&broken=0.1&seed=3",
    "LanguageLab": "text=Hello+you%3F",
    "NeuronLab": "index=3&bias=2.5",
    "ParameterCounter": "sizes=784,32,10",
    "PixelGrid": "index=4&row=3&column=7&threshold=0.5&shuffled=on",
    "SlopeRelay": "function=tanh&x=-2&weight=2&count=5&passed=3",
    "SquashCurve": "function=relu&x=2.5&weight=-1.5&bias=3",
    "TrainingRoom": "learning_rate=0.5&momentum=0.9&batch_size=100",
    "WindowLab": "index=4&row=9&column=12",
}


class AnyFigure(FigurePage):
    """A figure of any class, whose text says its state."""

    def __init__(self, page):
        self.kind = next(figure for figure in KINDS if page.locator(css(figure)).count())
        super().__init__(page)

    def text(self):
        """Return all that it says at once: what is read aloud follows a moment later."""
        settle(self.page)
        shown = self.root.evaluate(
            """root => {
              const copy = root.cloneNode(true);
              const later = copy.querySelectorAll("[aria-live], [role=status]");
              for (const element of later) element.remove();
              return copy.textContent;
            }"""
        )
        values = [each.input_value() for each in self.root.locator("input, textarea").all()]
        return " ".join(shown.split()), values

    def follow(self, state):
        """Press a link in the text, by keyboard."""
        self.page.evaluate(
            """state => {
              const link = document.createElement("a");
              Object.assign(link, { href: "#it", id: "link", textContent: "Move" });
              link.dataset.state = state;
              document.querySelector("#link")?.remove();
              document.querySelector("h1").after(link);
            }""",
            state,
        )
        self.page.locator("#link").press("Enter")
        settle(self.page)

    def copied(self):
        """Return the state in the address that *Copy link* makes."""
        box = self.page.locator(".live-figure", has=self.root)
        box.get_by_role("button", name="Copy a link").click()
        name, _, state = self.page.evaluate("location.hash").partition("?")
        assert name == "#it"
        return state


KINDS = [getattr(widgets, name) for name in STATES]


def css(figure):
    words = re.findall("[A-Z][a-z]+", figure.__name__)
    return f".nn-{'-'.join(words).lower()}"


@pytest.mark.parametrize("kind", in_turn(KINDS, 1))
def test_a_link_moves_a_figure_to_where_python_would(show, kind):
    state, python = STATES[kind.__name__], kind(name="it")
    with show(AnyFigure, python, **STILL) as figure:
        before = figure.text()
        figure.follow(state)
        moved = figure.text()
        assert moved != before
        assert figure.copied() == state
    for trait, text in parse_qsl(state):
        setattr(python, trait, value_in_link(text, python.reach[trait]))
    with show(AnyFigure, python, **STILL) as figure:
        assert figure.text() == moved


REFUSED = [
    "row=28",
    "row=-1",
    "row=1.5",
    "row=",
    "row=NaN",
    "row=0x1",
    "threshold=1e999",
    "threshold=2",
    "shuffled=yes",
    "unknown=3",
    "reach=3",
    "__proto__=3",
    "constructor=1",
    "pixels=AAAA",
    "",
    "&&&=",
    "%",
]


def test_what_a_figure_does_not_take_is_left_out(show):
    with show(AnyFigure, PixelGrid(name="it"), **STILL) as figure:
        for place, state in enumerate(REFUSED):
            before = figure.text()
            figure.follow(state)
            if state != "row=0x1":  # which is a way to write 1
                assert figure.text() == before, state
            column = 5 + place % 2
            figure.follow(f"{state}&column={column}")
            assert f"column {column}" in figure.text()[0], state


def test_a_drawing_fits_into_an_address_and_comes_back(show):
    image = np.zeros((28, 28))
    image[4:24, 13:15] = 1.0
    with show(AnyFigure, DigitReader(name="it", index=3), **STILL) as figure:
        drawn = DigitReader(image=image).drawing
        bits = np.packbits(np.frombuffer(drawn, np.uint8) >= 128, bitorder="little")
        text = base64.urlsafe_b64encode(bits.tobytes()).decode().rstrip("=")
        assert len(text) == 131
        figure.follow(f"index=-1&drawing={text}")
        shown = figure.text()
        assert figure.copied() == f"index=-1&drawing={text}"
        for damaged in (text[:-1], text + "A", "*" + text[1:]):
            figure.follow(f"drawing={damaged}")
            assert figure.text() == shown
        figure.follow("drawing=")
        assert "An empty picture" in DigitReader(image=np.zeros((28, 28))).description()
        assert figure.text() != shown
        cleared = figure.text()
    with show(AnyFigure, DigitReader(name="it", image=np.zeros((28, 28))), **STILL) as figure:
        assert figure.text() == cleared
    with show(AnyFigure, DigitReader(name="it", image=image), **STILL) as figure:
        assert figure.text() == shown
    assert to_bytes(image).tobytes() == drawn


def test_an_address_opens_the_page_with_the_figure_in_its_state(visit):
    with visit("chapters/01-digits.html#grid?row=3&column=7", **STILL) as page:
        grid = page_of(PixelGrid)(page)
        assert "Row 3, column 7" in grid.readout()
        page.evaluate("location.hash = '#grid?row=9'")
        settle(page)
        assert "Row 9, column 7" in grid.readout()


def page_of(figure):
    return type(figure.__name__, (FigurePage,), {"kind": figure})


def test_a_link_in_the_text_moves_and_shows_a_figure_that_is_out_of_sight(visit):
    with visit("chapters/02-layers.html", **STILL) as page:
        link = page.get_by_role("link", name="neuron 6")
        link.scroll_into_view_if_needed()
        link.press("Enter")
        reader = page_of(DigitReader)(page)
        page.wait_for_function(
            """() => {
              const { top, bottom } = document.querySelector("#reader").getBoundingClientRect();
              return top >= 0 && bottom <= innerHeight;
            }"""
        )
        assert "neuron 6" in reader.root.inner_text()


def test_every_link_leads_to_the_box_of_a_figure_and_works_without_scripts(visit):
    found = 0
    for path in sorted(serve.SITE.glob("chapters/*.html")):
        page = path.read_text(encoding="utf-8")
        for name in re.findall(r'<a class="moves-figure" href="#([\w-]+)"', page):
            assert len(re.findall(rf'id="{name}"', page)) == 1, (path.name, name)
            assert re.search(rf'<div class="live-figure[^"]*" id="{name}"', page)
            found += 1
    assert found > 15
    with visit("chapters/05-parameters.html", java_script_enabled=False) as page:
        page.get_by_role("link", name="six layers of 16").click()
        assert page.url.endswith("#counter")


def test_contents_that_fold_leave_the_figure_free_at_once(visit):
    with visit("chapters/06-function.html") as page:
        contents = page.locator(".bd-sidebar-secondary.hide")
        assert contents.evaluate("node => getComputedStyle(node).transitionDuration") == "0s"
        assert contents.bounding_box()["height"] < 60
