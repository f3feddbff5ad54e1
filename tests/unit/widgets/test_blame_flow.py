"""BlameFlow in Python: slopes as measured, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet import zoo
from neuralnet.network import Network
from neuralnet.training import cross_entropy
from neuralnet.widgets import BlameFlow


def test_its_slopes_are_those_that_turning_a_bias_measures():
    figure = BlameFlow(digit=4)
    for layer, slopes in enumerate(figure.slopes):
        for j, slope in enumerate(slopes):
            costs = []
            for turn in (1e-6, -1e-6):
                turned = figure.network
                turned.biases[layer][j] += turn
                costs.append(cross_entropy(figure.layers(turned)[2], np.eye(10)[4]))
            assert slope == pytest.approx((costs[0] - costs[1]) / 2e-6, abs=1e-6)


@pytest.mark.parametrize(("into", "earlier"), [("outputs", 1), ("hidden", 10)])
def test_a_small_turn_changes_the_cost_as_the_slope_promises(into, earlier):
    figure = BlameFlow(into=into, later=8, earlier=earlier, turn=0.001)
    assert figure.promised != 0
    assert figure.measured == pytest.approx(figure.promised, rel=0.01)


def test_it_shows_one_misread_digit_of_each_kind_as_the_whole_network_reads_it():
    figure, stored = BlameFlow(), zoo.load("relu")
    images = np.frombuffer(figure.pixels, np.uint8).reshape(10, 784) / 255
    for digit in range(10):
        figure.digit = digit
        outputs = figure.layers()[2]
        np.testing.assert_allclose(outputs, stored.forward(images[digit]), atol=1e-4)
        assert outputs.argmax() != digit


def test_what_is_handed_back_adds_up_to_what_is_asked():
    figure = BlameFlow()
    for earlier in range(16):
        figure.earlier = earlier
        handed = []
        for later in range(10):
            figure.later = later
            handed.append(figure.handed)
        asked = figure.network.weights[1].T @ figure.slopes[1]
        assert sum(handed) == pytest.approx(asked[earlier])


def test_a_link_beyond_the_outputs_is_the_last_one():
    assert BlameFlow(later=15).link == (1, 9, 2)
    assert BlameFlow(later=15, into="hidden").link == (0, 15, 2)
    assert "A 5 read as a 3" in BlameFlow().picture().words


@pytest.mark.parametrize(("trait", "value"), [("digit", 10), ("turn", 1), ("into", "pixels")])
def test_it_refuses_what_it_does_not_show(trait, value):
    with pytest.raises(traitlets.TraitError):
        setattr(BlameFlow(), trait, value)


def test_it_refuses_another_network():
    figure = BlameFlow()
    with pytest.raises(traitlets.TraitError, match="16, 16, 10"):
        figure.network = Network([784, 16, 10], "relu", "softmax")
