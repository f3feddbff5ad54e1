"""The convolutional network: its windows worked by hand, its gradient, and its files."""

import copy
import pickle

import numpy as np
import pytest

from neuralnet import zoo
from neuralnet.activations import softmax
from neuralnet.convolution import ConvolutionalNetwork, carried, largest, windows
from neuralnet.datasets import mnist
from neuralnet.network import Network
from neuralnet.training import SGD, Gradient, evaluate, train


def small(seed=0, maps=(2, 3)):
    network = ConvolutionalNetwork(maps, seed, np.float64)
    network.parameters += np.random.default_rng(seed).normal(0, 0.05, network.parameters.size)
    return network


def some_images(n, seed=0):
    rng = np.random.default_rng(seed)
    return rng.random((n, 784)), rng.integers(0, 10, n)


def test_the_shapes_and_the_count():
    network = ConvolutionalNetwork((8, 32), 0)
    assert network.sizes == (784, 8 * 12 * 12, 32 * 4 * 4, 10)
    assert [w.shape for w in network.weights] == [(8, 1, 5, 5), (32, 8, 5, 5), (10, 512)]
    assert [b.shape for b in network.biases] == [(8,), (32,), (10,)]
    assert network.parameters.size == 8 * 26 + 32 * 201 + 10 * 513 == 11_770
    assert ConvolutionalNetwork((8, 16)).parameters.size == 5_994
    assert ConvolutionalNetwork((4,)).sizes == (784, 4 * 12 * 12, 10)
    assert "11,770" in repr(network)


def test_windows_of_one_small_map():
    maps = np.arange(12.0).reshape(1, 3, 4, 1)
    np.testing.assert_array_equal(
        windows(maps, 2).T,
        [[0, 1, 4, 5], [1, 2, 5, 6], [2, 3, 6, 7], [4, 5, 8, 9], [5, 6, 9, 10], [6, 7, 10, 11]],
    )


def test_windows_of_several_maps_and_images():
    maps = np.random.default_rng(0).random((2, 5, 6, 3))
    found = windows(maps, 3).reshape(2, 3, 3, 3, 4, 3)
    for row, column, image in np.ndindex(3, 4, 3):
        np.testing.assert_array_equal(
            found[:, :, :, row, column, image],
            maps[:, row : row + 3, column : column + 3, image],
        )


def test_the_largest_of_each_block():
    maps = np.array([[1.0, 2, 5, 0], [3, 4, 0, 0], [-1, -2, 0, 0], [-3, -4, 0, 9]])
    np.testing.assert_array_equal(
        largest(maps.reshape(1, 4, 4, 1)).reshape(2, 2), [[4, 5], [-1, 9]]
    )


def slowly(network, image):
    """Return the outputs for an image, number by number, as the book's words say it."""
    maps = image.reshape(1, 28, 28)
    for weights, biases in zip(network.weights[:-1], network.biases[:-1], strict=True):
        side = maps.shape[1] - 4
        sums = np.array(
            [
                [
                    [(w * maps[:, i : i + 5, j : j + 5]).sum() + b for j in range(side)]
                    for i in range(side)
                ]
                for w, b in zip(weights, biases, strict=True)
            ]
        )
        maps = np.array(
            [
                [
                    [m[i : i + 2, j : j + 2].max() for j in range(0, side, 2)]
                    for i in range(0, side, 2)
                ]
                for m in np.maximum(sums, 0)
            ]
        )
    sums = network.weights[-1] @ maps.ravel() + network.biases[-1]
    return np.exp(sums) / np.exp(sums).sum()


@pytest.mark.parametrize("maps", [(2, 3), (3,)])
def test_the_forward_pass_is_what_loops_make_of_it(maps):
    network, (images, _) = small(maps=maps), some_images(2)
    for image in images:
        np.testing.assert_allclose(network.forward(image), slowly(network, image), rtol=1e-12)


def test_many_images_give_what_each_gives_alone(monkeypatch):
    monkeypatch.setattr(ConvolutionalNetwork, "PIECE", 3)
    network, (images, _) = small(), some_images(7)
    together = network.activations(images)
    assert [layer.shape for layer in together] == [(7, n) for n in network.sizes]
    np.testing.assert_array_equal(network.forward(images), together[-1])
    for k, image in enumerate(images):
        alone = network.activations(image)
        assert [layer.shape for layer in alone] == [(n,) for n in network.sizes]
        for layer, one in zip(together, alone, strict=True):
            np.testing.assert_allclose(layer[k], one, rtol=1e-12)
    assert network.predict(images).shape == (7,)
    assert network.predict(images[0]) == network.predict(images)[0]
    assert network.forward(np.zeros((0, 784))).shape == (0, 10)


