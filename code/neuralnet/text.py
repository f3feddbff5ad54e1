"""Text as a picture: how often each letter follows each other."""

import unicodedata

import numpy as np

from neuralnet import checks
from neuralnet.checks import accepts, items
from neuralnet.images import SIDE

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SPACE, OTHER = 26, 27  # the two symbols after the letters: no letter, and any other letter
NAMES = [*LETTERS, "␣", "*"]


@accepts(text=checks.text)
def symbols(text):
    """Return a text as symbols from 0 to 27: a list that begins and ends with a space.

    0 to 25 are the letters a to z, large or small; 26 stands for a space, and for digits
    and signs, several in a row counting once; 27 for every other letter, such as é or ß.
    """
    found = [SPACE]
    for character in unicodedata.normalize("NFC", text.lower()):
        place = LETTERS.find(character)
        symbol = place if place >= 0 else OTHER if character.isalpha() else SPACE
        if symbol != SPACE or found[-1] != SPACE:
            found.append(symbol)
    return found if found[-1] == SPACE else [*found, SPACE]


def letter_pairs(text):
    """Return a text as a picture of its letter pairs: 784 numbers from 0 to 1, float32.

    The pixel in row i and column j tells how often symbol j follows symbol i: the square
    root of that number, divided by the largest one. A square root leaves rare pairs
    visible beside frequent ones. A text without letters gives an empty picture.
    """
    found = np.array(symbols(text))
    counts = np.bincount(SIDE * found[:-1] + found[1:], minlength=SIDE * SIDE)
    return np.sqrt(counts / max(counts.max(), 1)).astype(np.float32)


@accepts(
    texts=items(checks.text),
    length=checks.positive_whole,
    count=checks.whole(0, 1_000_000),
    rng=checks.generator,
)
def excerpts(texts, length, count, rng):
    """Return ``count`` excerpts of ``length`` characters from texts, drawn by ``rng``.

    An excerpt begins where a word begins. The longer a text, the more often it is drawn.
    Raises ValueError if no text is long enough.
    """
    long_enough = [text for text in texts if len(text) >= length]
    if not long_enough:
        raise ValueError(f"none of the {len(texts)} texts has {length} characters")
    shares = np.array([len(text) - length + 1 for text in long_enough], float)
    chosen = rng.choice(len(long_enough), count, p=shares / shares.sum())
    drawn = []
    for text in (long_enough[place] for place in chosen):
        start = rng.integers(len(text) - length + 1)
        start = text.rfind(" ", 0, start) + 1  # back to the beginning of the word
        drawn.append(text[start : start + length])
    return drawn


@accepts(
    texts=items(items(checks.text)),
    lengths=items(checks.positive_whole),
    count=checks.whole(0, 1_000_000),
    rng=checks.generator,
)
def pictures(texts, lengths, count, rng):
    """Return letter pairs of excerpts and their labels, ``count`` of each length and label.

    ``texts`` is a list of lists: the texts of label 0, of label 1, and so on. The images
    have shape (n, 784), the labels (n,).
    """
    images, labels = [], []
    for label, of_label in enumerate(texts):
        for length in lengths:
            images += [letter_pairs(text) for text in excerpts(of_label, length, count, rng)]
            labels += [label] * count
    return np.array(images), np.array(labels)
