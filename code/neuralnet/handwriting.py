"""A reader's own handwriting, in the file in which a page of the book keeps it."""

import base64
import binascii
import json
import zlib
from typing import NamedTuple

import numpy as np

from neuralnet import checks
from neuralnet.checks import accepts
from neuralnet.images import SIDE, ink_box, preprocess, without_paper

FORMAT, VERSION = "thirteen-thousand-knobs/hands", 1
LONGEST = 40  # characters of a name
MOST = 4_000  # digits in a file, and bytes of it
MOST_BYTES = 8_000_000


class Hand(NamedTuple):
    """One person's digits: the ``writer``'s name, ``labels`` of shape (n,), and ``drawings``.

    Drawings are bytes from 0 to 255, of shape (n, 28, 28), as the pen left them.
    """

    writer: str
    labels: np.ndarray
    drawings: np.ndarray


@accepts(text=checks.text, source=checks.text)
def hands_in(text, source="the text"):
    """Return the hands, a list of Hand, that a text holds in the form in which pages save them.

    The form is JSON: {"format": FORMAT, "version": 1, "hands": [{"writer": a name, "labels": a
    digit each, "drawings": 784 bytes each in base64, "sum": their CRC-32}, ...]}. Raises
    ValueError, naming the ``source``, for anything else.
    """
    try:
        return _hands_in(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{source} holds no handwriting of this book: {error}") from error


def _hands_in(text):
    if len(text) > MOST_BYTES:
        raise ValueError(f"expected at most {MOST_BYTES:,} characters, got {len(text):,}")
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"expected JSON; {error}") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ValueError(f'expected "format": "{FORMAT}"')
    if found.get("version") != VERSION:
        raise ValueError(f"expected version {VERSION}, got {checks.told(found.get('version'))}")
    if not isinstance(found.get("hands"), list):
        raise ValueError('expected "hands", a list')
    hands = [_hand(entry) for entry in found["hands"]]
    count = sum(len(hand.labels) for hand in hands)
    if count > MOST:
        raise ValueError(f"expected at most {MOST:,} digits, got {count:,}")
    names = [hand.writer for hand in hands]
    if len(set(names)) < len(names):
        raise ValueError(f"two writers have one name: {checks.told(names)}")
    return hands


def _hand(entry):
    if not isinstance(entry, dict):
        raise ValueError(f"expected a writer with labels and drawings, got {checks.told(entry)}")
    writer, labels, drawings = (entry.get(name) for name in ("writer", "labels", "drawings"))
    if not isinstance(writer, str) or len(writer) > LONGEST:
        raise ValueError(f"a writer's name has up to {LONGEST} letters, got {checks.told(writer)}")
    who = repr(writer) if writer else "the writer without a name"
    if not isinstance(labels, str) or not set(labels) <= set("0123456789"):
        raise ValueError(f"the labels of {who} must be digits, got {checks.told(labels)}")
    try:
        pixels = base64.b64decode(drawings, validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise ValueError(f"the drawings of {who} are damaged: {error}") from error
    if len(pixels) != SIDE * SIDE * len(labels):
        raise ValueError(
            f"expected 784 bytes for each of the {len(labels)} digits of {who}, got {len(pixels):,}"
        )
    if entry.get("sum") != zlib.crc32(pixels):
        raise ValueError(f"the drawings of {who} are damaged: their checksum is another")
    return Hand(
        writer,
        np.array([int(label) for label in labels], np.int64),
        np.frombuffer(pixels, np.uint8).reshape(-1, SIDE, SIDE),
    )


@accepts(hands=checks.items(checks.one(Hand)))
def as_text(hands):
    """Return the text that holds these hands: ``hands_in`` reads it."""
    entries = []
    for writer, labels, drawings in hands:
        pixels = np.asarray(drawings, np.uint8).tobytes()
        entries.append(
            {
                "writer": writer,
                "labels": "".join(map(str, labels)),
                "drawings": base64.b64encode(pixels).decode(),
                "sum": zlib.crc32(pixels),
            }
        )
    text = json.dumps({"format": FORMAT, "version": VERSION, "hands": entries}, indent=1)
    hands_in(text)
    return text


@accepts(hand=checks.one(Hand))
def images_of(hand):
    """Return a hand's digits as a network sees them, preprocessed: shape (n, 784), float64."""
    return np.array([preprocess(drawing / 255) for drawing in hand.drawings]).reshape(-1, 784)


@accepts(drawing=checks.inside(0, 1, SIDE, SIDE))
def extent(drawing):
    """Return how large a drawing is, and how far from the middle it stands, both in pixels.

    The size is the longer side of its ink, without its paper and specks (see
    ``images.preprocess``), which brings every size to 20; the distance is that of its centre of
    mass from the middle of the pad. Both are 0 for an empty drawing.
    """
    clean = without_paper(drawing)
    box = ink_box(clean)
    if box is None:
        return 0.0, 0.0
    top, left, bottom, right = box
    middles = np.arange(SIDE) + 0.5
    down = clean.sum(axis=1) @ middles / clean.sum() - SIDE / 2
    across = clean.sum(axis=0) @ middles / clean.sum() - SIDE / 2
    return float(max(bottom - top, right - left)), float(np.hypot(down, across))
