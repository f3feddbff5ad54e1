"""PixelGrid on the published page, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from neuralnet.widgets import PixelGrid
from tests.site.conftest import NARROW, OPTIONS, WIDE, settle

PAGE = "chapters/01-digits.html"


@pytest.fixture
def python():
    """The same figure in Python, in the state in which the page shows it first."""
    return PixelGrid(index=30, row=9, column=13)


class Figure:
    """What a reader sees of the first PixelGrid of a page."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator(".nn-pixel-grid").first
        self.root.wait_for()
        self.canvas = self.root.locator("canvas")
        self.slider = self.root.get_by_role("slider", name="Threshold")
        self.numbers = self.root.get_by_role("switch", name="Show the numbers")
        self.only = self.root.get_by_role("switch", name="Hide grey and answer")

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def settle(self):
        settle(self.page)

    def readout(self):
        self.settle()
        row, column, value, *place = re.fullmatch(
            r"Row (\d+), column (\d+): (\d\.\d\d)\.\nPlace 28 . (\d+) \+ (\d+) = (\d+)\.",
            self.root.locator(".nn-readout").inner_text(),
        ).groups()
        assert place == [row, column, str(28 * int(row) + int(column))]
        return int(row), int(column), value

    def title(self):
        self.settle()
        place, label = re.fullmatch(
            r"Digit (\d+) of 100: somebody wrote a (\d)",
            self.root.locator(".nn-title").inner_text(),
        ).groups()
        return int(place) - 1, int(label)

    def label(self):
        return self.canvas.get_attribute("aria-label")

    def lit(self):
        self.settle()
        words = self.root.locator(".nn-slider output").inner_text()
        found = re.fullmatch(r"(\d\.\d\d): (\d+) of 784 reach it", words)
        return (float(found[1]), int(found[2])) if found else words

    def shows(self, python):
        """Whether the page shows the same as the figure in Python."""
        assert self.title() == (python.index, python.label)
        assert self.readout() == (python.row, python.column, f"{python.value:.2f}")


def test_it_starts_as_python_left_it(visit, python):
    with visit(PAGE) as page:
        Figure(page).shows(python)


