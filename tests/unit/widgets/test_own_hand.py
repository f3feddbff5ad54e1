"""OwnHand in Python: its numbers, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet import handwriting, zoo
from neuralnet.chance import exact_interval
from neuralnet.hands import person
from neuralnet.images import slants, to_bytes
from neuralnet.widgets import OwnHand
from neuralnet.widgets.hand_traits import EACH, WORST_READ, invented

LABELS = [3, 8, 8, 1]


def text(writer=""):
    drawings = to_bytes(person(LABELS, 4))
    return handwriting.as_text([handwriting.Hand(writer, np.array(LABELS), drawings)])


def test_it_reads_digits_with_five_readers():
    figure = OwnHand(hands=text())
    assert figure.labels.tolist() == LABELS
    right = (zoo.load("relu").predict(figure.images) == LABELS).sum()
    assert figure.reading["ours"] == (right, 4)
    assert list(figure.reading) == ["ours", "drawer", "windows", "average", "example"]
    low, high = exact_interval(right, 4)
    words = f"The book's network: {right} of 4 ({low:.0%} to {high:.0%})"
    assert words in figure.description()
    assert figure.measures["slant"] == pytest.approx(slants(figure.images).mean())
    assert figure.picture().words.startswith(figure.description())


def test_it_says_when_nothing_is_written():
    figure = OwnHand()
    assert figure.reading["ours"] == (0, 0)
    assert figure.measures == {}
    assert figure.description().startswith("A pad to write digits on. None is written yet")
    assert figure.images.shape == (0, 784)
    assert figure.picture().words.startswith(figure.description())


def test_it_looks_at_one_writer_at_a_time():
    figure = OwnHand(hands=text("Ada"))
    assert len(figure.labels) == 0
    figure.writer = "Ada"
    assert figure.labels.tolist() == LABELS
    assert "The digits of Ada" in figure.description()


@pytest.mark.parametrize("value", ["x", "[]", text()[:-5], 3, None])
def test_it_refuses_what_is_no_handwriting(value):
    figure = OwnHand(hands=text())
    with pytest.raises(traitlets.TraitError):
        figure.hands = value
    assert figure.hands == text()


def test_what_readers_do_with_mnist_is_measured():
    usual = OwnHand().usual
    assert list(usual) == ["ours", "drawer", "windows", "average", "example"]
    assert usual["windows"] > usual["ours"] > usual["average"]


@pytest.mark.slow
def test_the_invented_person_is_the_worst_read_of_forty():
    labels, reader = EACH * list(range(10)), zoo.load("relu")
    right = []
    for seed in range(40):
        hand = handwriting.Hand("", np.array(labels), to_bytes(person(labels, seed)))
        right.append((reader.predict(handwriting.images_of(hand)) == labels).sum())
    assert right[WORST_READ] == min(right)
    assert handwriting.hands_in(invented())[0].labels.tolist() == labels
