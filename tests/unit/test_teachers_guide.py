"""What the teacher's guide says will be seen in the figures, and writes on the board, is so."""

import re

import numpy as np
import pytest

from neuralnet import datasets, features, images, text, widgets, zoo
from neuralnet.datasets import mnist
from tools import ROOT

MINUS = "\N{MINUS SIGN}"
GUIDE = " ".join((ROOT / "back" / "teachers-guide.md").read_text(encoding="utf-8").split())


def said(pattern):
    """Return the numbers that the guide gives where it says this."""
    found = re.search(pattern, GUIDE)
    assert found, f"the guide says nothing like {pattern!r}"
    return [float(one.replace(",", "").replace(MINUS, "-")) for one in found.groups()]


def test_the_threshold_leaves_so_many_pixels():
    (count,) = said(r"at 0\.05, (\d+) squares of the 3 are left")
    assert count == (mnist().test_images[30] >= 0.05).sum()
    row, column, place = said(r"row (\d+), column (\d+): 28 · \d+ \+ \d+ = (\d+)")
    assert 28 * row + column == place


def test_the_largest_term_and_the_first_mistake_of_chapter_2_are_these():
    network, digits = zoo.load("sigmoid"), mnist()
    terms = network.weights[2][3] * network.activations(digits.test_images[30])[2]
    neuron, term = said(r"pushes hardest is neuron (\d+), with \+(\d\.\d+)")
    assert neuron == terms.argmax() + 1
    assert term == pytest.approx(terms.max(), abs=0.005)
    back, label, answer = said(
        r"Going back, the first that is misread is test digit (\d+), a (\d) read as an? (\d)"
    )
    answers = network.predict(digits.test_images[:31])
    wrong = np.flatnonzero(answers != digits.test_labels[:31])[-1]
    assert (back, label, answer) == (wrong + 1, digits.test_labels[wrong], answers[wrong])
    three = widgets.ThreeInputs()
    numbers = said(
        r"numbers (\S+), (\S+) and (\S+), weights (\S+), (\S+) and (\S+), bias (\S+): "
        r"the sum is (\d\.\d+), the activation (\d\.\d+)\."
    )
    expected = [*three.inputs, *three.weights, three.bias]
    assert numbers[:7] == expected
    total = np.dot(three.inputs, three.weights) + three.bias
    assert numbers[7:] == pytest.approx([total, 1 / (1 + np.exp(-total))], abs=0.005)


def test_neurons_of_the_contest_get_as_many():
    edge = widgets.NeuronLab(features.edge(), bias=-3.0)
    assert said(r"fires for (\d+) of 250 sevens and (\d+) of 250 ones") == [*edge.score()]
    weights, bias = widgets.neuron_lab.trained_neuron()
    sevens, ones = widgets.NeuronLab(weights, bias=bias).score()
    assert said(r"\*Trained\* gets (\d+) of 500") == [sevens + 250 - ones]


def test_a_row_of_neurons_hands_on_as_much():
    sigmoid, tanh = said(r"After twelve, one part in (\d+) million is left; with tanh (\d\.\d+)")
    left = {
        name: float(re.search(r"at the end, (\S+) is left", relay.description())[1])
        for name in ("sigmoid", "tanh")
        for relay in [widgets.SlopeRelay(function=name, passed=12)]
    }
    assert sigmoid == pytest.approx(1e-6 / left["sigmoid"], rel=0.05)
    assert tanh == pytest.approx(left["tanh"], abs=0.0005)


def test_broken_knobs_leave_so_many_digits():
    words = (
        r"130 broken knobs leave (\d+) of 1,000, another choice (\d+), "
        r"where the whole network reads (\d+)"
    )
    digits, counts = mnist(), said(words)
    for count, state in zip(counts, ({"seed": 0}, {"seed": 1}, {"broken": 0.0}), strict=True):
        network = widgets.KnobWall(**{"broken": 0.01, **state}).current_network
        right = network.predict(digits.test_images[:1000]) == digits.test_labels[:1000]
        assert right.sum() == count
    (neuron,) = said(r"missed most is neuron (\d+) of hidden layer 1")
    reads = []
    for k in range(16):
        network = zoo.load("relu")
        network.weights[1][:, k] = 0
        reads.append((network.predict(digits.test_images) == digits.test_labels).mean())
    assert neuron == np.argmin(reads) + 1


def test_an_empty_picture_is_read_so():
    empty = np.zeros(784, np.float32)
    for name, pattern in (
        ("sigmoid-quadratic", r"The empty picture is a (\d), at (\d\.\d+)"),
        ("relu", r"Before anybody draws, it says (\d), at (\d\.\d+)"),
    ):
        outputs = zoo.load(name).forward(empty)
        assert said(pattern) == [outputs.argmax(), pytest.approx(outputs.max(), abs=0.005)]


def test_a_digit_that_is_turned_is_read_otherwise():
    for name, pattern in (
        ("relu", r"`relu` loses the 9 at (\d+)°"),
        ("convolution", r"the network of windows at (\d+)°"),
    ):
        (degrees,) = said(pattern)
        nine = mnist().test_images[16]
        turned = np.array([images.rotate(nine, angle) for angle in range(91)], np.float32)
        assert degrees == np.flatnonzero(zoo.load(name).predict(turned) != 9)[0]
    moved = images.shift(nine, 4)
    read = [zoo.load(name).forward(moved).argmax() for name in ("relu", "convolution")]
    assert said(r"moved by four pixels, is an (\d) to `relu` and a (\d)") == read


def test_letters_without_a_language_get_one():
    names, network = list(datasets.LANGUAGES.values()), zoo.load("languages")
    for written, pattern in (
        ("asdfgh", r"\*asdfgh\* is (\w+), at (\d\.\d+)"),
        ("", r"an empty field (\w+), at (\d\.\d+)"),
        ("the", r"\*the\* alone is (\w+), at (\d\.\d+)"),
    ):
        language, sure = re.search(pattern, GUIDE).groups()
        outputs = network.forward(text.letter_pairs(written))
        assert language == names[outputs.argmax()]
        assert float(sure) == pytest.approx(outputs.max(), abs=0.005)