@pytest.mark.parametrize("cost", ["cross-entropy", "quadratic"])
@pytest.mark.parametrize("maps", [(2, 3), (3,)])
def test_every_kind_of_parameter_has_the_slope_of_central_differences(cost, maps):
    network, (images, labels) = small(maps=maps), some_images(5)
    targets = np.eye(10)[labels]
    gradient = Gradient(network, cost)
    gradient.of(images, targets)
    rng, step = np.random.default_rng(1), 1e-6
    for part, slopes in zip(
        (*network.weights, *network.biases), (*gradient.weights, *gradient.biases), strict=True
    ):
        part, slopes = part.reshape(-1), slopes.reshape(-1)
        assert np.abs(slopes).max() > 1e-4, "there is something to compare"
        for place in rng.permutation(part.size)[:25]:
            before, costs = part[place], []
            for change in (step, -step):
                part[place] = before + change
                costs.append(evaluate(network, images, targets, cost)[0])
            part[place] = before
            slope = (costs[0] - costs[1]) / (2 * step)
            assert slopes[place] == pytest.approx(slope, rel=1e-5, abs=1e-8)


def test_the_gradient_does_not_depend_on_how_a_batch_is_cut(monkeypatch):
    network, (images, labels) = small(), some_images(20)
    targets = np.eye(10)[labels]
    whole, pieces = Gradient(network), Gradient(network)
    whole.of(images, targets)
    monkeypatch.setattr(ConvolutionalNetwork, "PIECE", 3)
    pieces.of(images, targets)
    np.testing.assert_allclose(pieces.values, whole.values, rtol=1e-9, atol=1e-14)


def test_of_equal_numbers_the_first_gets_the_slope():
    network = ConvolutionalNetwork((1,), 0, np.float64)
    network.weights[0][:], network.biases[0][:] = 0, 1  # all sums are equal
    rng = np.random.default_rng(0)
    image = rng.random((1, 784))
    gradient = Gradient(network)
    outputs = gradient.of(image, np.eye(10)[[3]])
    slopes = ((outputs - np.eye(10)[[3]]) @ network.weights[1]).reshape(12, 12)
    picture = image.reshape(28, 28)
    expected = sum(
        slopes[i, j] * picture[2 * i : 2 * i + 5, 2 * j : 2 * j + 5] for i, j in np.ndindex(12, 12)
    )
    np.testing.assert_allclose(gradient.weights[0][0, 0], expected, rtol=1e-10)


def test_it_learns_what_can_be_learned():
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 10, 300)
    images = np.zeros((300, 28, 28), np.float32)
    for image, label in zip(images, labels, strict=True):  # a bar of its own length for each
        top, left = rng.integers(4, 16, 2)
        image[top : top + 3, left : left + label + 1] = 1
    images, network = images.reshape(-1, 784), ConvolutionalNetwork((4, 8), 1)
    history = train(
        network, images, labels, epochs=40, batch_size=20, learning_rate=0.05,
        optimiser=SGD(0.9), validation=(images, labels), seed=0, progress=False,
    )  # fmt: skip
    assert history.cost[-1] < 0.3 < history.cost[0]
    assert history.validation_accuracy[-1] == evaluate(network, images, labels)[1] > 0.95


def test_the_start_is_reproducible_and_scaled():
    first, again = ConvolutionalNetwork((8, 32), 7), ConvolutionalNetwork((8, 32), 7)
    np.testing.assert_array_equal(first.parameters, again.parameters)
    assert first.weights[1].std() == pytest.approx(np.sqrt(2 / 200), rel=0.05)
    assert not any(biases.any() for biases in first.biases)


