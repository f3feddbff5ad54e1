"""The book's trained networks: their recipes, how they are built, and how they are loaded.

``python -m neuralnet.networks NAME`` trains a network by its recipe and writes it, with its
model card, to ``data/networks/``; without a name it lists the recipes.
"""

import argparse
import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm.auto import tqdm

from neuralnet import cards, checks, datasets
from neuralnet.images import deslant, preprocess, redraw, warp
from neuralnet.network import Network
from neuralnet.training import SGD, Gradient, batches, cosine, evaluate, train

SIZES = (784, 16, 16, 10)
SEEDS, VALIDATION_SEEDS = range(5), range(3)
SUMS = "SHA256SUMS"
VALIDATION = 10_000  # the last of the 60,000 training images: every choice was made on them
TEACHERS, TEACHER_SIZES, TEACHER_EPOCHS = 2, (784, 256, 256, 10), 25
BATCH_SIZE, LEARNING_RATE, MOMENTUM = 100, 0.05, 0.9  # of the teachers and of whom they teach

NOTES = """\
Mean and standard deviation over the seeds. For the row *validation images* the networks
learned from the first 50,000 training images and were measured on the other 10,000; for
the others they learned from all 60,000. Every setting was chosen on the validation
images; the 10,000 test images were read after that. *Drawings* are the test images drawn
again with a pen of 2.8 pixels, at 0.55 to 1.3 times their size and up to 4 pixels off
the middle, and prepared by `images.preprocess` (see `networks.drawn_again`).
*This network* is read as it is stored: its parameters rounded to 16 bits."""


@dataclass(frozen=True)
class Recipe:
    """All that decides what a network becomes, except the images and the seed.

    ``start`` is "scaled" (see Network) or "normal": every weight and bias drawn with mean 0
    and variance 1. ``lessons`` is "digits", the images as they are; "warped", the images
    bent anew; "deslanted", these with their slant taken out; or "drawings", bent ones and
    images redrawn as a reader might: see ``Lessons``.
    """

    about: str
    hidden: str
    cost: str
    epochs: int
    batch_size: int
    learning_rate: float
    momentum: float = 0.0
    schedule: str = "constant"
    start: str = "scaled"
    lessons: str = "digits"


TAUGHT = {  # what the networks have in common that larger ones teach
    "hidden": "relu",
    "cost": "cross-entropy",
    "batch_size": BATCH_SIZE,
    "learning_rate": LEARNING_RATE,
    "momentum": MOMENTUM,
    "schedule": "cosine",
}
RECIPES = {
    "sigmoid-quadratic": Recipe(
        "Sigmoid neurons and the quadratic cost, trained as in the best-known lesson on this "
        "network (Nielsen 2015, chapter 1, and Sanderson 2017): every weight and bias starts "
        "at a number drawn with mean 0 and variance 1.",
        hidden="sigmoid",
        cost="quadratic",
        epochs=30,
        batch_size=10,
        learning_rate=3.0,
        start="normal",
    ),
    "sigmoid": Recipe(
        "Sigmoid neurons, with a softmax output and the cross-entropy cost.",
        hidden="sigmoid",
        cost="cross-entropy",
        epochs=40,
        batch_size=100,
        learning_rate=0.1,
        momentum=0.9,
        schedule="cosine",
    ),
    "relu": Recipe(
        "ReLU neurons, with a softmax output and the cross-entropy cost.",
        hidden="relu",
        cost="cross-entropy",
        epochs=40,
        batch_size=100,
        learning_rate=0.05,
        momentum=0.9,
        schedule="cosine",
    ),
    "best": Recipe(
        "The most accurate network of this shape that we could make: ReLU neurons, taught by "
        "larger networks on digits that are bent anew, for five times as long.",
        **TAUGHT,
        epochs=200,
        lessons="warped",
    ),
    "deslanted": Recipe(
        "As the best one, for images whose slant has been taken out: what it learns from, and "
        "what it reads, goes through `images.deslant` first.",
        **TAUGHT,
        epochs=200,
        lessons="deslanted",
    ),
    "drawings": Recipe(
        "The network that reads what readers draw: as the best one, and taught on digits "
        "redrawn in other sizes and with other pens besides.",
        **TAUGHT,
        epochs=150,
        lessons="drawings",
    ),
}


