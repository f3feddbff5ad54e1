"""Measure how accurate a network of this shape can become: by length of training, by width.

Run from the repository: ``python benchmarks/ceiling.py``. See benchmarks/README.md.
"""

import argparse
import dataclasses
import time

import numpy as np

from neuralnet import networks
from neuralnet.datasets import mnist
from neuralnet.network import count_parameters
from neuralnet.training import evaluate

RECIPE = networks.RECIPES["best"]
WIDTHS, WIDTHS_EPOCHS = (16, 32, 64, 128), 50
EPOCHS = (25, 50, 100, 200, 400)


def measure(recipe, width, lessons, seeds):
    """Return the accuracies of each seed's network: on what it learned from, on validation."""
    digits, kept = mnist(), networks.VALIDATION
    parts = (
        (digits.train_images[:-kept], digits.train_labels[:-kept]),
        (digits.train_images[-kept:], digits.train_labels[-kept:]),
    )
    sizes = (784, width, width, 10)
    fitted = [networks.fit(recipe, *parts[0], seed, lessons, sizes) for seed in seeds]
    return [[evaluate(network, *part)[1] for network in fitted] for part in parts]


def table(name, rows, lessons, seeds):
    """Print a table: a row for each name, with its recipe and width."""
    print(f"\n| {name} | parameters | training images | validation images | seconds a network |")
    print("|---|---|---|---|---|")
    for row, recipe, width in rows:
        began = time.process_time()
        accuracies = measure(recipe, width, lessons, seeds)
        seconds = (time.process_time() - began) / len(seeds)
        cells = " | ".join(percent(values) for values in accuracies)
        parameters = count_parameters((784, width, width, 10))
        print(f"| {row} | {parameters:,} | {cells} | {seconds:.0f} |", flush=True)


def percent(values):
    values = 100 * np.array(values)
    return f"{values.mean():.2f} % ({', '.join(f'{value:.2f}' for value in values)})"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=2, help="how many networks for each row")
    seeds = range(parser.parse_args().seeds)
    digits = mnist()
    kept = networks.VALIDATION
    lessons = networks.Lessons(
        RECIPE.lessons, digits.train_images[:-kept], digits.train_labels[:-kept]
    )
    recipe = dataclasses.replace(RECIPE, epochs=WIDTHS_EPOCHS)
    widths = [(f"784-{n}-{n}-10", recipe, n) for n in WIDTHS]
    table(f"layers, {WIDTHS_EPOCHS} epochs", widths, lessons, seeds)
    lengths = [(n, dataclasses.replace(RECIPE, epochs=n), 16) for n in EPOCHS]
    table("epochs, 784-16-16-10", lengths, lessons, seeds)


if __name__ == "__main__":
    main()
