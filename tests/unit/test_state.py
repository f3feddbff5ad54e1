"""State is held once: what is assigned goes through everywhere, or is refused; so in copies."""

import copy
import pickle

import numpy as np
import pytest

from neuralnet.network import Network
from neuralnet.training import SGD, Adam, Gradient, evaluate, train

COPIES = {
    "deepcopy": copy.deepcopy,
    "copy": copy.copy,
    "pickle": lambda thing: pickle.loads(pickle.dumps(thing)),
    "an old pickle": lambda thing: pickle.loads(pickle.dumps(thing, protocol=0)),
    "inside of a list": lambda thing: copy.deepcopy([thing])[0],
}
RNG = np.random.default_rng(0)
IMAGES, LABELS = RNG.random((60, 6)).astype(np.float32), np.arange(60) % 3


def a_network(seed=1, sizes=(6, 5, 3), output="softmax", dtype=np.float32):
    network = Network(sizes, "relu", output, seed, dtype)
    network.biases = [np.linspace(-1, 1, biases.size + 1)[1:] for biases in network.biases]
    return network


def assert_one_state(network, path):
    """What ``forward`` uses is what ``parameters`` hold and ``save`` writes."""
    parts = [part.ravel() for pair in zip(network.weights, network.biases, strict=True)
             for part in pair]  # fmt: skip
    np.testing.assert_array_equal(np.concatenate(parts), network.parameters)
    network.save(path)
    np.testing.assert_array_equal(Network.load(path).forward(IMAGES), network.forward(IMAGES))


@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
def test_a_copy_learns_is_saved_and_leaves_the_network_as_it_was(copied, tmp_path):
    network = a_network()
    network.name = "mine"
    before = network.parameters.copy()
    other = copied(network)
    assert (repr(other), other.name) == (repr(network), "mine")
    np.testing.assert_array_equal(other.forward(IMAGES), network.forward(IMAGES))
    train(other, IMAGES, LABELS, epochs=1, seed=0, progress=False)
    assert_one_state(other, tmp_path / "other")
    np.testing.assert_array_equal(network.parameters, before)
    train(network, IMAGES, LABELS, epochs=1, seed=0, progress=False)
    np.testing.assert_array_equal(other.parameters, network.parameters)


@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
def test_a_copied_gradient_keeps_its_views(copied):
    gradient = Gradient(a_network())
    gradient.of(IMAGES, LABELS)
    other = copied(gradient)
    np.testing.assert_array_equal(other.values, gradient.values)
    other.weights[0][:] = 7
    assert (other.values == 7).sum() == 30
    assert not (gradient.values == 7).any()
    other.of(IMAGES, LABELS)
    np.testing.assert_array_equal(other.values, gradient.values)


def test_an_optimiser_copied_with_its_network_keeps_its_speed():
    network, optimiser = a_network(), SGD(0.9)
    train(network, IMAGES, LABELS, epochs=1, optimiser=optimiser, seed=0, progress=False)
    for copied in (copy.deepcopy, COPIES["pickle"]):
        other, second = copied((network, optimiser))
        train(other, IMAGES, LABELS, epochs=1, optimiser=second, seed=1, progress=False)
        assert second.moved is other.parameters
    train(network, IMAGES, LABELS, epochs=1, optimiser=optimiser, seed=1, progress=False)
    np.testing.assert_array_equal(other.parameters, network.parameters)


def halved(arrays):
    return [array / 2 for array in arrays]


def assign_weights(network):
    network.weights = halved(network.weights)


def assign_biases(network):
    network.biases = tuple(halved(network.biases))


def assign_parameters(network):
    network.parameters = network.parameters.astype(float) / 2


def assign_one_layer(network):
    network.weights[1] = network.weights[1].tolist()
    network.biases[-1] = [0.25, 0.5, 0.75]


def assign_a_slice(network):
    network.weights[0:2] = halved(network.weights)


def change_in_place(network):
    network.parameters *= 2
    network.weights[0] += 1
    network.biases[1][:] = 3


def turn_upside_down(network):
    network.weights[0] = network.weights[0][::-1]


@pytest.mark.parametrize(
    "change",
    [
        assign_weights,
        assign_biases,
        assign_parameters,
        assign_one_layer,
        assign_a_slice,
        change_in_place,
        turn_upside_down,
    ],
)
def test_what_is_assigned_is_what_is_used_and_saved(change, tmp_path):
    network = a_network()
    held, before = network.parameters, network.parameters.copy()
    change(network)
    assert network.parameters is held
    assert not np.array_equal(network.parameters, before)
    assert_one_state(network, tmp_path / "network")


def test_layers_of_one_shape_can_change_places():
    network = a_network(sizes=(3, 3, 3))
    first, second = (weights.copy() for weights in network.weights)
    network.weights = network.weights[::-1]
    np.testing.assert_array_equal(network.weights[0], second)
    np.testing.assert_array_equal(network.weights[1], first)
    network.weights[0] = network.weights[0].T
    np.testing.assert_array_equal(network.weights[0], second.T)


