"""NeuronLab in Python: its sum, its score, its digits, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet.datasets import mnist
from neuralnet.features import edge
from neuralnet.widgets import (
    NeuronLab,
)
from neuralnet.widgets.neuron_lab import pair, trained_neuron


def test_neuron_lab_computes_its_sum_and_its_score():
    neuron = NeuronLab(edge(), bias=-3.0, index=17, steepness=2.0)
    z = mnist().test_images[17].astype(float) @ edge() - 3
    assert neuron.weighted_sum == pytest.approx(z, abs=1e-4)
    assert neuron.activation == pytest.approx(1 / (1 + np.exp(-2 * z)), abs=1e-6)
    weights, bias = trained_neuron()
    neuron.weights, neuron.bias = weights, bias
    sevens, ones = neuron.score()
    assert sevens > 240
    assert ones < 10
    neuron.weights, neuron.bias = np.zeros(784), 1.0
    assert neuron.score() == (250, 250)
    assert "0 positive and 0 negative" in neuron.description()


def test_neuron_lab_looks_at_one_of_those_that_it_is_scored_on():
    neuron, (images, labels) = NeuronLab(edge(), index=17, example=3), pair()
    np.testing.assert_array_equal(neuron.image, images[3])
    assert neuron.label == labels[3]
    assert neuron.weighted_sum == pytest.approx(images[3] @ edge())
    neuron.example = -1
    assert neuron.label == mnist().test_labels[17]


def test_neuron_lab_keeps_what_the_reader_painted_beside_what_is_shown():
    neuron = NeuronLab(edge())
    assert neuron.own == bytes(2 * 784)  # nothing yet
    neuron.set_state({"own": memoryview(np.ones(784, "<f4").tobytes()), "own_bias": 3.0})
    np.testing.assert_array_equal(neuron.weights, edge())


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("weights", np.zeros(10), ValueError),
        ("weights", np.full(784, 1.5), ValueError),
        ("weights", np.full(784, np.nan), ValueError),
        ("bias", 101.0, traitlets.TraitError),
        ("example", 500, traitlets.TraitError),
        ("paint", 2, traitlets.TraitError),
    ],
)
def test_neuron_lab_refuses_bad_values(name, value, error):
    neuron = NeuronLab(edge())
    with pytest.raises(error):
        setattr(neuron, name, value)
    np.testing.assert_array_equal(neuron.weights, edge())


def test_the_pair_of_digits_is_real():
    images, labels = pair()
    digits = mnist()
    assert np.bincount(labels).tolist() == [0, 250, 0, 0, 0, 0, 0, 250]
    last = digits.train_images[-10_000:][np.isin(digits.train_labels[-10_000:], (1, 7))]
    assert (np.abs(last - images[0]).sum(axis=1) < 1e-3).sum() == 1
