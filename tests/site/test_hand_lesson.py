"""HandLesson, used as a reader would, against lessons in Python."""

import re

import numpy as np
import pytest

from neuralnet import handwriting
from neuralnet.hands import person
from neuralnet.images import to_bytes
from neuralnet.network import Network
from neuralnet.widgets import DigitReader, HandLesson
from neuralnet.widgets.hand_traits import INVENTED, invented
from tests.site.conftest import looks
from tests.site.figure_page import FigurePage
from tests.site.test_own_hand import HandPage

WITH_HAND = {"hands": invented(), "writer": INVENTED}


class LessonPage(FigurePage):
    kind = HandLesson

    def teach(self):
        """Give the lesson; return what it then says."""
        self.button("Teach").click()
        self.says(r"^(?!Step).*It read \d+, now")
        return self.readout()

    def says(self, words):
        self.root.scroll_into_view_if_needed()  # a figure is drawn where it is seen
        self.wait_for_text(".nn-readout", re.compile(words))

    def saved(self, path):
        with self.page.expect_download() as download:
            self.button("Save it").click()
        download.value.save_as(path)
        return Network.load(path)


def expected(python, steps=200):
    """Return what a page says after so many steps of a lesson, without the interval."""
    before, after = python.measured(python.learned(0)), python.measured(python.learned(steps))
    count = len(python.lesson[1][1])
    return (
        f"It read {before[0]}, now {after[0]} of {count} test digits",
        f"of MNIST's it read {before[1] / 10:.1f}%, now {after[1] / 10:.1f}%.",
    )


def test_before_there_are_digits_it_shows_a_lesson_made_before(show):
    with show(LessonPage, HandLesson()) as figure:
        figure.note_written()
        promised = {"digits read, made before", "invented", "MNIST"}
        tiles, ghosts = (figure.root.locator(f".nn-test .nn-{name}") for name in ("tile", "ghost"))
        assert ghosts.count() == tiles.count() == 30
        python = HandLesson(**WITH_HAND)
        labels, answers = python.lesson[1][1], python.earlier["answers"]
        signs = [
            "\N{CHECK MARK}" if a == b else str(a) for a, b in zip(answers, labels, strict=True)
        ]
        assert tiles.all_inner_texts() == signs
        assert figure.text(".nn-test").endswith("Invented: yours will stand here.")
        words = figure.root.locator(".nn-chart canvas").get_attribute("aria-label")
        assert words.startswith("A lesson made before, of an invented person: test digits read")
        for step, right, mnist in python.earlier["points"][::5]:
            assert f"step {step}: {right} of 30, MNIST {mnist / 10:.1f}%" in words
        figure.slide("Of them at most", "Home")
        figure.settle()
        assert promised <= set(figure.page.evaluate("written.splice(0)"))
        figure.button("Take an invented person").click()
        figure.settle()
        assert (tiles.count(), ghosts.count()) == (30, 0)
        assert {"digits read", "this hand"} <= set(figure.page.evaluate("written"))
        assert not promised & set(figure.page.evaluate("written"))


@pytest.mark.parametrize(("start", "mixed"), [("ours", True), ("drawer", False)])
def test_a_lesson_in_the_page_is_pythons(show, tmp_path, start, mixed):
    python = HandLesson(start=start, mixed=mixed, **WITH_HAND)
    with show(LessonPage, python) as figure:
        right, _ = python.measured(python.learned(0))
        assert figure.readout().startswith(f"Before any lesson it reads {right} of 30 test digits")
        said = figure.teach()
        for words in expected(python):
            assert words in said
        taught, ours = figure.saved(tmp_path / "taught.npz"), python.learned()
        assert taught.parameters.dtype == np.float64
        np.testing.assert_allclose(taught.parameters, ours.parameters, rtol=1e-7, atol=1e-10)
        figure.button("Start again").click()
        assert figure.readout().startswith("Before any lesson")


def test_it_learns_from_as_many_digits_as_it_is_told(show):
    python = HandLesson(**WITH_HAND)
    with show(LessonPage, python) as figure:
        figure.slide("Of them at most", "Home", "ArrowRight")
        python.examples = 2
        assert figure.readout().endswith("It will learn from 2.")
        for words in expected(python):
            assert words in figure.teach()


