"""The stored neuron that fires for a 7 and not for a 1, with which readers compare their own."""

import time

import numpy as np

from neuralnet import checks, datasets
from neuralnet.network import Network, a_network
from neuralnet.training import train
from neuralnet.zoo import cards, measuring, store
from neuralnet.zoo.recipes import SEVEN

LEARN = slice(50_000)  # of the training digits; on the others it is measured
EPOCHS, BATCH_SIZE, LEARNING_RATE, SEED = 5, 32, 0.5, 0

ABOUT = (
    "One neuron that fires for a handwritten 7 and not for a 1. NeuronLab in chapter 3 shows it "
    "beside what readers paint. Its parameters were divided by its largest weight, which so "
    "became 1 or -1: that changes nothing in when it fires."
)
USE = [
    "**For** teaching: chapter 3 lets readers paint the weights of one neuron and compares theirs\n"
    "with these. It tells a 7 from a 1, both prepared as those of MNIST are.",
    "**Not for** more. It was shown ones and sevens only, and says one of the two to everything.",
]
NOTES = (
    "Of the ones and sevens among these images, how many are told apart: the neuron fires, so\n"
    "has an activation over 0.5, for the sevens only."
)
CLASS_NOTES = (
    "In brackets: where the share lies with 95 % confidence (Wilson 1927), if every digit was\n"
    "drawn on its own."
)
FAILURES = (
    "For the other eight digits, which it never saw, firing means nothing: the table says for how\n"
    "many of each it fires all the same."
)
SURENESS = (
    "Its activation is no confidence: the weights were scaled after training, and with them how\n"
    "steeply it goes from 0 to 1. Only the side of 0.5 means something."
)


def build(folder):
    """Train the neuron; write it and its card."""
    started = time.perf_counter()
    digits = datasets.mnist()
    images, labels = ones_and_sevens(digits.train_images[LEARN], digits.train_labels[LEARN])
    network = Network([784, 1], output="sigmoid", rng=np.random.default_rng(SEED))
    train(
        network,
        images,
        (labels == 7).astype(np.float32)[:, np.newaxis],
        epochs=EPOCHS,
        batch_size=BATCH_SIZE,
        learning_rate=LEARNING_RATE,
        cost="quadratic",
        seed=SEED,
        progress=False,
    )
    network.parameters /= np.abs(network.weights[0]).max()
    rest = slice(LEARN.stop, None)
    parts = {
        "validation images": (digits.train_images[rest], digits.train_labels[rest]),
        "test images": (digits.test_images, digits.test_labels),
    }
    rows = {what: float(round(100 * accuracy(network, *part), 2)) for what, part in parts.items()}
    training = store.Training(seed=SEED, accuracy=rows, **store.when(started))
    store.save(network, folder / f"{SEVEN}.npz", training)
    write_card(folder)


@checks.accepts(folder=checks.path)
def write_card(folder):
    """Measure the neuron that is stored in a folder, and write its card there."""
    network = store.read(folder / f"{SEVEN}.npz")
    card = card_of(network, store.trainings(folder)[SEVEN])
    (folder / f"{SEVEN}.md").write_text(card, encoding="utf-8")


@checks.accepts(network=a_network, training=checks.one(store.Training))
def card_of(network, training):
    """Return the neuron's card."""
    settings = cards.shape_of(network) | {
        "outputs": "7, and not 1",
        "learns from": f"the ones and sevens of the first {LEARN.stop:,} training digits",
        "cost": "quadratic",
        "epochs": EPOCHS,
        "batch size": BATCH_SIZE,
        "learning rate": f"{LEARNING_RATE:g}",
        "seed": training.seed,
    }
    fires = fires_for(network)
    rows = [
        (digit, f"{count:,}", measuring.percent(fired, count))
        for digit, (count, fired) in enumerate(fires)
    ]
    sections = {
        "Use": USE,
        "Accuracy": [cards.accuracy_table(training), NOTES],
        "Each class": [cards.table(["", "test images", "fires for"], rows), CLASS_NOTES],
        "Where it fails": [FAILURES],
        "How sure it is": [SURENESS],
    }
    return cards.page(SEVEN, ABOUT, settings, sections, training)


@checks.accepts(network=a_network)
def fires_for(network):
    """Return for each digit how many test images there are, and for how many the neuron fires."""
    digits = datasets.mnist()
    fires = network.forward(digits.test_images)[:, 0] > 0.5
    return [
        (int((digits.test_labels == digit).sum()), int(fires[digits.test_labels == digit].sum()))
        for digit in range(10)
    ]


def ones_and_sevens(images, labels):
    """Return those images that show a 1 or a 7, and their labels."""
    images, labels = checks.examples_of_digits((images, labels))
    chosen = np.isin(labels, (1, 7))
    return images[chosen], labels[chosen]


@checks.accepts(network=a_network)
def accuracy(network, images, labels):
    """Return on which share of the ones and sevens the neuron is right."""
    images, labels = ones_and_sevens(images, labels)
    return np.mean((network.forward(images)[:, 0] > 0.5) == (labels == 7))
