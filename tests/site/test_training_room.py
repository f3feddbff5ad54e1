"""TrainingRoom, used as a reader would, against Python's training."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from neuralnet.random import mulberry32, shuffled
from neuralnet.training import SGD, Gradient, cross_entropy, evaluate
from neuralnet.widgets import TrainingRoom
from neuralnet.widgets.digit_files import digit_set
from neuralnet.widgets.training_room import wall_digits
from tests.site.conftest import NARROW, looks
from tests.site.figure_page import FigurePage

STILL = {"reduced_motion": "reduce"}
THUMB = 22  # CSS pixels
PLOT = 60  # where the plot begins in the charts, as in training_room_layout.js


class Room(FigurePage):
    """What a reader sees of a TrainingRoom."""

    kind = TrainingRoom

    def __init__(self, page, place=0):
        super().__init__(page, place)
        self.charts = self.root.locator(".nn-body canvas")
        self.past = self.slider("Look back")

    def wait(self, words):
        self.wait_for_text(".nn-readout", re.compile(words))
        return self.readout()

    def values(self):
        found = re.search(
            r"cost (\d+\.\d{3}), training digits right ([\d.]+)%, validation ([\d.]+)%",
            self.readout(),
        )
        return tuple(float(found[k]) for k in (1, 2, 3))

    def learn(self, batches, size=10):
        """Learn from single batches: return what is said and shown before and after each."""
        said, shown = [self.readout()], [self.weights()]
        for step in range(1, batches + 1):
            self.button("One batch").click()
            said.append(self.wait(rf"^{size * step / 10_000:.2f} epochs: .*validation"))
            shown.append(self.weights())
        return said, shown

    def look_back(self, key):
        """Press a key on the scrubber; return what is then said, and the weights shown."""
        self.past.press(key)
        return self.readout(), self.weights()

    def moment(self):
        self.settle()
        return self.past.get_attribute("aria-valuetext")

    def picture(self, part):
        self.settle()
        picture = self.root.locator(f"{part} canvas").evaluate("canvas => canvas.toDataURL()")
        return np.array(Image.open(io.BytesIO(base64.b64decode(picture.split(",")[1]))), int)

    def weights(self):
        return self.picture(".nn-weights")

    def wall(self):
        """How many digits of the wall are read right, in all and of each kind."""
        count = int(self.text(".nn-tally strong"))
        words = self.root.locator(".nn-tiles canvas").get_attribute("aria-label")
        each = [int(right) for right in re.findall(r"\d: (\d)", words)]
        return count, each


def alike(picture, other):
    """Whether pictures are the same, up to what float32 changes of a colour."""
    return picture.shape == other.shape and np.abs(picture - other).max() <= 1


def read_by(network):
    """Return how many digits of the wall a network reads right, in all and of each kind."""
    images, labels = wall_digits()
    right = network.predict(images.astype(np.float64)) == labels
    return right.sum(), [right[labels == digit].sum() for digit in range(10)]


class Training:
    """The same training in Python, batch by batch."""

    def __init__(self):
        self.network = TrainingRoom().network  # float64, as in the page
        images, self.labels = digit_set("train")
        self.images, self.targets = images.astype(np.float64), np.eye(10)[self.labels]
        self.order = shuffled(10_000, mulberry32(0))
        self.gradient, self.optimiser = Gradient(self.network), SGD()

    def learn(self, size=10):
        """Learn from the next batch; return its cost and accuracy, read before the step."""
        batch, self.order = np.array(self.order[:size]), self.order[size:]
        outputs = self.gradient.of(self.images[batch], self.targets[batch])
        self.optimiser.step(self.network.parameters, self.gradient.values, 0.1)
        right = outputs.argmax(axis=1) == self.labels[batch]
        return cross_entropy(outputs, self.targets[batch]).mean(), right.mean()

    def validate(self):
        return evaluate(self.network, *digit_set("validation"))


def test_it_says_what_it_is_before_anything_is_fetched(show):
    with show(Room, TrainingRoom()) as figure:
        asked = []
        figure.page.on("request", lambda request: asked.append(request.url))
        read = evaluate(TrainingRoom().network, *digit_set("validation"))[1]
        says = f"It has learned nothing yet: it reads {read:.1%} of 1,000 validation digits."
        assert figure.readout() == f"{says} Press Play."
        assert "784-16-16-10, ReLU" in figure.title()
        right, each = read_by(TrainingRoom().network)
        assert figure.wall() == (right, each)
        # The page's own icon comes when the browser likes.
        assert [address for address in asked if "favicon" not in address] == []


def test_before_the_first_run_stands_one_that_the_page_would_make(show):
    python = TrainingRoom(batch_size=100)
    after = {images: (cost, right) for images, cost, right in python.earlier}
    with show(Room, python, **STILL) as figure:
        words = figure.charts.get_attribute("aria-label")
        assert "A run made before, with batches of 100, is a grey dashed line" in words
        assert f"at {after[50_000][1]:.1%} after 5.00 epochs" in words
        grey = figure.picture(".nn-body")
        figure.button("One epoch").click()
        figure.wait("^1.00 epochs")
        assert figure.values()[2] == pytest.approx(100 * after[10_000][1], abs=0.051)
        figure.button("New network…").click()
        figure.button("Make it").click()
        figure.wait("nothing yet")
        assert "The run before is a grey dashed line" in figure.charts.get_attribute("aria-label")
    with show(Room, TrainingRoom(python.network), **STILL) as figure:
        assert "grey" not in figure.charts.get_attribute("aria-label")
        assert not alike(figure.picture(".nn-body"), grey)


def test_what_only_guesses_says_so_until_it_learns(show):
    def said(figure):
        figure.settle()
        return figure.text(".nn-weights .nn-label"), figure.text(".nn-tally")

    noise, learned = "Untrained weights: noise", "Weights of its first neurons"
    with show(Room, TrainingRoom(), **STILL) as figure:
        assert said(figure) == (noise, "It reads 2 of these 60, by guessing")
        figure.button("One batch").click()
        figure.wait_for_text(".nn-weights .nn-label", learned)
        assert "guessing" not in said(figure)[1]
        figure.past.press("Home")
        assert said(figure) == (noise, "It reads 2 of these 60, by guessing")
    python = Training()
    for _ in range(300):
        python.learn()
    with show(Room, TrainingRoom(python.network)) as figure:
        assert said(figure) == (learned, f"It reads {figure.wall()[0]} of these 60")


@pytest.mark.parametrize("width", [390, 936, 1280])
def test_the_chart_takes_its_whole_column(show, width):
    with show(Room, TrainingRoom(), {"width": width, "height": 900}) as figure:
        charts, column = (
            figure.charts.bounding_box(),
            figure.root.locator(".nn-body").bounding_box(),
        )
        assert column["width"] - charts["width"] < 8
        axis = figure.past.bounding_box()
        assert charts["x"] + charts["width"] - axis["x"] - axis["width"] < 45


@pytest.mark.parametrize("width", [320, 390, 936, 1280])
def test_the_knobs_words_stay_on_one_line(show, width):
    with show(Room, TrainingRoom(), {"width": width, "height": 900}) as figure:
        for name in ("Learning rate", "Batch size", "Momentum"):
            for key in ("Home", "End"):
                figure.slide(name, key)
                figure.settle()
                words = figure.slider(name).locator("xpath=..").locator("span, output")
                tops = [box["y"] for box in (node.bounding_box() for node in words.all())]
                highs = [node.bounding_box()["height"] for node in words.all()]
                assert np.ptp(tops) < 2, (name, key)
                assert max(highs) < 30, (name, key)


def test_single_batches_give_python_s_costs_and_answers(show):
    python = Training()
    with show(Room, TrainingRoom()) as figure:
        for step in range(1, 6):
            figure.button("One batch").click()
            cost, right = python.learn()
            figure.wait(rf"^{10 * step / 10_000:.2f} epochs: cost {cost:.3f}, .*validation")
            expected = (round(cost, 3), 100 * right, 100 * python.validate()[1])
            np.testing.assert_allclose(figure.values(), expected, atol=0.051)
            assert figure.wall() == read_by(python.network)


def test_one_epoch_is_every_training_digit_once(show):
    python = Training()
    costs = [python.learn(1000) for _ in range(10)]
    with show(Room, TrainingRoom(batch_size=1000)) as figure:
        figure.button("One epoch").click()
        figure.wait("^1.00 epochs")
        assert figure.button("Play").is_visible()  # it rests
        expected = (round(costs[-1][0], 3), 100 * costs[-1][1], 100 * python.validate()[1])
        np.testing.assert_allclose(figure.values(), expected, atol=0.051)
        assert figure.wall() == read_by(python.network)
        assert figure.wall()[0] > read_by(TrainingRoom().network)[0]
        figure.button("One epoch").click()
        figure.wait("^2.00 epochs")


def test_digits_that_are_read_right_are_lit_and_marked(show):
    images, labels = wall_digits()
    network = TrainingRoom().network
    right = network.predict(images.astype(np.float64)) == labels
    with show(Room, TrainingRoom()) as figure:
        picture = figure.picture(".nn-tiles")
        pitch = picture.shape[1] / 10
        lit, edges = [], []
        for k in range(60):
            top, left = (round(pitch * x) for x in (k // 10, k % 10))
            tile = picture[top : top + round(pitch), left : left + round(pitch), :3]
            middle = tile[4:-14, 4:-14]
            lit.append(middle.max())
            red, green, blue = tile[2, len(tile) // 2 - 3]
            edges.append(green > red + 60 and green > 120 and green > blue)
        assert edges == right.tolist()
        assert min(np.array(lit)[right]) > max(np.array(lit)[~right])


def test_it_learns_pauses_and_starts_again(show):
    with show(Room, TrainingRoom()) as figure:
        figure.button("Play").click()
        figure.wait(r"^[1-9]\.\d\d epochs")
        figure.button("Pause").click()
        figure.page.wait_for_timeout(300)
        said = figure.readout()
        assert figure.values()[2] > 75
        assert figure.wall()[0] > 40
        figure.page.wait_for_timeout(300)
        assert figure.readout() == said
        figure.button("Start again").click()
        assert figure.wait("nothing yet").startswith("It has learned nothing yet")
        figure.button("Play").click()
        figure.wait(r"^(0\.[1-9]|[1-9])")


def test_the_page_answers_while_it_learns(show):
    """Until it is told to pause it learns: a hand that is answered is answered meanwhile."""
    with show(Room, TrainingRoom()) as figure:
        figure.page.evaluate(
            """() => {
              window.seen = [];
              const room = document.querySelector(".nn-training-room");
              const readout = room.querySelector(".nn-readout");
              const momentum = [...room.querySelectorAll(".nn-knobs output")].at(-1);
              const follow = (node, told) => new MutationObserver(() => seen.push(told()))
                .observe(node, { childList: true, characterData: true, subtree: true });
              follow(readout, () => parseFloat(readout.textContent));
              follow(momentum, () => `momentum ${momentum.textContent}`);
            }"""
        )
        figure.button("Play").click()
        figure.page.wait_for_function("seen.at(-1) > 0")
        for moved in ("0.05", "0.10", "0.15"):
            figure.slider("Momentum").press("ArrowRight")
            figure.page.wait_for_function(f"seen.includes('momentum {moved}')")
        # It had learned before the hand moved, and goes on learning after the answers.
        figure.page.wait_for_function("seen.at(-1) > seen[seen.indexOf('momentum 0.05') - 1]")
        assert figure.button("Pause").is_visible()
        seen = figure.page.evaluate("seen")
        assert [told for told in seen if isinstance(told, str)] == [
            "momentum 0.05",
            "momentum 0.10",
            "momentum 0.15",
        ]


def test_a_wild_learning_rate_is_said_calmly(show):
    with show(Room, TrainingRoom()) as figure:
        figure.button("New network…").click()
        figure.choose("sigmoid")
        figure.button("Make it").click()
        figure.slide("Learning rate", "End")
        figure.slide("Momentum", "End")
        figure.button("Play").click()
        figure.wait(r"^\d\.\d\d epochs|no longer a number")
        figure.page.wait_for_timeout(1000)
        assert "NaN" not in figure.root.inner_text()
        assert "Infinity" not in figure.root.inner_text()


def test_other_networks_can_be_built_and_learn(show):
    with show(Room, TrainingRoom()) as figure:
        figure.button("New network…").press("Enter")
        for name in ("Hidden layer 1", "Hidden layer 2"):
            figure.slide(name, "ArrowRight")
        figure.choose("tanh")
        assert "784-16-16-10, ReLU" in figure.title()  # nothing has changed yet
        figure.button("Make it").press("Enter")
        assert "784-24-24-10, tanh" in figure.title()
        assert "24 pictures" in figure.root.locator(".nn-weights canvas").get_attribute(
            "aria-label"
        )
        figure.button("One batch").click()
        assert "validation" in figure.wait("0.00 epochs: .*validation")


def test_a_new_network_loses_nothing(show):
    with show(Room, TrainingRoom(batch_size=1000)) as figure:
        assert figure.root.get_by_role("button", name="Undo").count() == 0  # nothing to undo
        said, shown = figure.learn(2, 1000)
        score = figure.wall()
        figure.button("New network…").click()
        figure.slide("Hidden layer 1", "Home")
        assert figure.readout() == said[-1]  # a touched slider has no effect
        figure.page.keyboard.press("Escape")
        assert figure.button("New network…").evaluate("node => node === document.activeElement")
        assert "784-16-16-10" in figure.title()
        figure.button("New network…").click()
        figure.slide("Hidden layer 1", "Home")
        figure.button("Make it").click()
        assert "784-2-16-10" in figure.title()
        assert "The grey line is the run before" in figure.wait("nothing yet")
        assert "grey dashed line" in figure.charts.get_attribute("aria-label")
        other = figure.learn(1, 1000)[0][-1]
        undo = figure.button("Undo: back to the run before")
        undo.click()
        assert figure.wait("^0.20") == said[-1]
        assert (figure.weights() == shown[-1]).all()
        assert figure.wall() == score
        assert "784-16-16-10" in figure.title()
        undo.click()  # and back again
        assert figure.wait("^0.10") == other
        undo.click()
        figure.wait("^0.20")
        figure.button("One batch").click()
        third = figure.wait("^0.30")
    with show(Room, TrainingRoom(batch_size=1000)) as figure:
        assert figure.learn(3, 1000)[0][-1] == third  # it went on as if nothing had been


def test_starting_again_leaves_a_run_to_go_back_to(show):
    with show(Room, TrainingRoom(batch_size=1000)) as figure:
        said, _ = figure.learn(2, 1000)
        figure.button("Start again").click()
        figure.wait("nothing yet")
        grey = figure.picture(".nn-body")
        figure.button("Undo: back to the run before").click()
        assert figure.wait("^0.20") == said[-1]
        assert not alike(figure.picture(".nn-body"), grey)


@pytest.mark.parametrize("broken", ["digits", "worker"])
def test_what_cannot_start_is_said_calmly(chromium, figure_site, show, broken):
    with show(Room, TrainingRoom()):
        pass  # writes the page
    page, errors = chromium.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    if broken == "digits":
        page.route("**/digits/train.js", lambda route: route.abort())
    else:
        page.add_init_script("window.Worker = class { constructor() { throw new Error('no'); } }")
    page.goto(f"{figure_site[1]}/Room.html")
    figure = Room(page)
    figure.button("Play").click()
    assert "It cannot learn here" in figure.wait("cannot learn")
    assert figure.past.is_disabled()
    assert figure.button("Play").is_visible()
    assert errors == []
    page.close()


def test_looking_back_shows_earlier_moments_and_changes_nothing(show):
    with show(Room, TrainingRoom(), **STILL) as figure:
        assert figure.past.is_disabled()
        figure.slide("Batch size", "End")  # 1,000 images
        undisturbed = figure.learn(5, 1000)[0][-1]
        figure.button("Start again").click()
        figure.wait("nothing yet")
        figure.settle()
        assert figure.past.is_disabled()
        said, shown = figure.learn(4, 1000)
        score = figure.wall()
        assert not any(alike(shown[k], shown[k + 1]) for k in range(4))
        assert figure.moment() == "now"
        present = figure.picture(".nn-body")
        for moment in (3, 2, 1):
            words, weights = figure.look_back("ArrowLeft")
            assert words == said[moment]
            assert alike(weights, shown[moment])
            assert figure.moment() == f"at 0.{moment}0 epochs"
            assert not alike(figure.picture(".nn-body"), present)  # a marker
            assert said[moment] in figure.charts.get_attribute("aria-label")
        assert figure.look_back("Home")[0].startswith("0.00 epochs: validation")
        assert figure.wall() == read_by(TrainingRoom().network)
        words, weights = figure.look_back("End")
        assert (words, figure.moment()) == (said[4], "now")
        assert (weights == shown[4]).all()
        assert figure.wall() == score
        assert (figure.picture(".nn-body") == present).all()
        # Going on from a look at the past goes on from the present, and shows it.
        figure.look_back("Home")
        figure.button("One batch").click()
        assert figure.wait(r"^0\.50 epochs") == undisturbed
        assert figure.moment() == "now"


@pytest.mark.parametrize("viewport", [None, NARROW], ids=["wide", "narrow"])
def test_the_scrubber_is_the_time_axis(show, viewport):
    with show(Room, TrainingRoom(batch_size=1000), *[viewport] * bool(viewport)) as figure:
        said, _ = figure.learn(3, 1000)
        track, charts = figure.past.bounding_box(), figure.charts.bounding_box()
        first = track["x"] + THUMB / 2
        assert first == pytest.approx(charts["x"] + PLOT, abs=1)
        # A hand on the charts, where the scrubber's thumb stands for a moment, shows that moment.
        end = int(figure.past.get_attribute("max"))
        long = track["width"] - THUMB
        for batches in (2, 1):
            x = first - charts["x"] + long * 1000 * batches / end
            figure.charts.click(position={"x": x, "y": 90})
            assert figure.readout() == said[batches]
            assert int(figure.past.input_value()) == 1000 * batches
        reach = [(PLOT, 90), (first - charts["x"] + long * 2100 / end, 90)]
        figure.drag(figure.charts, reach, charts["width"], charts["height"])
        assert figure.readout() == said[2]


def test_the_time_axis_has_room_for_the_grey_run(show):
    with show(Room, TrainingRoom(batch_size=1000)) as figure:
        assert figure.past.get_attribute("max") == "50000"
        figure.learn(1, 1000)
        assert figure.past.get_attribute("max") == "50000"
        figure.button("Start again").click()  # now that run is the grey one
        figure.wait("nothing yet")
        figure.settle()
        assert figure.past.get_attribute("max") == "10000"


def test_the_time_axis_grows_in_steps(show):
    with show(Room, TrainingRoom(TrainingRoom().network, batch_size=1000)) as figure:
        ends = []
        for epoch in range(1, 7):
            figure.button("One epoch").click()
            figure.wait(f"^{epoch}.00 epochs")
            figure.settle()
            ends.append(int(figure.past.get_attribute("max")) // 10_000)
        assert ends == [1, 2, 5, 5, 5, 10]


def test_taking_hold_of_the_past_pauses(show):
    with show(Room, TrainingRoom()) as figure:
        figure.button("Play").click()
        figure.wait(r"^(0\.[5-9]\d|[1-9]\d*\.\d\d) epochs")
        figure.past.press("Home")
        figure.button("Play").wait_for()
        assert figure.moment() == "at 0.00 epochs"
        figure.button("Play").click()
        figure.settle()
        assert figure.moment() == "now"


def test_after_a_pause_every_test_can_be_looked_back_on(show):
    with show(Room, TrainingRoom()) as figure:
        figure.button("Play").click()
        figure.wait(r"^(0\.[5-9]\d|[1-9]\d*\.\d\d) epochs")
        figure.button("Pause").click()
        figure.look_back("Home")
        found = []
        for _ in range(8):
            found.append(figure.moment())
            figure.look_back("ArrowRight")
        moments = ("0.00", "0.05", "0.10", "0.15", "0.20", "0.25", "0.50")
        assert found[:7] == [f"at {moment} epochs" for moment in moments]


def test_the_history_stays_short(show):
    small = TrainingRoom(batch_size=100)
    with show(Room, small) as figure:
        figure.button("New network…").click()
        figure.slide("Hidden layer 1", "Home")  # 2 neurons: quick
        figure.button("Make it").click()
        figure.learn(1, 100)
        figure.button("One batch").evaluate("(b) => { for (let k = 1; k < 70; k++) b.click(); }")
        figure.wait(r"^0\.70 epochs: .*validation")
        # After 61 moments, with the first, every second one is kept: 0, 2, ... 68, and now.
        figure.look_back("Home")
        found = [figure.moment()]
        while found[-1] != "now":
            figure.look_back("ArrowRight")
            found.append(figure.moment())
        assert found == [*(f"at {k / 100:.2f} epochs" for k in range(0, 70, 2)), "now"]
        figure.look_back("PageDown")
        assert figure.moment() == "at 0.50 epochs"
        figure.button("Start again").click()
        figure.wait("nothing yet")
        assert figure.past.is_disabled()
        assert figure.moment() == "now"


def test_what_went_well_can_be_looked_back_on_when_numbers_fly_apart(show):
    with show(Room, TrainingRoom()) as figure:
        figure.page.evaluate(
            """() => {
              window.Worker = class extends Worker {
                postMessage(message) {
                  if (window.spoil) message.settings.learningRate = NaN;
                  super.postMessage(message);
                }
              };
            }"""
        )
        figure.slide("Batch size", "End")
        said, shown = figure.learn(2, 1000)
        figure.page.evaluate("window.spoil = true")
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


def test_nothing_is_drawn_off_the_screen(show):
    with show(Room, TrainingRoom(), **STILL) as figure:  # no tile is left half flipped over
        page = figure.page
        page.evaluate("document.querySelector('section').style.paddingBottom = '3000px'")
        figure.button("Play").click()
        figure.wait(r"^\d+\.\d\d epochs")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        figure.settle()
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


def test_lines_are_told_apart_without_colour(show):
    with show(Room, TrainingRoom(batch_size=1000)) as figure:
        figure.button("One epoch").click()
        figure.wait("^1.00")
        assert "validation as a thick line" in figure.charts.get_attribute("aria-label")
        figure.button("Start again").click()
        figure.wait("nothing yet")
        assert "The run before is a grey dashed line" in figure.charts.get_attribute("aria-label")


def test_on_a_phone_the_hand_and_the_answer_share_a_screen(show):
    with show(Room, TrainingRoom(), NARROW) as figure:
        figure.is_on_one_screen(figure.button("Play"), figure.root.locator(".nn-tiles"))
        figure.is_on_one_screen(figure.charts, figure.slider("Learning rate"))


def test_on_a_small_screen_nothing_below_the_numbers_moves(show):
    with show(Room, TrainingRoom(), {"width": 320, "height": 844}) as figure:

        def place():
            figure.settle()
            head = figure.root.locator(".nn-title").bounding_box()
            return figure.slider("Momentum").bounding_box()["y"] - head["y"]

        far = [place()]
        figure.learn(2)
        far.append(place())
        figure.look_back("ArrowLeft")
        far.append(place())
        figure.button("Start again").click()
        far.append(place())
        assert np.ptp(far) < 0.5


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(Room, TrainingRoom(), viewport, theme) as figure:
        before = figure.height()
        figure.learn(2)
        assert figure.height() == before
        figure.look_back("ArrowLeft")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.button("New network…").click()
        assert figure.height() == before
        figure.breaks_no_rule()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_it_fits_any_screen_and_any_type(show, direction):
    with show(Room, TrainingRoom(), {"width": 280, "height": 844}) as figure:
        for width, size in [(280, 16), (390, 24), (390, 32), (640, 16), (960, 24), (1280, 16)]:
            for _ in figure.resized([width], [size]):
                figure.fits(size, direction)


def test_what_is_dark_has_an_edge_all_round(show):
    def box(part):
        return part.bounding_box()

    with show(Room, TrainingRoom(), NARROW) as figure:
        panel, room = box(figure.root.locator(".nn-weights")), box(figure.root)
        assert panel["x"] + panel["width"] == pytest.approx(room["width"] - 16, abs=1)
    with show(Room, TrainingRoom(), {"width": 1440, "height": 900}) as figure:
        wall, machine = (box(figure.root.locator(f".nn-{name}")) for name in ("tiles", "machine"))
        assert 10 <= machine["y"] + machine["height"] - wall["y"] - wall["height"] <= 24