def test_the_best_known_update_line_learns_what_a_step_learns(tmp_path):
    network, other = a_network(), a_network()
    gradient = Gradient(network)
    gradient.of(IMAGES, LABELS)
    eta = 0.5
    network.weights = [w - eta * g for w, g in zip(network.weights, gradient.weights, strict=True)]
    network.biases = [b - eta * g for b, g in zip(network.biases, gradient.biases, strict=True)]
    SGD().step(other.parameters, gradient.values, eta)
    np.testing.assert_allclose(network.parameters, other.parameters, rtol=1e-5)
    assert_one_state(network, tmp_path / "network")


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (lambda n: n.weights.__setitem__(0, n.weights[0].T), ValueError, r"\(5, 6\).*\.T"),
        (lambda n: n.biases.__setitem__(0, np.zeros((5, 1))), ValueError, r"\(5,\), got \(5, 1\)"),
        (lambda n: n.biases.__setitem__(0, 0.0), ValueError, r"shape \(5,\), got \(\)"),
        (lambda n: n.weights.__setitem__(1, np.full((3, 5), np.nan)), ValueError, "15 NaN"),
        (lambda n: n.weights.__setitem__(1, np.full((3, 5), 1e300)), ValueError, "15 NaN or inf"),
        (lambda n: n.weights.__setitem__(1, [["a"] * 5] * 3), TypeError, "real numbers"),
        (lambda n: setattr(n, "weights", [n.weights[0]]), ValueError, "2 arrays.*got 1"),
        (lambda n: setattr(n, "weights", [n.weights[0] * 2, 0]), ValueError, r"\(3, 5\), got"),
        (lambda n: setattr(n, "biases", None), TypeError, "list"),
        (lambda n: setattr(n, "parameters", n.parameters[:-1]), ValueError, r"\(53,\), got \(52"),
        (lambda n: setattr(n, "parameters", 0), ValueError, r"\(53,\)"),
        (lambda n: n.__setattr__("sizes", (6, 3)), AttributeError, "make a new Network"),
        (lambda n: setattr(n, "hidden", "rleu"), ValueError, "'rleu'; expected one of"),
        (lambda n: setattr(n, "output", None), ValueError, "expected one of"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(change, error, words):
    network = a_network()
    before, outputs = network.parameters.copy(), network.forward(IMAGES)
    with pytest.raises(error, match=words):
        change(network)
    np.testing.assert_array_equal(network.parameters, before)
    np.testing.assert_array_equal(network.forward(IMAGES), outputs)


def test_all_layers_at_once_are_not_added_to():
    network = a_network()
    before = network.parameters.copy()
    with pytest.raises(TypeError, match="one layer at a time"):
        network.weights += [1, 2]
    with pytest.raises(TypeError, match="one layer at a time"):
        network.biases -= network.biases
    np.testing.assert_array_equal(network.parameters, before)
    assert len(network.weights + network.biases) == 4


def test_another_activation_function_is_used_and_saved(tmp_path):
    network = a_network()
    before = network.forward(IMAGES)
    network.hidden, network.output = "tanh", "sigmoid"
    assert not np.array_equal(network.forward(IMAGES), before)
    assert_one_state(network, tmp_path / "network")


@pytest.mark.parametrize("make", [lambda: SGD(0.9), Adam])
def test_an_optimiser_begins_anew_with_a_second_network(make):
    used, parameters = make(), []
    train(a_network(7), IMAGES, LABELS, epochs=2, optimiser=used, seed=0, progress=False)
    for optimiser in (used, make()):
        network = a_network(8)
        train(network, IMAGES, LABELS, epochs=2, optimiser=optimiser, seed=1, progress=False)
        parameters.append(network.parameters)
    np.testing.assert_array_equal(*parameters)


def test_an_optimiser_goes_on_with_the_network_that_it_knows():
    parameters = []
    for optimisers in ([SGD(0.9)] * 2, [SGD(0.9), SGD(0.9)]):
        network = a_network()
        for optimiser in optimisers:
            train(network, IMAGES, LABELS, epochs=1, optimiser=optimiser, seed=0, progress=False)
        parameters.append(network.parameters)
    assert not np.array_equal(*parameters)


def test_a_network_whose_parameters_were_spoilt_answers_nothing():
    network = a_network(output="sigmoid")
    network.parameters[:] = np.nan
    with pytest.raises(ValueError, match="parameters"):
        network.predict(IMAGES)
    with pytest.raises(ValueError, match="parameters"):
        evaluate(network, IMAGES, LABELS, "quadratic")


def test_a_network_whose_parameters_were_spoilt_is_not_saved(tmp_path):
    network = a_network()
    network.parameters[3] = np.inf
    with pytest.raises(ValueError, match="1 NaN or infinite"):
        network.save(tmp_path / "network")
    assert not (tmp_path / "network").exists()
