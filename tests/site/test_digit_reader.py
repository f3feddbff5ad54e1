"""DigitReader on the published page, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest

from neuralnet import zoo
from neuralnet.convolution import carried
from neuralnet.widgets import DigitReader
from tests.site.conftest import NARROW, WIDE, lines
from tests.site.figure_page import FigurePage

PAGE = "intro.html"
DRAWN = 0.03  # a drawing is read back from its greys on the screen, not quite exactly
STILL = {"reduced_motion": "reduce"}


@pytest.fixture
def python():
    """The same figure in Python, in the state in which the page shows it first."""
    return DigitReader.greeter()


class Reader(FigurePage):
    """What a reader sees of the first DigitReader of a page."""

    kind = DigitReader

    def __init__(self, page):
        super().__init__(page)
        self.pad = self.root.locator(".nn-pad canvas")
        self.centring = self.switch("Centre it first")

    def answer(self):
        return self.text(".nn-answer")

    def neurons(self):
        """All neurons' activations as the page says them, layer by layer, to two decimals."""
        self.settle()
        self.page.wait_for_timeout(200)  # names follow the frame
        labels = self.root.locator(".nn-neuron").evaluate_all(
            "(nodes) => nodes.map((node) => node.getAttribute('aria-label'))"
        )
        return [float(re.search(r": (-?[\d.]+)$", label)[1]) for label in labels]

    def seen(self):
        """What the pad shows at rest, which is what the network sees: 784 numbers."""
        self.settle()
        greys = self.pad.evaluate(
            """(canvas) => {
              const cell = canvas.width / 28, levels = [];
              const copy = new OffscreenCanvas(canvas.width, canvas.height);
              const context = copy.getContext("2d", { willReadFrequently: true });
              context.drawImage(canvas, 0, 0);
              for (let k = 0; k < 784; k++)
                levels.push(context.getImageData(
                  ((k % 28) + 0.5) * cell, (Math.floor(k / 28) + 0.5) * cell, 1, 1).data[0]);
              return levels;
            }"""
        )
        return ((np.array(greys) - 22) / 233).clip(0, 1)

    def draw(self, points):
        """Draw along points, in pixels of 28: right, down."""
        self.drag(self.pad, points, 28)
        self.settle()

    def shows(self, python, atol=0.0051):
        """Whether the page shows the same numbers as the figure in Python."""
        expected = np.concatenate(python.answers[1:])
        np.testing.assert_allclose(self.neurons(), expected, atol=atol)
        best = int(python.answers[-1].argmax())
        assert re.search(rf"(it reads|all the same:) {best} ", self.readout())

    def shows_what_it_sees(self, python):
        """Whether the neurons answer to the pixels that the pad shows."""
        layers = python.network.activations(self.seen())
        np.testing.assert_allclose(self.neurons(), np.concatenate(layers[1:]), atol=DRAWN)


def test_it_starts_as_python_left_it(show, python):
    with show(Reader, python, **STILL) as figure:
        assert figure.answer() == "It reads 3"
        figure.shows(python)
        figure.shows_what_it_sees(python)


def test_a_pen_writes_on_the_first_visit_until_somebody_comes(show, python):
    with show(Reader, python) as figure:
        figure.page.keyboard.press("Shift")  # any input ends it
        figure.shows(python)
        figure.page.reload()
        figure = Reader(figure.page)  # the second time nobody writes
        figure.shows(python)


def test_stepping_shows_other_digits_and_wraps_round(show, python):
    with show(Reader, python, **STILL) as figure:
        for index in (0, 1, 2):
            figure.button("Next test digit").click()
            python.index = index
            figure.shows(python)
        for _ in range(3):
            figure.button("Previous test digit").click()
        assert figure.readout().startswith("Test digit 100:")


def test_a_test_digit_s_label_carries_its_mark(show, python):
    with show(Reader, python, **STILL) as figure:
        figure.button("Next test digit").click()
        python.index = 0
        label, best = python.labels[0], int(python.answers[-1].argmax())
        marks = [text for text in figure.root.locator(".nn-digit").all_inner_texts() if " " in text]
        assert marks == [f"{label} {'✓' if label == best else '✕'}"]


