"""Learning: the cost, its gradient by backpropagation, and steps downhill.

Names and formulas follow Nielsen (2015), *Neural Networks and Deep Learning*, chapters 1
to 3. ``images`` are the inputs, one image a row; the neurons of the last layer are
``classes``, one for each possible answer.
"""

import math
import time

import numpy as np
from tqdm.auto import tqdm

from neuralnet import checks
from neuralnet.activations import SLOPES
from neuralnet.arrays import OneMemory, add_products, aligned, column_sums, in_advance
from neuralnet.history import History
from neuralnet.network import Network, any_network

BLOCK = 1000  # images are fetched so many at a time, before they are needed


def quadratic(outputs, targets):
    """Half the sum of the squared differences: a cost for each image, of shape (n,)."""
    outputs, targets = checks.same_shape(outputs, targets)
    return 0.5 * np.square(outputs - targets).sum(axis=-1)


def cross_entropy(outputs, targets):
    """Surprise at the right answer, -log(its output): a cost for each image, of shape (n,).

    An output of 0 counts as the smallest positive number, because log(0) is infinite.
    """
    outputs, targets = checks.same_shape(outputs, targets)
    smallest = np.finfo(outputs.dtype).tiny
    return -(targets * np.log(np.maximum(outputs, smallest))).sum(axis=-1)


COSTS = {"quadratic": quadratic, "cross-entropy": cross_entropy}


class Gradient(OneMemory):
    """The gradient of the cost: how fast it changes with each weight and each bias.

    ``values``, ``weights`` and ``biases`` are laid out as the network's ``parameters``,
    ``weights`` and ``biases`` are. Raises what ``train`` raises for images and targets.
    """

    WHOLE, trusting = "values", False

    def __init__(self, network, cost="cross-entropy"):
        self.network, self.shapes = any_network(network, "network"), network.shapes
        self.cost = checks.cost(cost, network, COSTS)
        self._hold(aligned(network.parameters.shape, network.parameters.dtype))

    def of(self, images, targets):
        """Set ``values`` to the gradient of a batch's mean cost; return its outputs."""
        images, targets = self._checked(images, targets)
        self.values[:] = 0
        outputs = []
        for piece in self.network._pieces(len(images)):
            outputs.append(self._add(images[piece], targets[piece], 1 / len(images)))
        return outputs[0] if len(outputs) == 1 else np.concatenate(outputs)

    def add(self, images, targets, share):
        """Add ``share`` times the gradient of each image's cost; return the outputs.

        ``images`` has shape (n, inputs); ``targets`` and the outputs (n, classes).
        """
        batch = self._checked(images, targets)
        return self._add(*batch, checks.number(share, "share"))

    def _trust(self, targets):
        """Spare itself the looking: all batches will be of these, which somebody looked at."""
        self.trusting = self.cost == "quadratic" or bool((_sums(targets) == 1).all())

    def _checked(self, images, targets):
        if self.trusting:
            return images, targets
        return checks.examples(images, targets, self.network, self.cost)

    def _add(self, images, targets, share):
        """Add by backpropagation (Rumelhart, Hinton and Williams 1986).

        ``slopes`` says how fast the cost changes with each weighted sum of a layer, one row
        an image. It is known at the last layer, and each layer's slopes give those of the
        layer before.
        """
        network = self.network
        layers = network._propagate(images)
        if self.cost == "quadratic":
            slopes = _through(network.output, layers[-1], layers[-1] - targets)
        else:  # cross-entropy behind softmax: all else cancels
            outputs = layers[-1] if self.trusting else layers[-1] * _sums(targets)
            slopes = outputs - targets
        slopes *= share
        if not isinstance(network, Network):
            network._pass_back(layers, slopes, self)
            return layers[-1]
        for k in reversed(range(len(network.weights))):
            add_products(self.weights[k], slopes, layers[k])  # weights += slopes.T @ inputs
            biases = self.biases[k]
            biases += column_sums(slopes)
            if k > 0:
                slopes = _through(network.hidden, layers[k], slopes @ network.weights[k])
        return layers[-1]


def _sums(targets):
    """Return what each row of targets adds up to: exactly 1 if only rounding is in the way."""
    sums = targets.sum(axis=1, keepdims=True)
    return np.where(np.abs(sums - 1) < 1e-5, 1, sums)


