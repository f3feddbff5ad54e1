"""The network: its shapes, its count, its forward pass worked by hand, and its files."""

import io
import zipfile

import numpy as np
import pytest

from neuralnet.network import Network, count_parameters

BOOK = [784, 16, 16, 10]


@pytest.fixture
def network():
    return Network(BOOK, rng=np.random.default_rng(1))


def test_the_network_of_the_book_has_13002_parameters(network):
    assert network.parameters.size == count_parameters(BOOK) == 13_002
    assert [w.shape for w in network.weights] == [(16, 784), (16, 16), (10, 16)]
    assert [b.shape for b in network.biases] == [(16,), (16,), (10,)]
    assert sum(w.size for w in network.weights) == 12_960
    assert "13,002" in repr(network)


def test_weights_and_biases_are_views_of_the_parameters(network):
    network.parameters[:] = np.arange(13_002)
    assert network.weights[0][0, 0] == 0
    assert network.weights[0][15, 783] == 784 * 16 - 1
    assert network.biases[0][0] == 784 * 16
    assert network.biases[-1][-1] == 13_001
    network.biases[-1][-1] = -1
    assert network.parameters[-1] == -1


def test_a_forward_pass_worked_by_hand():
    network = Network([2, 2, 1], hidden="relu", output="identity", dtype=np.float64)
    network.weights[0][:] = [[1, -1], [2, 0.5]]
    network.biases[0][:] = [-1, 0.25]
    network.weights[1][:] = [[3, -2]]
    network.biases[1][:] = [0.5]
    # sums: 1*3 - 1*1 - 1 = 1 and 2*3 + 0.5*1 + 0.25 = 6.75; then 3*1 - 2*6.75 + 0.5 = -10
    layers = network.activations([3, 1])
    np.testing.assert_array_equal(layers[1], [1, 6.75])
    np.testing.assert_array_equal(layers[2], [-10])


@pytest.mark.parametrize("hidden", ["sigmoid", "relu", "tanh"])
@pytest.mark.parametrize("output", ["sigmoid", "softmax"])
def test_many_images_give_what_each_gives_alone(hidden, output):
    network = Network(BOOK, hidden, output, np.random.default_rng(2), np.float64)
    images = np.random.default_rng(3).random((5, 784))
    together = network.activations(images)
    assert [layer.shape for layer in together] == [(5, n) for n in BOOK]
    for k, image in enumerate(images):
        for layer, alone in zip(together, network.activations(image), strict=True):
            np.testing.assert_allclose(layer[k], alone, rtol=1e-12)
    assert network.predict(images).shape == (5,)
    assert network.predict(images[0]) == network.predict(images)[0]


def test_no_images_give_no_answers(network):
    assert network.forward(np.zeros((0, 784))).shape == (0, 10)


def test_the_start_is_reproducible_and_scaled():
    first = Network(BOOK, "relu", rng=np.random.default_rng(7))
    again = Network(BOOK, "relu", rng=np.random.default_rng(7))
    np.testing.assert_array_equal(first.parameters, again.parameters)
    assert first.weights[0].std() == pytest.approx(np.sqrt(2 / 784), rel=0.05)
    assert not first.biases[0].any()
    assert not np.array_equal(Network(BOOK).parameters, Network(BOOK).parameters)


@pytest.mark.parametrize(
    ("images", "error", "words"),
    [
        (np.zeros((28, 28)), ValueError, r"\(784,\).*\(28, 28\)"),
        (np.zeros(783), ValueError, r"\(784,\).*\(783,\)"),
        (np.zeros((2, 3, 784)), ValueError, r"\(2, 3, 784\)"),
        (np.full(784, np.nan), ValueError, "784 NaN"),
        (np.r_[np.inf, np.zeros(783)], ValueError, "1 NaN or infinite"),
        (np.zeros(784, np.uint8), TypeError, "divide them by 255"),
        (np.zeros(784, complex), TypeError, "real numbers.*complex"),
        (np.array(["7"] * 784), TypeError, "real numbers"),
        (None, TypeError, "real numbers"),
    ],
)
def test_bad_images_are_refused_in_words(network, images, error, words):
    with pytest.raises(error, match=words):
        network.forward(images)


@pytest.mark.parametrize("sizes", [[784], [], [784, 0, 10], [784, -1], [784, 1.5], [3, True]])
def test_bad_sizes_are_refused_in_words(sizes):
    with pytest.raises(ValueError, match=r"whole numbers of at least 1, such as \[784"):
        Network(sizes)


def test_unknown_names_and_types_are_refused_in_words():
    with pytest.raises(ValueError, match=r"'rleu'; expected one of: .*relu"):
        Network(BOOK, hidden="rleu")
    with pytest.raises(TypeError, match="float32 or float64, got int64"):
        Network(BOOK, dtype=int)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_saved_network_comes_back_the_same(tmp_path, dtype):
    network = Network([5, 4, 3], "relu", "softmax", np.random.default_rng(4), dtype)
    network.save(tmp_path / "net")  # no ending is added
    back = Network.load(tmp_path / "net")
    assert (back.sizes, back.hidden, back.output) == ((5, 4, 3), "relu", "softmax")
    np.testing.assert_array_equal(back.parameters, network.parameters)
    assert back.parameters.dtype == dtype
    image = np.random.default_rng(5).random(5)
    np.testing.assert_array_equal(back.forward(image), network.forward(image))


def npz(**arrays):
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


GOOD = {
    "sizes": np.array([2, 1]),
    "activations": np.array(["relu", "sigmoid"]),
    "parameters": np.ones(3, np.float32),
}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "does not hold a network"),
        (b"not a network", "does not hold a network"),
        (npz(**GOOD)[:-40], "does not hold a network"),
        (npz(sizes=GOOD["sizes"]), "does not hold a network"),
        (npz(**{**GOOD, "parameters": np.ones(4, np.float32)}), "3 parameters expected, 4 found"),
        (npz(**{**GOOD, "parameters": np.full(3, np.nan)}), "NaN or infinite"),
        (npz(**{**GOOD, "parameters": np.ones(3, int)}), "float32 or float64"),
        (npz(**{**GOOD, "activations": np.array(["relu", "evil"])}), "'evil'"),
        (npz(**{**GOOD, "sizes": np.array([{}], object)}), "does not hold a network"),
    ],
)
def test_a_damaged_file_is_refused_by_name(tmp_path, content, words):
    path = tmp_path / "net.npz"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=words) as caught:
        Network.load(path)
    assert "net.npz" in str(caught.value)


def test_a_missing_file_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        Network.load(tmp_path / "none.npz")


def test_a_saved_network_holds_no_pickle(tmp_path, network):
    network.save(tmp_path / "net.npz")
    with zipfile.ZipFile(tmp_path / "net.npz") as file:
        for name in file.namelist():
            assert b"'O'" not in file.read(name)[:128]