def test_chapter_12_begins_with_a_digit_that_its_network_misreads(visit):
    with visit("chapters/12-your-turn.html") as page:
        figure = Reader(page)
        figure.settle()
        marks = [text for text in figure.root.locator(".nn-digit").all_inner_texts() if " " in text]
        assert [mark[1:] for mark in marks] == [" ✕"]


def test_a_step_to_another_digit_ends_where_a_still_one_does(show, python):
    with show(Reader, python) as figure:
        figure.button("Next test digit").click()
        python.index = 0
        figure.page.wait_for_function(
            "best => document.querySelector('.nn-best .nn-digit')?.textContent[0] === best",
            arg=str(int(python.answers[-1].argmax())),
        )
        figure.page.wait_for_timeout(1500)  # the way there takes 240 ms
        figure.shows(python)
        figure.shows_what_it_sees(python)


def test_a_drawing_is_read_as_python_reads_it(show, python):
    with show(Reader, python, **STILL) as figure:
        figure.draw([(8, 6), (20, 6), (12, 22)])
        assert figure.readout().startswith("A drawing: it reads 7 ")
        assert figure.seen().max() > 0.9
        figure.shows_what_it_sees(python)


def test_the_ink_develops_and_moves_to_the_middle(show, python):
    with show(Reader, python) as figure:
        figure.draw([(3, 3), (9, 3), (5, 11)])
        figure.page.wait_for_timeout(3000)  # it develops, slides, and a pulse runs through
        rows = np.flatnonzero(figure.seen().reshape(28, 28).max(axis=1) > 0.2)
        assert rows[-1] - rows[0] >= 17  # twenty pixels high, but for its pale borders
        figure.shows_what_it_sees(python)


def test_a_second_finger_draws_nothing(show, python):
    with show(Reader, python, NARROW, has_touch=True, **STILL) as figure:
        figure.button("Clear").tap()
        box = figure.pad.bounding_box()
        session = figure.page.context.new_cdp_session(figure.page)

        def touch(kind, *points):
            places = [
                {"x": box["x"] + x * box["width"] / 28, "y": box["y"] + y * box["height"] / 28}
                | {"id": k}
                for k, (x, y) in enumerate(points)
            ]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

        touch("touchStart", (5, 8))
        touch("touchStart", (5, 8), (22, 20))
        for step in range(10):
            touch("touchMove", (5, 8 + step), (22, 20 - step))
        touch("touchEnd")
        figure.centring.uncheck()
        drawn = figure.seen().reshape(28, 28)
        assert drawn[:, :9].max() > 0.9
        assert drawn[:, 12:].max() == 0


def test_a_stroke_may_begin_outside(show, python):
    with show(Reader, python, **STILL) as figure:
        figure.centring.uncheck()
        figure.button("Clear").click()
        figure.draw([(-0.8, 14), (14, 14)])
        assert figure.seen().reshape(28, 28)[14, :10].min() > 0.9


def test_a_mouse_may_come_in_from_further_outside(show, python):
    with show(Reader, python, **STILL) as figure:
        figure.centring.uncheck()
        figure.button("Clear").click()
        figure.draw([(31, 4), (31, 6)])  # never comes to the pad
        assert figure.seen().max() == 0
        figure.draw([(31, 14), (14, 14)])
        seen = figure.seen().reshape(28, 28)
        assert seen[13:15, 16:].min() > 0.9
        assert seen[:, :10].max() == 0


