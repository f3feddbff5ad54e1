"""ParameterCounter, used as a reader would, against Python's counts."""

import itertools
import re

import pytest

from neuralnet.widgets import ParameterCounter
from tests.site.conftest import NARROW, WIDE, looks
from tests.site.figure_page import FigurePage

FOOT = 112  # where columns stand in the picture, as in parameter_counter_paint.js


class Counter(FigurePage):
    """What a reader sees of a ParameterCounter."""

    kind = ParameterCounter

    def shows(self, sizes):
        python = ParameterCounter(sizes=sizes)
        assert self.title() == f"{python.count:,} parameters"
        said = self.root.locator("canvas[role=img]").get_attribute("aria-label")
        assert said.startswith(f"A network {'-'.join(map(str, sizes))}.")
        weights = [int(n.replace(",", "")) for n in re.findall(r"weights = ([\d,]+)", said)]
        biases = [int(n.replace(",", "")) for n in re.findall(r"([\d,]+) biases", said)]
        assert sum(weights) + sum(biases) == python.count
        assert f"this one {python.count:,};" in said
        largest = max(weights)
        assert self.readout().startswith(f"{100 * largest / python.count:.1f}% of them")
        assert [int(box.input_value()) for box in self.boxes()] == sizes

    def boxes(self):
        return self.root.get_by_role("spinbutton").all()

    def drag_top(self, place, up):
        """Drag the top of a column up by so many pixels."""
        handle = self.root.locator(".nn-handle").nth(place)
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x, y - up, steps=4)
        self.page.mouse.up()


def test_it_counts_as_python_does_by_keyboard(show):
    with show(Counter, ParameterCounter()) as figure:
        figure.shows([784, 16, 16, 10])
        figure.spinbutton("Hidden 1").press("ArrowUp")
        figure.shows([784, 17, 16, 10])
        figure.spinbutton("Inputs").fill("100")
        figure.shows([100, 17, 16, 10])
        figure.button("Hidden 1: more").press("Enter")
        figure.button("Outputs: less").press("Enter")
        figure.shows([100, 18, 16, 9])
        figure.button("Add a layer").press("Enter")
        figure.shows([100, 18, 16, 16, 9])
        figure.button("Remove hidden layer 1").press("Enter")
        figure.shows([100, 16, 16, 9])
        assert figure.spinbutton("Hidden 1").evaluate("node => node === document.activeElement")
        figure.button("Start again").press("Enter")
        figure.page.wait_for_timeout(300)
        figure.shows([784, 16, 16, 10])


def test_bad_numbers_lose_nothing(show):
    with show(Counter, ParameterCounter()) as figure:
        box = figure.spinbutton("Hidden 1")
        for bad in ("", "0", "-3"):
            box.fill(bad)
            assert figure.title() == "13,002 parameters"
        box.press("Tab")
        figure.shows([784, 16, 16, 10])
        box.fill("99999999")
        figure.shows([784, 100_000, 16, 10])
        for _ in range(4):
            figure.button("Add a layer").click()
            figure.settle()
        assert figure.button("Add a layer").is_disabled()
        assert "most" in figure.button("Add a layer").get_attribute("title")


def test_the_top_of_a_column_is_dragged(show):
    with show(Counter, ParameterCounter()) as figure:
        figure.drag_top(1, -40)  # a dot is 5 pixels high
        figure.shows([784, 8, 16, 10])
        figure.drag_top(3, 20)
        figure.shows([784, 8, 16, 14])
        figure.drag_top(2, 100)  # and above 16 it grows by powers
        grown = int(figure.spinbutton("Hidden 2").input_value())
        assert grown > 1000
        figure.shows([784, 8, grown, 14])
        figure.drag_top(2, -300)
        figure.shows([784, 8, 1, 14])


# Note where the lines of the weave go, as [x, y, x, y].
WOVEN = """() => {
  window.woven = [];
  const { moveTo, lineTo, clearRect } = CanvasRenderingContext2D.prototype;
  const isWeave = (context) => context.canvas.matches(".nn-parameter-counter .nn-cover");
  let from = null;
  Object.assign(CanvasRenderingContext2D.prototype, {
    clearRect(...place) {
      if (isWeave(this)) woven.length = 0;
      clearRect.apply(this, place);
    },
    moveTo(x, y) {
      from = [x, y];
      moveTo.call(this, x, y);
    },
    lineTo(x, y) {
      if (isWeave(this)) woven.push([...from, x, y]);
      lineTo.call(this, x, y);
    },
  });
}"""


