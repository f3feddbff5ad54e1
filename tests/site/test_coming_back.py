"""What a reader did is there when they come back, though the browser did not keep the page.

Playwright's Chromium keeps no page that is left: it loads it again.
"""

import json
import re

import numpy as np
import pytest

from neuralnet import widgets
from neuralnet.widgets import (
    DigitReader,
    HandLesson,
    LanguageLab,
    OwnHand,
    TrainingRoom,
    WindowSchool,
)
from tests.site.conftest import in_turn
from tests.site.figure_page import FigurePage
from tests.site.test_hand_lesson import WITH_HAND, LessonPage
from tests.site.test_own_hand import HandPage

STILL = {"reduced_motion": "reduce"}
# What it shows and where its controls stand, but for what is read aloud a moment later.
STATE = """(root) => {
  const copy = root.cloneNode(true);
  const unseen = "[aria-live], [role=status], [hidden]";
  for (const part of copy.querySelectorAll(unseen)) part.remove();
  const inputs = [...root.querySelectorAll("input, textarea, select")];
  const values = inputs.map(({ type, checked, value }) => (type === "radio" ? checked : value));
  return [copy.textContent, ...values];
}"""


def page_of(python):
    return type(f"{type(python).__name__}Page", (FigurePage,), {"kind": type(python)})


def state(figure):
    figure.root.scroll_into_view_if_needed()
    figure.page.wait_for_timeout(300)  # for what is drawn on a short way
    figure.settle()
    return figure.root.evaluate(STATE)


def come_back(figure):
    """Leave the page, and come back; return the figure that is there then."""
    page = figure.page
    page.evaluate("() => { globalThis.same = true; }")
    page.goto("about:blank")
    page.go_back(wait_until="networkidle")
    assert page.evaluate("globalThis.same") is None  # so it was loaded again
    return type(figure)(page)


def move(figure):
    """Move all that can be moved with one key."""
    for slider in figure.root.locator("input[type=range]:visible").all():
        if slider.is_enabled():
            at_end = slider.input_value() == slider.get_attribute("max")
            slider.press("ArrowLeft" if at_end else "ArrowRight")
            slider.blur()  # what is seen for as long as it is held is not kept


@pytest.mark.parametrize("name", in_turn([n for n in widgets.__all__ if n != "OwnHand"], 0))
def test_a_figure_is_as_it_was_left(show, name):
    python = getattr(widgets, name)()
    with show(page_of(python), python, **STILL) as figure:
        opened = state(figure)
        move(figure)
        left = state(figure)
        assert (left != opened) or not figure.root.locator("input[type=range]:enabled").count()
        figure = come_back(figure)
        assert state(figure) == left
        figure.page.reload(wait_until="networkidle")  # anew, and not come back
        assert state(type(figure)(figure.page)) == opened


# What learns: what makes it, what it says after one, two and three times.
LEARNERS = {
    "TrainingRoom": (TrainingRoom(batch_size=100), "One batch", "^0.0{} epochs: .*validation"),
    "WindowSchool": (WindowSchool(), "50 images", "^{}[05]0? images"),
}


def pictures(figure):
    state(figure)
    read = "(all) => all.map((canvas) => canvas.toDataURL())"
    return figure.root.locator("canvas:visible").evaluate_all(read)


@pytest.mark.parametrize("name", LEARNERS)
def test_what_was_learned_is_there_and_is_learned_on(show, name):
    python, act, words = LEARNERS[name]
    counts = ("1", "2", "3") if name == "TrainingRoom" else ("5", "10", "15")
    with show(page_of(python), python, **STILL) as figure:
        for count in counts[:2]:
            figure.button(act).click()
            figure.wait_for_text(".nn-readout", re.compile(words.format(count)))
        left = figure.readout(), pictures(figure)
        figure = come_back(figure)
        assert (figure.readout(), pictures(figure)) == left
        figure.button(act).click()
        figure.wait_for_text(".nn-readout", re.compile(words.format(counts[2])))
        assert pictures(figure) != left[1]
        figure.button("Start again").click()
        figure.settle()
        assert figure.readout() != left[0]