def test_a_palm_draws_nothing_and_a_pen_takes_over(show, python):
    with show(Reader, python, **STILL) as figure:
        figure.centring.uncheck()
        figure.button("Clear").click()
        figure.pad.scroll_into_view_if_needed()
        figure.pad.evaluate(
            """(pad) => {
              const box = pad.getBoundingClientRect();
              const tell = (type, id, pointerType, x, y, wide = 20) =>
                pad.dispatchEvent(new PointerEvent(type, {
                  pointerId: id, pointerType, width: wide, height: wide, bubbles: true, button: 0,
                  clientX: box.left + x * box.width / 28, clientY: box.top + y * box.height / 28,
                }));
              HTMLElement.prototype.setPointerCapture = () => {};  // these pointers are made up
              tell("pointerdown", 7, "touch", 24, 24, 80);  // a palm
              tell("pointermove", 7, "touch", 20, 24, 80);
              tell("pointerdown", 8, "pen", 5, 5);
              tell("pointermove", 8, "pen", 5, 22);
              tell("pointerdown", 9, "touch", 20, 5);  // a finger, while the pen writes
              tell("pointermove", 9, "touch", 20, 20);
              tell("pointerup", 9, "touch", 20, 20);
              tell("pointermove", 8, "pen", 12, 22);
              tell("pointerup", 8, "pen", 12, 22);
              tell("pointerup", 7, "touch", 20, 24, 80);
            }"""
        )
        seen = figure.seen().reshape(28, 28)
        assert seen[5:22, 5].min() > 0.9
        assert seen[22, 5:12].min() > 0.9
        assert seen[:, 15:].max() == 0


def test_what_is_drawn_small_gets_a_finer_pen(show, python):
    with show(Reader, python, **STILL) as figure:
        figure.centring.uncheck()
        figure.button("Clear").click()
        figure.draw([(10, 10), (10, 16)])
        thin = figure.seen().reshape(28, 28)
        assert thin[13].sum() == pytest.approx(1.4, abs=0.2)  # half as wide, for 6 pixels
        figure.draw([(10, 16), (10, 24)])  # together they are no longer small
        assert figure.seen().reshape(28, 28)[13].sum() == pytest.approx(2.8, abs=0.2)


def test_the_ink_of_a_small_digit_develops_too(show, python):
    with show(Reader, python) as figure:
        figure.button("Clear").click()
        figure.draw([(10, 10), (14, 10), (11, 16)])
        figure.page.wait_for_timeout(3000)
        rows = np.flatnonzero(figure.seen().reshape(28, 28).max(axis=1) > 0.2)
        assert rows[-1] - rows[0] >= 17
        figure.shows_what_it_sees(python)


def test_centring_can_be_turned_off(show, python):
    with show(Reader, python, **STILL) as figure:
        figure.draw([(3, 3), (9, 3), (5, 11)])
        centred = figure.neurons()
        figure.centring.uncheck()
        python.image, python.centred = figure.seen(), False
        figure.shows(python, DRAWN)
        assert figure.neurons() != centred


def test_a_network_that_has_not_learned_is_pythons(show, python):
    python.learned = False
    with show(Reader, python, NARROW, **STILL) as figure:
        figure.shows(python)
        figure.button("Next test digit").click()
        python.index = 0
        figure.shows(python)
        figure.fits()
        figure.button("Knobs at random").click()
        python.learned = True
        figure.shows(python)
        assert figure.button("Knobs at random").is_hidden()


@pytest.mark.parametrize("name", ["Corner 7", "Face", "Nothing", "Upside down"])
def test_one_tap_tries_to_fool_it(show, python, name):
    with show(Reader, python, NARROW, has_touch=True, **STILL) as figure:
        figure.button(name).tap()
        python.centred = name != "Corner 7"
        size = 784
        python.drawing = {
            "Corner 7": python.fools[:size],
            "Face": python.fools[size:],
            "Nothing": bytes(size),
            "Upside down": python.drawing[::-1],
        }[name]
        figure.shows(python)


def test_drawing_by_keyboard(show, python):
    with show(Reader, python, **STILL) as figure:
        figure.button("Clear").click()
        figure.pad.focus()
        figure.page.keyboard.press("ArrowRight")
        assert figure.answer() == "Draw a digit"  # the pen is still up
        figure.page.keyboard.press("Space")
        for _ in range(14):
            figure.page.keyboard.press("ArrowDown")
        figure.page.keyboard.press("Space")
        figure.centring.focus()
        assert (figure.seen() > 0.5).sum() > 25
        figure.shows_what_it_sees(python)
        assert "it reads 1 " in figure.readout()
        figure.pad.focus()
        figure.page.keyboard.press("Delete")
        figure.page.keyboard.press("Tab")
        assert figure.seen().max() == 0


