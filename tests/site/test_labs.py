"""Labs on the page: they move without a kernel, and answer as Python does."""

import base64
import random
import re

import ipywidgets
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from neuralnet import labs, plots
from neuralnet.labs.answer_files import Answer, script
from neuralnet.labs.lab import Lab
from tests.site.conftest import NARROW, OPTIONS, WIDE, in_turn, looks, settle
from tests.unit.labs.conftest import unpacked
from tools import serve

LABS = [name for name in labs.__all__ if name.endswith("_lab")]
CANVAS = """(canvas) => {
  const { width, height } = canvas;
  return [...canvas.getContext("2d").getImageData(0, 0, width, height).data];
}"""


class LabPage:
    """A lab in a page, from outside."""

    def __init__(self, page):
        self.page, self.root = page, page.locator(".nn-lab")
        self.root.wait_for()
        self.root.scroll_into_view_if_needed()

    def wait_for(self, says):
        self.root.locator(".nn-readout").get_by_text(says, exact=True).wait_for()

    def choose(self, control, place, now):
        """Move a control by keyboard from one of its values, by their number, to another."""
        if control["kind"] == "menu":
            self.root.get_by_role("combobox", name=control["label"]).select_option(index=place)
        elif control["kind"] == "switch":
            self.root.get_by_role("switch", name=control["label"]).press("Space")
        else:
            slider = self.root.get_by_role("slider", name=control["label"])
            for _ in range(abs(place - now)):
                slider.press("ArrowRight" if place > now else "ArrowLeft")

    def shows(self, answer):
        """Compare what is to be seen with an answer of Python's."""
        self.wait_for(answer.says)
        settle(self.page)
        shown = answer.shown
        picture = self.root.locator(".nn-lab-picture")
        if answer.draw is plots.lines:
            words = picture.locator("canvas").get_attribute("aria-label")
            for name, heights in shown["series"].items():
                assert f"{name}: {', '.join(f'{height:.1%}' for height in heights)}" in words
            return
        if answer.draw is plots.bars:
            ((name, shares),) = shown["series"].items()
            assert picture.locator(".nn-label").inner_text() == f"{name}: {shown['xlabel']}"
            rows = zip(shown["labels"], (f"{share:.1%}" for share in shares), strict=True)
        elif answer.draw is plots.answers:
            rows = zip(shown["names"], (f"{out:.2f}" for out in shown["outputs"]), strict=True)
        else:
            assert picture.locator("figcaption").all_inner_texts() == list(shown["titles"])
            rows = ()
        found = [text.split("\n") for text in picture.locator("li").all_inner_texts()]
        assert found == [list(row) for row in rows]
        if answer.draw in (plots.digits, plots.answers):
            expected = shown.get("images", shown.get("image"))
            pixels = np.array([c.evaluate(CANVAS) for c in picture.locator("canvas").all()])
            levels = (pixels.reshape(-1, 784, 4)[..., 0] - 16) / 239  # as in colours.js
            np.testing.assert_allclose(levels, np.reshape(expected, (-1, 784)), atol=1 / 30 + 0.005)


def page_of(lab):
    stem = lab.name.replace("_", "-")
    (path,) = (serve.SITE / "chapters").glob(f"??-{stem}.html")
    return f"chapters/{path.name}"


@pytest.mark.parametrize("name", in_turn(LABS, 0))
def test_each_lab_of_the_site_moves_by_keyboard_and_answers_as_python(visit, name):
    lab = getattr(labs, name)()
    values = {slider: widget.value for slider, widget in lab.sliders.items()}
    asked = []
    with visit(page_of(lab)) as page:
        # (The browser asks for the page's icon, and another figure for its digits, when they like.)
        other = re.compile(r"favicon|/_static/digits/")
        page.on("request", lambda one: other.search(one.url) or asked.append(one.url))
        figure = LabPage(page)
        figure.shows(lab.answer(**values))
        assert asked == []  # nothing is fetched before it is touched
        for slider, control in zip(values, lab.page["controls"], strict=True):
            if control["kind"] == "span":
                continue  # tried below
            offered = lab.offers[slider].values
            now = offered.index(values[slider])
            place = now + 1 if now + 1 < len(offered) else now - 1
            figure.choose(control, place, now)
            values[slider] = offered[place]
            figure.shows(lab.answer(**values))
        if all(control["kind"] == "span" for control in lab.page["controls"]):
            figure.root.get_by_role("slider", name="rows to").press("ArrowLeft")
            figure.shows(lab.answer(rows=(0, 7), columns=(0, 28)))
        files = [url.rpartition("/")[2] for url in asked]
    assert files == [f"{lab.name}.js"]


