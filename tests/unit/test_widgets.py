"""The live figures in Python: their traits, their words, and bad input."""

import re

import numpy as np
import pytest
import traitlets

from neuralnet import landscapes, zoo
from neuralnet.datasets import mnist
from neuralnet.features import edge
from neuralnet.images import preprocess
from neuralnet.network import Network
from neuralnet.training import Gradient
from neuralnet.widgets import (
    ActivationLab,
    ConfidenceLab,
    DescentLab,
    DigitReader,
    KnobWall,
    LanguageLab,
    NeuronLab,
    ParameterCounter,
    PixelGrid,
    TrainingRoom,
    digit_files,
)
from neuralnet.widgets.live_figure import LiveFigure
from neuralnet.widgets.modules import FOLDER, script
from neuralnet.widgets.neuron_lab import pair, trained_neuron


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
    lit = np.count_nonzero(grid.image >= 0.5)
    assert f"{lit} of the 784 hold at least 0.50" in grid.description()
    assert "Row 9, column 14, place 266:" in grid.description()


def test_pixel_grid_keeps_the_answer_to_itself():
    answers = []
    for index in (30, 31):
        grid = PixelGrid(index=index, only_numbers=True)
        grid.pixels = bytes(100 * 784)  # two digits that differ in nothing but their labels
        answers.append((grid.description(), grid.picture().words, grid.picture().png()))
    assert answers[0] == answers[1]


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


def test_descent_lab_rolls_as_the_network_s_optimiser_does():
    lab = DescentLab("valley", learning_rate=0.1, momentum=0.5, steps=2)
    first = np.array([-3.6, 1.2]) - 0.1 * np.array([-3.6, 14.4])
    velocity = 0.5 * np.array([-3.6, 14.4]) + first * (1, 12)
    np.testing.assert_allclose(lab.path, [[-3.6, 1.2], first, first - 0.1 * velocity])
    assert "after 2 steps" in lab.description()
    assert "A ball takes 2 steps" in lab.picture().words
    assert "a cost with two valleys" in DescentLab(steps=200).description()


@pytest.mark.parametrize("x", [-3.0, -1.0, 0.3, 2.6])
def test_the_landscapes_slopes_are_slopes(x):
    little = 1e-6
    rise = landscapes.curve(x + little) - landscapes.curve(x - little)
    assert landscapes.curve_slope(x) == pytest.approx(rise / (2 * little), abs=1e-6)
    for step in np.eye(2) * little:
        rise = landscapes.valley(np.add((x, 0.5), step)) - landscapes.valley((x, 0.5) - step)
        slopes = landscapes.valley_slopes((x, 0.5))
        assert slopes @ step / little == pytest.approx(rise / (2 * little), abs=1e-5)


@pytest.mark.parametrize(
    ("landscape", "start"), [("curve", [3.5]), ("curve", [1.0, 1.0]), ("valley", [0.0, 2.5])]
)
def test_descent_lab_refuses_a_start_outside(landscape, start):
    with pytest.raises(traitlets.TraitError, match="start must be"):
        DescentLab(landscape, start=start)


def test_training_room_shows_what_its_training_brings():
    room = TrainingRoom(learning_rate=0.2, batch_size=50)
    assert re.fullmatch(
        r"The cost falls from 2\.\d\d to 0\.\d\d over 30,000 images\..*", room.picture().words
    )
    assert "learning rate 0.2, batches of 50" in room.description()


@pytest.mark.parametrize(
    ("sizes", "hidden", "output", "words"),
    [
        ([784, 16, 10], "relu", "softmax", "two hidden layers"),
        ([784, 40, 16, 10], "relu", "softmax", "at most 32"),
        ([784, 16, 16, 10], "identity", "softmax", "identity and softmax"),
        ([784, 16, 16, 10], "relu", "sigmoid", "relu and sigmoid"),
    ],
)
def test_training_room_refuses_other_networks(sizes, hidden, output, words):
    with pytest.raises(ValueError, match=words):
        TrainingRoom(Network(sizes, hidden, output))


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


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("weights", np.zeros(10), ValueError),
        ("weights", np.full(784, 1.5), ValueError),
        ("weights", np.full(784, np.nan), ValueError),
        ("bias", 31.0, traitlets.TraitError),
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


