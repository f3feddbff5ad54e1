"""Measure training and inference side by side with PyTorch and scikit-learn.

Run from the repository: ``python benchmarks/training.py``. See benchmarks/README.md.
"""

import argparse
import os
import platform
import time
import timeit
import warnings
from pathlib import Path

import numpy as np
import sklearn
import torch
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_info, threadpool_limits

import neuralnet
from neuralnet.datasets import mnist
from neuralnet.network import Network
from neuralnet.training import train

LEARNING_RATE = 0.05
EPOCHS = 3
ROUNDS = 2


def ours(images, labels, sizes, batch_size, threads):
    network = Network(sizes, "relu", "softmax", np.random.default_rng(0))
    with threadpool_limits(threads, "blas"):  # of OpenBLAS, which NumPy multiplies with
        start = time.perf_counter()
        train(
            network,
            images,
            labels,
            epochs=EPOCHS,
            batch_size=batch_size,
            learning_rate=LEARNING_RATE,
            seed=0,
            progress=False,
        )
        return (time.perf_counter() - start) / EPOCHS


def torch_network(network):
    """Return the same network in PyTorch, with the same parameters."""
    modules = []
    for weights, biases in zip(network.weights, network.biases, strict=True):
        layer = torch.nn.Linear(*weights.shape[::-1], dtype=torch.from_numpy(weights).dtype)
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(weights))
            layer.bias.copy_(torch.from_numpy(biases))
        modules += [layer, torch.nn.ReLU()]
    return torch.nn.Sequential(*modules[:-1])  # the loss brings the softmax


def torch_train(model, images, labels, orders, batch_size):
    """Train with tensors indexed, the quicker way: no DataLoader."""
    optimiser = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)
    loss_of = torch.nn.CrossEntropyLoss()
    for order in orders:
        order = torch.from_numpy(order)
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            optimiser.zero_grad()
            loss_of(model(images[batch]), labels[batch]).backward()
            optimiser.step()


def pytorch(images, labels, sizes, batch_size, threads):
    torch.set_num_threads(threads)
    model = torch_network(Network(sizes, "relu", "softmax", np.random.default_rng(0)))
    images, labels = torch.from_numpy(images), torch.from_numpy(labels)
    rng = np.random.default_rng(0)
    start = time.perf_counter()
    orders = [rng.permutation(len(images)) for _ in range(EPOCHS)]
    torch_train(model, images, labels, orders, batch_size)
    return (time.perf_counter() - start) / EPOCHS


def scikit_learn(images, labels, sizes, batch_size, threads):
    with threadpool_limits(threads, "blas"):
        start = time.perf_counter()
        sklearn_model(sizes, batch_size).fit(images, labels)
        return (time.perf_counter() - start) / EPOCHS


def sklearn_model(sizes, batch_size):
    return MLPClassifier(
        sizes[1:-1],
        solver="sgd",
        momentum=0,
        nesterovs_momentum=False,
        alpha=0,
        batch_size=batch_size,
        learning_rate_init=LEARNING_RATE,
        max_iter=EPOCHS,
        n_iter_no_change=EPOCHS + 1,
        random_state=0,
    )


CONTESTANTS = (
    ("neuralnet", ours, 1),
    ("PyTorch, 1 thread", pytorch, 1),
    ("PyTorch, 2 threads", pytorch, 2),
    ("scikit-learn, 1 thread", scikit_learn, 1),
    ("scikit-learn, 2 threads", scikit_learn, 2),
)


def compare(title, cases):
    """Print a table: a row for each case, the best seconds an epoch of each contestant.

    The contestants take turns, so that a slow moment of the machine falls on all.
    """
    names = [name for name, _, _ in CONTESTANTS]
    print(f"\n### {title}\n\n| case | {' | '.join(names)} | ratio, 1 thread | ratio, best |")
    print("|---" * (len(names) + 3) + "|")
    for case, *arguments in cases:
        best = np.full(len(names), np.inf)
        for _ in range(ROUNDS):
            for k, (_, run, threads) in enumerate(CONTESTANTS):
                best[k] = min(best[k], run(*arguments, threads))
        cells = " | ".join(f"{seconds:.3f} s" for seconds in best)
        one, any_ = min(best[[1, 3]]) / best[0], min(best[1:]) / best[0]
        print(f"| {case} | {cells} | {one:.1f} | {any_:.1f} |", flush=True)


def agreement(images, labels):
    """Print how far training here is from training in PyTorch, both in float64."""
    network = Network([784, 16, 16, 10], "relu", "softmax", np.random.default_rng(0), np.float64)
    model = torch_network(network)
    images, labels = images[:2000].astype(np.float64), labels[:2000]
    train(
        network,
        images,
        labels,
        epochs=2,
        batch_size=100,
        learning_rate=LEARNING_RATE,
        seed=0,
        progress=False,
    )
    rng = np.random.default_rng(0)
    orders = [rng.permutation(len(images)) for _ in range(2)]
    torch_train(model, torch.from_numpy(images), torch.from_numpy(labels), orders, 100)
    theirs = torch.cat([p.detach().ravel() for p in model.parameters()]).numpy()
    # Ours are stored layer by layer, weights and then biases, as PyTorch lists them.
    print(
        "\nLargest difference of any parameter after 40 steps from the same start, float64: "
        f"{np.abs(theirs - network.parameters).max():.1e}"
    )


