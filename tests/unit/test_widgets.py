"""The live figures in Python: their traits, their words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet import networks
from neuralnet.datasets import mnist
from neuralnet.images import preprocess
from neuralnet.network import Network
from neuralnet.widgets import DigitReader, PixelGrid, digit_files, lab, nearest_average_lab
from neuralnet.widgets.live_figure import FOLDER, LiveFigure, script


def test_pixel_grid_holds_the_first_hundred_test_digits():
    grid, digits = PixelGrid(index=30), mnist()
    np.testing.assert_array_equal(grid.image.ravel().astype("f4"), digits.test_images[30])
    assert grid.label == digits.test_labels[30] == 3
    assert len(grid.labels) == 100
    assert set(grid.labels) == set(range(10))


def test_pixel_grid_says_the_value_of_the_picked_pixel():
    grid = PixelGrid(index=30, row=9, column=14)
    assert grid.value == grid.image[9, 14]
    grid.threshold = 0.5
    assert grid.value == float(grid.image[9, 14] >= 0.5)
    assert f"{np.count_nonzero(grid.image >= 0.5)} of the 784" in grid.description()


def test_pixel_grid_takes_images_of_the_reader_s_own():
    images = np.random.default_rng(0).integers(0, 256, (3, 784)) / 255
    grid = PixelGrid(images, [1, 2, 9], index=2)
    np.testing.assert_array_equal(grid.image.ravel(), images[2])
    assert grid.label == 9


def test_pixel_grid_can_be_observed():
    seen = []
    grid = PixelGrid()
    grid.observe(lambda change: seen.append((change["name"], change["new"])), ["row", "index"])
    grid.row, grid.index = 3, 7
    assert seen == [("row", 3), ("index", 7)]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("index", 100, "index must be 0 to 99, got 100"),
        ("index", -1, "index must be 0 to 99, got -1"),
        ("row", 28, "row must be 0 to 27, got 28"),
        ("column", -1, "column must be 0 to 27, got -1"),
        ("threshold", 1.5, "1.5"),
        ("row", "three", "row"),
    ],
)
def test_pixel_grid_refuses_a_trait_outside_its_range(name, value, words):
    grid = PixelGrid()
    before = getattr(grid, name)
    with pytest.raises(traitlets.TraitError, match=words):
        setattr(grid, name, value)
    assert getattr(grid, name) == before


@pytest.mark.parametrize(
    ("images", "labels", "words"),
    [
        (np.zeros((1, 28, 28)), [1], r"\(n, 784\), got \(1, 28, 28\)"),
        (np.zeros((0, 784)), [], r"\(n, 784\)"),
        (np.full((1, 784), 255), [1], "from 0 to 1, got 255"),
        (np.full((1, 784), np.nan), [1], "from 0 to 1"),
        (np.zeros((2, 784)), [1], "2 labels from 0 to 9"),
        (np.zeros((1, 784)), [11], "labels from 0 to 9.*11"),
    ],
)
def test_pixel_grid_refuses_bad_images_in_words(images, labels, words):
    with pytest.raises(ValueError, match=words):
        PixelGrid(images, labels)


def test_a_figure_comes_with_its_picture_and_its_words():
    grid = PixelGrid(index=30)
    data, _ = grid._repr_mimebundle_()
    assert data["text/plain"] == grid.description()
    assert data["image/png"].startswith("iVBORw0KGgo")  # PNG's first bytes, as base64
    assert "application/vnd.jupyter.widget-view+json" in data


def test_every_figure_has_its_two_files_and_one_module_text():
    for figure in LiveFigure.__subclasses__():
        name = figure.__module__.rpartition(".")[2]
        assert (FOLDER / f"{name}.js").exists()
        assert figure._esm == script(name)
        assert script(name).count("export default") == 1
        assert figure.__doc__


@pytest.mark.parametrize("examples", [1, 10, 5000])
@pytest.mark.parametrize("right", [0, 8])
def test_the_lab_answers_at_its_sliders_ends(examples, right):
    picture = lab.nearest_average(examples, right)
    assert f"Averages of {examples} examples" in picture.words


@pytest.mark.parametrize(("hidden_layers", "neurons"), [(0, 64), (4, 1), (2, 16)])
def test_the_lab_of_widths_answers_at_its_sliders_ends(hidden_layers, neurons):
    picture = lab.small_network(hidden_layers, neurons)
    sizes = "-".join(["784", *[str(neurons)] * hidden_layers, "10"])
    assert f"A network {sizes}," in picture.words


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_the_lab_of_mixtures_answers_at_its_sliders_ends(share):
    words = lab.blend(0, 99, share).words
    assert words.startswith(f"{1 - share:.0%} of a 7 and {share:.0%} of a 9.")


def test_the_lab_follows_its_sliders():
    shown = nearest_average_lab()
    before = shown.words.value
    shown.sliders["right"].value = 4
    assert shown.words.value != before
    assert "moved right by 4 pixels" in shown._repr_mimebundle_()["text/plain"]


def test_digit_reader_holds_the_network_for_drawings():
    reader, network = DigitReader(), networks.load("drawings")
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
        ("layer", 0, traitlets.TraitError, "layer must be 1 to 3, got 0"),
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


def test_parameters_of_every_kind_are_kept_exactly():
    rng = np.random.default_rng(0)
    for kind, size in ((np.float16, 2), (np.float32, 4), (np.float64, 8)):
        network = Network([784, 3, 10], rng=rng, dtype=np.float64)
        network.parameters[:] = rng.normal(size=network.parameters.size).astype(kind)
        reader = DigitReader(network)
        assert len(reader.parameters) == size * network.parameters.size
        np.testing.assert_array_equal(reader.network.parameters, network.parameters)
    network.parameters[0] = np.inf
    with pytest.raises(ValueError, match="NaN or infinite"):
        DigitReader(network)


def test_figures_are_sent_the_digits_that_they_ask_for():
    reader, sent = DigitReader(), []
    reader.send = lambda content, buffers: sent.append((content, buffers))
    for message in ({"digits": "test"}, {"digits": "../secret"}, {"digits": []}, "nonsense", None):
        digit_files.answer(reader, message, [])
    assert sent == [({"digits": "test"}, [digit_files.digit_file("test")])]
    with pytest.raises(ValueError, match="'other'"):
        digit_files.digit_file("other")
