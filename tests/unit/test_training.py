"""Training: gradients against central differences, steps worked by hand, and what can go wrong."""

import itertools
import sys

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from neuralnet import training
from neuralnet.activations import FUNCTIONS
from neuralnet.arrays import in_advance
from neuralnet.network import Network
from neuralnet.training import SGD, Adam, Gradient, History, batches, cosine, evaluate, train

COMBINATIONS = [
    (hidden, output, cost)
    for hidden, output, cost in itertools.product(FUNCTIONS, FUNCTIONS, training.COSTS)
    if cost == "quadratic" or output == "softmax"
]


def some_data(n=200, inputs=6, classes=3, seed=0):
    """Return images that can be told apart, and their labels."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, n)
    images = rng.random((n, inputs)).astype(np.float32)
    images[np.arange(n), labels] += 1
    return images / 2, labels


def some_network(seed=1, sizes=(6, 5, 3), hidden="relu", output="softmax", dtype=np.float32):
    return Network(sizes, hidden, output, np.random.default_rng(seed), dtype)


def quiet(network, images, labels, **settings):
    return train(network, images, labels, progress=False, **{"seed": 3, **settings})


def mean_cost(network, images, targets, cost):
    return training.COSTS[cost](network.forward(images), targets).mean()


def test_costs_worked_by_hand():
    outputs, targets = np.array([[0.5, 0.25, 0.25]]), np.array([[0.0, 1.0, 0.0]])
    np.testing.assert_allclose(training.quadratic(outputs, targets), [(0.25 + 0.5625 + 0.0625) / 2])
    np.testing.assert_allclose(training.cross_entropy(outputs, targets), [np.log(4)])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_cross_entropy_of_a_sure_mistake_is_large_and_finite(dtype):
    cost = training.cross_entropy(np.array([[0, 1]], dtype), np.array([[1, 0]], dtype))
    assert 80 < cost[0] < 800


@pytest.mark.parametrize(("hidden", "output", "cost"), COMBINATIONS)
@settings(max_examples=8)
@given(
    sizes=st.lists(st.integers(1, 5), min_size=2, max_size=5),
    images=st.integers(1, 6),
    seed=st.integers(0, 10_000),
)
@example(sizes=[3, 4, 4, 2], images=5, seed=0)
def test_the_gradient_agrees_with_central_differences(hidden, output, cost, sizes, images, seed):
    rng = np.random.default_rng(seed)
    network = Network(sizes, hidden, output, rng, np.float64)
    network.parameters += rng.normal(0, 0.3, network.parameters.size)
    inputs = rng.normal(size=(images, sizes[0]))
    targets = rng.dirichlet(np.ones(sizes[-1]), images)
    gradient = Gradient(network, cost)
    outputs = gradient.of(inputs, targets)
    np.testing.assert_array_equal(outputs, network.forward(inputs))

    width, start = 1e-5, network.parameters.copy()
    for k in range(start.size):
        sides = []
        for step in (-2, -1, 1, 2):
            network.parameters[k] = start[k] + step * width
            sides.append(mean_cost(network, inputs, targets, cost))
        network.parameters[k] = start[k]
        inner, outer = (sides[2] - sides[1]) / 2, (sides[3] - sides[0]) / 4
        # Where ReLU has its corner within reach, the two disagree and there is no slope.
        if abs(inner - outer) < 1e-11:
            assert gradient.values[k] == pytest.approx(inner / width, rel=1e-5, abs=1e-6)


def test_the_gradient_does_not_depend_on_how_a_batch_is_cut(monkeypatch):
    images, labels = some_data(300)
    targets = np.eye(3)[labels]
    network = some_network(dtype=np.float64)
    whole = Gradient(network)
    whole.of(images.astype(float), targets)
    monkeypatch.setattr(Network, "PIECE", 7)
    pieces = Gradient(network)
    pieces.of(images.astype(float), targets)
    np.testing.assert_allclose(pieces.values, whole.values, rtol=1e-10, atol=1e-14)


def test_the_book_network_is_cut_into_slices_without_a_difference():
    rng = np.random.default_rng(0)
    network = Network([784, 16, 16, 10], "sigmoid", "softmax", rng, np.float64)
    images, targets = rng.random((150, 784)), np.eye(10)[rng.integers(0, 10, 150)]
    gradient, alone = Gradient(network), Gradient(network)
    gradient.of(images, targets)
    total = np.zeros_like(gradient.values)
    for k in range(150):
        alone.of(images[[k]], targets[[k]])
        total += alone.values / 150
    np.testing.assert_allclose(gradient.values, total, rtol=1e-9, atol=1e-15)


def test_one_step_worked_by_hand():
    network = Network([1, 1, 1], "relu", "identity", dtype=np.float64)
    network.weights[0][:], network.biases[0][:] = 2, 1
    network.weights[1][:], network.biases[1][:] = 3, -1
    # hidden 2*0.5 + 1 = 2, output 3*2 - 1 = 5, wanted 4, cost 1/2; slopes: output 1, so
    # its weight 2 and bias 1; hidden 3, so its weight 3*0.5 and bias 3.
    history = quiet(
        network, [[0.5]], [[4.0]], epochs=1, batch_size=1, learning_rate=0.1, cost="quadratic"
    )
    assert history.cost == [0.5]
    np.testing.assert_allclose(network.parameters, [2 - 0.15, 1 - 0.3, 3 - 0.2, -1 - 0.1])


def test_momentum_worked_by_hand():
    optimiser, parameters = SGD(momentum=0.5), np.array([1.0])
    optimiser.step(parameters, np.array([2.0]), 0.1)  # speed 2
    np.testing.assert_allclose(parameters, [0.8])
    optimiser.step(parameters, np.array([1.0]), 0.1)  # speed 0.5 * 2 + 1
    np.testing.assert_allclose(parameters, [0.6])


def test_adam_worked_by_hand():
    optimiser, parameters = Adam(), np.array([1.0, 1.0])
    optimiser.step(parameters, np.array([4.0, -0.001]), 0.1)
    # The first step is the learning rate itself, whatever the slope.
    np.testing.assert_allclose(parameters, [0.9, 1.1], atol=1e-5)
    optimiser.step(parameters, np.array([-4.0, -0.001]), 0.1)
    mean = (0.9 * 0.1 * 4 - 0.1 * 4) / (1 - 0.9**2)
    np.testing.assert_allclose(parameters, [0.9 - 0.1 * mean / 4, 1.2], atol=2e-5)


@pytest.mark.parametrize("schedule", training.SCHEDULES)
def test_steps_stay_in_the_network_s_own_precision(schedule):
    assert type(training.SCHEDULES[schedule](0.3)) is float  # and not a NumPy float64
    optimiser = SGD(0.9)
    quiet(some_network(), *some_data(), epochs=1, optimiser=optimiser, schedule=schedule)
    assert optimiser.velocity.dtype == np.float32


def test_optimisers_do_not_change_the_gradient():
    for optimiser in (SGD(), SGD(0.9), Adam()):
        gradient = np.array([1.0, -2.0])
        for _ in range(3):
            optimiser.step(np.zeros(2), gradient, 0.1)
        np.testing.assert_array_equal(gradient, [1, -2])


def test_cosine_goes_from_one_to_zero():
    np.testing.assert_allclose([cosine(0), cosine(0.5), cosine(1)], [1, 0.5, 0], atol=1e-15)


@pytest.mark.parametrize("optimiser", [SGD, Adam])
@pytest.mark.parametrize("schedule", training.SCHEDULES)
def test_training_learns(optimiser, schedule):
    images, labels = some_data()
    network = some_network()
    before = evaluate(network, images, labels)
    history = quiet(
        network,
        images,
        labels,
        epochs=20,
        batch_size=10,
        learning_rate=0.02 if optimiser is Adam else 0.1,
        optimiser=optimiser(),
        schedule=schedule,
        validation=some_data(seed=9),
    )
    after = evaluate(network, images, labels)
    assert after[0] < before[0] / 2
    assert after[1] > 0.9
    assert history.validation_accuracy[-1] > 0.8
    assert history.cost[-1] < history.cost[0]


def test_the_history_has_a_number_for_each_epoch_and_batch():
    images, labels = some_data(105)
    history = quiet(
        some_network(), images, labels, epochs=3, batch_size=10, validation=(images, labels)
    )
    for values in (history.cost, history.accuracy, history.seconds, history.validation_cost):
        assert len(values) == 3
    assert len(history.batch_cost) == len(history.batch_accuracy) == 33
    sizes = np.array([10] * 10 + [5])
    mean = np.array(history.batch_cost[:11]) @ sizes / 105
    assert mean == pytest.approx(history.cost[0], rel=1e-5)
    assert not history.interrupted


def test_the_validation_images_are_measured_after_the_epoch():
    images, labels = some_data()
    network = some_network()
    history = quiet(network, images, labels, epochs=2, validation=(images, labels))
    after = (history.validation_cost[-1], history.validation_accuracy[-1])
    assert after == evaluate(network, images, labels)


def test_the_first_cost_is_the_untrained_network_s():
    images, labels = some_data()
    network = some_network()
    cost, accuracy = evaluate(network, images, labels)
    history = quiet(network, images, labels, epochs=1, batch_size=200)
    assert history.cost == [pytest.approx(cost, rel=1e-5)]
    assert history.accuracy == [pytest.approx(accuracy)]


def test_every_image_is_seen_once_an_epoch(monkeypatch):
    images, labels = some_data(50)
    seen = []
    of = Gradient.of

    def watched(self, inputs, targets):
        seen.extend(np.flatnonzero((images == image).all(axis=1)) for image in inputs)
        return of(self, inputs, targets)

    monkeypatch.setattr(Gradient, "of", watched)
    quiet(some_network(), images, labels, epochs=2, batch_size=8)
    epochs = np.concatenate(seen).reshape(2, 50)
    np.testing.assert_array_equal(np.sort(epochs), [np.arange(50)] * 2)
    assert not np.array_equal(epochs[0], epochs[1])


def test_the_same_seed_gives_the_same_parameters():
    images, labels = some_data()
    results = []
    for seed in (3, 3, 4):
        network = some_network()
        quiet(network, images, labels, epochs=2, seed=seed, optimiser=Adam(), learning_rate=0.01)
        results.append(network.parameters)
    np.testing.assert_array_equal(results[0], results[1])
    assert not np.array_equal(results[0], results[2])


def test_epochs_one_by_one_are_the_same_as_all_at_once():
    images, labels = some_data()
    at_once, one_by_one = some_network(), some_network()
    quiet(at_once, images, labels, epochs=3, optimiser=SGD(0.9))
    rng, optimiser = np.random.default_rng(3), SGD(0.9)
    for _ in range(3):
        quiet(one_by_one, images, labels, epochs=1, seed=rng, optimiser=optimiser)
    np.testing.assert_array_equal(at_once.parameters, one_by_one.parameters)


def test_labels_may_be_the_outputs_wanted():
    images, labels = some_data()
    by_label, by_output = some_network(), some_network()
    quiet(by_label, images, labels, epochs=2)
    quiet(by_output, images, np.eye(3)[labels], epochs=2)
    np.testing.assert_array_equal(by_label.parameters, by_output.parameters)


def test_the_data_are_left_as_they_are():
    images, labels = some_data()
    images.flags.writeable = labels.flags.writeable = False
    quiet(some_network(), images, labels, epochs=1)
    quiet(some_network(), images[::2, :], labels[::2], epochs=1)


def test_an_interruption_keeps_what_was_learned(monkeypatch):
    images, labels = some_data()
    network = some_network()
    start = network.parameters.copy()
    of, calls = Gradient.of, itertools.count()

    def interrupted(self, images, targets):
        if next(calls) == 24:  # in the second epoch of 20 batches
            raise KeyboardInterrupt
        return of(self, images, targets)

    monkeypatch.setattr(Gradient, "of", interrupted)
    history = quiet(network, images, labels, epochs=5, batch_size=10)
    assert history.interrupted
    assert len(history.cost) == 1
    assert len(history.batch_cost) == 24
    assert np.isfinite(network.parameters).all()
    assert not np.array_equal(network.parameters, start)


def test_an_interruption_at_once_changes_nothing(monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Gradient, "of", interrupted)
    network = some_network()
    start = network.parameters.copy()
    history = quiet(network, *some_data())
    assert (history.interrupted, history.cost, history.batch_cost) == (True, [], [])
    np.testing.assert_array_equal(network.parameters, start)


@pytest.mark.parametrize(
    ("output", "cost"), [("softmax", "cross-entropy"), ("identity", "quadratic")]
)
def test_a_cost_that_runs_away_stops_the_training(output, cost):
    images, labels = some_data()
    network = some_network(hidden="identity", output=output)
    with pytest.raises(FloatingPointError, match=r"Lower learning_rate, now 1e\+12") as error:
        quiet(network, images * 10, labels, learning_rate=1e12, cost=cost, epochs=50)
    assert "NaN" in str(error.value)
    assert np.isfinite(network.parameters).all()


def test_the_bar_shows_cost_and_accuracy(capsys):
    train(some_network(), *some_data(), epochs=2, seed=0)
    assert "2/2" in (shown := capsys.readouterr().err)
    assert "accuracy" in shown
    quiet(some_network(), *some_data(), epochs=2)
    assert capsys.readouterr().err == ""


IMAGES, LABELS = some_data(20)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"labels": LABELS + 1}, ValueError, "from 0 to 2.*got 1 to 3"),
        ({"labels": LABELS - 1}, ValueError, "from 0 to 2.*got -1 to 1"),
        ({"labels": LABELS[:-1]}, ValueError, "each of 20 images, got 19"),
        ({"labels": 1}, ValueError, "each of 20 images, got 1"),
        ({"labels": LABELS.astype(float)}, TypeError, "whole numbers.*float64"),
        ({"labels": np.array(["a"] * 20)}, TypeError, "whole numbers"),
        ({"labels": np.ones((20, 4))}, ValueError, r"shape \(n, 3\), got shape \(20, 4\)"),
        ({"labels": np.full((20, 3), np.nan)}, ValueError, "NaN"),
        ({"images": IMAGES * 255}, ValueError, "from 0 to 1.*divide them by 255"),
        ({"images": (IMAGES * 255).astype(np.uint8)}, TypeError, "divide them by 255"),
        ({"images": (IMAGES * 255).astype(int)}, ValueError, "divide them by 255"),
        ({"images": IMAGES[0]}, ValueError, r"many images.*got one.*images\[np.newaxis\]"),
        ({"images": IMAGES.reshape(20, 2, 3)}, ValueError, r"\(n, 6\), got \(20, 2, 3\)"),
        ({"images": IMAGES[:, :5]}, ValueError, r"\(n, 6\), got \(20, 5\)"),
        ({"images": IMAGES[:0], "labels": LABELS[:0]}, ValueError, "no images"),
        ({"images": np.where(IMAGES > 0.9, np.nan, IMAGES)}, ValueError, "NaN or infinite"),
        ({"images": np.full((20, 6), np.inf)}, ValueError, "NaN or infinite"),
        ({"epochs": 0}, ValueError, "epochs must be a whole number of at least 1, got 0"),
        ({"epochs": 1.5}, ValueError, "epochs must be a whole number"),
        ({"batch_size": 0}, ValueError, "batch_size must be a whole number"),
        ({"batch_size": True}, ValueError, "batch_size must be a whole number"),
        ({"learning_rate": -0.1}, ValueError, "learning_rate must be a positive number.*-0.1"),
        ({"learning_rate": 0}, ValueError, "learning_rate must be a positive number"),
        ({"learning_rate": np.nan}, ValueError, "learning_rate must be a positive number"),
        ({"learning_rate": "fast"}, ValueError, "learning_rate must be a positive number"),
        ({"cost": "squared"}, ValueError, "unknown cost 'squared'.*cross-entropy, quadratic"),
        ({"schedule": "linear"}, ValueError, "unknown schedule 'linear'.*constant, cosine"),
        ({"validation": IMAGES}, TypeError, r"pair \(images, labels\), got ndarray"),
        ({"validation": (IMAGES, LABELS + 5)}, ValueError, "from 0 to 2"),
    ],
)
def test_what_does_not_fit_is_refused(change, error, words):
    network = some_network()
    start = network.parameters.copy()
    arguments = {"images": IMAGES, "labels": LABELS, **change}
    with pytest.raises(error, match=words):
        train(network, **arguments, progress=False)
    np.testing.assert_array_equal(network.parameters, start)


def test_cross_entropy_needs_softmax():
    network = some_network(output="sigmoid")
    with pytest.raises(ValueError, match=r"needs output='softmax'.*'sigmoid'.*cost='quadratic'"):
        train(network, IMAGES, LABELS, progress=False)
    with pytest.raises(ValueError, match="needs output='softmax'"):
        evaluate(network, IMAGES, LABELS)


@pytest.mark.parametrize("momentum", [1, -0.1, np.nan, "much"])
def test_momentum_is_from_0_to_below_1(momentum):
    with pytest.raises(ValueError, match="momentum must be a number from 0 to below 1"):
        SGD(momentum)


def test_a_width_of_0_is_refused():
    with pytest.raises(ValueError, match=r"at least 1.*\[6, 0, 3\]"):
        some_network(sizes=(6, 0, 3))


def test_an_empty_history():
    history = History()
    assert history.cost == history.batch_cost == []


@pytest.mark.parametrize("batch_size", [1, 7, 1000])
def test_an_epoch_gives_every_image_with_its_target_in_the_order_asked_for(batch_size, monkeypatch):
    monkeypatch.setattr(training, "BLOCK", 20)
    images, targets = np.arange(100.0).reshape(50, 2), np.arange(150).reshape(50, 3)
    order = np.random.default_rng(0).permutation(50)
    given = [(some.copy(), wanted) for some, wanted in batches(images, targets, order, batch_size)]
    sizes = [len(some) for some, _ in given]
    assert set(sizes[:-1]) <= {batch_size}
    assert sum(sizes) == 50
    np.testing.assert_array_equal(np.concatenate([some for some, _ in given]), images[order])
    np.testing.assert_array_equal(np.concatenate([wanted for _, wanted in given]), targets[order])


def test_what_comes_in_advance_is_the_same_without_threads_and_with_an_error(monkeypatch):
    def counting():
        yield from range(3)
        raise OverflowError("four")

    for platform in (sys.platform, "emscripten"):
        monkeypatch.setattr(sys, "platform", platform)
        seen = []
        with pytest.raises(OverflowError, match="four"):
            seen.extend(in_advance(counting()))
        counted = in_advance(counting())
        assert [next(counted) for _ in range(3)] == [0, 1, 2]


def test_the_gradient_agrees_where_targets_do_not_add_up_to_1():
    network = some_network(dtype=np.float64)
    rng = np.random.default_rng(0)
    inputs, targets = rng.random((4, 6)), np.full((4, 3), 0.01)
    targets[range(4), [0, 1, 2, 0]] = 0.99
    gradient = Gradient(network)
    gradient.of(inputs, targets)
    for k in rng.integers(0, network.parameters.size, 20):
        sides = []
        for step in (1e-5, -2e-5):
            network.parameters[k] += step
            sides.append(mean_cost(network, inputs, targets, "cross-entropy"))
        network.parameters[k] += 1e-5
        assert gradient.values[k] == pytest.approx((sides[0] - sides[1]) / 2e-5, abs=1e-7)


@pytest.mark.parametrize(("low", "high"), [(0.01, 0.99), (0.1, 0.9)])
def test_targets_a_little_off_0_and_1_are_learned_as_labels_are(low, high):
    images, labels = some_data()
    network = some_network()
    targets = np.where(np.eye(3)[labels], high, low)
    quiet(network, images, targets, epochs=30, batch_size=10, learning_rate=0.1)
    cost, accuracy = evaluate(network, images, targets)
    assert accuracy > 0.9
    assert accuracy == evaluate(network, images, labels)[1]
    assert cost < 1.2 * 3 * low + 1


@pytest.mark.parametrize(
    "targets",
    [
        np.array([[1, 1, 0]] * 20),
        np.array([[0, 0, 0]] * 20),
        np.array([[1.5, -0.5, 0]] * 20),
        np.array([[0.4, 0.4, 0.4]] * 20),
    ],
)
def test_cross_entropy_is_only_of_one_answer(targets):
    network = some_network()
    for call in (
        lambda: train(network, IMAGES, targets, progress=False),
        lambda: evaluate(network, IMAGES, targets),
        lambda: Gradient(network).of(IMAGES, targets),
        lambda: Gradient(network).add(IMAGES, targets, 1.0),
    ):
        with pytest.raises(ValueError, match=r"one answer.*cost='quadratic'"):
            call()


@pytest.mark.parametrize(("output", "no"), [("sigmoid", 0), ("tanh", -1), ("identity", 0)])
def test_the_accuracy_of_one_output_counts_noes_and_yeses(output, no):
    network = Network([1, 1], output=output, dtype=np.float64)
    network.weights[0], network.biases[0] = [[2.0]], [0.0 if output == "tanh" else -0.5]
    images, labels = [[-1.0], [1.0], [-2.0], [2.0]], [0, 1, 1, 1]
    assert network.predict(images).tolist() == [0, 1, 0, 1]
    for wanted in (labels, np.array(labels, bool), np.where(labels, 1, no)[:, np.newaxis]):
        assert evaluate(network, images, wanted, "quadratic")[1] == 0.75
    assert evaluate(network, images[:1], labels[:1], "quadratic")[1] == 1
    assert evaluate(network, images[2:3], labels[2:3], "quadratic")[1] == 0


def test_one_output_learns_exclusive_or_from_labels_and_from_outputs_alike():
    images, labels = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    learned = []
    for wanted in (labels, labels[:, np.newaxis], labels == 1):
        network = Network([2, 4, 1], "tanh", "sigmoid", 3)
        settings = {"cost": "quadratic", "epochs": 400, "batch_size": 4, "learning_rate": 2.0}
        assert evaluate(network, images, wanted, "quadratic")[1] < 1
        history = quiet(network, images, wanted, **settings)
        assert history.accuracy[-1] == 1
        assert network.predict(images).tolist() == [0, 1, 1, 0]
        learned.append(network.parameters)
    np.testing.assert_array_equal(learned[0], learned[1])
    np.testing.assert_array_equal(learned[0], learned[2])


def test_an_image_with_several_answers_is_right_where_all_are():
    network = Network([2, 2], output="sigmoid", dtype=np.float64)
    network.weights[0], network.biases[0] = 8 * np.eye(2), [-4.0, -4.0]
    images = [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert evaluate(network, images, images, "quadratic")[1] == 1
    assert evaluate(network, images, [[0, 0], [0, 1], [1, 1], [1, 1]], "quadratic")[1] == 0.75
    assert evaluate(network, images, [[1, 1]] * 4, "quadratic")[1] == 0.25


def test_what_is_no_answer_has_no_accuracy():
    network = Network([1, 1], output="identity")
    history = quiet(network, [[0.5], [1]], [[4.0], [3.7]], cost="quadratic", epochs=1)
    assert np.isnan([*history.accuracy, *history.batch_accuracy]).all()
    assert np.isnan(evaluate(network, [[0.5]], [[4.0]], "quadratic")[1])
    assert np.isfinite(history.cost).all()


def test_one_output_needs_another_cost_than_cross_entropy():
    with pytest.raises(ValueError, match="output='sigmoid' and cost='quadratic'"):
        quiet(some_network(sizes=(6, 5, 1)), IMAGES, LABELS == 1)


@pytest.mark.parametrize(
    ("outputs", "targets"),
    [
        (np.full((3, 3), 0.3), np.eye(3)[0]),
        (np.full((3, 3), 0.3), np.array([0, 1, 2])),
        (np.full((3, 3), 0.3), np.ones((3, 1))),
        (np.full((3, 3), 0.3), 1.0),
        (0.5, 1.0),
    ],
)
def test_costs_do_not_stretch_what_is_wanted(outputs, targets):
    for cost in training.COSTS.values():
        with pytest.raises(ValueError, match=r"of one shape.*np\.eye\(10\)\[labels\]"):
            cost(outputs, targets)


@pytest.mark.parametrize("targets", [np.eye(3)[0], np.ones((20, 1)), np.eye(3)[:2], LABELS + 0.5])
def test_a_gradient_is_not_of_targets_that_are_stretched(targets):
    with pytest.raises((TypeError, ValueError), match=r"outputs wanted|label"):
        Gradient(some_network()).of(IMAGES, targets)


@pytest.mark.parametrize(
    ("labels", "error", "words"),
    [
        (LABELS[:, np.newaxis], ValueError, r"shape \(n, 3\), got shape \(20, 1\)"),
        (LABELS[np.newaxis], ValueError, "each of 20 images, got 1"),
        (np.ma.masked_equal(LABELS, 1), ValueError, "masked"),
        ([str(label) for label in LABELS], TypeError, "whole numbers"),
        (LABELS.astype(object), TypeError, "whole numbers.*object"),
        (np.where(np.eye(3)[LABELS], 1e300, 0), ValueError, "NaN or infinite"),
        (None, ValueError, "got 1"),
    ],
)
def test_labels_that_do_not_fit_are_refused_in_words(labels, error, words):
    for call in (train, evaluate):
        with pytest.raises(error, match=words):
            call(some_network(), IMAGES, labels, cost="cross-entropy")


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"network": "relu"}, TypeError, "expected a neuralnet Network, got str"),
        ({"network": Network}, TypeError, "expected a neuralnet Network, got type"),
        ({"images": IMAGES * 16}, ValueError, "from 0 to 1.*divide them by 16"),
        ({"images": [*IMAGES.tolist()[:-1], [1]]}, TypeError, "real numbers"),
        ({"optimiser": "adam"}, TypeError, r"SGD\(0\.9\) or Adam\(\), got 'adam'"),
        ({"optimiser": Adam}, TypeError, r"SGD\(0\.9\) or Adam\(\)"),
        ({"seed": -1}, TypeError, "seed must be .* whole number of at least 0.*got -1"),
        ({"seed": "dice"}, TypeError, "seed must be"),
        ({"cost": ["quadratic"]}, ValueError, "unknown cost"),
        ({"schedule": {}}, ValueError, "unknown schedule"),
        ({"learning_rate": np.ones(3)}, ValueError, "learning_rate must be a positive number"),
        ({"learning_rate": 10**400}, ValueError, "learning_rate must be a positive number"),
        ({"progress": "yes"}, TypeError, "progress must be True or False"),
        ({"validation": 5}, TypeError, r"pair \(images, labels\), got int"),
        ({"validation": (IMAGES * 255, LABELS)}, ValueError, "divide them by 255"),
    ],
)
def test_what_train_cannot_use_is_refused_in_words(change, error, words):
    arguments = {"network": some_network(), "images": IMAGES, "labels": LABELS, "progress": False}
    with pytest.raises(error, match=words):
        train(**(arguments | change))


@pytest.mark.parametrize("make", [SGD, Adam])
@pytest.mark.parametrize(
    ("parameters", "gradient", "rate"),
    [
        ([1.0], np.ones(1), 0.1),
        (np.ones(2), np.ones(1), 0.1),
        (np.ones(2, int), np.ones(2), 0.1),
        (np.ones(2), 1.0, 0.1),
        (np.ones(2), np.ones(2), "fast"),
    ],
)
def test_a_step_is_taken_from_arrays_of_one_shape(make, parameters, gradient, rate):
    with pytest.raises((TypeError, ValueError), match=r"expected|must be"):
        make().step(parameters, gradient, rate)


@pytest.mark.parametrize(
    ("images", "targets", "order", "size"),
    [
        (IMAGES, LABELS, np.array([20]), 5),
        (IMAGES, LABELS, np.array([-1]), 5),
        (IMAGES, LABELS, np.array([0.5]), 5),
        (IMAGES, LABELS, np.arange(0), 5),
        (IMAGES, LABELS[:-1], np.arange(20), 5),
        (IMAGES[0], LABELS, np.arange(6), 5),
        (IMAGES, LABELS, np.arange(20), 0),
        ("images", LABELS, np.arange(20), 5),
    ],
)
def test_batches_are_of_images_that_there_are(images, targets, order, size):
    with pytest.raises((TypeError, ValueError), match=r"expected|must"):
        list(batches(images, targets, order, size))