def inference(images, labels):
    """Print the time for one image and for 10,000."""
    network = Network([784, 16, 16, 10], "relu", "softmax", np.random.default_rng(0))
    model = torch_network(network).eval()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sklearn_network = sklearn_model(network.sizes, 100).fit(images[:1000], labels[:1000])
    print("\n### Inference, one thread\n")
    print("| | neuralnet | PyTorch | scikit-learn |\n|---|---|---|---|")
    torch.set_num_threads(1)
    for case, pictures, count in (("1 image", images[:1], 2000), ("10,000 images", images, 10)):
        pictures = pictures[:10_000].copy()  # PyTorch warns of arrays that cannot be written to
        tensor = torch.from_numpy(pictures)
        one = pictures[0] if len(pictures) == 1 else pictures
        ways = (
            lambda one=one: network.predict(one),
            lambda tensor=tensor: model(tensor).argmax(1),
            lambda pictures=pictures: sklearn_network.predict(pictures),
        )
        with torch.inference_mode(), threadpool_limits(1, "blas"):
            times = [min(timeit.repeat(way, number=count, repeat=7)) / count for way in ways]
        print(f"| {case} | " + " | ".join(f"{seconds * 1e6:,.1f} µs" for seconds in times) + " |")
    print(f"\n10,000 images with neuralnet: {10_000 / times[0]:,.0f} images a second")


def machine():
    """Print what this machine is and what its own limits are."""
    processor = Path("/proc/cpuinfo")
    name = platform.processor() or platform.machine()
    if processor.exists():
        lines = [line for line in processor.read_text().splitlines() if "model name" in line]
        name = lines[0].split(":")[1].strip() if lines else name
    print(f"{name}, {os.cpu_count()} cores; Python {platform.python_version()}")
    print(
        f"neuralnet {neuralnet.__version__}, NumPy {np.__version__}, "
        f"PyTorch {torch.__version__}, scikit-learn {sklearn.__version__}"
    )
    for pool in threadpool_info():
        print(
            f"- {pool['internal_api']} {pool.get('version') or ''} "
            f"{pool.get('architecture', '')}: {Path(pool['filepath']).name}"
        )
    rng = np.random.default_rng(0)
    square = rng.random((1024, 1024), np.float32)
    images, weights = rng.random((64, 784), np.float32), rng.random((16, 784), np.float32)
    many, out = rng.random((60_000, 784), np.float32), np.empty((60_000, 784), np.float32)
    with threadpool_limits(1, "blas"):
        rate = 2 * 1024**3 / fastest(lambda: square @ square, 5) / 1e9
        layer = 2 * 64 * 784 * 16 / fastest(lambda: images @ weights.T, 1000) / 1e9
    memory = many.nbytes / fastest(lambda: np.copyto(out, many), 1) / 1e9
    order = rng.permutation(60_000)
    rows = fastest(lambda: many.take(order, axis=0, out=out, mode="clip"), 1)
    print(f"- matrix product, 1024 by 1024, float32, one thread: {rate:.0f} Gflop/s")
    print(f"- the first layer's product for 64 images: {layer:.0f} Gflop/s")
    print(f"- memory: {memory:.1f} GB/s copied, {many.nbytes / rows / 1e9:.1f} in shuffled rows")
    work = 60_000 * 2 * (2 * 784 * 16 + 3 * 16 * 16 + 3 * 16 * 10)
    floor = work / layer / 1e9 + rows
    print(
        f"- so an epoch of 60,000 images takes one thread at least about {floor:.3f} s: "
        f"{work / 1e9:.2f} Gflop, and every image read once"
    )


def fastest(function, number):
    return min(timeit.repeat(function, number=number, repeat=7)) / number


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round, fewer cases")
    quick = parser.parse_args().quick
    global ROUNDS
    ROUNDS = 1 if quick else ROUNDS
    warnings.filterwarnings("ignore", message="Stochastic Optimizer")  # it wants more epochs
    digits = mnist()
    images, labels = digits.train_images.copy(), digits.train_labels.copy()
    book = (784, 16, 16, 10)
    machine()
    agreement(images, labels)
    sizes = (10, 100, 1024) if quick else (10, 16, 32, 64, 100, 128, 256, 512, 1024)
    compare("Batch size: seconds an epoch", [(b, images, labels, book, b) for b in sizes])
    widths = (16, 64, 256)
    compare(
        "Width of the hidden layers, batch size 100",
        [(w, images, labels, (784, w, w, 10), 100) for w in widths[: 2 if quick else 3]],
    )
    tens = [(f"{n:,}", images[:n], labels[:n], book, 100) for n in (6_000, 60_000)]
    if not quick:
        many = np.tile(images, (10, 1)), np.tile(labels, 10)
        tens.append(("600,000", *many, book, 100))
    compare("Number of images, batch size 100", tens)
    inference(digits.test_images, digits.test_labels)


if __name__ == "__main__":
    main()