def lines(figure, sizes):
    """Return the lines between any two layers once the network has these sizes."""
    figure.page.evaluate("woven.length = 0")
    for box, size in zip(figure.boxes(), sizes, strict=True):
        box.fill(str(size))
    figure.page.wait_for_function("woven.length > 0")
    figure.page.wait_for_timeout(200)
    woven = figure.page.evaluate("woven")
    starts = sorted({line[0] for line in woven})
    assert len(starts) == len(sizes) - 1
    return [[line for line in woven if line[0] == start] for start in starts]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_there_is_a_line_for_each_weight_or_for_equally_many(show, viewport):
    with show(Counter, ParameterCounter(), viewport) as figure:
        assert figure.text(".nn-label") == "a line for 50 weights"
        figure.page.evaluate(WOVEN)
        each = lines(figure, [20, 10, 10, 6])
        assert figure.text(".nn-label") == "a line for each weight"
        assert [len({tuple(line) for line in band}) for band in each] == [200, 100, 60]
        assert [len({line[1] for line in band}) for band in each] == [20, 10, 10]
        assert [len({line[3] for line in band}) for band in each] == [10, 10, 6]
        few = lines(figure, [784, 16, 16, 10])
        assert figure.text(".nn-label") == "a line for 50 weights"
        assert [len(band) for band in few] == [251, 5, 3]
        assert len({line[3] for line in few[0]}) == 16  # all over both layers
        assert len({line[1] for line in few[0]}) > 200
        one = lines(figure, [784, 100_000, 1, 1])
        assert figure.text(".nn-label") == "a line for 500,000 weights"
        assert [len(band) for band in one] == [157, 1, 1]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_largest_numbers_leave_the_head_as_high_as_it_was(show, viewport):
    with show(Counter, ParameterCounter(), viewport) as figure:
        head = figure.root.locator(".nn-head")
        height = head.bounding_box()["height"]
        for _ in range(4):
            figure.button("Add a layer").click()
        figure.settle()
        for box in figure.boxes():
            box.fill("100000")
        figure.settle()
        figure.wait_for_text(".nn-label", "a line for 50M weights")
        assert figure.title() == "70,000,700,000 parameters"
        assert head.bounding_box()["height"] == height
        figure.fits()


def test_many_weights_are_a_thick_weave_and_few_are_threads(show):
    inked = f"""(canvas) => {{
      const {{ width }} = canvas;
      const {{ data }} = canvas.getContext("2d").getImageData(0, 0, width, {FOOT});
      return [0, 1, 2].map((band) => {{
        let sum = 0;
        for (let k = 3; k < data.length; k += 4) {{
          const x = (k >> 2) % width;
          if (Math.floor(4 * (x / width) - 0.5) === band) sum += data[k];
        }}
        return sum / (0.25 * width * {FOOT} * 255);
      }});
    }}"""
    with show(Counter, ParameterCounter()) as figure:
        thick, *threads = figure.root.locator("canvas.nn-cover").evaluate(inked)
        assert 0.4 < thick < 0.85  # lines can be seen in it
        assert 0.003 < min(threads) <= max(threads) < thick / 10


def test_the_weave_follows_the_hand(show):
    with show(Counter, ParameterCounter()) as figure:
        figure.page.evaluate(WOVEN)
        figure.drag_top(1, -40)
        figure.page.wait_for_timeout(200)
        assert len({line[3] for line in figure.page.evaluate("woven") if line[0] < 200}) == 8


