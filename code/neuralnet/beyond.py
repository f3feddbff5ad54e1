"""The network of this book, 784-16-16-10, on other subjects than handwritten digits.

``python -m neuralnet.beyond NAME`` trains it for one of SUBJECTS and writes it, with its
model card, to ``data/networks/beyond/``; without a name it lists them.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from neuralnet import baselines, checks, datasets, networks, text
from neuralnet.network import Network
from neuralnet.training import SGD, evaluate, train

SIZES = networks.SIZES
LENGTHS = (10, 14, 20, 28, 40, 56, 80, 112, 160, 224, 320)  # of texts to learn from, characters
TEST_LENGTHS = (20, 50, 100, 200)


def fashion(part):
    """Return pictures of clothes and their labels; the last 2,000 are kept for validation."""
    clothes = datasets.fashion()
    if part == "test":
        return clothes.test_images, clothes.test_labels
    rows = {"learn": slice(8000), "validation": slice(8000, None), "train": slice(None)}[part]
    return clothes.train_images[rows], clothes.train_labels[rows]


def spoken(part):
    """Return pictures of spoken digits and their labels.

    The voices whose names begin with a to e are kept for validation: no family of voices
    is torn apart.
    """
    digits = datasets.spoken()
    if part == "test":
        return digits.test_images, digits.test_labels
    early = np.array([name[0].lower() <= "e" for name in digits.train_voices])
    rows = {"learn": ~early, "validation": early, "train": early | True}[part]
    return digits.train_images[rows], digits.train_labels[rows]


def languages(part):
    """Return letter pairs of texts and their labels; every fifth page is for validation."""
    if part == "test":
        return text_pictures(datasets.languages().test, TEST_LENGTHS)
    pages = datasets.languages().train
    if part != "train":
        kept = part == "validation"
        pages = [
            [page for place, page in enumerate(of_language) if (place % 5 == 0) == kept]
            for of_language in pages
        ]
    return text_pictures(pages, TEST_LENGTHS if part == "validation" else LENGTHS)


def text_pictures(texts, lengths):
    """Return letter pairs of 200 excerpts of each language and length, and their labels."""
    return text.pictures(texts, lengths, 200, np.random.default_rng(0))


@dataclass(frozen=True)
class Subject:
    """A subject for the network: what its ten outputs mean, and how it is trained.

    ``examples`` returns images and labels of a part: "learn" and "validation", both
    together "train", and "test". Everything was chosen with the first two.
    """

    about: str
    classes: tuple
    examples: Callable
    epochs: int
    learning_rate: float


SUBJECTS = {
    "fashion": Subject(
        "Which of ten kinds of clothes is in the picture?", datasets.GARMENTS, fashion, 20, 0.05
    ),
    "spoken": Subject(
        "Which digit is spoken? The picture shows pitches from moment to moment.",
        datasets.NUMBER_WORDS,
        spoken,
        60,
        0.02,
    ),
    "languages": Subject(
        "Which of ten languages is a text in? The picture shows its pairs of letters.",
        tuple(datasets.LANGUAGES.values()),
        languages,
        20,
        0.05,
    ),
}
BATCH_SIZE, MOMENTUM = 100, 0.9


def fit(name, images, labels, seed, sizes=SIZES):
    """Return a new network, trained for a subject on these images and labels.

    Its parameters are rounded to numbers that fit in two bytes each, so that a page can
    carry them.
    """
    subject, rng = SUBJECTS[name], np.random.default_rng(seed)
    network = Network(sizes, "relu", "softmax", rng)
    train(
        network,
        images,
        labels,
        epochs=subject.epochs,
        batch_size=BATCH_SIZE,
        learning_rate=subject.learning_rate,
        optimiser=SGD(MOMENTUM),
        schedule="cosine",
        seed=rng,
        progress=False,
    )
    return networks.rounded(network)


def load(name, hidden=True):
    """Return the trained network for one of SUBJECTS, a new copy at every call.

    Without ``hidden``, it is one to compare with: 784-10, with no hidden layer. Raises
    ValueError for another name, and ``datasets.DataError`` if the network's file is missing
    or altered.
    """
    checks.choice(name, "subject", SUBJECTS)
    folder = datasets.data_folder() / "networks" / "beyond"
    return networks.read(folder, name if hidden else f"{name}-flat")


def measure(name):
    """Train for a subject with every seed.

    Returns the network to keep and the one without hidden layers, their seeds, and
    accuracies by row. Kept is what has the lowest cost on what it learned from.
    """
    subject = SUBJECTS[name]
    learn, validation, known, test = map(subject.examples, ("learn", "validation", "train", "test"))
    trying = [fit(name, *learn, seed) for seed in networks.VALIDATION_SEEDS]
    found = [fit(name, *known, seed) for seed in networks.SEEDS]
    flat = [fit(name, *known, seed, (SIZES[0], SIZES[-1])) for seed in networks.SEEDS]
    kept, kept_flat = (
        int(np.argmin([evaluate(network, *known)[0] for network in tried]))
        for tried in (found, flat)
    )
    rows = {
        f"{len(trying)} seeds, validation": [evaluate(n, *validation)[1] for n in trying],
        f"{len(found)} seeds, test": [evaluate(n, *test)[1] for n in found],
        "this network, test": [evaluate(found[kept], *test)[1]],
        f"{name}-flat, test": [evaluate(flat[kept_flat], *test)[1]],
        f"no hidden layer, {len(flat)} seeds, test": [evaluate(n, *test)[1] for n in flat],
        "nearest example, test": [nearest_accuracy(known, test)],
    }
    return (found[kept], flat[kept_flat]), (kept, kept_flat), rows


def nearest_accuracy(known, test):
    """Return how often the nearest of the known images has the right label."""
    right = 0
    for start in range(0, len(test[0]), 500):
        rows = slice(start, start + 500)
        right += (known[1][baselines.nearest(test[0][rows], known[0])] == test[1][rows]).sum()
    return float(right / len(test[0]))


def card(name, seeds, rows):
    """Return the model card, in Markdown."""
    subject = SUBJECTS[name]
    lines = [
        f"# {name}",
        "",
        subject.about,
        "",
        "| setting | |",
        "|---|---|",
        "| layers | 784-16-16-10: 13,002 parameters, each of two bytes |",
        "| activations | relu in the hidden layers, softmax at the output |",
        f"| outputs | {', '.join(subject.classes)} |",
        "| cost | cross-entropy |",
        f"| epochs | {subject.epochs} |",
        f"| batch size | {BATCH_SIZE} |",
        f"| learning rate | {subject.learning_rate:g}, cosine |",
        f"| momentum | {MOMENTUM:g} |",
        f"| seed | {seeds[0]}: of those tried, the lowest cost on the training images |",
        "",
        "## Accuracy",
        "",
        "| measured on | accuracy |",
        "|---|---|",
    ]
    for row, values in rows.items():
        values = 100 * np.array(values)
        spread = f" ± {values.std(ddof=1):.2f}" if len(values) > 1 else ""
        lines.append(f"| {row} | {values.mean():.2f}{spread} % |")
    lines += [
        "",
        "Mean and standard deviation over the seeds. Settings were chosen on the validation",
        "images, for which the networks had learned from the other training images only. The",
        "test images were read once, after that.",
        "",
        f"`{name}-flat.npz` is a network to compare with: 784-10, without hidden layers, trained",
        f"in the same way, seed {seeds[1]}.",
        "",
        "## Rebuild",
        "",
        f"    python -m neuralnet.beyond {name}",
        "",
    ]
    return "\n".join(lines)


def main():
    """Build the networks named on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m neuralnet.beyond",
        description="Train the book's network on other subjects and write it, with its card.",
        epilog="Subjects: " + ", ".join(SUBJECTS),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="a subject, or several")
    parser.add_argument("--to", type=Path, help="folder; the book's own without it")
    arguments = parser.parse_args()
    if not arguments.names:
        parser.print_help()
    for name in arguments.names:
        checks.choice(name, "subject", SUBJECTS)
    folder = arguments.to or datasets.data_folder() / "networks" / "beyond"
    folder.mkdir(parents=True, exist_ok=True)
    for name in arguments.names:
        (network, flat), seeds, rows = measure(name)
        networks.store(network, folder / f"{name}.npz", card(name, seeds, rows))
        networks.store(flat, folder / f"{name}-flat.npz")


if __name__ == "__main__":
    main()