class Lessons:
    """Images to learn from in many versions, and what two larger networks say to each.

    ``strong`` holds the versions for the first part of the training, warped as much as
    ``warp`` does by itself, ``light`` those for its end, warped less. A version is a pair:
    images, as bytes to save memory, and the outputs wanted. These are the teachers' mean
    outputs, with their square roots taken and made to add up to 1 again: that lets through
    which other digits an image is a little like (Hinton, Vinyals and Dean 2015, at
    temperature 2).
    """

    def __init__(self, kind, images, labels):
        def version(amount):
            return _bytes(prepared(kind, warp(images, rng, amount)))

        rng, plain = np.random.default_rng(0), prepared(kind, images)
        self.mean = plain.mean(axis=0)
        strong = [version(1) for _ in range(14)]
        light = [version(0.6) for _ in range(12)] + [version(0.4) for _ in range(6)]
        light.append(_bytes(plain))
        if kind == "drawings":
            redrawn = [_redrawn(images, rng) for _ in range(2)]
            strong = strong[:8] + [_bytes(warp(_floats(version), rng)) for version in redrawn * 4]
            light = light[:8] + redrawn * 4
        teachers = [_teacher(strong, labels, seed) for seed in range(TEACHERS)]
        self.strong, self.light = (
            [(version, _answers(teachers, version)) for version in versions]
            for versions in (strong, light)
        )

    def draw(self, progress, rng):
        """Return a version's images and the outputs wanted; ``progress`` goes from 0 to 1.

        The mean image is taken off: numbers around 0 are learned from faster.
        """
        version, answers = _one(self.strong if progress < 0.65 else self.light, rng)
        return _floats(version) - self.mean, answers


def prepared(lessons, images):
    """Return images as networks with these ``lessons`` (see Recipe) are to read them."""
    return deslant(images) if lessons == "deslanted" else images


def _bytes(images):
    return np.rint(np.minimum(images, 1) * 255).astype(np.uint8)


def _floats(version):
    return np.multiply(version, np.float32(1 / 255), dtype=np.float32)


def _redrawn(images, rng):
    drawings = redraw(images, rng, pen=(1.5, 3.5), size=(0.5, 1.35))
    return _bytes(np.array([preprocess(drawing) for drawing in drawings], np.float32))


def _teacher(versions, labels, seed):
    """Return a larger network, trained on the versions of the images."""
    rng = np.random.default_rng(1000 + seed)
    network = Network(TEACHER_SIZES, "relu", "softmax", rng)
    targets = np.eye(SIZES[-1], dtype=np.float32)[labels]
    _learn(network, lambda progress: (_floats(_one(versions, rng)), targets), TEACHER_EPOCHS, rng)
    return network


def _one(choices, rng):
    return choices[rng.integers(len(choices))]


def _learn(network, draw, epochs, rng):
    """Train on what ``draw`` gives for each epoch, with momentum, the cosine schedule."""
    gradient, optimiser = Gradient(network), SGD(MOMENTUM)
    for epoch in range(epochs):
        images, targets = draw(epoch / epochs)
        order = rng.permutation(len(images))
        for k, batch in enumerate(batches(images, targets, order, BATCH_SIZE)):
            gradient.of(*batch)
            rate = LEARNING_RATE * cosine((epoch + k * BATCH_SIZE / len(images)) / epochs)
            optimiser.step(network.parameters, gradient.values, rate)


def _answers(teachers, version):
    answers = []
    for rows in np.array_split(version, 30):
        images = _floats(rows)
        roots = np.sqrt(np.mean([teacher.forward(images) for teacher in teachers], axis=0))
        answers.append(roots / roots.sum(axis=1, keepdims=True))
    return np.concatenate(answers)


def _digits(validating):
    """Return images and labels to train on: all 60,000, or those not kept for validation."""
    digits = datasets.mnist()
    end = -VALIDATION if validating else None
    return digits.train_images[:end], digits.train_labels[:end]


def fit(recipe, images, labels, seed, lessons=None, sizes=SIZES):
    """Return a new network of these ``sizes``, trained by ``recipe`` on images and labels.

    A recipe with other lessons than "digits" needs the ``lessons`` made from the images.
    """
    rng = np.random.default_rng(seed)
    output = "softmax" if recipe.cost == "cross-entropy" else "sigmoid"
    network = Network(sizes, recipe.hidden, output, rng)
    if recipe.start == "normal":
        network.parameters[:] = rng.normal(size=network.parameters.size)
    if lessons is None:
        train(
            network,
            images,
            labels,
            epochs=recipe.epochs,
            batch_size=recipe.batch_size,
            learning_rate=recipe.learning_rate,
            cost=recipe.cost,
            optimiser=SGD(recipe.momentum),
            schedule=recipe.schedule,
            seed=rng,
            progress=False,
        )
        return network
    _learn(network, lambda progress: lessons.draw(progress, rng), recipe.epochs, rng)
    network.biases[0] -= network.weights[0] @ lessons.mean  # now it takes the mean off itself
    return network


def drawn_again(images, seed=0):
    """Return images drawn again as a reader might, and preprocessed: shape (n, 784).

    They are redrawn with a pen of 2.8 pixels, in 0.55 to 1.3 times their size, up to 4
    pixels from the middle: see ``images.redraw``.
    """
    drawings = redraw(images, np.random.default_rng(seed))
    return np.array([preprocess(drawing) for drawing in drawings])


def load(name):
    """Return one of the book's trained networks, a new copy at every call.

    ``name`` is one of ``RECIPES``. Raises ValueError if it is not, and
    ``datasets.DataError`` if the network's file is missing or altered.
    """
    checks.choice(name, "network", RECIPES)
    return read(datasets.data_folder() / "networks", name)


