"""Digits that a figure asks for when it is first used: too many to stand in every page."""

import base64
import functools
import gzip

import numpy as np

from neuralnet import checks
from neuralnet.datasets import mnist
from neuralnet.images import to_bytes

FILES = ("train", "validation", "test", "pair")


def pack(digits):
    """Return a pair, images and labels, as bytes, as ``unpackDigits`` in ``bytes.js`` reads them.

    First the labels, a byte each; then a bit for every pixel of every image, 1 where there
    is ink; then a byte for each of these pixels. So a tenth is saved against plain images.
    """
    images, labels = checks.examples_of_digits(digits)
    pixels = to_bytes(images)
    ink = pixels > 0
    return np.concatenate([labels.astype(np.uint8), np.packbits(ink), pixels[ink]]).tobytes()


@checks.accepts(name=checks.one_of(*FILES))
def digit_set(name):
    """Return the images and labels of one of the FILES.

    ``"train"`` holds the first 10,000 training digits, ``"test"`` the first 1,000 test digits.
    The last 10,000 training digits are kept for validation: ``"validation"`` holds the first
    1,000 of them, ``"pair"`` their first 250 ones and 250 sevens. Raises ValueError for another
    name.
    """
    digits = mnist()
    if name == "train":
        images, labels = digits.train_images[:10_000], digits.train_labels[:10_000]
    elif name == "validation":
        images, labels = digits.train_images[50_000:51_000], digits.train_labels[50_000:51_000]
    elif name == "test":
        images, labels = digits.test_images[:1_000], digits.test_labels[:1_000]
    else:
        last = digits.train_labels[-10_000:]
        chosen = np.sort(np.concatenate([np.flatnonzero(last == d)[:250] for d in (1, 7)]))
        images, labels = digits.train_images[-10_000:][chosen], last[chosen]
    return images, labels


@checks.accepts(name=checks.one_of(*FILES))
@functools.cache
def digit_file(name):
    """Return the digits of one of the FILES, packed and gzipped. Raises what digit_set raises."""
    return gzip.compress(pack(digit_set(name)), 9, mtime=0)


@checks.accepts(folder=checks.path)
def write(folder):
    """Write every file into a folder, as a script that sets a text: ``live_figures.js`` loads it.

    A script, since a page that is opened from a disk may load nothing else.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        text = base64.b64encode(digit_file(name)).decode()
        script = f'(globalThis.bookDigits ??= {{}}).{name} = "{text}";\n'
        (folder / f"{name}.js").write_text(script, encoding="ascii")


def answer(figure, message, buffers):
    """Send a figure the digits that it asks for (``fetchDigits`` in ``fetching.js``)."""
    name = message.get("digits") if isinstance(message, dict) else None
    if name in FILES:
        figure.send({"digits": name}, [digit_file(name)])
