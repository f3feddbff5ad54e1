"""The stored neuron that fires for a 7 and not for a 1, with which readers compare their own."""

import time

import numpy as np

from neuralnet import checks, datasets
from neuralnet.network import Network, a_network
from neuralnet.training import train
from neuralnet.zoo import cards, store
from neuralnet.zoo.recipes import SEVEN

LEARN = slice(50_000)  # of the training digits; on the others it is measured
EPOCHS, BATCH_SIZE, LEARNING_RATE, SEED = 5, 32, 0.5, 0

ABOUT = (
    "One neuron that fires for a handwritten 7 and not for a 1. NeuronLab in chapter 3 shows it "
    "beside what readers paint. Its parameters were divided by its largest weight, which so "
    "became 1 or -1: that changes nothing in when it fires."
)
NOTES = (
    "Of the ones and sevens among these images, how many are told apart: the neuron fires, so has "
    "an activation over 0.5, for the sevens only."
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
    rows = {
        "validation images": accuracy(
            network, digits.train_images[rest], digits.train_labels[rest]
        ),
        "test images": accuracy(network, digits.test_images, digits.test_labels),
    }
    settings = cards.shape_of(network) | {
        "outputs": "7, and not 1",
        "learns from": f"the ones and sevens of the first {LEARN.stop:,} training digits",
        "cost": "quadratic",
        "epochs": EPOCHS,
        "batch size": BATCH_SIZE,
        "learning rate": f"{LEARNING_RATE:g}",
        "seed": SEED,
    }
    minutes = (time.perf_counter() - started) / 60
    card = cards.card(SEVEN, ABOUT, settings, rows, NOTES, minutes)
    store.save(network, folder / f"{SEVEN}.npz", card)


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
