"""TrainingRoom on the published page, used as a reader would, against Python's training."""

import base64
import io
import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from neuralnet.datasets import mnist
from neuralnet.random import mulberry32, shuffled
from neuralnet.training import SGD, Gradient, cross_entropy, evaluate
from neuralnet.widgets import TrainingRoom
from tests.site.conftest import LOOKS, OPTIONS, settle

PAGE = "chapters/07-learning.html"


class Figure:
    """What a reader sees of the first TrainingRoom of a page."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator(".nn-training-room").first
        self.root.wait_for()
        self.root.scroll_into_view_if_needed()

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def slider(self, name):
        return self.root.get_by_role("slider", name=name)

    def readout(self):
        settle(self.page)
        return self.root.locator(".nn-readout").inner_text()

    def wait(self, words):
        self.root.locator(".nn-readout", has_text=re.compile(words)).wait_for()
        return self.readout()

    def values(self):
        said = self.readout()
        found = re.search(r"cost (\d+\.\d{3}), right ([\d.]+)%; test digits right ([\d.]+)%", said)
        return tuple(float(found[k]) for k in (1, 2, 3))

    def learn(self, batches, size=10):
        """Learn from single batches: return what is said and shown before and after each."""
        said, shown = [self.readout()], [self.weights()]
        for step in range(1, batches + 1):
            self.button("One batch").click()
            said.append(self.wait(rf"^{size * step / 10_000:.2f} epochs; .*test"))
            shown.append(self.weights())
        return said, shown

    def look_back(self, key):
        """Press a key on the slider; return what is then said, and the weights shown."""
        self.slider("Look back").press(key)
        return self.readout(), self.weights()

    def weights(self):
        picture = self.root.locator("canvas").nth(1).evaluate("canvas => canvas.toDataURL()")
        return np.array(Image.open(io.BytesIO(base64.b64decode(picture.split(",")[1]))), int)


def alike(picture, other):
    """Whether pictures are the same, up to what float32 changes of a colour."""
    return picture.shape == other.shape and np.abs(picture - other).max() <= 1


def test_it_says_what_it_is_before_anything_is_fetched(visit):
    with visit(PAGE) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        figure = Figure(page)
        assert figure.readout() == "It has learned nothing yet. Press Start."
        assert figure.root.locator(".nn-title").inner_text().startswith("784-16-16-10")
        # The page's own icon comes when the browser likes.
        assert [address for address in asked if "favicon" not in address] == []


def test_single_batches_give_python_s_costs(visit):
    digits, python = mnist(), TrainingRoom()
    network = python.network  # float64, as in the page
    order = shuffled(10_000, mulberry32(0))
    inputs = digits.train_images[:10_000].astype(np.float64)
    targets = np.eye(10)[digits.train_labels[:10_000]]
    gradient, optimiser = Gradient(network), SGD()
    with visit(PAGE) as page:
        figure = Figure(page)
        for step in range(1, 6):
            figure.button("One batch").click()
            figure.wait(rf"^{10 * step / 10_000:.2f} epochs; .*test")
            batch = np.array(order[10 * (step - 1) : 10 * step])
            outputs = gradient.of(inputs[batch], targets[batch])
            cost = cross_entropy(outputs, targets[batch]).mean()
            right = (outputs.argmax(axis=1) == digits.train_labels[batch]).mean()
            optimiser.step(network.parameters, gradient.values, 0.1)
            tests = digits.test_images[:1000], digits.test_labels[:1000]
            page.wait_for_function(
                "(cost) => document.querySelector('.nn-training-room .nn-readout')"
                ".textContent.includes(cost)",
                arg=f"cost {cost:.3f}",
            )
            expected = (round(cost, 3), 100 * right, 100 * evaluate(network, *tests)[1])
            np.testing.assert_allclose(figure.values(), expected, atol=0.051)


def test_it_learns_pauses_and_starts_again(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button("Start").click()
        figure.wait(r"^[1-9]\.\d\d epochs")
        figure.button("Pause").click()
        page.wait_for_timeout(300)
        said = figure.readout()
        assert figure.values()[2] > 75
        page.wait_for_timeout(300)
        assert figure.readout() == said
        figure.button("Start again").click()
        assert figure.wait("nothing yet").startswith("It has learned nothing yet")
        figure.button("Start").click()
        figure.wait(r"^(0\.[1-9]|[1-9])")


def test_the_page_stays_alive_while_it_learns(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button("Start").click()
        figure.wait(r"^(0\.[1-9]|[1-9])")
        longest = page.evaluate(
            """async () => {
              let longest = 0, last = performance.now();
              for (let k = 0; k < 60; k++) {
                await new Promise(requestAnimationFrame);
                longest = Math.max(longest, performance.now() - last);
                last = performance.now();
              }
              return longest;
            }"""
        )
        assert longest < 500


def test_a_wild_learning_rate_is_said_calmly(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button("Sigmoid").click()
        figure.slider("Learning rate").focus()
        page.keyboard.press("End")
        figure.slider("Momentum").focus()
        page.keyboard.press("End")
        figure.button("Start").click()
        figure.wait(r"^\d\.\d\d epochs|no longer a number")
        page.wait_for_timeout(1000)
        assert "NaN" not in figure.root.inner_text()
        assert "Infinity" not in figure.root.inner_text()


def test_other_networks_can_be_built(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        for name in ("Hidden layer 1", "Hidden layer 2"):
            figure.slider(name).focus()
            page.keyboard.press("ArrowRight")
        figure.button("tanh").click()
        settle(page)
        assert figure.root.locator(".nn-title").inner_text().startswith("784-24-24-10")
        figure.button("One batch").click()
        assert "test digits right" in figure.wait("test digits right")


@pytest.mark.parametrize("broken", ["digits", "worker"])
def test_what_cannot_start_is_said_calmly(chromium, address, broken):
    page, errors = chromium.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    if broken == "digits":
        page.route("**/digits/train.js", lambda route: route.abort())
    else:
        page.add_init_script("window.Worker = class { constructor() { throw new Error('no'); } }")
    page.goto(f"{address}/{PAGE}")
    figure = Figure(page)
    figure.button("Start").click()
    assert "It cannot learn here" in figure.wait("cannot learn")
    assert figure.slider("Look back").is_disabled()
    assert errors == []
    page.close()


def test_looking_back_shows_earlier_moments_and_changes_nothing(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        past = figure.slider("Look back")
        assert past.is_disabled()
        figure.slider("Batch size").press("End")  # 1,000 images
        undisturbed = figure.learn(5, 1000)[0][-1]
        figure.button("Start again").click()
        figure.wait("nothing yet")
        settle(page)
        assert past.is_disabled()
        said, shown = figure.learn(4, 1000)
        curves = figure.root.locator("canvas").first
        assert not any(alike(shown[k], shown[k + 1]) for k in range(4))
        assert past.get_attribute("aria-valuetext") == "now"
        present = curves.screenshot()
        for moment in (3, 2, 1):
            words, weights = figure.look_back("ArrowLeft")
            assert words == said[moment]
            assert alike(weights, shown[moment])
            assert past.get_attribute("aria-valuetext") == f"at 0.{moment}0 epochs"
            assert curves.screenshot() != present  # a marker
            assert said[moment] in curves.get_attribute("aria-label")
        assert figure.look_back("Home")[0].startswith("0.00 epochs; test digits right")
        words, weights = figure.look_back("End")
        assert (words, past.get_attribute("aria-valuetext")) == (said[4], "now")
        assert (weights == shown[4]).all()
        assert curves.screenshot() == present
        # Going on from a look at the past goes on from the present, and shows it.
        figure.look_back("Home")
        figure.button("One batch").click()
        assert figure.wait(r"^0\.50 epochs") == undisturbed
        assert past.get_attribute("aria-valuetext") == "now"


def test_after_a_pause_every_test_can_be_looked_back_on(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        past = figure.slider("Look back")
        figure.button("Start").click()
        figure.wait(r"^(0\.[5-9]\d|[1-9]\d*\.\d\d) epochs")
        assert past.is_disabled()
        figure.button("Pause").click()
        figure.look_back("Home")
        found = []
        for _ in range(8):
            found.append(past.get_attribute("aria-valuetext"))
            figure.look_back("ArrowRight")
        moments = ("0.00", "0.05", "0.10", "0.15", "0.20", "0.25", "0.50")
        assert found[:7] == [f"at {moment} epochs" for moment in moments]
        figure.look_back("Home")
        figure.button("Start").click()
        settle(page)
        assert past.is_disabled()
        assert past.get_attribute("aria-valuetext") == "now"


def test_the_history_stays_short(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.slider("Hidden layer 1").press("Home")  # 2 neurons: quick
        for _ in range(3):
            figure.slider("Batch size").press("ArrowRight")  # to 100 images
        figure.learn(1, 100)
        figure.button("One batch").evaluate("(b) => { for (let k = 1; k < 70; k++) b.click(); }")
        figure.wait(r"^0\.70 epochs; .*test")
        # After 61 moments, with the first, every second one is kept: 0, 2, ... 68, and now.
        past = figure.slider("Look back")
        assert past.get_attribute("max") == "35"
        figure.look_back("Home")
        figure.look_back("ArrowRight")
        assert past.get_attribute("aria-valuetext") == "at 0.02 epochs"
        figure.look_back("PageUp")
        assert int(past.input_value()) > 1
        figure.button("Start again").click()
        figure.wait("nothing yet")
        assert past.is_disabled()
        assert past.get_attribute("max") == "1"


def test_what_went_well_can_be_looked_back_on_when_numbers_fly_apart(visit):
    with visit(PAGE) as page:
        page.evaluate(
            """() => {
              window.Worker = class extends Worker {
                postMessage(message) {
                  if (window.spoil) message.settings.learningRate = NaN;
                  super.postMessage(message);
                }
              };
            }"""
        )
        figure = Figure(page)
        figure.slider("Batch size").press("End")
        said, shown = figure.learn(2, 1000)
        page.evaluate("window.spoil = true")
        figure.button("One batch").click()
        assert "NaN" not in figure.wait(r"^0\.30")
        figure.button("One batch").click()
        apart = figure.wait("no longer a number")
        for moment in (2, 1):
            words, weights = figure.look_back("ArrowLeft")
            assert words == said[moment]
            assert alike(weights, shown[moment])
        assert figure.look_back("End")[0] == apart
        assert "NaN" not in figure.root.inner_text()


def test_nothing_is_drawn_off_the_screen(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button("Start").click()
        figure.wait(r"^\d+\.\d\d epochs")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        settle(page)
        before = figure.root.locator(".nn-readout").inner_text()
        drawn = page.evaluate(
            """async () => {
              let drawn = 0;
              const { clearRect } = CanvasRenderingContext2D.prototype;
              CanvasRenderingContext2D.prototype.clearRect = function (...area) {
                drawn += this.canvas.closest(".nn-training-room") ? 1 : 0;
                clearRect.apply(this, area);
              };
              await new Promise((done) => setTimeout(done, 1500));
              return drawn;
            }"""
        )
        assert drawn == 0
        figure.root.scroll_into_view_if_needed()
        page.wait_for_function(
            "(before) => document.querySelector('.nn-training-room .nn-readout')"
            ".textContent !== before",
            arg=before,
        )


@pytest.mark.parametrize("width", [390, 320])
def test_a_legend_says_which_line_is_which(visit, width):
    with visit(PAGE, {"width": width, "height": 844}) as page:
        legend = Figure(page).root.locator(".nn-key")
        lines = legend.locator("span")
        assert lines.all_inner_texts() == ["training digits", "test digits"]
        # Full and dashed, whatever the colours: how often the line begins, from left to right.
        begins = []
        for line in lines.all():
            row = np.array(Image.open(io.BytesIO(line.screenshot())).convert("L"), int)
            inked = np.abs(row[:, :36] - row[0, 0]).max(axis=0) > 60
            begins.append(int(inked[0]) + int((np.diff(inked.astype(int)) == 1).sum()))
            assert line.bounding_box()["x"] + line.bounding_box()["width"] <= width
        assert begins == [1, 4]


def test_on_a_small_screen_nothing_below_the_numbers_moves(visit):
    with visit(PAGE, {"width": 320, "height": 844}) as page:
        figure = Figure(page)
        title, chart = figure.root.locator(".nn-title"), figure.root.locator("canvas").first
        far = [chart.bounding_box()["y"] - title.bounding_box()["y"]]
        figure.learn(2)
        far.append(chart.bounding_box()["y"] - title.bounding_box()["y"])
        figure.look_back("ArrowLeft")
        far.append(chart.bounding_box()["y"] - title.bounding_box()["y"])
        assert np.ptp(far) < 0.5


@LOOKS
def test_nothing_jumps_and_no_rule_is_broken(visit, viewport, theme):
    with visit(PAGE, viewport, theme) as page:
        figure, box = Figure(page), page.locator(".live-figure").first
        before = box.bounding_box()["height"]
        figure.learn(2)
        assert box.bounding_box()["height"] == before
        figure.look_back("ArrowLeft")
        assert box.bounding_box()["height"] == before
        found = Axe().run(page, context=".nn-training-room", options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()