def test_an_empty_picture_is_answered_calmly(show, python):
    with show(Reader, python, **STILL) as figure:
        figure.button("Clear").click()
        python.image = np.zeros(784)
        assert figure.readout().startswith("Nothing is drawn. It answers all the same: ")
        figure.shows(python)
        assert "NaN" not in figure.root.inner_text()


@pytest.mark.parametrize(("layer", "neuron"), [(1, 3), (2, 15), (3, 9)])
def test_a_neuron_s_sum_is_python_s(show, python, layer, neuron):
    with show(Reader, python, **STILL) as figure:
        start = sum(python.sizes[1:layer])
        figure.root.locator(".nn-neuron").nth(start + neuron).click()
        values, network = python.answers, python.network
        terms = network.weights[layer - 1][neuron] * values[layer - 1]
        bias = network.biases[layer - 1][neuron]
        number = r"[-+]?\d+\.\d\d"
        found = figure.numbers(".nn-strip", number)[:3] + figure.numbers(".nn-result", number)
        expected = [terms.clip(0).sum(), terms.clip(None, 0).sum(), bias, values[layer][neuron]]
        np.testing.assert_allclose(found, expected, atol=0.0051)
        if layer > 1:
            figure.root.get_by_text("All 16 terms").click()
            figure.settle()
            text = "\n".join(figure.root.locator(".nn-lines p").all_inner_texts())
            lines = text.replace("\N{MINUS SIGN}", "-").split("\n")
            last = [float(line.split("=")[1]) for line in lines]
            np.testing.assert_allclose(last, terms, atol=0.0051)


def test_an_output_s_share_by_softmax_is_not_its_own_sum_s(show):
    """Softmax needs all ten sums: the strip gives the neuron's sum, and then its share."""
    python = DigitReader(zoo.load("relu"), layer=3, neuron=7)
    with show(Reader, python, **STILL) as figure:
        weights, values = python.network.weights[2][7], python.answers
        total = weights @ values[2] + python.network.biases[2][7]
        found = figure.numbers(".nn-strip", r"[-+]?\d+\.\d\d")[3:5]
        np.testing.assert_allclose(found, [total, values[3][7]], atol=0.0051)
        assert "softmax(" not in figure.text(".nn-strip")


# How many pixels of each map's place are blue on the canvas that lies over the threads.
BLUE = """(figure) => {
  const canvas = figure.querySelectorAll("canvas.nn-cover")[1];
  const { left, top, width } = canvas.getBoundingClientRect();
  const ratio = canvas.width / width;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return [...figure.querySelectorAll(".nn-map")].map((map) => {
    const box = map.getBoundingClientRect();
    const [x, y, wide, high] = [box.x - left, box.y - top, box.width, box.height]
      .map((length) => Math.round(length * ratio));
    let blue = 0;
    for (let row = y; row < y + high; row++) {
      for (let k = 4 * (row * canvas.width + x); k < 4 * (row * canvas.width + x + wide); k += 4) {
        blue += Number(data[k + 2] - data[k] > 60);
      }
    }
    return blue;
  });
}"""


def test_links_into_a_chosen_output_are_seen_on_the_maps_that_they_come_from(show):
    def blue(**focus):
        with show(Reader, DigitReader("convolution", index=30, **focus), **STILL) as figure:
            figure.settle()
            return figure.root.evaluate(BLUE)[8:]  # of the second layer of maps

    assert sum(pixels > 5 for pixels in blue(layer=3, neuron=3)) > 5
    assert not any(blue())


