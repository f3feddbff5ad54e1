"""Lessons in one person's handwriting, for a network that reads it badly.

Whose digits they are matters: how well a network reads a person is measured on digits that it
has not learned from, and how well it reads strangers on people whom it has not learned from.
"""

import numpy as np

from neuralnet import checks
from neuralnet.checks import accepts
from neuralnet.network import any_network
from neuralnet.random import mulberry32
from neuralnet.training import SGD, Gradient

STEPS = 200  # of a lesson
OWN, OTHERS = 10, 30  # images of its batches: the person's own, and MNIST's beside them


@accepts(labels=checks.items(checks.whole(0, 9)))
def halves(labels):
    """Return which digits to learn from, True or False for each; the others are for the test.

    Of each digit the first, the third and so on are learned from.
    """
    seen, learned = [0] * 10, []
    for label in labels:
        learned.append(seen[label] % 2 == 0)
        seen[label] += 1
    return np.array(learned, bool)


@accepts(steps=checks.whole(0, 100_000), learning_rate=checks.learning_rate, seed=checks.whole(0))
def teach(network, own, others=None, *, steps=STEPS, learning_rate=0.05, seed=0):
    """Teach ``network`` in place, with ``steps`` steps of gradient descent from small batches.

    A batch holds 10 images of ``own``, drawn at random with ``seed``, and, if there are
    ``others``, 30 of those: what a network is not shown it may forget. Both are pairs of images
    and labels. Raises what ``train`` raises for images and labels.
    """
    cost = "cross-entropy"
    any_network(network, "network")
    decks = [checks.examples(*checks.pair(own, "own"), network, cost)]
    if others is not None:
        decks.append(checks.examples(*checks.pair(others, "others"), network, cost))
    uniform, gradient, optimiser = mulberry32(seed), Gradient(network, cost), SGD()
    gradient._trust(np.concatenate([deck[1] for deck in decks]))  # all were looked at
    for _ in range(steps):
        images, targets = [], []
        for deck, count in zip(decks, (OWN, OTHERS), strict=False):
            places = [int(next(uniform) * len(deck[0])) for _ in range(count)]
            images.append(deck[0][places])
            targets.append(deck[1][places])
        gradient.of(np.concatenate(images), np.concatenate(targets))
        optimiser.step(network.parameters, gradient.values, learning_rate)