def test_it_learns_from_all_others(show):
    labels = list(range(10))
    people = [
        handwriting.Hand(name, np.array(labels), to_bytes(person(labels, seed)))
        for seed, name in enumerate(["", "Ada", "Bo"])
    ]
    python = HandLesson(hands=handwriting.as_text(people))
    with show(LessonPage, python) as figure:
        figure.choose("all other people")
        python.by_person = True
        assert figure.readout().endswith("It will learn from 20.")
        for words in expected(python):
            assert words in figure.teach()


def test_it_says_what_it_needs(show):
    with show(LessonPage, HandLesson()) as figure:
        (_, first, _), *_, (_, last, _) = HandLesson().earlier["points"]
        assert figure.readout() == (
            "Write digits in the figure above, or take an invented person's. In grey, a lesson "
            f"made before: it read {first}, then {last} of 30."
        )
        acts = figure.root.locator(".nn-acts button:visible")
        assert acts.all_inner_texts() == ["Take an invented person"]
        acts.click()
        assert figure.readout().endswith("It will learn from 30.")
        assert acts.all_inner_texts() == ["Teach", "Keep it for the pads", "Save it"]
        assert not figure.button("Teach").is_disabled()


def test_a_lesson_without_enough_digits_is_not_begun(show):
    one = handwriting.Hand("", np.array([3]), to_bytes(person([3], 0)))
    with show(LessonPage, HandLesson(hands=handwriting.as_text([one]))) as figure:
        assert figure.readout().startswith("There are too few digits of you")
        assert figure.button("Teach").is_disabled()


def test_it_looks_at_the_person_who_is_chosen_in_the_figure_above(visit):
    with visit("chapters/11-your-hand.html") as page:
        figure, above = LessonPage(page), HandPage(page)
        above.button("An invented person").click()
        figure.says("It will learn from 30.$")
        above.whose.select_option("You")
        figure.says("^There are too few digits of you")
        above.whose.select_option(INVENTED)
        figure.says("It will learn from 30.$")
        above.button("Undo").click()  # of what was opened
        figure.says("^Write digits in the figure above")


def test_a_taught_network_is_kept_for_the_pads(show, figure_site):
    with show(LessonPage, HandLesson(**WITH_HAND)) as figure:
        figure.teach()
        figure.button("Keep it for the pads").click()
        figure.wait_for_text(".nn-readout", re.compile("^Kept: "))
        kept = figure.page.evaluate("localStorage.getItem('thirteen-thousand-knobs-taught')")
        python = HandLesson(**WITH_HAND)
    reader = DigitReader(index=3)
    with show(ReaderPage, reader) as figure:
        assert not figure.button("Taught by you").is_visible()
        before = figure.title()
        figure.page.evaluate(
            "text => localStorage.setItem('thirteen-thousand-knobs-taught', text)", kept
        )
        figure.page.reload()
        figure = ReaderPage(figure.page)
        figure.button("Taught by you").press("Space")
        reader.network = python.learned()
        outputs = reader.answers[-1]
        figure.wait_for_text(".nn-title", re.compile(f"It reads {outputs.argmax()}"))
        assert f"output {outputs.max():.2f}" in figure.title()
        figure.button("Taught by you").press("Space")
        figure.wait_for_text(".nn-title", re.compile(re.escape(before.split("\n")[0])))
        for damaged in ("?", "AAAA", ""):
            figure.page.evaluate(
                "text => localStorage.setItem('thirteen-thousand-knobs-taught', text)", damaged
            )
            figure.page.reload()
            figure = ReaderPage(figure.page)
            assert not figure.button("Taught by you").is_visible()


class ReaderPage(FigurePage):
    kind = DigitReader


@pytest.mark.parametrize("traits", [WITH_HAND, {}])
def test_it_fits(show, traits):
    with show(LessonPage, HandLesson(**traits), {"width": 280, "height": 700}) as figure:
        for _, size in figure.resized([280, 390, 1280], [16, 20]):
            figure.fits(size)


@looks(1)
def test_it_breaks_no_rule(show, viewport, theme):
    with show(LessonPage, HandLesson(), viewport, theme) as figure:
        figure.breaks_no_rule()
        figure.button("Take an invented person").click()
        figure.breaks_no_rule()
