"""Digits as hands around the world write them."""

import numpy as np
import pytest

from neuralnet import hands
from neuralnet.hands import KINDS, handwritten, strokes, write


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_is_on_the_pad_and_as_large_as_its_kind(kind):
    digits, _, _, (least, most) = KINDS[kind]
    rng = np.random.default_rng(0)
    for _ in range(20):
        drawn = np.concatenate(strokes(kind, int(rng.choice(digits)), rng))
        assert drawn.min() >= 0
        assert drawn.max() <= 28
        # Slanted, turned and trembling, a digit is a little higher or lower than the rule says.
        assert 0.8 * least < np.ptp(drawn[:, 1]) < 1.4 * most


def test_the_same_seed_writes_the_same():
    first, again, other = (hands.hands("slashed 0", 3, seed)[0] for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_digits_of_a_kind_come_in_turn():
    images, labels = hands.hands("very small", 12, 0)
    assert images.shape == (12, 784)
    np.testing.assert_array_equal(labels, [*range(10), 0, 1])


def test_a_slash_a_flag_and_a_bar_add_ink():
    def ink(kind, digit):
        rng = np.random.default_rng(1)
        return np.mean([write(kind, digit, rng).sum() for _ in range(50)])

    assert ink("slashed 0", 0) > 1.1 * ink("any other", 0)
    assert ink("1 with a flag", 1) > ink("any other", 1)
    assert ink("crossed 7", 7) > ink("any other", 7)
    assert ink("very small", 8) < 0.4 * ink("any other", 8)


def test_every_label_gets_its_digit():
    images = handwritten([3, 1, 3], 0)
    assert images.shape == (3, 784)
    assert (images.max(axis=1) > 0.5).all()
    assert handwritten([], 0).shape == (0, 784)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: write("runes", 1, 0), "unknown kind .runes."),
        (lambda: write("slashed 0", 1, 0), r"written as slashed 0, \(0,\), got 1"),
        (lambda: hands.hands("open 4", 0), "count must be"),
    ],
)
def test_what_is_no_kind_or_digit_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
