"""Measuring: what a stored network reads and misses, how sure it is of it, and what fools it."""

import numpy as np

from neuralnet import calibration, checks, datasets, images, text
from neuralnet.chance import share_interval
from neuralnet.checks import accepts
from neuralnet.network import any_network
from neuralnet.zoo.recipes import RECIPES
from neuralnet.zoo.subjects import SUBJECTS, TEST_LENGTHS, text_pictures

MOVES = (1, 2, 3, 4)  # pixels to the right
TURNS = (15, 30, 45)  # degrees, clockwise
SOME = 1000  # so many test digits are turned
SURE = 0.9
NAME = checks.one_of(*RECIPES)
OUTPUTS = checks.some(checks.inside(0, 1, None, None))


@accepts(network=any_network, name=NAME)
def test_outputs(network, name):
    """Return a network's outputs for the test of its recipe's subject, and the labels."""
    recipe = RECIPES[name]
    pictures, labels = SUBJECTS[recipe.subject].examples("test")
    return network.forward(recipe.prepare(pictures)), labels


@accepts(outputs=OUTPUTS)
def by_class(outputs, labels):
    """Return, for each class: how many examples, how many read right, and the usual mistakes.

    The mistakes are up to two pairs, the class that is answered and how often, the most frequent
    first; of equally frequent ones the first class.
    """
    labels, answers = checks.labels(labels, *outputs.shape), outputs.argmax(axis=1)
    rows = []
    for label in range(outputs.shape[1]):
        counts = np.bincount(answers[labels == label], minlength=outputs.shape[1])
        right, counts[label] = int(counts[label]), 0
        usual = np.argsort(-counts, kind="stable")[:2]
        mistakes = [(int(k), int(counts[k])) for k in usual if counts[k]]
        rows.append((int((labels == label).sum()), right, mistakes))
    return rows


@accepts(outputs=OUTPUTS)
def sure_mistakes(outputs, labels):
    """Return how many mistakes there are, how many of them sure, and how many sure are expected.

    Sure are answers with a confidence over 0.9. If confidence were probability, as many of them
    would be wrong as the confidences leave open.
    """
    wrong = outputs.argmax(axis=1) != checks.labels(labels, *outputs.shape)
    confidence = outputs.max(axis=1).astype(float)
    sure = confidence > SURE
    expected = float((1 - confidence[sure]).sum())
    return int(wrong.sum()), int((wrong & sure).sum()), expected


@accepts(outputs=OUTPUTS)
def distance(outputs, labels):
    """Return how far confidence is from the share read right, over steps of a tenth.

    This is the expected calibration error: see ``calibration.gap``.
    """
    return calibration.gap(calibration.record(outputs, labels))


@accepts(network=any_network, name=NAME)
def elsewhere(network, name):
    """Return what a network makes of other examples than its test's, by what they are.

    Of each: how many there are, how many are read right (None where there is nothing to read),
    and the mean confidence.
    """
    recipe = RECIPES[name]
    shown = {
        "digits": _spoiled_digits,
        "fashion": _moved_clothes,
        "spoken": _voices,
        "languages": _other_texts,
    }[recipe.subject]()
    found = {}
    for what, (pictures, labels) in shown.items():
        outputs = network.forward(recipe.prepare(pictures))
        right = None if labels is None else int((outputs.argmax(axis=1) == labels).sum())
        found[what] = len(pictures), right, float(outputs.max(axis=1).mean())
    return found


def _spoiled_digits():
    pictures, labels = SUBJECTS["digits"].examples("test")
    some, of_some, half = pictures[:SOME], labels[:SOME], len(pictures) // 2
    shown = {
        f"test digits 1 to {half:,}": (pictures[:half], labels[:half]),
        f"test digits {half + 1:,} to {len(pictures):,}": (pictures[half:], labels[half:]),
    }
    for pixels in MOVES:
        moved = f"moved right by {pixels} pixel{'s' * (pixels > 1)}"
        shown[moved] = images.shift(pictures, pixels), labels
    for degrees in TURNS:
        turned = images.rotate(some, degrees).astype(np.float32)
        shown[f"turned by {degrees}°"] = turned, of_some
    shown["negatives, dark on bright"] = 1 - some, of_some
    noise = np.random.default_rng(0).random(some.shape, dtype=np.float32)
    return shown | {"noise": (noise, None), "an empty picture": (np.zeros((1, 784)), None)}


def _moved_clothes():
    pictures, labels = SUBJECTS["fashion"].examples("test")
    shown = {}
    for pixels in MOVES:
        moved = f"moved right by {pixels} pixel{'s' * (pixels > 1)}"
        shown[moved] = images.shift(pictures, pixels), labels
    mirrored = pictures.reshape(-1, 28, 28)[:, :, ::-1].reshape(-1, 784)
    digits = SUBJECTS["digits"].examples("test")[0][:SOME]
    return shown | {"mirrored": (mirrored, labels), "digits of MNIST": (digits, None)}


def _voices():
    spoken = datasets.spoken()
    names = sorted(set(spoken.test_voices), key=str.lower)
    shown = {}
    for name in names:
        rows = spoken.test_voices == name
        shown[f"voice {name}"] = spoken.test_images[rows], spoken.test_labels[rows]
    noise = np.random.default_rng(0).random((SOME, 784), dtype=np.float32)
    return shown | {"noise": (noise, None), "silence": (np.zeros((1, 784)), None)}


def _other_texts():
    texts = datasets.languages()
    shown = {
        f"the manual, {length} characters": text_pictures(texts.test, [length])
        for length in (10, *TEST_LENGTHS)
    }
    for what, parts in (
        ("manual pages of commands", texts.manual_pages),
        ("everyday sentences", texts.everyday),
    ):
        pictures = np.array([text.letter_pairs(one) for part in parts for one in part])
        shown[what] = pictures, np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    nonsense = np.array([text.letter_pairs(one) for one in ("asdfgh jkl qwertz", "12345")])
    return shown | {
        "keys pressed at random": (nonsense[:1], None),
        "no letters": (nonsense[1:], None),
    }


@accepts(right=checks.whole(0), count=checks.positive_whole)
def percent(right, count):
    """Say which share was read right, and between what it lies with 95% confidence."""
    low, high = share_interval(right, count)
    return f"{100 * right / count:.1f} % ({100 * low:.1f} to {100 * high:.1f})"
