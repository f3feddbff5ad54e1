"""Distillation: images in many versions, and larger networks that teach a small one.

Source: Hinton, Vinyals and Dean (2015), "Distilling the knowledge in a neural network".
"""

from dataclasses import replace

import numpy as np

from neuralnet import checks
from neuralnet.hands import handwritten
from neuralnet.images import preprocess, redraw, shift, to_bytes, warp
from neuralnet.network import Network, any_network
from neuralnet.training import SCHEDULES, SGD, Gradient, batches
from neuralnet.zoo.recipes import BEST, Recipe

TEACHER = replace(
    BEST, about="A larger network that teaches.", sizes=(784, 256, 256, 10), epochs=25
)
TEACHER_SEEDS = (1000, 1001)
# For drawings one that learned for less long: so their network is built in under half an hour.
DRAWINGS_TEACHER = replace(TEACHER, epochs=10)

# How many versions of each image there are, and how much they are bent (see ``images.warp``).
# 60,000 images take 47 MB a version: so many fit in 3 GB beside the teachers' answers to them.
STRONG = ((1.0, 14),)
LIGHT = ((0.6, 12), (0.4, 6))
STRONG_SHARE = 0.65  # of the training; then come the lightly bent ones, nearer to real digits
# For drawings, half of the versions are redrawn: twice, and each of these used four times.
REDRAWINGS, USES = 2, 4
PENS, DRAWN_SIZES = (1.5, 3.5), (0.5, 1.35)  # a little wider than in ``images.drawn_again``
HANDS = 0.5  # of these, as hands around the world write them
HANDS_PENS = (0.6, 1.25)  # in those of readers
# At the end the network for drawings learns from labels, of images and of digits by hand,
# more of those that are written in more ways. Its teacher takes many of these for others.
FINISH = replace(BEST, about="The end of the training for drawings.", epochs=6, learning_rate=0.02)
WRITTEN, WRITTEN_DIGITS = 20_000, (0.28, 0.2, 0.07, 0.06, 0.08, 0.06, 0.06, 0.09, 0.05, 0.05)
PIECES = 30  # in which teachers answer a version: of 60,000 images, 2,000 at a time


class Lessons:
    """Images to learn from in many versions, and what larger networks say to each.

    ``strong`` holds the versions for the first part of the training, ``light`` those for
    its end, bent less. A version is a pair: images, as bytes to save memory, and the outputs
    wanted. These are the teachers' mean outputs, with their square roots taken and made to
    add up to 1 again: that lets through which other digits an image is a little like
    (Hinton, Vinyals and Dean 2015, at temperature 2). ``teachers`` are these networks.
    """

    def __init__(self, recipe, images, labels):
        def versions(amounts):
            return [
                _bytes(recipe.prepare(warp(images, rng, amount)))
                for amount, count in amounts
                for _ in range(count)
            ]

        rng, plain = np.random.default_rng(0), recipe.prepare(images)
        self.mean = plain.mean(axis=0)
        strong = versions(STRONG)
        light = [*versions(LIGHT), _bytes(plain)]
        if recipe.lessons == "drawings":
            redrawn = USES * [_redrawn(images, labels, rng) for _ in range(REDRAWINGS)]
            half = len(redrawn)
            strong = strong[:half] + [_bytes(warp(_floats(version), rng)) for version in redrawn]
            light = light[:half] + redrawn
            self.teachers = [_teacher(DRAWINGS_TEACHER, strong, labels, TEACHER_SEEDS[0])]
        else:
            self.teachers = [_teacher(TEACHER, strong, labels, seed) for seed in TEACHER_SEEDS]
        self.strong, self.light = (
            [(version, _answers(self.teachers, version)) for version in versions_of_part]
            for versions_of_part in (strong, light)
        )

    def draw(self, progress, rng):
        """Return a version's images and the outputs wanted; ``progress`` goes from 0 to 1.

        The mean image is taken off: numbers around 0 are learned from faster.
        """
        version, answers = _one(self.strong if progress < STRONG_SHARE else self.light, rng)
        return _floats(version) - self.mean, answers


class Shifted:
    """Images to learn from, each moved anew by up to a pixel to the right or left, up or down."""

    def __init__(self, images, labels):
        self.images, self.labels = images, labels

    def draw(self, progress, rng):
        """Return the images, moved, and their labels; ``progress`` makes no difference."""
        moved, moves = np.empty_like(self.images), rng.integers(-1, 2, (2, len(self.images)))
        for right, down in np.ndindex(3, 3):
            rows = ((moves[0] + 1) == right) & ((moves[1] + 1) == down)
            moved[rows] = shift(self.images[rows], right - 1, down - 1)
        return moved, self.labels


@checks.accepts(
    network=any_network, draw=checks.function, recipe=checks.one(Recipe), rng=checks.generator
)
def learn(network, draw, recipe, rng):
    """Train on what ``draw`` gives for the progress of each epoch, from 0 to 1."""
    gradient, optimiser = Gradient(network, recipe.cost), SGD(recipe.momentum)
    schedule, size = SCHEDULES[recipe.schedule], recipe.batch_size
    for epoch in range(recipe.epochs):
        lesson = checks.pair(draw(epoch / recipe.epochs), "draw", "a pair (images, outputs wanted)")
        images, targets = checks.examples(*lesson, network, recipe.cost)
        gradient._trust(targets)
        order = rng.permutation(len(images))
        for k, batch in enumerate(batches(images, targets, order, size)):
            gradient.of(*batch)
            progress = (epoch + k * size / len(images)) / recipe.epochs
            optimiser.step(
                network.parameters, gradient.values, recipe.learning_rate * schedule(progress)
            )


@checks.accepts(network=any_network)
def finish(network, images, labels):
    """Train a network for drawings to its end: on labels of images, bent anew, and of hands."""
    images, labels = checks.examples_of_digits((images, labels))
    rng = np.random.default_rng(0)
    digits = rng.choice(10, WRITTEN, p=WRITTEN_DIGITS)
    written = np.minimum(handwritten(digits, rng, HANDS_PENS), 1).astype(np.float32)
    targets = np.eye(10, dtype=np.float32)[np.concatenate([labels, digits])]

    def draw(progress):
        return np.concatenate([warp(images, rng, 0.5), written]), targets

    learn(network, draw, FINISH, rng)


def _teacher(recipe, versions, labels, seed):
    """Return a larger network, trained on the versions of the images."""
    rng = np.random.default_rng(seed)
    network = Network(recipe.sizes, recipe.hidden, recipe.output, rng)
    targets = np.eye(recipe.sizes[-1], dtype=np.float32)[labels]
    learn(network, lambda progress: (_floats(_one(versions, rng)), targets), recipe, rng)
    return network


def _answers(teachers, version):
    answers = []
    for rows in np.array_split(version, PIECES):
        images = _floats(rows)
        roots = np.sqrt(np.mean([teacher.forward(images) for teacher in teachers], axis=0))
        answers.append(roots / roots.sum(axis=1, keepdims=True))
    return np.concatenate(answers)


def _one(choices, rng):
    return choices[rng.integers(len(choices))]


def _redrawn(images, labels, rng):
    drawings = redraw(images, rng, pen=PENS, size=DRAWN_SIZES)
    version = _bytes(np.array([preprocess(drawing) for drawing in drawings], np.float32))
    others = (rng.random(len(labels)) < HANDS).nonzero()[0]
    version[others] = _bytes(handwritten(labels[others], rng, HANDS_PENS))
    return version


def _bytes(images):
    return to_bytes(np.minimum(images, 1))


def _floats(version):
    return np.multiply(version, np.float32(1 / 255), dtype=np.float32)
