"""LanguageLab, used as a reader would, against Python's numbers."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from neuralnet.text import letter_pairs
from neuralnet.widgets import LanguageLab
from tests.site.conftest import NARROW, looks
from tests.site.figure_page import FigurePage

STILL = {"reduced_motion": "reduce"}
TEXTS = {
    "German": "Die Kinder spielen im Garten, weil die Sonne scheint.",
    "accents": "Élève à l'école: où est le maçon?",
    "other letters": "Жить хорошо 123 %&$",
    "one letter": "x",
    "lines": "one\n\ntwo\tthree   ",
    "a name": "<b>not markup</b>",
    "letters that grow when they are made small": "İstanbul'da İyi günler",
}


class Lab(FigurePage):
    """What a reader sees of a LanguageLab."""

    kind = LanguageLab

    def __init__(self, page):
        super().__init__(page)
        self.field = self.root.get_by_role("textbox")
        self.pairs = self.root.locator(".nn-pairs canvas")

    def shows(self, python):
        self.settle()
        said = [float(text) for text in self.root.locator(".nn-value").all_inner_texts()]
        np.testing.assert_allclose(said, python.answers, atol=0.0051)
        best = python.names[int(python.answers.argmax())]
        if python.inputs.any():
            assert self.text(".nn-answer") == f"It reads {best}"
            assert self.numbers()[0] == np.count_nonzero(python.inputs)
        assert "NaN" not in self.root.inner_text()

    def marked(self):
        self.settle()
        return self.root.locator("mark").all_text_contents()


@pytest.fixture
def python():
    return LanguageLab()


def test_it_starts_as_python_left_it(show, python):
    with show(Lab, python) as figure:
        assert figure.field.input_value() == python.text
        figure.shows(python)


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_is_read_as_python_reads_it(show, python, name):
    with show(Lab, python) as figure:
        figure.field.fill(TEXTS[name])
        python.text = TEXTS[name]
        figure.shows(python)


def test_it_answers_with_each_key(show, python):
    with show(Lab, python, **STILL) as figure:
        figure.button("Clear").press("Enter")
        python.text = ""
        figure.shows(python)
        assert "Nothing is written. It answers all the same" in figure.readout()
        figure.field.focus()
        for typed in ("b", "bo", "bon", "bonj"):
            figure.page.keyboard.press(typed[-1])
            python.text = typed
            figure.shows(python)


def test_example_sentences_never_lose_what_was_written(show, python):
    with show(Lab, python, **STILL) as figure:
        own = figure.button("Yours")
        assert own.is_disabled()
        figure.field.fill("my own words")
        for sentence, name in zip(python.examples, python.example_names, strict=True):
            figure.button(name).press("Enter")
            figure.settle()
            assert figure.field.input_value() == sentence
            python.text = sentence
            figure.shows(python)
        own.press("Enter")
        figure.settle()
        assert figure.field.input_value() == "my own words"


def test_an_answer_on_its_way_arrives(show, python):
    with show(Lab, python) as figure:
        figure.root.locator(".nn-chip").nth(2).click()
        python.text = python.examples[1]
        figure.page.wait_for_timeout(1500)  # the way there takes 240 ms
        figure.shows(python)


def test_the_last_pair_is_marked_in_the_text_as_it_is_typed(show, python):
    with show(Lab, python) as figure:
        for typed, last in {"one two": ["wo"], "one ": ["e "], "x": ["x"]}.items():
            figure.field.fill(typed)
            assert figure.marked() == last


def test_a_pair_is_found_in_the_text_by_pointer_and_by_keys(show, python):
    with show(Lab, python) as figure:
        figure.field.fill("the other then")
        cell = (figure.pairs.bounding_box()["width"] - 21) / 28
        across = figure.pairs.bounding_box()["width"] / cell
        t, h = 19, 7
        figure.hover(figure.pairs, (18 / cell + h + 0.5, 18 / cell + t + 0.5), across)
        assert figure.marked() == ["th", "th", "th"]
        assert "t, then h; 3 in this text" in figure.readout()
        figure.page.mouse.move(1, 1)
        assert figure.marked() == ["en"]
        figure.pairs.focus()
        figure.page.keyboard.press("ArrowRight")  # from e, n, where the ring is
        figure.page.keyboard.press("ArrowLeft")
        assert "e, then m; 0 in this text" in figure.readout()


def test_what_speaks_for_a_language_is_said(show, python):
    with show(Lab, python) as figure:
        figure.root.locator(".nn-language").nth(3).focus()
        assert f"Blue pairs speak for {python.names[3]}, orange ones against" in figure.readout()


def painted(figure):
    url = figure.pairs.evaluate("canvas => canvas.toDataURL()")
    return np.array(Image.open(io.BytesIO(base64.b64decode(url.split(",")[1]))), int)


@pytest.mark.parametrize("viewport", [None, NARROW], ids=["wide", "narrow"])
def test_the_ring_is_whole_around_the_last_cell_too(show, python, viewport):
    with show(Lab, python, *[viewport] * bool(viewport)) as figure:
        sizes = []
        for text in ("kk", "ûû"):
            figure.field.fill(text)
            figure.settle()
            amber = (painted(figure)[..., :3] == (255, 176, 0)).all(axis=-1)
            rows, columns = (np.flatnonzero(amber.any(axis=axis)) for axis in (1, 0))
            sizes.append((np.ptp(rows), np.ptp(columns)))
        assert sizes[0] == pytest.approx(sizes[1], abs=1)


def coloured(figure):
    """How many pixels of the picture of pairs are bright blue, and how many bright orange."""
    figure.settle()
    picture = painted(figure)
    red, green, blue = picture[picture[..., 3] == 255][:, :3].T  # of no letter's soft edge
    orange = (red > blue + 90) & (green < 150)  # and not amber
    return [(blue > red + 90).sum(), orange.sum()]


def field_of(python, language):
    """What each pair says of a language, on average over the examples and an empty text."""
    network, total = python.network, 0
    for text in [*python.examples, ""]:
        activations = [letter_pairs(text)]
        for weights, biases in zip(network.weights[:2], network.biases[:2], strict=True):
            activations.append(np.maximum(weights @ activations[-1] + biases, 0))
        slopes = network.weights[2][language]
        for weights, after in zip(network.weights[1::-1], activations[:0:-1], strict=True):
            slopes = (slopes * (after > 0)) @ weights
        total = total + slopes
    return total / np.abs(total).max()


def cells(figure):
    """The colours of the 784 cells, a little off their middles, where marks are."""
    figure.settle()
    picture = painted(figure)
    cell = (picture.shape[1] - 21) // 28
    places = 18 + cell * np.arange(28) + 2
    return picture[np.ix_(places, places)][..., :3].reshape(784, 3)


@pytest.mark.parametrize("viewport", [None, NARROW], ids=["wide", "narrow"])
def test_pairs_that_are_not_there_faintly_say_what_they_would(show, python, viewport):
    with show(Lab, python, *[viewport] * bool(viewport), **STILL) as figure:
        for text in (python.text, ""):
            python.text = text
            figure.field.fill(text)
            field = field_of(python, python.answers.argmax())
            seen, unused = cells(figure), python.inputs == 0
            strong = unused & (np.abs(field) > 0.2)
            assert 50 < strong.sum() < unused.sum()
            assert ((seen[:, 2] > seen[:, 0]) == (field > 0))[strong].all()
            light = seen.max(axis=1)
            unused &= (seen != (255, 176, 0)).any(axis=1)  # the ring reaches over the next cells
            for sign, part in ((1, 2), (-1, 0)):  # the bluer or the redder, the more
                alike = unused & (sign * field > 0)
                assert np.corrcoef(seen[alike, part], np.abs(field)[alike])[0, 1] > 0.95
            assert light[unused].max() < light[~unused].min(initial=256)


def test_faint_pairs_are_painted_again_only_for_another_language(show, python):
    with show(Lab, python, **STILL) as figure:
        figure.page.evaluate(
            """() => {
              const { putImageData } = CanvasRenderingContext2D.prototype;
              window.pictures = 0;
              CanvasRenderingContext2D.prototype.putImageData = function (...given) {
                pictures++;
                putImageData.apply(this, given);
              };
            }"""
        )
        lead = python.answers.argmax()
        for typed in (" ", "Il a perdut", "Il a perdutt"):
            figure.field.fill(typed)
            figure.settle()
            python.text = typed
            changed = python.answers.argmax() != lead
            lead = python.answers.argmax()
            assert figure.page.evaluate("pictures") == changed
            figure.page.evaluate("pictures = 0")
        figure.root.locator(".nn-language").nth((lead + 1) % 10).hover()
        figure.settle()
        assert figure.page.evaluate("pictures") == 1


@pytest.mark.parametrize("width", [390, 684, 752, 800, 1440])
def test_languages_to_choose_stand_whole_in_two_rows(show, python, width):
    with show(Lab, python, {"width": width, "height": 900}, **STILL) as figure:
        around = figure.root.locator(".nn-chips").bounding_box()
        boxes = [chip.bounding_box() for chip in figure.root.locator(".nn-chips .nn-chip").all()]
        names = figure.root.locator(".nn-chips .nn-chip").all_inner_texts()
        assert names == python.names
        assert len({round(box["y"]) for box in boxes}) == 2
        for box in boxes:
            assert box["x"] + box["width"] <= around["x"] + around["width"] + 1
            assert box["y"] + box["height"] <= around["y"] + around["height"] + 1
            assert box["height"] >= 24


def test_sentences_of_the_reader_s_own_are_called_by_how_they_begin(show):
    with show(Lab, LanguageLab(examples=["Cogito, ergo sum."])) as figure:
        assert figure.root.locator(".nn-chips .nn-chip").all_inner_texts() == ["Cogito, er\u2026"]


def test_at_rest_pairs_are_tinted_by_what_speaks_for_the_language_in_the_lead(show, python):
    with show(Lab, python, **STILL) as figure:
        lead, other = (python.names[k] for k in np.argsort(python.answers)[:-3:-1])
        at_rest = coloured(figure)
        assert min(at_rest) > 0
        assert f"Blue pairs speak for {lead}, orange ones against it." in figure.readout()
        row = figure.root.locator(".nn-language", has_text=other)
        row.hover()
        assert coloured(figure) != at_rest
        assert f"Blue pairs speak for {other}" in figure.readout()
        figure.page.mouse.move(1, 1)
        assert coloured(figure) == at_rest
        figure.button("Clear").click()
        figure.page.mouse.move(1, 1)
        assert coloured(figure) == [0, 0]
        assert "Blue" not in figure.readout()


@pytest.mark.parametrize("width", [390, 688, 1440])
def test_each_strip_has_its_letters_and_its_outputs(show, python, width):
    with show(Lab, python, {"width": width, "height": 900}, **STILL) as figure:
        figure.page.evaluate(
            """() => {
              const { fillText } = CanvasRenderingContext2D.prototype;
              window.written = [];
              CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
                if (this.canvas.closest(".nn-languages")) written.push([text, x, y]);
                fillText.call(this, text, x, y);
              };
            }"""
        )
        text = "Waar kan ik een kaartje kopen"
        figure.field.fill(text[:-1])
        figure.settle()
        figure.page.evaluate("written.length = 0")
        figure.field.fill(text)
        figure.settle()
        (words, *letters, now) = figure.page.evaluate("written")
        assert (words[0], now[0]) == ("after letter", "now")
        assert "".join(letter for letter, _, _ in letters) == text[-len(letters) :].replace(
            " ", "\N{OPEN BOX}"
        )
        assert len(letters) >= 8
        places = [x for _, x, _ in letters]
        assert np.diff(places).min() >= 8  # no letter touches the next
        assert places[-1] < now[1] - 8
        middle = figure.root.locator(".nn-language").nth(2).bounding_box()
        top = figure.root.locator(".nn-languages").bounding_box()["y"]
        alphas = figure.root.locator(".nn-languages canvas").evaluate(
            """(canvas, [places, y]) => {
              const row = canvas.getContext("2d").getImageData(0, y, canvas.width, 1).data;
              return places.map((x) => row[4 * Math.floor(x) + 3]);
            }""",
            [places, middle["y"] + middle["height"] / 2 - top],
        )
        outputs = []
        for end in range(len(text) - len(letters) + 1, len(text) + 1):
            python.text = text[:end]
            outputs.append(python.answers[2])
        np.testing.assert_allclose(2 * np.array(alphas) / 255 - 1, outputs, atol=0.03)


def test_a_network_with_other_names_is_shown(show):
    from neuralnet.network import Network

    names = ["one", "two"]
    python = LanguageLab(Network([784, 3, 2], rng=np.random.default_rng(1)), names)
    with show(Lab, python) as figure:
        rows = figure.root.locator(".nn-language").all_inner_texts()
        assert [re.match(r"\w+", row)[0] for row in rows] == names
        figure.shows(python)


def test_hand_and_answer_are_on_one_screen_of_a_phone(show, python):
    with show(Lab, python, NARROW) as figure:
        figure.is_on_one_screen(figure.field, figure.root.locator(".nn-language").last)


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, python, viewport, theme):
    with show(Lab, python, viewport, theme) as figure:
        alive = figure.height()
        figure.field.fill("A longer sentence than before, with more pairs of letters in it. " * 9)
        assert figure.height() == alive
        figure.breaks_no_rule()