def test_both_runs_of_a_room_are_there_and_the_moments_of_one(show):
    python = TrainingRoom(batch_size=500)
    with show(page_of(python), python, **STILL) as figure:
        figure.button("One batch").click()
        figure.wait_for_text(".nn-readout", re.compile("^0.05 epochs: .*validation"))
        figure.button("Start again").click()
        for k in (1, 2, 3):
            figure.button("One batch").click()
            figure.wait_for_text(".nn-readout", re.compile(f"^0.{5 * k:02} epochs: .*validation"))
        figure = come_back(figure)
        figure.slider("Look back").press("Home")
        assert figure.readout().startswith("0.00 epochs")
        figure.button("Undo: back to the run before").click()
        figure.wait_for_text(".nn-readout", re.compile("^0.05 epochs"))


def test_a_lesson_is_there(show, tmp_path):
    python = HandLesson(**WITH_HAND)
    with show(LessonPage, python) as figure:
        said = figure.teach()
        left = figure.saved(tmp_path / "left.npz")
        figure = come_back(figure)
        assert figure.readout() == said
        taught = figure.saved(tmp_path / "found.npz")
        np.testing.assert_array_equal(taught.parameters, left.parameters)
        figure.button("Start again").click()
        assert figure.readout().startswith("Before any lesson")


def test_what_is_written_and_not_yet_kept_is_there(show):
    with show(HandPage, OwnHand()) as figure:
        figure.drag(figure.pad, [(14, 5), (14, 22)], 28)
        left = figure.title(), pictures(figure)
        figure = come_back(figure)
        assert (figure.title(), pictures(figure)) == left
        figure.button("Keep it").click()
        assert "Kept your" in figure.readout()


def test_a_digit_that_was_begun_can_be_drawn_on(show):
    python = DigitReader()
    with show(page_of(python), python, **STILL) as figure:
        pad = figure.root.locator(".nn-pad canvas")
        figure.drag(pad, [(8, 6), (20, 6)], 28)
        figure = come_back(figure)
        pad = figure.root.locator(".nn-pad canvas")
        figure.drag(pad, [(20, 6), (14, 14), (11, 23)], 28)
        assert figure.text(".nn-answer") == "It reads 7"


def test_the_own_sentence_is_there_behind_an_example(show):
    python = LanguageLab()
    with show(page_of(python), python, **STILL) as figure:
        field = figure.root.locator("textarea")
        field.fill("This is mine")
        figure.root.locator(".nn-chip").nth(2).click()
        figure = come_back(figure)
        figure.button("Yours").click()
        figure.settle()
        assert figure.root.locator("textarea").input_value() == "This is mine"


def test_who_comes_back_finds_their_state_and_not_that_of_the_address(show):
    python = DigitReader(name="reader")
    with show(page_of(python), python, **STILL) as figure:
        page = figure.page
        page.goto(f"{page.url}#reader?index=7")
        page.reload(wait_until="networkidle")
        figure = type(figure)(page)
        figure.button("Next test digit").click()
        left = state(figure)
        figure = come_back(figure)
        assert state(figure) == left
        figure.box.locator(".nn-copy").click()
        assert page.url.endswith("#reader?index=8")


REPLACE = """if (location.protocol === "http:")
  for (const key of Object.keys(sessionStorage)) sessionStorage.setItem(key, {});"""


@pytest.mark.parametrize("kept", ["{", '"?"', '{"values": {"drawing": 5}, "held": {"strokes": 3}}'])
def test_what_is_of_no_use_is_left_aside(show, kept):
    python = DigitReader()
    with show(page_of(python), python, **STILL) as figure:
        opened = state(figure)
        figure.button("Next test digit").click()
        figure.page.add_init_script(REPLACE.format(json.dumps(kept)))
        assert state(come_back(figure)) == opened