def test_knob_wall_breaks_turns_and_silences():
    wall = KnobWall(broken=0.25, turned={"3": 2.0}, silenced=[[1, 4], [2, 0]])
    network = wall.current_network
    assert (network.parameters == 0).mean() > 0.24
    assert not network.weights[1][:, 4].any()
    assert not network.weights[2][:, 0].any()
    wall.broken = 0.0
    assert wall.current_network.parameters[3] == 2.0
    assert "Knob 407 stands at" in wall.description()
    wall.noise = 0.5
    before, after = wall.network.weights[0], wall.current_network.weights[0]
    spread = np.std(after - before) / np.sqrt(np.mean(before**2))
    assert spread == pytest.approx(0.5, rel=0.05)


@pytest.mark.parametrize("sizes", [[784, 16, 10], [784, 17, 16, 10], [100, 16, 16, 10]])
def test_knob_wall_refuses_other_networks(sizes):
    with pytest.raises(ValueError, match="two hidden layers of at most 16"):
        KnobWall(Network(sizes))


def test_parameter_counter_counts():
    counter = ParameterCounter(sizes=[784, 30, 10])
    assert counter.count == 784 * 30 + 30 * 10 + 30 + 10
    assert "23,860 parameters" in counter.description()
    assert "layer 1: 784 x 30 weights: 23,520" in counter.picture().words


@pytest.mark.parametrize("sizes", [[5], [784, 0, 10], [1] * 9, [784, 100_001]])
def test_parameter_counter_refuses_other_sizes(sizes):
    with pytest.raises(traitlets.TraitError, match="2 to 8 whole numbers"):
        ParameterCounter(sizes=sizes)


@pytest.mark.parametrize("function", ["sigmoid", "tanh", "relu", "identity"])
def test_activation_lab_s_slope_is_a_slope(function):
    for view in ("one", "row"):
        lab = ActivationLab(view=view, function=function, x=0.7, weight=1.3, bias=-0.2, count=4)
        rise = lab.answer(0.7 + 1e-6) - lab.answer(0.7 - 1e-6)
        assert lab.slope() == pytest.approx(rise / 2e-6, rel=1e-5)


def test_activation_lab_without_activation_is_a_line():
    lab = ActivationLab(view="sum", function="identity")
    bends = np.diff(lab.answer(np.linspace(-4, 4, 9)), 2)
    np.testing.assert_allclose(bends, 0, atol=1e-12)
    assert ActivationLab(function="step", x=-1.0).answer(-1.0) == 0
    assert ActivationLab(function="step").slope() == 0
    assert "Mean squared difference" in lab.picture().words


@pytest.mark.parametrize("neurons", [[], [[1.0, 2.0]], [[1, 1, 1]] * 7])
def test_activation_lab_refuses_other_sums(neurons):
    with pytest.raises(traitlets.TraitError, match="1 to 6 lists"):
        ActivationLab(neurons=neurons)


@pytest.mark.parametrize("number", [np.nan, np.inf, "1"])
def test_activation_lab_refuses_what_is_no_finite_number(number):
    with pytest.raises(traitlets.TraitError, match="finite numbers"):
        ActivationLab(neurons=[[1.0, number, 1.0]])


@pytest.mark.parametrize("kind", ["noise", "blank", "rotated", "blended", "inverted"])
def test_confidence_lab_spoils_from_nothing_to_all(kind):
    lab, image = ConfidenceLab(kind=kind), mnist().test_images[0]
    np.testing.assert_allclose(lab.shown, image, atol=1e-6)
    lab.amount = 1.0
    if kind == "inverted":
        np.testing.assert_allclose(lab.shown, 1 - image, atol=1e-6)
    if kind == "rotated":
        np.testing.assert_allclose(lab.shown, image[::-1], atol=1e-6)
    if kind == "blended":
        np.testing.assert_allclose(lab.shown, mnist().test_images[1], atol=1e-6)
    assert 0 <= lab.shown.min() <= lab.shown.max() <= 1
    turned = " = 180°" if kind == "rotated" else ""
    assert f"{kind} to 100%{turned}:" in lab.description()


