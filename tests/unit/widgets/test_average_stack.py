"""AverageStack in Python: its averages, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet.datasets import mnist
from neuralnet.widgets import AverageStack


def test_its_averages_are_of_the_first_examples():
    figure = AverageStack(step=2)
    shown = np.frombuffer(figure.averages, np.uint8).reshape(-1, 10, 784)[2]
    digits = mnist()
    threes = digits.train_images[digits.train_labels == 3][:3]
    np.testing.assert_allclose(shown[3] / 255, threes.mean(axis=0), atol=0.0021)
    assert "The averages of 3 examples" in figure.picture().words


def test_more_examples_read_better_up_to_a_point():
    accuracies = AverageStack().accuracies
    assert accuracies[0] < accuracies[4] < accuracies[-1]
    assert abs(accuracies[-1] - accuracies[-2]) < 0.02


@pytest.mark.parametrize(("trait", "value"), [("step", 11), ("step", -1), ("counts", [1])])
def test_it_refuses_what_it_does_not_show(trait, value):
    with pytest.raises(traitlets.TraitError):
        setattr(AverageStack(), trait, value)
