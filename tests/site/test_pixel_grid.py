"""PixelGrid, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest

from neuralnet.widgets import PixelGrid
from tests.site.conftest import NARROW, WIDE, looks
from tests.site.figure_page import FigurePage

PAGE = "chapters/01-digits.html"
STILL = {"reduced_motion": "reduce"}


@pytest.fixture
def python():
    """The same figure in Python, in the state in which the chapter shows it first."""
    return PixelGrid(index=30, row=9, column=13)


class Grid(FigurePage):
    """What a reader sees of a PixelGrid."""

    kind = PixelGrid

    def __init__(self, page):
        super().__init__(page)
        self.canvas = self.root.locator(".nn-pixels")
        self.list = self.root.locator(".nn-list")
        self.lens = self.root.locator(".nn-lens")
        self.window = self.root.locator(".nn-window")

    def picked(self):
        """Return what the readout says: row, column, value."""
        row, column, value, *place = re.fullmatch(
            r"Row (\d+), column (\d+): (\d\.\d\d)\.\nPlace 28 . (\d+) \+ (\d+) = (\d+)\.",
            self.readout(),
        ).groups()
        assert place == [row, column, str(28 * int(row) + int(column))]
        return int(row), int(column), value

    def digit(self):
        """Return what the title says: the digit's index and its label."""
        place, label = re.fullmatch(
            r"Digit (\d+) of 100: somebody wrote an? (\d)", self.title()
        ).groups()
        return int(place) - 1, int(label)

    def label(self):
        self.settle()
        return self.canvas.get_attribute("aria-label")

    def lit(self):
        """Return the threshold and how many pixels reach it, or "off"."""
        self.settle()
        words = self.slider("Threshold").get_attribute("aria-valuetext")
        found = re.fullmatch(r"(\d\.\d\d): (\d+) of 784 reach it", words)
        count = int(found[2]) if found else int(self.text(".nn-threshold b").split()[0])
        assert self.text(".nn-threshold b") == f"{count} of 784"
        return (float(found[1]), count) if found else words

    def shows(self, python):
        """Whether the page shows the same as the figure in Python."""
        assert self.digit() == (python.index, python.label)
        assert self.picked() == (python.row, python.column, f"{python.value:.2f}")
        place = self.slider("Place in the list").input_value()
        assert int(place) == 28 * python.row + python.column

    def greys(self, canvas):
        """Return the grey of every number in the grid or in the list: 0 to 255."""
        self.settle()
        levels = canvas.evaluate(
            """(canvas) => {
              const copy = new OffscreenCanvas(canvas.width, canvas.height);
              const context = copy.getContext("2d", { willReadFrequently: true });
              context.drawImage(canvas, 0, 0);
              const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
              return Array.from({ length: 784 }, (_, k) => data[4 * k]);
            }"""
        )
        return np.array(levels).reshape(28, 28)

    def comes_to_show(self, canvas, numbers):
        """Wait until the grid or the list shows these numbers: what moves takes its time."""
        expected = 16 + 239 * numbers
        for _ in range(100):
            if np.allclose(self.greys(canvas), expected, atol=1):
                return
            self.page.wait_for_timeout(50)
        np.testing.assert_allclose(self.greys(canvas), expected, atol=1)


def test_it_starts_as_python_left_it(show, python):
    with show(Grid, python) as figure:
        figure.shows(python)