def test_every_control_moves_by_keyboard(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.canvas.focus()
        keys = ["ArrowUp", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowLeft"]
        for key, row, column in zip(
            keys, (8, 8, 9, 10, 10, 10), (13, 14, 14, 14, 13, 12), strict=True
        ):
            page.keyboard.press(key)
            python.row, python.column = row, column
            figure.shows(python)
        for key, trait, place in (
            ("Home", "column", 0),
            ("PageUp", "row", 0),
            ("End", "column", 27),
            ("PageDown", "row", 27),
        ):
            page.keyboard.press(key)
            setattr(python, trait, place)
            figure.shows(python)

        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # Previous
        python.index -= 1
        figure.shows(python)
        page.keyboard.press("Tab")
        page.keyboard.press("Space")  # Next
        page.keyboard.press("Space")
        python.index += 2
        figure.shows(python)

        for label in range(10):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.textContent") == str(label)
            page.keyboard.press("Enter")
            later = [*range(python.index + 1, 100), *range(python.index + 1)]
            python.index = next(k for k in later if python.labels[k] == label)
            figure.shows(python)

        page.keyboard.press("Tab")
        for step in range(1, 11):
            page.keyboard.press("ArrowRight")
            python.threshold = round(0.05 * step, 2)
            figure.shows(python)
            lit = int(np.count_nonzero(python.image >= python.threshold))
            assert figure.lit() == (python.threshold, lit)
        page.keyboard.press("End")
        assert figure.lit() == (1.0, int(np.count_nonzero(python.image >= 1)))
        page.keyboard.press("Home")
        assert figure.lit() == "off"

        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        figure.settle()
        assert figure.numbers.is_checked()


def test_arrow_keys_stop_at_the_edges(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.canvas.focus()
        for _ in range(40):
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("ArrowUp")
        assert figure.readout()[:2] == (0, 0)
        for _ in range(40):
            page.keyboard.press("ArrowRight")
            page.keyboard.press("ArrowDown")
        assert figure.readout()[:2] == (27, 27)


def test_stepping_wraps_round(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        for _ in range(31):
            figure.button("◀ Previous").click()
        assert figure.title()[0] == 99
        figure.button("Next ▶").click()
        assert figure.title()[0] == 0


@pytest.mark.parametrize(("row", "column"), [(0, 0), (9, 13), (27, 27)])
def test_hovering_and_tapping_read_the_pixel_under_it(visit, python, row, column):
    python.row, python.column = row, column
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.canvas.scroll_into_view_if_needed()
        cell = figure.canvas.bounding_box()["width"] / 28
        figure.canvas.hover(position={"x": (column + 0.5) * cell, "y": (row + 0.5) * cell})
        figure.shows(python)
    with visit(PAGE, NARROW, has_touch=True, is_mobile=True) as page:
        figure = Figure(page)
        cell = figure.canvas.bounding_box()["width"] / 28
        figure.canvas.tap(position={"x": (column + 0.5) * cell, "y": (row + 0.5) * cell})
        figure.shows(python)


def drawn_greys(figure, place=0.5):
    """The grey in the middle of each cell of the canvas, 0 to 255, or at another place."""
    return np.array(
        figure.canvas.evaluate(
            """(canvas, place) => {
              const cell = canvas.width / 28, pixels = [];
              const copy = new OffscreenCanvas(canvas.width, canvas.height);
              const context = copy.getContext("2d", { willReadFrequently: true });
              context.drawImage(canvas, 0, 0);
              for (let row = 0; row < 28; row++)
                for (let column = 0; column < 28; column++)
                  pixels.push(context.getImageData(
                    (column + place) * cell, (row + place) * cell, 1, 1).data[0]);
              return pixels;
            }""",
            place,
        )
    ).reshape(28, 28)


@pytest.mark.parametrize("threshold", [0.0, 0.5])
def test_the_canvas_shows_every_pixel(visit, python, threshold):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.slider.fill(str(threshold))
        figure.settle()
        shown = (python.image >= threshold) if threshold else python.image
        np.testing.assert_allclose(drawn_greys(figure), 16 + 239 * shown, atol=1)


def test_numbers_are_large_enough_to_read_and_the_page_stays_narrow(visit):
    for viewport in (WIDE, NARROW):
        with visit(PAGE, viewport) as page:
            figure = Figure(page)
            before = drawn_greys(figure)
            figure.numbers.check()
            figure.settle()
            assert figure.canvas.bounding_box()["width"] >= 28 * 24
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
            assert (drawn_greys(figure) != before).any()
            assert figure.readout()  # the picked pixel is still said
            assert figure.canvas.evaluate("(node) => node.style.touchAction") == "manipulation"


def test_it_is_spoken_when_it_has_settled(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.canvas.focus()
        page.keyboard.press("ArrowRight")
        python.column += 1
        words = f"Row {python.row}, column {python.column}: {python.value:.2f}."
        figure.root.get_by_role("status").get_by_text(words).wait_for(state="attached")
        assert f"A {python.label}; 136 of 784 pixels are not 0." in figure.label()
        figure.slider.fill("0.05")
        figure.settle()
        assert "132 of 784 pixels hold at least 0.05 and are shown as 1." in figure.label()


def test_only_the_numbers_give_no_answer_away(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.numbers.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        figure.settle()
        assert figure.numbers.is_checked()  # as nothing else could be seen
        title = figure.root.locator(".nn-title").inner_text()
        assert title == "Digit 31 of 100: which digit is it?"
        assert figure.label().startswith("The digit's pixels. Which digit is it? 136 of 784")
        assert figure.root.locator("[aria-current]").count() == 0
        assert figure.readout() == (9, 13, f"{python.value:.2f}")
        assert (drawn_greys(figure, 0.25) == 16).all()  # above the numbers, all is black

        figure.numbers.uncheck()
        figure.settle()
        assert not figure.only.is_checked()
        figure.shows(python)
        assert figure.button("Next 3").get_attribute("aria-current") == "true"


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_jumps_when_it_comes_to_life(visit, viewport):
    with visit(PAGE, viewport) as page:
        box = page.locator(".live-figure").first
        Figure(page)
        alive = box.bounding_box()["height"]
    with visit(PAGE, viewport, java_script_enabled=False) as page:
        box = page.locator(".live-figure").first
        assert box.locator("img").is_visible()
        assert box.bounding_box()["height"] == pytest.approx(alive, abs=1)


def test_print_shows_the_picture(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        page.emulate_media(media="print")
        assert page.locator(".live-figure img").first.is_visible()
        assert not figure.root.is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_breaks_no_rule_in_use(visit, theme):
    with visit(PAGE, WIDE, theme, reduced_motion="reduce", forced_colors="none") as page:
        figure = Figure(page)
        figure.numbers.check()
        figure.slider.fill("0.5")
        figure.settle()
        found = Axe().run(page, context=".nn-figure", options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()


def test_two_copies_on_a_page_do_not_disturb_each_other(visit):
    with visit(PAGE) as page:
        first = Figure(page)
        page.evaluate(
            """() => {
              const box = document.querySelector(".live-figure");
              const copy = box.cloneNode(true);
              copy.querySelector(".live-figure-view").remove();
              delete copy.dataset.live;
              const view = copy.querySelector("script");
              const models = document.querySelector('script[type$="widget-state+json"]');
              const state = JSON.parse(models.textContent);
              const id = JSON.parse(view.textContent).model_id;
              state.state["copy"] = state.state[id];
              models.textContent = JSON.stringify(state);
              view.textContent = JSON.stringify({ model_id: "copy" });
              document.querySelectorAll(".live-figure").forEach((old) => old.remove());
              document.querySelector("article").append(box, copy);
              document.querySelectorAll(".live-figure-view").forEach((old) => old.remove());
              const host = document.createElement("script");
              host.src = document.querySelector('script[src*="live_figures"]').src;
              return new Promise((done) => {
                host.onload = () => setTimeout(done, 300);
                document.body.append(host);
              });
            }"""
        )
        figures = page.locator(".nn-pixel-grid")
        assert figures.count() == 2
        first.root.get_by_role("button", name="Next ▶").click()
        first.settle()
        titles = page.locator(".nn-title").all_inner_texts()
        assert titles[0] != titles[1]


def test_a_broken_figure_leaves_its_picture(chromium, address):
    page = chromium.new_page()
    errors = []
    page.on("console", lambda message: errors.append(message.text))

    def broken(route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("export default", "throw 1;"))

    page.route(f"**/{PAGE}", broken)
    page.goto(f"{address}/{PAGE}")
    page.wait_for_function("() => performance.now() > 0")
    page.wait_for_timeout(500)
    assert page.locator(".live-figure img").first.is_visible()
    assert any("did not start" in text for text in errors)
    page.close()
