"""The lab of depth."""

import pytest

from neuralnet.labs.activations import depth


@pytest.mark.parametrize(("function", "layers", "rate"), [("identity", 1, 0.01), ("relu", 8, 1.0)])
def test_the_lab_of_depth_answers_at_its_sliders_ends(function, layers, rate):
    assert f"{layers} hidden layers of {function}" in depth(function, layers, rate).picture().words


def test_a_training_that_grows_beyond_all_numbers_is_said_to():
    words = depth("identity", 8, 1.0).picture().words
    assert "the cost grew beyond all numbers, so training was given up. Untrained, it" in words
