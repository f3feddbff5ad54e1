"""Text as a picture of its pairs of letters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuralnet.text import NAMES, OTHER, SPACE, excerpts, letter_pairs, pictures, symbols


def test_letters_spaces_and_others_are_told_apart():
    assert symbols("Ab é!") == [SPACE, 0, 1, SPACE, OTHER, SPACE]
    assert symbols("a1 2-z\n") == [SPACE, 0, SPACE, 25, SPACE]
    assert symbols("") == symbols("123 %") == [SPACE]
    assert len(NAMES) == 28


def test_an_accent_written_apart_is_the_same_letter():
    assert symbols("e\u0301") == symbols("\u00e9") == [SPACE, OTHER, SPACE]


def test_pairs_are_counted_by_hand():
    # Pairs of " abab ": space a, ab twice, ba once, b space.
    image = letter_pairs("abab").reshape(28, 28)
    assert image[0, 1] == 1
    for first, second in ((SPACE, 0), (1, 0), (1, SPACE)):
        assert image[first, second] == pytest.approx(np.sqrt(1 / 2))
    assert np.count_nonzero(image) == 4


def test_the_order_of_words_is_lost_and_that_of_letters_is_not():
    same = letter_pairs("Dog bites man."), letter_pairs("man bites dog")
    np.testing.assert_array_equal(*same)
    assert not np.array_equal(letter_pairs("live"), letter_pairs("evil"))


@given(st.text())
def test_any_text_gives_numbers_from_0_to_1(text):
    image = letter_pairs(text)
    assert image.shape == (784,)
    assert image.dtype == np.float32
    assert image.max() == (1 if len(symbols(text)) > 1 else 0)
    assert image.min() >= 0


def test_excerpts_begin_with_a_word_and_are_drawn_alike_again():
    texts = ["one two three four five six", "too short"]
    drawn = excerpts(texts, 12, 20, np.random.default_rng(0))
    assert drawn == excerpts(texts, 12, 20, np.random.default_rng(0))
    for text in drawn:
        assert text in texts[0]
        assert f" {text}" in f" {texts[0]}"
    assert len(set(drawn)) > 1
    with pytest.raises(ValueError, match="none of the 2 texts has 100 characters"):
        excerpts(texts, 100, 1, np.random.default_rng(0))


def test_pictures_of_excerpts_have_the_labels_of_their_texts():
    images, labels = pictures([["aaaa " * 9], ["zzzz " * 9]], [5, 10], 3, np.random.default_rng(0))
    assert images.shape == (12, 784)
    assert labels.tolist() == [0] * 6 + [1] * 6
    assert (images[labels == 0, 0] > 0).all()
    assert (images[labels == 1, 0] == 0).all()