def test_confidence_lab_s_record_counts_every_test_digit():
    record = np.array(ConfidenceLab().record)
    assert record[:, 0].sum() == 10_000
    outputs = zoo.load("relu").forward(mnist().test_images)
    assert record[:, 1].sum() == (outputs.argmax(axis=1) == mnist().test_labels).sum()
    filled = record[:, 0] > 0
    assert (np.floor(record[filled, 2] * 10) == np.flatnonzero(filled)).all()
    mean = (record[:, 0] * record[:, 2]).sum() / 10_000
    assert mean == pytest.approx(outputs.max(axis=1).mean(), abs=1e-4)


def test_confidence_lab_measures_a_network_that_is_set():
    figure = ConfidenceLab()
    figure.network = zoo.load("best")
    assert figure.record == ConfidenceLab(zoo.load("best")).record


@pytest.mark.parametrize(
    ("sizes", "output", "words"),
    [([784, 9], "softmax", "10 outputs"), ([784, 10], "identity", "outputs from 0 to 1")],
)
def test_confidence_lab_refuses_other_networks(sizes, output, words):
    with pytest.raises(ValueError, match=words):
        ConfidenceLab(Network(sizes, output=output))


def test_language_lab_reads_what_is_written():
    lab = LanguageLab(text="Die Kinder spielen im Garten.")
    assert lab.names[int(lab.answers.argmax())] == "German"
    assert "as German (" in lab.description()
    lab.text = ""
    assert "No text" in lab.description()
    assert np.isfinite(lab.answers).all()
    with pytest.raises(traitlets.TraitError, match=r"at most 10,000 characters, got 10,001"):
        lab.text = "x" * 10_001
    assert lab.text == ""


def test_language_lab_takes_a_network_and_its_names():
    network = Network([784, 3, 2], "relu", "softmax", np.random.default_rng(0))
    assert "read by a network of 784-3-2" in LanguageLab(network, ["one", "two"]).description()
    with pytest.raises(ValueError, match="3 outputs, one a name"):
        LanguageLab(network, ["one", "two", "three"])


def test_no_figure_trains_when_it_is_made(monkeypatch):
    def refuse(*arguments):
        raise AssertionError("a figure trains")

    monkeypatch.setattr(Gradient, "of", refuse)
    made = [figure() for figure in LiveFigure.__subclasses__()]
    assert len(made) == 10


@pytest.mark.parametrize("figure", [PixelGrid, ConfidenceLab, KnobWall, NeuronLab, DigitReader])
def test_figures_that_hold_digits_know_which_there_are(figure):
    shown = figure(index=30)
    np.testing.assert_array_equal(shown.digit(30).astype("f4"), mnist().test_images[30])
    assert shown.label == 3
    lowest = -1 if figure is DigitReader else 0
    for index in (lowest - 1, 100):
        with pytest.raises(
            traitlets.TraitError, match=f"index must be {lowest} to 99, got {index}"
        ):
            shown.index = index
    assert shown.index == 30


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_no_figure_takes_a_number_that_is_none(value):
    for figure, name in ((ActivationLab(), "x"), (NeuronLab(), "bias"), (KnobWall(), "noise")):
        before = getattr(figure, name)
        with pytest.raises(traitlets.TraitError):
            setattr(figure, name, value)
        assert getattr(figure, name) == before
    with pytest.raises(traitlets.TraitError):
        DescentLab(start=[value])


def test_bytes_from_the_page_are_taken():
    reader = DigitReader(index=3)
    reader.set_state({"index": -1, "drawing": memoryview(bytes([255]) * 784)})
    assert reader.image.all()
    assert reader.index == -1
