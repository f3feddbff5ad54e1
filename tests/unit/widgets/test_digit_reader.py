"""DigitReader in Python: its answers, the networks it takes, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet import zoo
from neuralnet.datasets import mnist
from neuralnet.images import preprocess
from neuralnet.network import Network
from neuralnet.widgets import (
    DigitReader,
)


def test_digit_reader_holds_the_network_for_drawings():
    reader, network = DigitReader(), zoo.load("drawings")
    np.testing.assert_array_equal(reader.network.parameters, network.parameters)
    assert reader.index == -1
    assert not reader.image.any()
    assert "An empty picture" in reader.description()


def test_digit_reader_reads_a_digit_and_a_drawing():
    reader, digits = DigitReader(index=18, centred=False), mnist()
    np.testing.assert_allclose(reader.inputs, digits.test_images[18], atol=1e-7)
    expected = reader.network.activations(reader.inputs)[-1]
    np.testing.assert_array_equal(reader.answers[-1], expected)
    reader.image = np.tri(28)
    assert reader.index == -1
    np.testing.assert_array_equal(reader.image, np.tri(28))
    reader.centred = True
    np.testing.assert_allclose(reader.inputs, preprocess(np.tri(28)))


def test_digit_reader_takes_a_network_of_the_reader_s_own():
    network = Network([784, 5, 10], "tanh", "softmax", np.random.default_rng(0))
    reader = DigitReader(network, index=0, layer=2, neuron=9)
    assert reader.answers[-1].shape == (10,)
    assert "Output 9: weighted sum" in reader.description()
    reader.network = Network([784, 7, 10], rng=np.random.default_rng(0))
    assert reader.sizes == [784, 7, 10]


def test_digit_reader_s_greeting_is_a_3_that_its_network_reads():
    reader = DigitReader.greeter()
    assert reader.answers[-1].argmax() == 3
    assert "Hidden layer" not in reader.description()  # no neuron is held
    assert len(reader.fools) == 2 * 784


@pytest.mark.parametrize(
    ("sizes", "words"),
    [([784, 16, 9], "784 inputs and 10 outputs"), ([784, 65, 10], "at most 64 neurons")],
)
def test_digit_reader_refuses_other_networks(sizes, words):
    with pytest.raises(ValueError, match=words):
        DigitReader(Network(sizes))


@pytest.mark.parametrize(
    ("name", "value", "error", "words"),
    [
        ("index", 100, traitlets.TraitError, "index must be -1 to 99, got 100"),
        ("layer", 4, traitlets.TraitError, "layer must be 0 to 3, got 4"),
        ("neuron", 16, traitlets.TraitError, "neuron must be 0 to 15, got 16"),
        ("drawing", b"12", traitlets.TraitError, "784 bytes, got 2"),
        ("image", np.zeros(783), ValueError, "784 numbers"),
        ("image", np.full(784, np.nan), ValueError, "from 0"),
        ("network", "best", TypeError, "got str"),
    ],
)
def test_digit_reader_refuses_bad_values(name, value, error, words):
    reader = DigitReader(index=3)
    with pytest.raises(error, match=words):
        setattr(reader, name, value)
    assert reader.index == 3


def test_bytes_from_the_page_are_taken():
    reader = DigitReader(index=3)
    reader.set_state({"index": -1, "drawing": memoryview(bytes([255]) * 784)})
    assert reader.image.all()
    assert reader.index == -1
