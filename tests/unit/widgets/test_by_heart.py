"""ByHeart in Python: its records, its gap, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet.history import History
from neuralnet.widgets import ByHeart
from neuralnet.widgets.by_heart import recorded, small_runs

RUNS = {
    "50 examples": History([2.0, 0.5], [0.3, 1.0], [2.1, 2.9], [0.25, 0.6]),
    "500 examples": History([1.0, 0.1], [0.7, 0.9], [1.1, 0.4], [0.65, 0.85]),
}


def test_it_shows_what_was_measured():
    figure = ByHeart(RUNS)
    assert (figure.epoch, figure.names) == (2, list(RUNS))
    assert figure.gap == pytest.approx(0.4)
    figure.run, figure.measure = 1, "cost"
    assert figure.gap == pytest.approx(0.3)
    assert "500 examples, after epoch 2: cost 0.10 on what" in figure.picture().words
    figure.epoch = 1
    assert figure.gap == pytest.approx(0.1)


@pytest.mark.parametrize(("trait", "value"), [("run", 2), ("epoch", 0), ("epoch", 3)])
def test_it_refuses_what_it_does_not_show(trait, value):
    figure = ByHeart(RUNS)
    with pytest.raises(traitlets.TraitError):
        setattr(figure, trait, value)
    assert (figure.run, figure.epoch) == (0, 2)


def test_it_refuses_what_are_no_runs():
    with pytest.raises(TypeError, match="History"):
        ByHeart({"50 examples": [0.5]})
    with pytest.raises(TypeError, match="with validation"):
        ByHeart({"50 examples": History([1.0], [0.5])})
    with pytest.raises(ValueError, match="same number of epochs"):
        ByHeart(RUNS | {"other": History([1.0], [0.5], [1.0], [0.5])})


def test_what_a_figure_shows_that_is_given_no_runs_is_what_training_gives():
    figure, (names, records) = ByHeart(), recorded(small_runs())
    assert figure.names == names
    np.testing.assert_allclose(figure.records, records, atol=0.02)
