"""TrainingRoom on the published page, used as a reader would, against Python's training."""

import io
import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from neuralnet.datasets import mnist
from neuralnet.training import SGD, Gradient, cross_entropy, evaluate
from neuralnet.widgets import TrainingRoom
from neuralnet.widgets.dice import dice, shuffled
from tests.site.conftest import LOOKS, settle
from tests.site.test_pages import OPTIONS

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
        found = re.search(
            r"cost (\d+\.\d{3}), right ([\d.]+) %; test digits right ([\d.]+) %", said
        )
        return tuple(float(found[k]) for k in (1, 2, 3))


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
    order = shuffled(10_000, dice(0))
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
        figure.wait(r"^0\.[1-9]")


def test_the_page_stays_alive_while_it_learns(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button("Start").click()
        figure.wait(r"^0\.[1-9]")
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
    assert errors == []
    page.close()


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


@LOOKS
def test_nothing_jumps_and_no_rule_is_broken(visit, viewport, theme):
    with visit(PAGE, viewport, theme) as page:
        figure, box = Figure(page), page.locator(".live-figure").first
        before = box.bounding_box()["height"]
        figure.button("One batch").click()
        figure.wait("test digits right")
        assert box.bounding_box()["height"] == before
        found = Axe().run(page, context=".nn-training-room", options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()
