"""Measure the convolutional network's training side by side with PyTorch's.

Run from the repository: ``python benchmarks/convolution.py``. See benchmarks/README.md.
"""

import argparse
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is imported

import time

import numpy as np
import torch

from neuralnet.convolution import ConvolutionalNetwork
from neuralnet.datasets import mnist
from neuralnet.training import SGD, train

MAPS = (8, 32)
LEARNING_RATE, MOMENTUM = 0.05, 0.9
ROUNDS = 5


def torch_network(network):
    """Return the same network in PyTorch, with the same parameters."""
    modules = []
    for weights, biases in zip(network.weights, network.biases, strict=True):
        dtype = torch.from_numpy(weights).dtype
        if weights.ndim == 4:
            layer = torch.nn.Conv2d(weights.shape[1], len(weights), weights.shape[2], dtype=dtype)
            modules += [layer, torch.nn.MaxPool2d(2), torch.nn.ReLU()]
        else:
            layer = torch.nn.Linear(weights.shape[1], len(weights), dtype=dtype)
            modules += [torch.nn.Flatten(), layer]  # the loss brings the softmax
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(weights))
            layer.bias.copy_(torch.from_numpy(biases))
    return torch.nn.Sequential(*modules)


def torch_train(model, images, labels, order, batch_size):
    """Train for an epoch with tensors indexed, the quicker way: no DataLoader."""
    optimiser = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE, momentum=MOMENTUM)
    loss_of, order = torch.nn.CrossEntropyLoss(), torch.from_numpy(order)
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        optimiser.zero_grad()
        loss_of(model(images[batch]), labels[batch]).backward()
        optimiser.step()


def theirs(network, images, labels, batch_size):
    model = torch_network(network)
    pictures = torch.from_numpy(images).reshape(-1, 1, 28, 28)
    answers = torch.from_numpy(labels)
    order = np.random.default_rng(0).permutation(len(images))
    start = time.perf_counter()
    torch_train(model, pictures, answers, order, batch_size)
    seconds = time.perf_counter() - start
    return seconds, torch.cat([p.detach().ravel() for p in model.parameters()]).numpy()


def ours(network, images, labels, batch_size):
    start = time.perf_counter()
    train(
        network,
        images,
        labels,
        epochs=1,
        batch_size=batch_size,
        learning_rate=LEARNING_RATE,
        optimiser=SGD(MOMENTUM),
        seed=np.random.default_rng(0),
        progress=False,
    )
    return time.perf_counter() - start, network.parameters


def agreement(images, labels):
    """Print how far training here is from training in PyTorch, both in float64."""
    images, labels = images[:2000].astype(np.float64), labels[:2000]
    both = [
        learn(ConvolutionalNetwork(MAPS, 0, np.float64), images, labels, 50)[1]
        for learn in (ours, theirs)
    ]
    print(
        "Largest difference of any parameter after 40 steps from the same start, float64: "
        f"{np.abs(both[0] - both[1]).max():.1e}"
    )


def machine(images):
    """Print how quick this machine's own matrix products are, and what follows."""
    rng = np.random.default_rng(0)
    weights, read = rng.random((32, 200), np.float32), rng.random((200, 2048), np.float32)
    best = np.inf
    for _ in range(200):
        start = time.perf_counter()
        weights @ read
        best = min(best, time.perf_counter() - start)
    rate = weights.size * read.shape[1] / best
    # Of both layers of maps the sums, and the gradient; of the second also the slopes before it.
    work = 2 * 8 * 25 * 24**2 + 3 * 32 * 200 * 8**2 + 3 * 10 * 512
    print(
        f"The second layer's product for 32 images: {rate / 1e9:.0f} billion multiplications a "
        f"second. At that rate {work:,} multiplications an image allow {rate / work:,.0f} images "
        "a second."
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=4000, help="how many to learn from a round")
    count = parser.parse_args().images
    torch.set_num_threads(1)
    digits = mnist()
    images, labels = digits.train_images.copy(), digits.train_labels.astype(np.int64)
    print(f"NumPy {np.__version__}, PyTorch {torch.__version__}, one thread each\n")
    agreement(images, labels)
    machine(images)
    print("\n| batch | neuralnet | PyTorch | ratio |\n|---|---|---|---|")
    for batch_size in (32, 100, 1000):
        best = {ours: np.inf, theirs: np.inf}
        for _ in range(ROUNDS):  # by turns: a slow moment of the machine falls on both
            for learn in best:
                network = ConvolutionalNetwork(MAPS, 0)
                seconds = learn(network, images[:count], labels[:count], batch_size)[0]
                best[learn] = min(best[learn], seconds)
        rates = [count / best[learn] for learn in (ours, theirs)]
        cells = " | ".join(f"{rate:,.0f} images/s" for rate in rates)
        print(f"| {batch_size} | {cells} | {rates[0] / rates[1]:.2f} |", flush=True)


if __name__ == "__main__":
    main()