def _through(function, activations, slopes):
    """Turn slopes along activations into slopes along the weighted sums behind them."""
    if function == "softmax":  # each activation depends on every sum of its layer
        return activations * (slopes - (slopes * activations).sum(axis=-1, keepdims=True))
    return slopes * SLOPES[function](activations)


class SGD:
    """Stochastic gradient descent; ``momentum`` is how much speed is kept (Polyak 1964).

    The speed belongs to the parameters that it was gained on: others begin without.
    """

    def __init__(self, momentum=0.0):
        self.momentum = checks.share(momentum, "momentum")
        self.velocity, self.moved = 0.0, None

    def step(self, parameters, gradient, learning_rate):
        """Change ``parameters`` in place."""
        checks.step(parameters, gradient, learning_rate)
        if self.moved is not parameters:
            self.velocity, self.moved = 0.0, parameters
        self.velocity = self.momentum * self.velocity + gradient if self.momentum else gradient
        parameters -= learning_rate * self.velocity


class Adam:
    """Steps of about ``learning_rate`` for every parameter: slopes over their usual sizes.

    Source: Kingma and Ba (2015), algorithm 1, with the settings that they advise. What is
    usual is learned of the parameters that are moved: others begin anew.
    """

    def __init__(self):
        self.mean = self.square = 0.0
        self.steps, self.moved = 0, None

    def step(self, parameters, gradient, learning_rate):
        """Change ``parameters`` in place."""
        checks.step(parameters, gradient, learning_rate)
        if self.moved is not parameters:
            self.mean, self.square, self.steps, self.moved = 0.0, 0.0, 0, parameters
        self.steps += 1
        self.mean = 0.9 * self.mean + 0.1 * gradient
        self.square = 0.999 * self.square + 0.001 * gradient**2
        mean = self.mean / (1 - 0.9**self.steps)  # both began at 0: make up for it
        square = self.square / (1 - 0.999**self.steps)
        parameters -= learning_rate * mean / (np.sqrt(square) + 1e-8)


@checks.accepts(progress=checks.number)
def constant(progress):
    """The whole learning rate, from beginning to end."""
    return 1.0


@checks.accepts(progress=checks.number)
def cosine(progress):
    """Less and less of it, from 1 to 0 (Loshchilov and Hutter 2017, without restarts)."""
    return 0.5 * (1 + math.cos(math.pi * progress))


SCHEDULES = {"constant": checks.unchecked(constant), "cosine": checks.unchecked(cosine)}


