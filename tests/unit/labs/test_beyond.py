"""The lab of noise."""

import pytest

from neuralnet.labs.beyond import noisy_word


@pytest.mark.parametrize(("word", "noise"), [("three", 60), ("zero", -20)])
def test_the_lab_of_noise_answers_at_its_sliders_ends(word, noise):
    words = noisy_word(word, noise).picture().words
    assert words.startswith(f"The word {word}, with noise {noise} decibels weaker than the voice.")
