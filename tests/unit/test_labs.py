"""The labs: their answers where the sliders end, and that they follow the sliders."""

import re

import pytest

from neuralnet import labs
from neuralnet.labs.activations import depth
from neuralnet.labs.beyond import noisy_word
from neuralnet.labs.digits import nearest_average
from neuralnet.labs.function import blend
from neuralnet.labs.inside import moved_digits
from neuralnet.labs.layers import small_network
from neuralnet.labs.learning import learning
from neuralnet.labs.parameters import break_knobs
from neuralnet.labs.weights import moved_edge
from neuralnet.labs.your_turn import window
from tools import ROOT


def accuracy(picture):
    """Return the share that a lab's words say is read, such as "94.2%"."""
    return re.search(r"reads? (\d+\.\d%)", picture.words)[1]


@pytest.mark.parametrize(("examples", "draw", "right"), [(1, 1, 0), (10, 1, 0), (5000, 10, 8)])
def test_the_lab_answers_at_its_sliders_ends(examples, draw, right):
    picture = nearest_average(examples, draw, right)
    assert f"Averages of {examples} examples of each digit, draw {draw} of 10" in picture.words
    assert accuracy(picture) in picture.get_suptitle()


@pytest.mark.parametrize(("hidden_layers", "neurons"), [(0, 64), (4, 1), (2, 16)])
def test_the_lab_of_widths_answers_at_its_sliders_ends(hidden_layers, neurons):
    picture = small_network(hidden_layers, neurons)
    sizes = "-".join(["784", *[str(neurons)] * hidden_layers, "10"])
    assert f"A network {sizes}," in picture.words
    assert accuracy(picture) in picture.get_suptitle()


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_the_lab_of_mixtures_answers_at_its_sliders_ends(share):
    words = blend(0, 99, share).words
    assert words.startswith(f"{1 - share:.0%} of a 7 and {share:.0%} of a 9.")


@pytest.mark.parametrize(
    ("rows", "columns", "pixels"),
    [((0, 28), (0, 28), 784), ((14, 14), (0, 28), 0), ((27, 28), (0, 1), 1)],
)
def test_the_lab_of_windows_answers_at_its_sliders_ends(rows, columns, pixels):
    picture = window(rows, columns)
    assert f" {pixels} pixels, it reads" in picture.words
    assert accuracy(picture) in picture.get_suptitle()


def test_the_lab_of_windows_hides_what_is_outside():
    """Through a window without ink nothing can be read; through all of it, most."""
    share = {}
    for rows in ((0, 2), (0, 28)):
        words = window(rows, (0, 28)).words
        share[rows] = float(words.partition("it reads ")[2].partition("%")[0])
    assert share[0, 2] < 20
    assert share[0, 28] > 85


def test_the_lab_follows_its_sliders():
    shown = labs.nearest_average_lab()
    before = shown.words.value
    shown.sliders["right"].value = 4
    assert shown.words.value != before
    assert "moved right by 4 pixels" in shown._repr_mimebundle_()["text/plain"]


@pytest.mark.parametrize(("rate", "batch_size"), [(0.001, 1), (3.0, 5000)])
def test_the_lab_of_learning_answers_at_its_sliders_ends(rate, batch_size):
    assert f"batches of {batch_size}: after 5 epochs" in learning(rate, batch_size).words


@pytest.mark.parametrize(("row", "bias"), [(5, -30), (22, 30)])
def test_the_lab_of_the_edge_answers_at_its_sliders_ends(row, bias):
    words = moved_edge(row, bias).words
    assert words.startswith(f"A horizontal edge in row {row} with a bias of {bias}")


@pytest.mark.parametrize(("share", "smallest", "seed"), [(0.0, False, 0), (1.0, True, 20)])
def test_the_lab_of_breaking_answers_at_its_sliders_ends(share, smallest, seed):
    picture = break_knobs(share, smallest, seed)
    assert f"With {round(13_002 * share):,} knobs at 0" in picture.words
    assert accuracy(picture) in picture.get_suptitle()


@pytest.mark.parametrize(("function", "layers", "rate"), [("identity", 1, 0.01), ("relu", 8, 1.0)])
def test_the_lab_of_depth_answers_at_its_sliders_ends(function, layers, rate):
    assert f"{layers} hidden layers of {function}" in depth(function, layers, rate).words


@pytest.mark.parametrize(("name", "right", "degrees"), [("best", 0, -90), ("sigmoid", 8, 90)])
def test_the_lab_of_moving_answers_at_its_sliders_ends(name, right, degrees):
    picture = moved_digits(name, right, degrees)
    moved = f"Moved by {right} pixels and turned by {degrees} degrees, {name}"
    assert picture.words.startswith(moved)
    assert accuracy(picture) in picture.get_suptitle()


@pytest.mark.parametrize(("word", "noise"), [("three", 60), ("zero", -20)])
def test_the_lab_of_noise_answers_at_its_sliders_ends(word, noise):
    words = noisy_word(word, noise).words
    assert words.startswith(f"The word {word}, with noise {noise} decibels weaker than the voice.")


def test_each_chapter_has_its_lab_in_a_file_of_its_name():
    chapters = {path.stem.partition("-")[2] for path in (ROOT / "chapters").glob("*.ipynb")}
    files = {path.stem for path in (ROOT / "code" / "neuralnet" / "labs").glob("*.py")}
    assert {name.replace("-", "_") for name in chapters} == files - {"__init__", "lab"}