@pytest.mark.parametrize("some", [1, pytest.param(4, marks=pytest.mark.thorough)])
@pytest.mark.parametrize("name", LABS)
def test_a_file_of_the_site_holds_each_answer_that_is_offered(name, some):
    lab = getattr(labs, name)()
    path = serve.SITE / "_static" / "labs" / f"{lab.name}.js"
    assert path.stat().st_size <= 300_000
    answers = unpacked(re.search('"(.+)"', path.read_text())[1])
    offered = list(lab.offered())
    assert len(answers) == len(offered)
    for place in (0, len(offered) - 1, *random.Random(0).sample(range(len(offered)), some)):
        (found, image), expected = answers[place], lab.answer(**offered[place])
        assert found["says"] == expected.says
        # Packed again, the answer is the same: its numbers, and the pixels of its images.
        ((again, one),) = unpacked(re.search('"(.+)"', script("x", [expected]))[1])
        for key in ("image", "images"):
            tiles = [image(k) for k in found.pop(key, [])]
            np.testing.assert_array_equal(tiles, [one(k) for k in again.pop(key, [])])
        assert found == again


def test_no_page_says_that_it_needs_python():
    for path in (serve.SITE / "chapters").glob("*.html"):
        assert "needs Python" not in path.read_text(encoding="utf-8")


# What follows needs no built site.


def show_part(part, share, odd):
    says = f"From {part[0]} to {part[1]}, {share:g}, {'odd' if odd else 'even'}."
    return Answer(plots.bars, says, series={"share": [share]}, labels=["a"], xlabel="of all")


def some_lab():
    return Lab(
        show_part,
        part=ipywidgets.IntRangeSlider(value=(2, 5), min=0, max=9, description="part"),
        share=ipywidgets.FloatSlider(0.5, min=0, max=1, step=0.25, description="share"),
        odd=ipywidgets.Checkbox(False, description="odd"),
        page={"part": (0, 2, 5, 9)},
    )


@pytest.fixture
def answers(figure_site):
    """The file of the lab's answers, beside the page."""
    lab = some_lab()
    folder = figure_site[0] / "_static" / "labs"
    folder.mkdir(exist_ok=True)
    path = folder / f"{lab.name}.js"
    path.write_text(script(lab.name, [lab.answer(**values) for values in lab.offered()]))
    yield path
    path.unlink(missing_ok=True)


def test_two_thumbs_push_each_other_along(show, answers):
    with show(LabPage, some_lab()) as lab:
        first, last = (lab.root.get_by_role("slider", name=f"part {k}") for k in ("from", "to"))
        lab.wait_for("From 2 to 5, 0.5, even.")
        last.press("ArrowRight")
        lab.wait_for("From 2 to 9, 0.5, even.")
        last.press("Home")
        lab.wait_for("From 0 to 2, 0.5, even.")
        first.press("End")
        lab.wait_for("From 5 to 9, 0.5, even.")
        assert [one.get_attribute("aria-valuetext") for one in (first, last)] == ["5", "9"]
        lab.root.get_by_role("switch", name="odd").press("Space")
        lab.wait_for("From 5 to 9, 0.5, odd.")
        lab.root.get_by_role("slider", name="share").press("End")
        lab.shows(show_part((5, 9), 1.0, True))
        lab.root.locator("[role=status]").get_by_text("From 5 to 9, 1, odd.").wait_for()