@pytest.mark.parametrize("width", [390, 320])
def test_the_strip_leaves_the_outputs_uncovered(width, show):
    """That of softmax is the longest."""
    python = DigitReader(zoo.load("relu"), index=65, layer=3, neuron=9)
    with show(Reader, python, {"width": width, "height": 844}, **STILL) as figure:
        figure.settle()
        names = [one.bounding_box() for one in figure.root.locator(".nn-digit").all()]
        strip = figure.root.locator(".nn-strip").bounding_box()
        assert max(name["y"] + name["height"] for name in names) <= strip["y"] + 1
        neurons = figure.root.locator(".nn-neuron").all()[-10:]
        for name, neuron in zip(names, neurons, strict=True):  # ticks and crosses count for nothing
            middles = [box["x"] + box["width"] / 2 for box in (name, neuron.bounding_box())]
            assert middles[0] == pytest.approx(middles[1], abs=1)


def test_a_held_neuron_can_be_let_go_and_hover_lives_again(show, python):
    with show(Reader, python, **STILL) as figure:
        strip = figure.root.locator(".nn-strip")
        first, second = (figure.root.locator(".nn-neuron").nth(k) for k in (2, 20))
        first.click()
        figure.page.mouse.move(1, 1)
        figure.settle()
        assert strip.is_visible()
        second.hover()  # another is looked at for the moment
        assert figure.readout().startswith("Hidden layer 2, neuron 5 of 16")
        figure.page.mouse.move(1, 1)
        assert figure.readout().startswith("Hidden layer 1, neuron 3 of 16")
        first.focus()
        figure.page.keyboard.press("Escape")
        first.blur()
        figure.settle()
        assert strip.is_hidden()
        second.hover()
        assert figure.readout().startswith("Hidden layer 2, neuron 5 of 16")


def test_neurons_are_reached_by_keyboard(show, python):
    with show(Reader, python, **STILL) as figure:
        figure.root.locator(".nn-neuron[tabindex='0']").focus()
        for key in ("ArrowRight", "ArrowRight", "ArrowRight", *["ArrowDown"] * 20):
            figure.page.keyboard.press(key)
        assert figure.readout().startswith("Output 9: ")
        for key in (*["ArrowLeft"] * 4, *["ArrowUp"] * 20):
            figure.page.keyboard.press(key)
        assert figure.readout().startswith("Hidden layer 1, neuron 1 of 16")


def test_drawing_by_touch_does_not_scroll_the_page(show, python):
    with show(Reader, python, NARROW, has_touch=True, is_mobile=True, **STILL) as figure:
        assert figure.pad.evaluate("(node) => getComputedStyle(node).touchAction") == "none"
        figure.button("Clear").tap()
        figure.tap(figure.pad, (14, 14), 28)
        assert figure.seen().max() > 0.5
        assert figure.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_pad_and_answer_are_on_the_first_screen(visit):
    for viewport, limit in [({"width": 1280, "height": 800}, 800), (NARROW, 844)]:
        with visit(PAGE, viewport, **STILL) as page:
            figure = Reader(page)
            page.evaluate("scrollTo(0, 0)")
            for part in (figure.pad, figure.root.locator(".nn-answer")):
                box = part.bounding_box()
                assert box["y"] + box["height"] <= limit


def test_every_target_is_large_enough(show, python):
    with show(Reader, python, NARROW, **STILL) as figure:
        sizes = figure.root.locator("button:visible").evaluate_all(
            "(nodes) => nodes.map((node) => Math.min(node.offsetWidth, node.offsetHeight))"
        )
        assert min(sizes) >= 24


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_jumps(show, python, viewport):
    heights = set()
    with show(Reader, python, viewport, **STILL) as figure:
        for place in (0, 20, 40):
            figure.root.locator(".nn-neuron").nth(place).click()
            heights.add(round(figure.height()))
        figure.button("Clear").click()
        heights.add(round(figure.height()))
    assert len(heights) == 1, heights


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_breaks_no_rule_in_use(show, python, theme):
    with show(Reader, python, WIDE, theme, **STILL) as figure:
        figure.breaks_no_rule()
        figure.root.locator(".nn-neuron").nth(20).click()
        figure.root.get_by_text("All 16 terms").click()
        figure.breaks_no_rule()


# The same pad with a network of maps behind it.


@pytest.fixture
def of_maps():
    return DigitReader("convolution", index=30)