def test_what_is_assigned_is_written_into_the_parameters():
    network = small()
    network.weights[0] = np.ones((2, 1, 5, 5))
    assert (network.parameters[:50] == 1).all()
    with pytest.raises(ValueError, match=r"expected shape \(2, 1, 5, 5\), got \(2, 25\)"):
        network.weights[0] = np.ones((2, 25))
    with pytest.raises(AttributeError, match="keeps its maps"):
        network.maps = (1, 2)


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda n: pickle.loads(pickle.dumps(n))]
)
def test_a_copy_has_its_own_parameters(copied):
    network, (images, _) = small(), some_images(2)
    other = copied(network)
    np.testing.assert_array_equal(other.forward(images), network.forward(images))
    other.weights[1][:] = 0
    assert network.weights[1].any()
    assert not other.parameters[52 : 52 + 150].any()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_saved_network_comes_back_the_same(tmp_path, dtype):
    network, (images, _) = ConvolutionalNetwork((2, 3), 0, dtype), some_images(2)
    network.save(tmp_path / "net")
    back = ConvolutionalNetwork.load(tmp_path / "net")
    assert back.maps == (2, 3)
    assert back.parameters.dtype == dtype
    np.testing.assert_array_equal(back.forward(images), network.forward(images))


def test_a_file_with_something_else_is_refused_by_name(tmp_path):
    path = tmp_path / "net.npz"
    with pytest.raises(FileNotFoundError):
        ConvolutionalNetwork.load(path)
    Network([3, 2]).save(path)
    with pytest.raises(ValueError, match=r"net\.npz does not hold a network"):
        ConvolutionalNetwork.load(path)
    for maps in ((10**9,), (0, 1), (1, 2, 3), (2,)):
        np.savez(path, maps=np.array(maps), parameters=np.ones(9, np.float32))
        with pytest.raises(ValueError, match=r"net\.npz does not hold a network"):
            ConvolutionalNetwork.load(path)
    small().save(path)
    with pytest.raises(ValueError, match=r"net\.npz does not hold a network"):
        Network.load(path)


@pytest.mark.parametrize(
    ("maps", "error", "words"),
    [
        ((), ValueError, r"one number of maps or two, such as \(8, 32\)"),
        ((1, 2, 3), ValueError, "one number of maps or two"),
        ((8, 0), ValueError, "at least 1"),
        (8, TypeError, "maps must be a list"),
        ((10**9, 10**9), ValueError, "at most 100,000,000 parameters"),
    ],
)
def test_bad_counts_of_maps_are_refused_in_words(maps, error, words):
    with pytest.raises(error, match=words):
        ConvolutionalNetwork(maps)


def test_bad_images_and_maps_are_refused_in_words():
    network = small()
    with pytest.raises(ValueError, match=r"\(784,\).*\(28, 28\)"):
        network.forward(np.zeros((28, 28)))
    with pytest.raises(TypeError, match="divide them by 255"):
        network.forward(np.zeros(784, np.uint8))
    with pytest.raises(ValueError, match=r"\(maps, rows, columns, images\)"):
        windows(np.zeros((28, 28)))
    with pytest.raises(ValueError, match="5 by 5 does not fit"):
        windows(np.zeros((1, 4, 9, 1)))
    with pytest.raises(ValueError, match="even"):
        largest(np.zeros((1, 5, 4, 1)))
    network.parameters[:] = 1e300
    with pytest.raises(ValueError, match="outputs are NaN or infinite"), np.errstate(all="ignore"):
        network.forward(some_images(1)[0])


@pytest.mark.parametrize("maps", [(3,), (2, 5)])
def test_what_is_carried_to_a_map_adds_up_to_its_largest_number(maps):
    network = ConvolutionalNetwork(maps, 3, np.float64)
    network.parameters += np.random.default_rng(3).normal(0, 0.05, network.parameters.size)
    image = mnist().test_images[5]
    layers, pairs = network.activations(image), carried(network, image)
    for k, (terms, places) in enumerate(pairs[:-1]):
        sums = terms.sum(axis=1) + network.biases[k]
        found = layers[k + 1].reshape(maps[k], -1).max(axis=1)
        np.testing.assert_allclose(np.maximum(sums, 0), found, atol=1e-12)
        assert places.shape == (maps[k], 2)
    terms, places = pairs[-1]
    assert places is None
    sums = terms.sum(axis=1) + network.biases[-1]
    np.testing.assert_allclose(softmax(sums), layers[-1], atol=1e-12)


def test_the_first_maps_are_carried_to_from_the_pixels_under_their_windows():
    network, image = zoo.load("convolution"), mnist().test_images[30]
    terms, places = carried(network, image)[0]
    for own, weights, (row, column) in zip(terms, network.weights[0], places, strict=True):
        seen = image.reshape(28, 28)[row : row + 5, column : column + 5]
        under = own.reshape(28, 28)[row : row + 5, column : column + 5]
        np.testing.assert_allclose(under, weights[0] * seen, atol=1e-7)
        assert np.count_nonzero(own) == np.count_nonzero(under)
