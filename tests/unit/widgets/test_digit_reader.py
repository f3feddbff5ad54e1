"""DigitReader in Python: its answers, the networks it takes, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet import zoo
from neuralnet.convolution import ConvolutionalNetwork, carried
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


def test_digit_reader_takes_a_network_of_maps_by_its_name():
    reader, network = DigitReader("convolution", index=3), zoo.load("convolution")
    assert reader.units == [784, 8, 32, 10]
    np.testing.assert_array_equal(reader.network.parameters, network.parameters)
    np.testing.assert_allclose(reader.answers[-1], network.forward(reader.inputs), atol=1e-6)
    assert "network of 8 and 32 maps as a 0" in reader.description()
    assert reader.picture().words.startswith("A network of 8 and 32 maps reads a picture as a 0")
    reader.layer, reader.neuron = 2, 31
    with pytest.raises(traitlets.TraitError, match="neuron must be 0 to 31"):
        reader.neuron = 32


def test_a_map_s_words_are_of_where_it_finds_most():
    reader = DigitReader("convolution", index=3, layer=1, neuron=4)
    for layer, count in ((1, 8), (2, 32)):
        reader.layer = layer
        terms, places = carried(reader.network, reader.inputs)[layer - 1]
        z = terms[4].sum() + reader.network.biases[layer - 1][4]
        row, column = places[4]
        assert f"map 5 of {count}: its largest weighted sum is {z:.2f}" in reader.description()
        assert f"row {row}, column {column}." in reader.description()
    reader.layer = 3
    assert "Output 4: weighted sum" in reader.description()


def test_a_network_of_maps_can_come_and_go():
    reader = DigitReader(index=3, layer=3, neuron=9)
    reader.network = ConvolutionalNetwork((4,), 0)
    assert reader.units == [784, 4, 10]
    assert (reader.layer, reader.index) == (0, 3)
    reader.network = zoo.load("relu")
    assert reader.maps == []
    assert reader.answers[-1].argmax() == reader.label


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        ({"network": ConvolutionalNetwork((33,), 0)}, r"at most 32 maps in a layer, got \(33,\)"),
        ({"maps": [8]}, "a network of 8 maps has the sizes"),
        ({"maps": [8, 32, 2]}, "one number of maps or two"),
        ({"parameters": bytes(6)}, "11,770 parameters"),
        ({"hidden": "tanh"}, "has the hidden relu, got tanh"),
    ],
)
def test_digit_reader_refuses_maps_that_do_not_fit(traits, words):
    reader = DigitReader("convolution", index=3)
    [(name, value)] = traits.items()
    with pytest.raises(traitlets.TraitError, match=words):
        setattr(reader, name, value)
    np.testing.assert_array_equal(reader.network.parameters, zoo.load("convolution").parameters)


def test_digit_reader_refuses_a_name_that_the_zoo_does_not_know():
    with pytest.raises(ValueError, match="convolution"):
        DigitReader("convolutional")


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