def test_what_is_written_on_the_weave_has_a_plate(show):
    with show(Counter, ParameterCounter()) as figure:
        figure.page.evaluate(WRITTEN)
        figure.spinbutton("Hidden 1").fill("17")
        figure.settle()
        written = figure.page.evaluate("written")
        (_, left, right, y) = next(text for text in written if "13,328" in text[0])
        corners = figure.root.locator("canvas[role=img]").evaluate(
            """(canvas, [x, y, width, height]) => {
              const { data } = canvas.getContext("2d").getImageData(x, y, width, height);
              const [right, low] = [width - 1, height - 1];
              return [[0, 0], [right, 0], [0, low], [right, low]].map(([x, y]) => {
                const at = 4 * (y * width + x);
                return [...data.slice(at, at + 4)];
              });
            }""",
            [round(left) - 2, round(y) - 7, round(right - left) + 4, 14],
        )
        assert corners == [[245, 246, 248, 255]] * 4  # as the figure's ground


def test_eight_layers_are_as_high_as_four(show):
    for viewport in (None, NARROW):
        with show(Counter, ParameterCounter(), *[viewport] * bool(viewport)) as figure:
            root = figure.root.bounding_box()["height"]
            before = figure.height()
            for _ in range(4):
                figure.button("Add a layer").click()
                figure.settle()
            figure.shows([784, 16, 16, 16, 16, 16, 16, 10])
            assert (figure.root.bounding_box()["height"], figure.height()) == (root, before)
            figure.fits()
            figure.breaks_no_rule()


def test_the_controls_of_columns_keep_apart_and_can_be_touched_on_a_phone(show):
    with show(Counter, ParameterCounter(), NARROW) as figure:
        for layers in (4, 5):
            boxes = [box.bounding_box() for box in figure.root.locator(".nn-stepper").all()]
            assert len(boxes) == layers
            for left, right in itertools.pairwise(boxes):
                assert right["x"] - left["x"] - left["width"] >= 8
            for part in figure.root.locator(".nn-stepper button").all():
                size = part.bounding_box()
                assert min(size["width"], size["height"]) >= 24
            figure.button("Add a layer").click()
            figure.settle()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_largest_number_is_seen_whole_in_the_narrowest_column(show, viewport):
    sizes = [100_000] * 8
    with show(Counter, ParameterCounter(sizes=sizes), viewport) as figure:
        for box in figure.boxes():
            assert box.evaluate("node => node.scrollWidth <= node.clientWidth")


# Note where each text is written, as [text, left, right, y].
WRITTEN = """() => {
  window.written = [];
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const { actualBoundingBoxLeft, actualBoundingBoxRight } = this.measureText(text);
    written.push([text, x - actualBoundingBoxLeft, x + actualBoundingBoxRight, y]);
    fillText.call(this, text, x, y);
  };
}"""


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_name_covers_another_wherever_the_reader_s_own_is(show, viewport):
    with show(Counter, ParameterCounter(), viewport) as figure:
        figure.page.evaluate(WRITTEN)
        figure.page.set_viewport_size({**viewport, "width": viewport["width"] - 2})
        last = {}
        for neurons in (1, 16, 75, 1000, 75_000, 100_000):
            figure.spinbutton("Hidden 1").fill(str(neurons))
            figure.spinbutton("Hidden 2").fill(str(neurons))
            figure.settle()
            figure.page.wait_for_timeout(100)
            written = figure.page.evaluate("() => written.splice(0)")
            names = [text for text in written if re.match("yours|LeNet|AlexNet|BERT|GPT", text[0])]
            last |= {text[0].split()[0]: text for text in names}  # others are written once
            assert len(last) == 5
            for one, other in itertools.combinations(last.values(), 2):
                apart = abs(one[3] - other[3]) >= 12 or one[2] <= other[1] or other[2] <= one[1]
                assert apart, (one, other)


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, chromium, viewport, theme):
    with show(Counter, ParameterCounter(), viewport, theme) as figure:
        alive = figure.height()
        figure.spinbutton("Outputs").fill("26")
        assert figure.height() == alive
        figure.breaks_no_rule()
        address = figure.page.url
    page = chromium.new_page(viewport=viewport, color_scheme=theme, java_script_enabled=False)
    page.goto(address)
    assert page.locator(".live-figure").bounding_box()["height"] == alive
    page.close()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_it_fits_any_screen_and_any_type(show, direction):
    with show(Counter, ParameterCounter(), {"width": 280, "height": 844}) as figure:
        for width, size in [(280, 16), (390, 24), (390, 32), (640, 16), (960, 24)]:
            for _ in figure.resized([width], [size]):
                figure.fits(size, direction)
