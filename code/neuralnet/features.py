"""Features of digits: what hand-written rules measure, and weights painted by hand.

Rules measure loops, size, and where the ink is. They take many digits at once, as an array
``ink`` of True and False, of shape (n, 28, 28): True where there is ink. The weights, 784
numbers from -1 to 1, are those of a neuron that looks for one feature.
"""

from typing import NamedTuple

import numpy as np

from neuralnet import checks
from neuralnet.checks import accepts
from neuralnet.images import SIDE, trace

EDGE_ROW = 9  # the first row below the edge that ``edge`` looks for


class Box(NamedTuple):
    """The smallest box round each digit's ink: first row, first column, rows, columns."""

    top: np.ndarray
    left: np.ndarray
    height: np.ndarray
    width: np.ndarray


@accepts(ink=checks.ink)
def loops(ink):
    """Find the paper inside loops: no ink, and no way to the picture's edge.

    Returns an array like ``ink``. A way goes up, down, left or right, never diagonally.
    It is found as water would find it: the edge is wet, and wet paper wets the paper next
    to it, until nothing changes.
    """
    paper = ~np.pad(ink, ((0, 0), (1, 1), (1, 1)))
    wet = np.zeros_like(paper)
    wet[:, [0, -1], :] = wet[:, :, [0, -1]] = True
    while True:
        before = wet.copy()
        wet[:, 1:] |= before[:, :-1]
        wet[:, :-1] |= before[:, 1:]
        wet[:, :, 1:] |= before[:, :, :-1]
        wet[:, :, :-1] |= before[:, :, 1:]
        wet &= paper
        if np.array_equal(wet, before):
            return (paper & ~wet)[:, 1:-1, 1:-1]


@accepts(ink=checks.ink)
def count_loops(ink):
    """Count the loops that lie one above the other: 2 for an 8. Shape (n,).

    Counts the runs of rows in which there is paper inside a loop, so two loops side by
    side count as one.
    """
    rows = loops(ink).any(axis=2).astype(int)
    return (np.diff(rows, axis=1, prepend=0) == 1).sum(axis=1)


@accepts(ink=checks.ink)
def box(ink):
    """Return each digit's Box. Raises ValueError if one of them has no ink."""
    rows, columns = ink.any(axis=2), ink.any(axis=1)
    if not rows.any(axis=1).all():
        raise ValueError("one of the digits has no ink, so it has no box")
    top, left = rows.argmax(axis=1), columns.argmax(axis=1)
    bottom, right = SIDE - rows[:, ::-1].argmax(axis=1), SIDE - columns[:, ::-1].argmax(axis=1)
    return Box(top, left, bottom - top, right - left)


@accepts(ink=checks.ink)
def loop_height(ink):
    """How far down its box a digit's loops lie: 0 the top, 1 the bottom. Shape (n,).

    It is the mean over the paper inside; 0.5 for a digit without loops.
    """
    inside = loops(ink).sum(axis=2)
    count = inside.sum(axis=1)
    middle = (inside * (np.arange(SIDE) + 0.5)).sum(axis=1) / np.maximum(count, 1)
    digits = box(ink)
    return np.where(count > 0, (middle - digits.top) / digits.height, 0.5)


@accepts(ink=checks.ink, rows=checks.span(0, 1), columns=checks.span(0, 1))
def ink_in(ink, rows, columns):
    """Return the share of a part of each digit's box that is ink. Shape (n,).

    ``rows`` and ``columns`` say which part, as (from, to) with 0 the top or left of the box
    and 1 its bottom or right: ``ink_in(ink, (0, 0.5), (0, 1))`` is the upper half.
    """
    digits = box(ink)
    places = np.arange(SIDE) + 0.5
    down = (places - digits.top[:, None]) / digits.height[:, None]
    across = (places - digits.left[:, None]) / digits.width[:, None]
    in_rows = (rows[0] <= down) & (down < rows[1])
    in_columns = (columns[0] <= across) & (across < columns[1])
    part = in_rows[:, :, None] & in_columns[:, None, :]
    return (ink & part).sum(axis=(1, 2)) / np.maximum(part.sum(axis=(1, 2)), 1)


def edge():
    """Weights that look for a bright stripe above a dark one: a horizontal edge."""
    weights = np.zeros((SIDE, SIDE))
    weights[EDGE_ROW - 4 : EDGE_ROW, 8:20], weights[EDGE_ROW : EDGE_ROW + 4, 8:20] = 1, -1
    return weights.ravel()