def batches(images, targets, order, batch_size):
    """Yield the images and targets of an epoch's batches, in this order.

    Picking images from all over the memory takes long, so a second thread does it while the
    network learns from those picked before.
    """
    images, targets, order = checks.in_order(images, targets, order)
    batch_size = checks.positive_whole(batch_size, "batch_size")
    size = min(max(BLOCK // batch_size, 1) * batch_size, len(order))
    memory = [aligned((size, images.shape[1]), images.dtype) for _ in range(2)]

    def blocks():
        for block, start in enumerate(range(0, len(order), size)):
            rows = order[start : start + size]
            # Told to clip rows that are out of range (none is), ``take`` need not check first.
            fetched = images.take(rows, axis=0, out=memory[block % 2][: len(rows)], mode="clip")
            yield fetched, targets[rows]

    for fetched, wanted in in_advance(blocks()):
        for start in range(0, len(fetched), batch_size):
            batch = slice(start, start + batch_size)
            yield fetched[batch], wanted[batch]


def evaluate(network, images, labels, cost="cross-entropy"):
    """Return the mean cost and the accuracy, from 0 to 1, of a network on labelled images.

    The accuracy is the share of images that are read right (see ``read_right``); NaN where
    what is wanted is not an answer. Raises what ``train`` raises for images, labels and cost.
    """
    cost = checks.cost(cost, any_network(network, "network"), COSTS)
    images, targets = checks.examples(images, labels, network, cost)
    outputs = network._outputs(images)
    checks.outputs(outputs)
    right = read_right(network, outputs, targets)
    return float(COSTS[cost](outputs, targets).mean()), float(right.mean())


def read_right(network, outputs, targets):
    """Return which images are read right, from the network's outputs and those wanted.

    Where of several outputs one is wanted, it must be the largest. Otherwise each answers
    no or yes, and all must be on the right side of the network's ``middle``. Outputs wanted
    that are neither, such as 3.7, are no answers: NaN for each image.
    """
    outputs, targets = checks.same_shape(outputs, targets)
    middle = 0.0 if targets.min(initial=0) < 0 else any_network(network, "network").middle
    if targets.shape[-1] > 1 and checks.one_wanted(targets, middle):
        return outputs.argmax(axis=-1) == targets.argmax(axis=-1)
    if np.abs(targets).max(initial=0) > 1:
        return np.full(len(targets), np.nan)
    return ((outputs > middle) == (targets > middle)).all(axis=-1)


# What overflows is reported once, by the error below, and not by NumPy's warnings.
@np.errstate(over="ignore", invalid="ignore")
def train(
    network,
    images,
    labels,
    *,
    epochs=10,
    batch_size=32,
    learning_rate=0.1,
    cost="cross-entropy",
    optimiser=None,
    schedule="constant",
    validation=None,
    seed=None,
    progress=True,
):
    """Train ``network`` in place and return a History.

    In an epoch every image is seen once, in an order drawn anew from ``seed`` (a number, or
    a ``numpy.random.Generator`` to go on with); after every ``batch_size`` images comes one
    step of the ``optimiser`` (SGD without momentum if none is given). ``labels`` holds whole
    numbers, of shape (n,), or the outputs wanted, of shape (n, classes). ``cost`` is
    "cross-entropy" or "quadratic", ``schedule`` "constant" or "cosine"; ``validation`` is a
    pair of images and labels to measure and not to learn from. ``progress`` shows a bar.

    An interruption (Ctrl-C, or the notebook's stop button) ends the training and keeps what
    was learned. If the cost becomes infinite or NaN, the network is put back to the start
    of that epoch, and FloatingPointError says what to do. Raises TypeError or ValueError
    for data that do not fit the network and for settings out of range.
    """
    cost = checks.cost(cost, any_network(network, "network"), COSTS)
    images, targets = checks.examples(images, labels, network, cost)
    if validation is not None:
        pair = checks.pair(validation, "validation", "a pair (images, labels)")
        validation = checks.examples(*pair, network, cost)
    epochs = checks.positive_whole(epochs, "epochs")
    batch_size = checks.positive_whole(batch_size, "batch_size")
    learning_rate = checks.learning_rate(learning_rate, "learning_rate")
    schedule = SCHEDULES[checks.one_of(*SCHEDULES)(schedule, "schedule")]
    optimiser = SGD() if optimiser is None else checks.optimiser(optimiser)
    rng, progress = checks.generator(seed, "seed"), checks.flag(progress, "progress")
    gradient, history, outputs = Gradient(network, cost), History(), []
    gradient._trust(targets)
    bar = tqdm(range(epochs), disable=not progress, unit="epoch")
    try:
        for epoch in bar:
            before, began = network.parameters.copy(), time.perf_counter()
            order = rng.permutation(len(images))
            for k, batch in enumerate(batches(images, targets, order, batch_size)):
                outputs.append(gradient.of(*batch))
                rate = learning_rate * schedule((epoch + k * batch_size / len(images)) / epochs)
                optimiser.step(network.parameters, gradient.values, rate)
            history._add_epoch(outputs, *_measured(network, outputs, targets[order], cost))
            history.seconds.append(time.perf_counter() - began)
            outputs = []
            if not (np.isfinite(history.cost[-1]) and np.isfinite(network.parameters).all()):
                network.parameters[:] = before
                raise FloatingPointError(
                    f"the cost became infinite or NaN in epoch {epoch + 1}; the network is as "
                    f"it was before that epoch. Lower learning_rate, now {learning_rate:g}"
                )
            if validation is not None:
                measured = [network._outputs(validation[0])]
                costs, right = _measured(network, measured, validation[1], cost)
                history.validation_cost.append(float(costs.mean()))
                history.validation_accuracy.append(float(right.mean()))
            bar.set_postfix(cost=f"{history.cost[-1]:.3f}", accuracy=f"{history.accuracy[-1]:.3f}")
    except KeyboardInterrupt:
        history.interrupted = True
        if outputs:
            history._add_batches(outputs, *_measured(network, outputs, targets[order], cost))
    return history


def _measured(network, outputs, targets, cost):
    """Return each image's cost and whether it is read right, from the outputs of batches."""
    outputs = np.concatenate(outputs)
    targets = targets[: len(outputs)]  # an interruption leaves the others out
    return COSTS[cost](outputs, targets), read_right(network, outputs, targets)
