"""Measure how accurate a network of this shape can become: by length of training, by width.

Run from the repository: ``python benchmarks/ceiling.py``. See benchmarks/README.md.
"""

import argparse
import time
from dataclasses import replace

import numpy as np

from neuralnet.network import count_parameters
from neuralnet.training import evaluate
from neuralnet.zoo import RECIPES, SUBJECTS
from neuralnet.zoo.building import fit
from neuralnet.zoo.distillation import Lessons

RECIPE = RECIPES["best"]
WIDTHS, WIDTHS_EPOCHS = (16, 32, 64, 128), 50
EPOCHS = (25, 50, 100, 200, 400)


def measure(recipe, lessons, seeds):
    """Return the accuracies of each seed's network: on what it learned from, on validation."""
    parts = [SUBJECTS["digits"].examples(part) for part in ("learn", "validation")]
    networks = [fit(recipe, *parts[0], seed, lessons) for seed in seeds]
    return [[evaluate(network, *part)[1] for network in networks] for part in parts]


def table(name, rows, lessons, seeds):
    """Print a table: a row for each recipe."""
    print(f"\n| {name} | parameters | training images | validation images | seconds a network |")
    print("|---|---|---|---|---|")
    for row, recipe in rows.items():
        began = time.process_time()
        accuracies = measure(recipe, lessons, seeds)
        seconds = (time.process_time() - began) / len(seeds)
        cells = " | ".join(percent(values) for values in accuracies)
        parameters = count_parameters(recipe.sizes)
        print(f"| {row} | {parameters:,} | {cells} | {seconds:.0f} |", flush=True)


def percent(values):
    values = 100 * np.array(values)
    return f"{values.mean():.2f} % ({', '.join(f'{value:.2f}' for value in values)})"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=2, help="how many networks for each row")
    seeds = range(parser.parse_args().seeds)
    lessons = Lessons(RECIPE, *SUBJECTS["digits"].examples("learn"))
    widths = {
        f"784-{n}-{n}-10": replace(RECIPE, epochs=WIDTHS_EPOCHS, sizes=(784, n, n, 10))
        for n in WIDTHS
    }
    table(f"layers, {WIDTHS_EPOCHS} epochs", widths, lessons, seeds)
    lengths = {n: replace(RECIPE, epochs=n) for n in EPOCHS}
    table("epochs, 784-16-16-10", lengths, lessons, seeds)


if __name__ == "__main__":
    main()