def test_every_control_moves_by_keyboard(show, python):
    with show(Grid, python, **STILL) as figure:
        press = figure.page.keyboard.press
        figure.canvas.focus()
        keys = ["ArrowUp", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowLeft"]
        for key, row, column in zip(
            keys, (8, 8, 9, 10, 10, 10), (13, 14, 14, 14, 13, 12), strict=True
        ):
            press(key)
            python.row, python.column = row, column
            figure.shows(python)
        for key, trait, place in (
            ("Home", "column", 0),
            ("PageUp", "row", 0),
            ("End", "column", 27),
            ("PageDown", "row", 27),
        ):
            press(key)
            setattr(python, trait, place)
            figure.shows(python)

        press("Tab")  # the list: its number 783 is the last
        for key, place in (("ArrowLeft", 782), ("Home", 0), ("ArrowRight", 1)):
            press(key)
            python.row, python.column = divmod(place, 28)
            figure.shows(python)

        press("Tab")
        press("Enter")  # Previous
        python.index -= 1
        figure.shows(python)
        press("Tab")
        press("Space")  # Next
        press("Space")
        python.index += 2
        figure.shows(python)

        for label in range(10):
            press("Tab")
            assert figure.page.evaluate("document.activeElement.textContent") == str(label)
            press("Enter")
            later = [*range(python.index + 1, 100), *range(python.index + 1)]
            python.index = next(k for k in later if python.labels[k] == label)
            figure.shows(python)

        press("Tab")
        for step in range(1, 11):
            press("ArrowRight")
            python.threshold = round(0.05 * step, 2)
            figure.shows(python)
            lit = int(np.count_nonzero(python.image >= python.threshold))
            assert figure.lit() == (python.threshold, lit)
        press("End")
        assert figure.lit() == (1.0, int(np.count_nonzero(python.image >= 1)))
        press("Home")
        assert figure.lit() == "off"
        python.threshold = 0.0

        for name, trait in (
            ("Numbers only", None),
            ("Shuffle the places", "shuffled"),
            ("Unroll", "unrolled"),
        ):
            press("Tab")
            press("Space")
            assert figure.switch(name).is_checked()
            if trait is None:
                press("Space")
            else:
                setattr(python, trait, True)
            figure.shows(python)


def test_arrow_keys_stop_at_the_edges(show, python):
    with show(Grid, python) as figure:
        figure.canvas.focus()
        for keys, place in ((("ArrowLeft", "ArrowUp"), 0), (("ArrowRight", "ArrowDown"), 27)):
            for _ in range(30):
                for key in keys:
                    figure.page.keyboard.press(key)
            assert figure.picked()[:2] == (place, place)


def test_stepping_wraps_round(show, python):
    with show(Grid, python) as figure:
        for _ in range(31):
            figure.button("◀ Previous").click()
        assert figure.digit()[0] == 99
        figure.button("Next ▶").click()
        assert figure.digit()[0] == 0


@pytest.mark.parametrize(("row", "column"), [(0, 0), (9, 13), (27, 27)])
def test_hovering_and_tapping_read_the_pixel_under_it(show, python, row, column):
    python.row, python.column = 4, 5
    with show(Grid, python) as figure:
        figure.hover(figure.canvas, (column + 0.5, row + 0.5), 28)
        python.row, python.column = row, column
        figure.shows(python)
    python.row, python.column = 4, 5
    with show(Grid, python, NARROW, has_touch=True, is_mobile=True) as figure:
        figure.tap(figure.canvas, (column + 0.5, row + 0.5), 28)
        python.row, python.column = row, column
        figure.shows(python)


@pytest.mark.parametrize("place", [0, 265, 783])
def test_the_list_reads_the_number_under_the_mouse_too(show, python, place):
    with show(Grid, python) as figure:
        figure.hover(figure.list, (0.5, place + 0.5), 1, 784)
        figure.settle()
        found = int(figure.slider("Place in the list").input_value())
        assert found == pytest.approx(place, abs=1)  # some numbers share a pixel of the screen
        python.row, python.column = divmod(found, 28)
        figure.shows(python)


def test_the_marker_is_dragged_in_the_grid_and_in_the_list(show, python):
    with show(Grid, python) as figure:
        figure.drag(figure.canvas, [(13.5, 9.5), (3.5, 20.5)], 28)
        python.row, python.column = 20, 3
        figure.shows(python)
        figure.drag(figure.list, [(0.5, 563.5), (0.5, 300)], 1, 784)
        assert figure.picked()[0] == pytest.approx(300 // 28, abs=1)


def test_a_finger_drags_the_marker_and_has_the_lens_above_it(show, python):
    with show(Grid, python, NARROW, has_touch=True, is_mobile=True) as figure:
        figure.canvas.scroll_into_view_if_needed()
        session = figure.page.context.new_cdp_session(figure.page)
        (start, end) = figure.places(figure.canvas, [(13.5, 9.5), (20.5, 25.5)], 28)
        scrolled = figure.page.evaluate("scrollY")

        def touch(kind, *points):
            points = [{"x": x, "y": y} for x, y in points]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touch("touchStart", start)
        for step in range(1, 9):
            at = [a + (b - a) * step / 8 for a, b in zip(start, end, strict=True)]
            touch("touchMove", at)
        python.row, python.column = 25, 20
        figure.shows(python)
        box = figure.lens.bounding_box()
        assert box["y"] + box["height"] < end[1] - 10
        touch("touchEnd")
        assert figure.page.evaluate("scrollY") == scrolled


def test_the_lens_follows_the_mouse_and_goes_with_it(show, python):
    with show(Grid, python) as figure:
        assert not figure.lens.is_visible()
        figure.hover(figure.canvas, (14.5, 14.5), 28)
        figure.settle()
        box = figure.lens.bounding_box()
        (place,) = figure.places(figure.canvas, [(14.5, 14.5)], 28)
        assert box["width"] >= 7 * 28
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        assert middle == pytest.approx(place, abs=2)
        for corner in ((0.5, 0.5), (27.5, 27.5)):
            figure.hover(figure.canvas, corner, 28)
            figure.settle()
            box, whole = figure.lens.bounding_box(), figure.root.bounding_box()
            assert box["x"] >= whole["x"] - 1
            assert box["y"] >= whole["y"] - 1
            assert box["y"] + box["height"] <= whole["y"] + whole["height"] + 1
        figure.hover(figure.list, (0.5, 400.5), 1, 784)
        figure.settle()
        assert not figure.lens.is_visible()
        assert figure.window.is_visible()
        figure.page.mouse.move(2, 2)
        figure.settle()
        assert not figure.window.is_visible()


def test_the_window_on_the_list_says_each_number_and_its_place(show, python):
    with show(Grid, python) as figure:
        figure.slide("Place in the list", "ArrowRight")
        lines = figure.text(".nn-window").split("\n")
        python.column += 1
        numbers = python.image.ravel()
        for line, place in zip(lines, range(263, 270), strict=True):
            found, value = line.split()
            assert int(found) == place
            assert value == f"{numbers[place]:.2f}".lstrip("0")[:3]


@pytest.mark.parametrize("threshold", [0.0, 0.5])
def test_grid_and_list_show_every_pixel(show, python, threshold):
    python.threshold = threshold
    with show(Grid, python) as figure:
        for canvas in (figure.canvas, figure.list):
            figure.comes_to_show(canvas, python.shown)


def test_the_picked_pixel_is_boxed_where_it_is_counted(show, python):
    with show(Grid, python) as figure:
        levels = figure.root.locator(".nn-levels").bounding_box()
        step = (levels["width"] - 24) / 20  # beside 12 pixels on each side
        box = figure.root.locator(".nn-picked")
        figure.canvas.focus()
        for _ in range(6):
            figure.page.keyboard.press("ArrowLeft")
            python.column -= 1
            figure.settle()
            value = python.image.reshape(28, 28)[python.row, python.column]
            assert box.is_visible() == (value > 0)
            if value > 0:
                place = (box.bounding_box()["x"] - levels["x"] - 12) / step
                assert place == pytest.approx(min(int(value * 20), 19), abs=0.1)


def test_the_threshold_is_dragged(show, python):
    with show(Grid, python) as figure:
        levels = figure.root.locator(".nn-levels")
        width = levels.bounding_box()["width"]
        places = [(12 + share * (width - 24), 20) for share in (0, 0.25, 0.5)]
        figure.drag(levels, places, width, levels.bounding_box()["height"])
        python.threshold = 0.5
        lit = int(np.count_nonzero(python.image >= 0.5))
        assert figure.lit() == (0.5, lit)
        figure.comes_to_show(figure.canvas, python.shown)


@pytest.mark.parametrize("options", [{}, STILL], ids=["moving", "still"])
def test_shuffled_places_are_python_s(show, python, options):
    with show(Grid, python, **options) as figure:
        figure.switch("Shuffle the places").check()
        python.shuffled = True
        figure.shows(python)
        figure.comes_to_show(figure.canvas, python.shown)
        assert "Their places are shuffled." in figure.label()
        figure.button("Next ▶").click()
        python.index += 1
        figure.comes_to_show(figure.list, python.shown)
        figure.switch("Shuffle the places").uncheck()
        python.shuffled = False
        figure.comes_to_show(figure.canvas, python.shown)


@pytest.mark.parametrize("options", [{}, STILL], ids=["moving", "still"])
def test_unrolled_the_list_is_whole_and_the_grid_has_gone(show, python, options):
    with show(Grid, python, **options) as figure:
        figure.switch("Unroll").check()
        figure.comes_to_show(figure.list, python.shown)
        figure.root.locator(".nn-air").wait_for(state="hidden")
        assert figure.greys(figure.canvas).max() < 60
        figure.switch("Unroll").uncheck()
        figure.comes_to_show(figure.canvas, python.shown)
        figure.comes_to_show(figure.list, python.shown)


def test_rows_fly_to_the_list_one_after_the_other(show, python):
    with show(Grid, python) as figure:
        figure.switch("Unroll").check()
        figure.root.locator(".nn-air").wait_for(state="visible")
        seen = figure.list.evaluate(
            """async (canvas) => {
              const copy = new OffscreenCanvas(1, 784), counts = [];
              const context = copy.getContext("2d", { willReadFrequently: true });
              while (!canvas.closest(".nn-board").querySelector(".nn-air").hidden) {
                context.drawImage(canvas, 0, 0);
                const { data } = context.getImageData(0, 0, 1, 784);
                counts.push(data.filter((level, k) => k % 4 === 0 && level > 16).length);
                await new Promise(requestAnimationFrame);
              }
              return counts;
            }"""
        )
        assert sorted(seen) == seen
        assert seen[0] < np.count_nonzero(python.image) / 2


def test_it_is_spoken_when_it_has_settled(show, python):
    with show(Grid, python) as figure:
        figure.canvas.focus()
        figure.page.keyboard.press("ArrowRight")
        python.column += 1
        words = f"Row {python.row}, column {python.column}: {python.value:.2f}."
        figure.root.get_by_role("status").get_by_text(words).wait_for(state="attached")
        assert f"A {python.label}; 136 of 784 pixels are not 0." in figure.label()
        figure.slider("Threshold").fill("0.05")
        assert "132 of 784 pixels hold at least 0.05 and are shown as 1." in figure.label()


def test_only_the_numbers_give_no_answer_away(show, python):
    with show(Grid, python) as figure:
        only = figure.switch("Numbers only")
        only.check()
        assert figure.title() == "Digit 31 of 100: which digit is it?"
        assert figure.label().startswith("The digit's pixels. Which digit is it? 136 of 784")
        assert figure.root.locator("[aria-current]").count() == 0
        assert figure.picked() == (9, 13, f"{python.value:.2f}")
        for canvas in (figure.canvas, figure.list):
            assert (figure.greys(canvas) == 16).all()
        assert figure.lens.is_visible()  # the lens reads on, where nothing else is to be seen
        only.uncheck()
        figure.shows(python)
        assert not figure.lens.is_visible()
        assert figure.button("Next 3").get_attribute("aria-current") == "true"


@looks(1)
def test_no_event_changes_its_height_and_no_rule_is_broken(show, python, viewport, theme):
    with show(Grid, python, viewport, theme) as figure:
        before = figure.height()
        for name in ("Numbers only", "Shuffle the places", "Unroll"):
            figure.switch(name).check()
            assert figure.height() == before
        figure.slider("Threshold").fill("0.5")
        figure.canvas.focus()
        assert figure.height() == before
        figure.breaks_no_rule()


TOO_FAR = """(figure) => {
  const { left, right, bottom } = figure.getBoundingClientRect();
  return [...figure.querySelectorAll("*")].filter((node) => {
    const box = node.getBoundingClientRect();
    const shown = box.width > 1 && !node.closest(".nn-spoken");
    const beside = box.left < left || box.right > right + 1;
    return shown && (beside || box.bottom > bottom + 1);
  }).map((node) => node.className);
}"""


def test_everything_fits_whatever_the_width_and_the_font(show, python):
    with show(Grid, python, {"width": 280, "height": 900}) as figure:
        for seen in figure.resized([280, 390, 620, 690, 760, 960, 1440], [16, 24, 32]):
            assert figure.root.evaluate(TOO_FAR) == [], seen
            figure.canvas.focus()
            for part in ("button", ".nn-toggle", ".nn-mark", ".nn-levels .nn-handle", ".nn-spot"):
                for node in figure.root.locator(part).filter(visible=True).all():
                    box = node.bounding_box()
                    assert min(box["width"], box["height"]) >= 24, (seen, part)


def test_hand_and_answer_are_on_one_screen_of_a_phone(show, python):
    with show(Grid, python, NARROW) as figure:
        answers = map(figure.root.locator, (".nn-readout", ".nn-threshold"))
        figure.is_on_one_screen(figure.canvas, *answers)


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_jumps_when_it_comes_to_life(visit, viewport):
    with visit(PAGE, viewport) as page:
        alive = Grid(page).height()
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    with visit(PAGE, viewport, java_script_enabled=False) as page:
        box = page.locator(".live-figure").first
        assert box.locator("[role=img]").first.is_visible()
        assert box.bounding_box()["height"] == pytest.approx(alive, abs=1)


def test_print_shows_the_picture(visit):
    with visit(PAGE) as page:
        figure = Grid(page)
        page.emulate_media(media="print")
        assert page.locator(".live-figure-picture [role=img]").first.is_visible()
        assert not figure.root.is_visible()


def test_two_copies_on_a_page_do_not_disturb_each_other(visit):
    with visit(PAGE) as page:
        first = Grid(page)
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
        first.button("Next ▶").click()
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
    assert page.locator(".live-figure-picture [role=img]").first.is_visible()
    assert any("did not start" in text for text in errors)
    page.close()