def test_a_lab_is_moved_by_touch(show, answers):
    with show(LabPage, some_lab(), NARROW, has_touch=True, is_mobile=True) as lab:
        box = lab.root.get_by_role("slider", name="share").bounding_box()
        assert box["height"] >= 24
        lab.page.touchscreen.tap(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
        lab.wait_for("From 2 to 5, 1, even.")


def test_a_lost_file_is_asked_for_again(show, answers, chromium, figure_site):
    text = answers.read_text()
    answers.unlink()
    address = figure_site[1]
    with show(LabPage, some_lab()) as lab:
        pass  # at rest nothing is missed
    context = chromium.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(f"{address}/LabPage.html")
    lab = LabPage(page)
    lab.root.get_by_role("slider", name="share").press("End")
    lab.root.get_by_text("The answers of this lab did not come.").wait_for()
    answers.write_text(text)
    lab.root.get_by_role("button", name="Try again").press("Enter")
    lab.wait_for("From 2 to 5, 1, even.")
    assert lab.root.get_by_role("button", name="Try again").is_hidden()
    context.close()


def test_a_lab_opened_from_a_disk_moves(show, answers, chromium, figure_site):
    with show(LabPage, some_lab()):
        pass
    context = chromium.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto((figure_site[0] / "LabPage.html").as_uri())
    lab = LabPage(page)
    lab.root.get_by_role("slider", name="share").press("Home")
    lab.wait_for("From 2 to 5, 0, even.")
    context.close()


def test_in_print_and_without_script_the_picture_stands_there(show, answers, chromium, figure_site):
    with show(LabPage, some_lab()) as lab:
        lab.page.emulate_media(media="print")
        assert lab.page.locator(".live-figure-picture img").is_visible()
        assert not lab.root.is_visible()
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{figure_site[1]}/LabPage.html")
    picture = page.locator(".live-figure-picture img")
    assert picture.is_visible()
    assert picture.get_attribute("alt").startswith("From 2 to 5, 0.5, even. share: a 50.0%.")
    context.close()


@looks(1)
def test_a_lab_is_accessible(show, answers, viewport, theme):
    with show(LabPage, some_lab(), viewport, theme) as lab:
        found = Axe().run(lab.page, context=".nn-lab", options=OPTIONS)
        assert found.response["violations"] == [], found.generate_report()


# By how much a lab's parts are higher than their room, how much of its picture's room stays
# empty, and whether titles lie on each other.
ROOM = """(lab) => {
  const inked = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };
  const meet = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const titles = [...lab.querySelectorAll(".nn-lab-tiles *")]
    .filter((node) => !node.childElementCount && node.textContent.trim())
    .map(inked);
  const bottom = (node) => node.getBoundingClientRect().bottom;
  const picture = lab.querySelector(".nn-lab-picture");
  const over = [...lab.children]
    .filter((part) => !part.matches(".nn-spoken"))
    .map((part) => part.scrollHeight - part.clientHeight);
  const ends = [...picture.querySelectorAll("*")].map(bottom);
  const last = bottom(lab.lastElementChild);
  return [
    Math.max(...over, last - bottom(lab)),
    bottom(picture) - Math.max(...ends),
    titles.some((one, k) => titles.some((other, j) => j > k && meet(one, other))),
  ];
}"""


@pytest.mark.parametrize("name", in_turn(LABS, 1))
def test_a_lab_fills_its_height_and_no_more(show, name):
    with show(LabPage, getattr(labs, name)()) as figure:
        for width in (1280, 700, 390, 320):
            figure.page.set_viewport_size({"width": width, "height": 900})
            figure.page.reload(wait_until="networkidle")
            lab = LabPage(figure.page)
            settle(lab.page)
            over, left, crowded = lab.root.evaluate(ROOM)
            sideways = lab.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert sideways == 0
            assert over < 4, f"{name}, {width} pixels wide, is {over} pixels too low"
            assert left < 60, f"{name}, {width} pixels wide, is {left} pixels too high"
            assert not crowded, f"{name}, {width} pixels wide: titles lie on each other"


def test_the_start_is_a_file_of_one_answer():
    lab = some_lab()
    assert len(unpacked(lab.page["start"])) == 1
    assert base64.b64decode(lab.page["start"])[:2] == b"\x1f\x8b"  # gzip's first bytes