@accepts(
    degrees=checks.real(-1e6, 1e6),
    right=checks.number,
    down=checks.number,
    length=checks.number,
    width=checks.number,
)
def clean_edge(degrees, right=0.0, down=0.0, length=7.0, width=3.0):
    """A clean edge: a stripe of 1 beside a stripe of -1, and 0 elsewhere, of shape (784,).

    At 0 degrees the bright stripe is below; larger angles turn it clockwise. ``right`` and
    ``down`` move its middle away from the picture's, by pixels; from there it reaches ``length``
    pixels to either end and ``width`` pixels to either side.
    """
    rows, columns = np.indices((SIDE, SIDE)) - (SIDE - 1) / 2
    rows, columns, angle = rows - down, columns - right, np.radians(degrees)
    across = np.cos(angle) * rows - np.sin(angle) * columns
    along = np.cos(angle) * columns + np.sin(angle) * rows
    inside = (abs(along) <= length + 1e-9) & (abs(across) <= width + 1e-9)
    # Rounded, so that no last digit decides on which side a pixel in the middle lies.
    return np.where(inside, np.sign(np.round(across, 9)), 0.0).ravel()


def edge_bank():
    """Edges of eight directions, two lengths, in many places, to compare pictures with.

    Returns what ``clean_edge`` makes each of, shape (2736, 4): degrees, right, down, length.
    """
    angles, places, moved = np.arange(0, 180, 22.5), np.arange(-9, 10), np.arange(-8, 9, 2)
    grid = np.meshgrid(angles, places, moved, [4, 7], indexing="ij")
    degrees, across, along, length = (part.ravel().astype(float) for part in grid)
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.stack([degrees, cos * along - sin * across, sin * along + cos * across, length], 1)


@accepts(pictures=checks.array(None, None), others=checks.array(None, None))
def explained(pictures, others):
    """Which share of each picture each of the others explains, shape (n, m): from 0 to 1.

    It is their squared correlation, over all pixels. Pictures, of shape (n, pixels) and
    (m, pixels), that are the same everywhere explain nothing.
    """
    if pictures.shape[1] != others.shape[1]:
        raise ValueError(
            f"pictures and others must have as many pixels, got {pictures.shape[1]} and "
            f"{others.shape[1]}"
        )
    return (_evened(pictures) @ _evened(others).T) ** 2


def _evened(pictures):
    """Return pictures with mean 0 and length 1, each."""
    pictures = pictures - pictures.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(pictures, axis=1, keepdims=True)
    return pictures / np.where(lengths > 0, lengths, 1)


def window_bank():
    """Edges and bars of 5 by 5 weights, in many directions and places, to compare windows with.

    Returns an array of shape (336, 25): 112 edges, between -1 and 1, then 224 bars of two widths,
    between 0 and 1.
    """
    rows, columns = np.indices((5, 5)) - 2.0
    middles = np.linspace(-1.5, 1.5, 7)

    def across(degrees, middle):
        angle = np.radians(degrees)
        return np.cos(angle) * rows + np.sin(angle) * columns - middle

    edges = [
        np.clip(across(degrees, middle), -1, 1)
        for degrees in np.arange(0, 360, 22.5)
        for middle in middles
    ]
    bars = [
        np.clip(width + 0.5 - abs(across(degrees, middle)), 0, 1)
        for degrees in np.arange(0, 180, 11.25)
        for middle in middles
        for width in (0.5, 1)
    ]
    return np.array(edges + bars).reshape(-1, 25)


@accepts(degrees=checks.real(-1e6, 1e6))
def edge_window(degrees=0.0):
    """A window of 5 by 5 weights that looks for edges in one direction, of shape (5, 5).

    At 0 degrees it finds upper edges: what is below its middle counts, what is above counts
    against. Larger angles turn it clockwise. Its positive weights add up to about 1.
    """
    rows, columns = np.indices((5, 5)) - 2.0
    angle = np.radians(degrees)
    return np.clip(np.cos(angle) * rows - np.sin(angle) * columns, -1, 1) / 10


def ring():
    """Weights that look for a ring of ink with nothing inside."""
    turn = np.linspace(0, 2 * np.pi, 100)
    points = np.stack([14 + 7.5 * np.cos(turn), 14 + 5.5 * np.sin(turn)], axis=1)
    return (trace(points, 4.0) - trace(np.array([[14.0, 14.0]]), 5.0)).ravel()


def stroke():
    """Weights that look for a stroke from the upper right to the lower left."""
    points = np.linspace((6, 18), (22, 11), 60)
    beside = np.linspace((14, 6), (22, 4), 30)
    return (trace(points, 3.0) - trace(beside, 4.0)).ravel()