class MapReader(Reader):
    """What a reader sees of one whose network has maps."""

    def shows(self, python, atol=0.0051):
        """Whether each map's largest number, and each output, is Python's."""
        *layers, outputs = python.answers[1:]
        most = [
            layer.reshape(count, -1).max(axis=1)
            for layer, count in zip(layers, python.maps, strict=True)
        ]
        np.testing.assert_allclose(self.neurons(), np.concatenate([*most, outputs]), atol=atol)
        assert f"t reads {outputs.argmax()} " in self.readout()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_maps_are_python_s_for_digits_and_drawings(show, of_maps, viewport):
    with show(MapReader, of_maps, viewport, **STILL) as figure:
        figure.shows(of_maps)
        figure.button("Next test digit").click()
        of_maps.index = 31
        figure.shows(of_maps)
        figure.draw([(8, 6), (20, 6), (12, 22)])
        of_maps.image, of_maps.centred = figure.seen(), False
        figure.shows(of_maps, 5 * DRAWN)  # a sum of 200 numbers that were read back


@pytest.mark.parametrize(("layer", "unit"), [(1, 3), (2, 22), (3, 3)])
def test_what_is_carried_to_a_map_is_python_s(show, of_maps, layer, unit):
    with show(MapReader, of_maps, **STILL) as figure:
        start = sum(of_maps.units[1:layer])
        figure.root.locator(".nn-neuron").nth(start + unit).click()
        terms = carried(of_maps.network, of_maps.inputs)[layer - 1][0][unit]
        bias = of_maps.network.biases[layer - 1][unit]
        values = of_maps.answers[layer]
        result = values.reshape(of_maps.units[layer], -1)[unit].max()
        number = r"[-+]?\d+\.\d\d"
        found = figure.numbers(".nn-strip", number)[:3] + figure.numbers(".nn-result", number)
        expected = [terms.clip(0).sum(), terms.clip(None, 0).sum(), bias, result]
        np.testing.assert_allclose(found, expected, atol=0.0051)
        if layer > 1:
            figure.root.get_by_text(f"All {len(terms)} terms").click()
            figure.settle()
            listed = lines(figure.root)
            assert listed[0].startswith("map 1 of layer ")
            last = [float(line.split(": ")[1]) for line in listed]
            np.testing.assert_allclose(last, terms, atol=0.0051)


def test_a_map_is_found_by_keyboard_held_and_framed_on_the_pad(show, of_maps):
    with show(MapReader, of_maps, **STILL) as figure:
        before = figure.pad.screenshot()
        figure.root.locator(".nn-neuron[tabindex='0']").focus()
        for key in ("ArrowDown", "ArrowDown", "Enter"):
            figure.page.keyboard.press(key)
        assert figure.readout().startswith("First layer, map 3 of 8: what adds in the frame is ")
        assert "its largest number is " in figure.readout()
        assert figure.pad.screenshot() != before
        figure.page.keyboard.press("ArrowRight")
        assert figure.readout().startswith("Second layer, map 3 of 32: ")
        figure.page.keyboard.press("Escape")
        figure.page.keyboard.press("Tab")
        assert figure.readout().startswith("Test digit 31: somebody wrote a 3; it reads 3 ")


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_maps_move_nothing_and_are_large_enough_to_touch(show, of_maps, viewport):
    heights = set()
    with show(MapReader, of_maps, viewport, **STILL) as figure:
        figure.fits()
        for place in (0, 20, 45):
            figure.root.locator(".nn-neuron").nth(place).click()
            heights.add(round(figure.height()))
        sizes = figure.root.locator("button:visible").evaluate_all(
            "(nodes) => nodes.map((node) => Math.min(node.offsetWidth, node.offsetHeight))"
        )
        assert min(sizes) >= 24
    assert len(heights) == 1, heights


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_maps_break_no_rule_in_use(show, of_maps, theme):
    with show(MapReader, of_maps, NARROW, theme, **STILL) as figure:
        figure.root.locator(".nn-neuron").nth(20).click()
        figure.root.get_by_text("All 8 terms").click()
        figure.breaks_no_rule()
