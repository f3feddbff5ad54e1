"""Measure what it costs that a network looks at its images before it reads them.

Run from the repository: ``python benchmarks/checks.py``. See benchmarks/README.md.
"""

import timeit

import numpy as np

from neuralnet.datasets import mnist
from neuralnet.network import Network

ROUNDS = 40


def main():
    images = mnist().test_images
    network = Network([784, 16, 16, 10], "relu", "softmax", np.random.default_rng(0))
    for count, times in ((1, 400), (100, 60), (10_000, 2)):
        batch = images[0] if count == 1 else images[:count]
        ways = [lambda b=batch: network._propagate(b), lambda b=batch: network.forward(b)]
        # By turns, the best of many rounds: whatever else the machine does, it does to both.
        rounds = [[timeit.timeit(way, number=times) for way in ways] for _ in range(ROUNDS)]
        without, with_checks = 1e6 * np.min(rounds, axis=0) / times
        print(f"{count:>6,} images: {without:9.1f} µs without looking, "
              f"{with_checks:9.1f} µs with it")  # fmt: skip


if __name__ == "__main__":
    main()