def read(folder, name):
    """Return the network that ``write`` wrote to ``folder``; raises DataError as ``load``."""
    path = folder / f"{name}.npz"
    expected = checksums(folder).get(path.name)
    if expected is None:
        raise datasets.data_error(folder / SUMS, f"a line for {path.name}", "none")
    if not path.exists():
        raise datasets.data_error(path, "a file", "none")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise datasets.data_error(path, f"SHA-256 {expected}", found)
    return Network.load(path)


def checksums(folder):
    """Return the SHA-256 of each file, by its name, from the folder's list."""
    path = folder / SUMS
    if not path.exists():
        raise datasets.data_error(path, "a file", "none")
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: value for value, name in (line.split() for line in lines)}


def build(name, folder):
    """Train the network ``name`` with every seed; write the chosen one and its card.

    Trained on the first 50,000 images, networks are measured on the 10,000 kept for
    validation; trained on all 60,000, on the test images. Of these last, the one with the
    lowest cost on the training images is kept, rounded: the test images choose nothing.
    """
    recipe, began = RECIPES[name], time.perf_counter()
    digits = datasets.mnist()

    def accuracies_of(networks, images, labels):
        images = prepared(recipe.lessons, images)
        return [evaluate(network, images, labels, recipe.cost)[1] for network in networks]

    validation = digits.train_images[-VALIDATION:], digits.train_labels[-VALIDATION:]
    networks, _ = _fit_all(recipe, validating=True)
    validated = accuracies_of(networks, *validation)
    networks, costs = _fit_all(recipe, validating=False)
    kept = int(np.argmin(costs))
    stored = rounded(networks[kept])
    networks.append(stored)
    tested = accuracies_of(networks, digits.test_images, digits.test_labels)
    drawings = accuracies_of(networks, drawn_again(digits.test_images), digits.test_labels)
    accuracies = {
        f"{len(validated)} seeds, validation images": validated,
        f"{len(tested) - 1} seeds, test images": tested[:-1],
        f"{len(drawings) - 1} seeds, drawings": drawings[:-1],
        "this network, test images": tested[-1],
        "this network, drawings": drawings[-1],
    }
    seed = f"{kept}: the lowest cost on the training images"
    card = cards.card(
        name,
        recipe.about,
        cards.shape_of(stored) | settings_of(recipe) | {"seed of this network": seed},
        accuracies,
        NOTES,
        f"python -m neuralnet.networks {name}",
        (time.perf_counter() - began) / 60,
    )
    store(stored, Path(folder) / f"{name}.npz", card)


def store(network, path, card=None):
    """Write a network, its card (if any) beside it, and its checksum into the folder's list."""
    network.save(path)
    if card is not None:
        path.with_suffix(".md").write_text(card, encoding="utf-8")
    sums = checksums(path.parent) if (path.parent / SUMS).exists() else {}
    sums[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    lines = [f"{value}  {file}\n" for file, value in sorted(sums.items())]
    (path.parent / SUMS).write_text("".join(lines), encoding="utf-8")


def rounded(network):
    """Return a copy whose parameters are numbers that 16 bits can hold (float16).

    They have 11 binary digits instead of 24. A web page can then carry the network in half
    the bytes and still have exactly these parameters.
    """
    copy = Network(network.sizes, network.hidden, network.output)
    copy.parameters[:] = network.parameters.astype(np.float16)
    return copy


def _fit_all(recipe, validating):
    """Return a network for each seed, and their costs on the images they learned from."""
    images, labels = _digits(validating)
    lessons = None if recipe.lessons == "digits" else Lessons(recipe.lessons, images, labels)
    seeds = tqdm(VALIDATION_SEEDS if validating else SEEDS, unit="seed")
    networks = [fit(recipe, images, labels, seed, lessons) for seed in seeds]
    images = prepared(recipe.lessons, images)
    return networks, [evaluate(n, images, labels, recipe.cost)[0] for n in networks]


def settings_of(recipe):
    """Return a recipe's settings as a card tells them."""
    return {
        "cost": recipe.cost,
        "start": recipe.start,
        "learns from": recipe.lessons,
        "epochs": recipe.epochs,
        "batch size": recipe.batch_size,
        "learning rate": f"{recipe.learning_rate:g}, {recipe.schedule}",
        "momentum": f"{recipe.momentum:g}",
        "seeds tried": f"{min(SEEDS)} to {max(SEEDS)}",
    }


def main():
    """Build the networks named on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m neuralnet.networks",
        description="Train networks of the book and write them, with their cards.",
        epilog="Networks: " + ", ".join(RECIPES),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="a network, or several")
    parser.add_argument("--to", type=Path, help="folder; the book's own without it")
    arguments = parser.parse_args()
    if not arguments.names:
        parser.print_help()
    for name in arguments.names:
        checks.choice(name, "network", RECIPES)
    folder = arguments.to or datasets.data_folder() / "networks"
    folder.mkdir(parents=True, exist_ok=True)
    for name in arguments.names:
        build(name, folder)


if __name__ == "__main__":
    main()
