"""Subjects: what the book's network, 784-16-16-10, learns to read."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from neuralnet import checks, datasets, text
from neuralnet.checks import accepts

VALIDATION = 10_000  # the last of the 60,000 training digits: every choice was made on them
FASHION_VALIDATION = 2_000  # the last of 10,000
LENGTHS = (10, 14, 20, 28, 40, 56, 80, 112, 160, 224, 320)  # of texts to learn from, characters
TEST_LENGTHS = (20, 50, 100, 200)
PART = checks.one_of("learn", "validation", "train", "test")


@accepts(part=PART)
def digits(part):
    """Return handwritten digits and their labels."""
    return images_of_part(datasets.mnist(), part, VALIDATION)


@accepts(part=PART)
def fashion(part):
    """Return pictures of clothes and their labels."""
    return images_of_part(datasets.fashion(), part, FASHION_VALIDATION)


@accepts(images=checks.one(datasets.Digits), part=PART, validation=checks.positive_whole)
def images_of_part(images, part, validation):
    """Return images and labels; the last ``validation`` of those to learn from are kept."""
    if part == "test":
        return images.test_images, images.test_labels
    rows = {
        "learn": slice(-validation),
        "validation": slice(-validation, None),
        "train": slice(None),
    }[part]
    return images.train_images[rows], images.train_labels[rows]


@accepts(part=PART)
def spoken(part):
    """Return pictures of spoken digits and their labels.

    The voices whose names begin with a to e are kept for validation: no family of voices
    is torn apart.
    """
    words = datasets.spoken()
    if part == "test":
        return words.test_images, words.test_labels
    early = np.array([name[0].lower() <= "e" for name in words.train_voices])
    rows = {"learn": ~early, "validation": early, "train": early | True}[part]
    return words.train_images[rows], words.train_labels[rows]


@accepts(part=PART)
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
    """A subject for the network: what its ten outputs mean, and what it learns from.

    ``examples`` returns images and labels of a part: "learn" and "validation", both
    together "train", and "test". Everything was chosen with the first two. ``kept`` says
    which are those for validation.
    """

    classes: tuple
    examples: Callable
    kept: str


SUBJECTS = {
    "digits": Subject(tuple("0123456789"), digits, "the last 10,000"),
    "fashion": Subject(datasets.GARMENTS, fashion, "the last 2,000"),
    "spoken": Subject(
        datasets.NUMBER_WORDS, spoken, "those of voices whose names begin with a to e"
    ),
    "languages": Subject(
        tuple(datasets.LANGUAGES.values()), languages, "those from every fifth page"
    ),
}
