"""Digits as hands around the world write them: strokes, drawn by rules and by chance.

MNIST's digits were written in the United States. Elsewhere a 0 may carry a slash, a 1 a long
flag and a foot, a 7 a bar; a 4 may be open or closed, a 0 narrow, and any digit very small.
"""

import numpy as np

from neuralnet import checks
from neuralnet.checks import accepts
from neuralnet.images import SIDE, pen_for, preprocess, trace

SMALL, LARGE = (6, 9), (10, 22)  # pixels of 28: how high digits are drawn
WIDTHS = (0.45, 1)  # of their height
NARROW = (0.18, 0.4)
STEPS = 24  # between two points of a curve
TREMOR = 0.03  # of the height: how far points lie from where the rule has them


def _line(*points):
    return np.array(points, float), False


def _curve(*points):
    return np.array(points, float), True


def _circle(x, y, width, height, start=-90, turn=-360, count=12):
    """Points of an oval, which begins at an angle and turns so far; 0 is right, -90 up."""
    angles = np.radians(start + turn * np.linspace(0, 1, count))
    return np.stack([x + width / 2 * np.cos(angles), y + height / 2 * np.sin(angles)], axis=1)


# Each shape is drawn by a function of random numbers, into a box that is 1 wide and 1 high:
# points, right and down, and whether a curve leads through them.


def _zero(rng):
    return [_curve(*_circle(0.5, 0.5, 1, 1, rng.uniform(-130, -50), -rng.uniform(345, 385)))]


def _slashed_zero(rng):
    reach, turn = rng.uniform(-0.3, 0.25), rng.uniform(-0.15, 0.2)
    ends = (0.85 - reach, 0.1 + turn), (0.15 + reach, 0.9 - turn)
    if rng.random() < 0.1:  # the other way
        ends = tuple((1 - x, y) for x, y in ends)
    return [*_zero(rng), _line(*ends)]


def _one(rng):
    return [_line((0.5, 0), (0.5, 1))]


def _flagged_one(rng):
    right, low = rng.uniform(0.45, 0.75), rng.uniform(0.22, 0.6)
    strokes = [_line((rng.uniform(0, 0.15), low), (right, 0), (right, 1))]
    if rng.random() < 0.6:
        half = rng.uniform(0.2, 0.45)
        strokes.append(_line((right - half, 1), (right + half, 1)))
    return strokes


def _two(rng):
    if rng.random() < 0.5:
        return [_curve((0.05, 0.25), (0.45, 0), (0.9, 0.25), (0.6, 0.62), (0.05, 1)), _foot(rng)]
    return [
        _curve(
            *[(0.1, 0.2), (0.5, 0), (0.9, 0.25), (0.55, 0.7), (0.1, 0.95), (0.15, 0.78)],
            *[(0.4, 0.88), (0.95, 0.97)],
        )
    ]


def _foot(rng):
    return _line((0.05, 1), (rng.uniform(0.85, 1), 1))


def _three(rng):
    if rng.random() < 0.3:  # with a flat top
        belly = _curve((0.45, 0.4), (0.95, 0.65), (0.6, 1), (0.05, 0.9))
        return [_line((0.1, 0), (0.9, 0), (0.45, 0.4)), belly]
    waist = rng.uniform(0.35, 0.55)
    return [
        _curve((0.1, 0.12), (0.5, 0), (0.85, 0.22), (waist, 0.47)),
        _curve((waist, 0.47), (0.95, 0.72), (0.5, 1), (0.05, 0.88)),
    ]


def _open_four(rng):
    bar, top = rng.uniform(0.5, 0.7), rng.uniform(0, 0.35)
    right = rng.uniform(0.6, 0.85)
    return [
        _line((rng.uniform(0.15, 0.45), 0), (0.05, bar), (1, bar)),
        _line((right, top), (right - rng.uniform(0, 0.12), 1)),
    ]


def _closed_four(rng):
    bar, right = rng.uniform(0.55, 0.75), rng.uniform(0.6, 0.8)
    return [_line((right, 1), (right, 0), (0, bar), (1, bar))]


def _five(rng):
    neck = rng.uniform(0.15, 0.3)
    belly = ((neck, 0.45), (0.65, 0.4), (0.95, 0.7), (0.55, 1), (0.05, 0.9))
    return [
        _line((neck, 0.02), (0.12, 0.45), belly[0]),
        _curve(*belly),
        _line((neck, 0.02), (rng.uniform(0.75, 0.95), rng.uniform(0, 0.06))),
    ]


def _six(rng):
    right = rng.uniform(0.45, 0.85)
    return [
        _curve(
            *[(right, 0), (0.25, 0.3), (0.05, 0.7), (0.45, 1), (0.9, 0.75), (0.5, 0.5)],
            *[(0.1, 0.75)],
        )
    ]


def _seven(rng):
    foot = rng.uniform(0.2, 0.5)
    top = [(0.05, rng.uniform(0, 0.05)), (0.95, 0)]
    if rng.random() < 0.3:
        return [_line(*top), _curve((0.95, 0), (0.6, 0.4), (foot, 1))]
    return [_line(*top, (foot, 1))]


def _crossed_seven(rng):
    bar, left, right = rng.uniform(0.4, 0.6), rng.uniform(0.1, 0.35), rng.uniform(0.75, 1)
    return [*_seven(rng), _line((left, bar + rng.uniform(-0.04, 0.04)), (right, bar))]


def _eight(rng):
    if rng.random() < 0.4:  # of two ovals
        high = rng.uniform(0.4, 0.52)
        return [
            _curve(*_circle(0.5, high / 2, 0.8, high)),
            _curve(*_circle(0.5, (1 + high) / 2, 1, 1 - high)),
        ]
    upper = [(0.85, 0.12), (0.45, 0), (0.15, 0.2), (0.5, 0.46)]
    return [
        _curve(*upper, (0.92, 0.76), (0.5, 1), (0.08, 0.76), (0.5, 0.46), (0.88, 0.22), upper[0])
    ]


def _nine(rng):
    high = rng.uniform(0.45, 0.58)
    loop = _curve(*_circle(0.45, high / 2, 0.9, high, -20, -350))
    if rng.random() < 0.5:
        return [loop, _line((0.9, 0.1), (rng.uniform(0.7, 0.92), 1))]
    return [loop, _curve((0.9, 0.1), (0.88, 0.6), (0.6, 0.98), (0.15, 0.92))]


PLAIN = {
    0: (_zero,),
    1: (_one, _flagged_one),
    2: (_two,),
    3: (_three,),
    4: (_open_four, _closed_four),
    5: (_five,),
    6: (_six,),
    7: (_seven, _crossed_seven),
    8: (_eight,),
    9: (_nine,),
}
# name: (the digits that are written so, the shapes of each, widths, heights)
KINDS = {
    "slashed 0": ((0,), {0: (_slashed_zero,)}, WIDTHS, LARGE),
    "narrow 0": ((0,), {0: (_zero,)}, NARROW, LARGE),
    "1 with a flag": ((1,), {1: (_flagged_one,)}, WIDTHS, LARGE),
    "crossed 7": ((7,), {7: (_crossed_seven,)}, WIDTHS, LARGE),
    "open 4": ((4,), {4: (_open_four,)}, WIDTHS, LARGE),
    "very small": (tuple(range(10)), PLAIN, WIDTHS, SMALL),
    "any other": (tuple(range(10)), PLAIN, WIDTHS, LARGE),
}


@accepts(kind=checks.one_of(*KINDS), digit=checks.whole(0, 9), rng=checks.generator)
def strokes(kind, digit, rng):
    """Return strokes of a digit: a list of points each, of shape (n, 2), right and down.

    ``kind`` is one of KINDS, ``digit`` one that is written so. Chance, from ``rng``, decides
    how wide and how high it is, how slanted and turned, where on a pad of 28 by 28 pixels it
    stands, and how far a hand is off everywhere. Raises ValueError for another kind or digit.
    """
    digits, shapes, widths, heights = KINDS[kind]
    if digit not in digits:
        raise ValueError(f"expected a digit that is written as {kind}, {digits}, got {digit}")
    shape = shapes[digit][rng.integers(len(shapes[digit]))]
    height = rng.uniform(*heights)
    width = height * rng.uniform(*widths)
    slant, degrees = rng.normal(0.08, 0.1), rng.normal(0, 5)
    return _drawn(shape(rng), width, height, slant, degrees, rng)


def _drawn(shape, width, height, slant, degrees, rng):
    """Return the strokes of a shape as a hand draws them: so large, slanted and turned."""
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    drawn = []
    for points, curved in shape:
        points = points + rng.normal(0, TREMOR, points.shape)
        path = (_through(points) if curved else _along(points)) - 0.5
        path = path * (width, height)
        path[:, 0] -= slant * path[:, 1]
        drawn.append(path @ turn)
    return _placed(drawn, rng)


def _placed(drawn, rng):
    """Move strokes to a place on the pad, so that the pen stays on it."""
    every = np.concatenate(drawn)
    edge = pen_for(every) / 2
    low, high = edge - every.min(axis=0), SIDE - edge - every.max(axis=0)
    move = np.where(low < high, rng.uniform(np.minimum(low, high), np.maximum(low, high)), low)
    return [path + move for path in drawn]


def _along(points):
    """Return many points on the straight lines between points."""
    places = np.linspace(0, len(points) - 1, STEPS * (len(points) - 1) + 1)
    return np.stack([np.interp(places, np.arange(len(points)), axis) for axis in points.T], axis=1)


def _through(points):
    """Return many points of a smooth curve through points (Catmull and Rom 1974)."""
    padded = np.concatenate([points[:1], points, points[-1:]])
    t = np.linspace(0, 1, STEPS, endpoint=False)[:, np.newaxis]
    pieces = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2)
        + 0.5 * (3 * b - a - 3 * c + d) * t**3
        for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
    ]
    return np.concatenate([*pieces, points[-1:]])


@accepts(labels=checks.items(checks.whole(0, 9)), rng=checks.generator)
def person(labels, rng):
    """Return a drawing of each label by one invented person, of shape (n, 28, 28).

    Chance, from ``rng``, decides once how this person writes: the shape of each digit, plain or
    as KINDS names it, how slanted, turned, wide and high the digits are; and each time how far
    the hand is off.
    """
    shapes = {
        digit: [*PLAIN[digit], _slashed_zero] if digit == 0 else PLAIN[digit] for digit in PLAIN
    }
    habits = {digit: some[rng.integers(len(some))] for digit, some in shapes.items()}
    slant, degrees = rng.normal(0.08, 0.18), rng.normal(0, 6)
    height, width = rng.uniform(8, 20), rng.uniform(0.4, 0.95)
    drawings = np.zeros((len(labels), SIDE, SIDE))
    for drawing, label in zip(drawings, labels, strict=True):
        tall = height * rng.uniform(0.85, 1.15)
        wide = tall * width * rng.uniform(0.85, 1.15)
        lean, turn = slant + rng.normal(0, 0.05), degrees + rng.normal(0, 3)
        points = np.concatenate(_drawn(habits[label](rng), wide, tall, lean, turn, rng))
        drawing[:] = trace(points[:, ::-1], pen_for(points))
    return drawings


@accepts(
    kind=checks.one_of(*KINDS),
    digit=checks.whole(0, 9),
    rng=checks.generator,
    pen=checks.span(0.1, 10),
)
def write(kind, digit, rng, pen=(1, 1)):
    """Return a drawing of a digit, 28 by 28 numbers from 0 to 1: see ``strokes``.

    ``pen`` is the range of the pen's width, in those that ``images.pen_for`` gives.
    """
    points = np.concatenate(strokes(kind, digit, rng))
    return trace(points[:, ::-1], pen_for(points) * rng.uniform(*pen))


@accepts(labels=checks.items(checks.whole(0, 9)), rng=checks.generator, pen=checks.span(0.1, 10))
def handwritten(labels, rng, pen=(1, 1)):
    """Return a digit for each label, preprocessed, of shape (n, 784), of any kind that fits it."""
    fitting = {digit: [kind for kind in KINDS if digit in KINDS[kind][0]] for digit in PLAIN}
    drawings = (
        write(fitting[digit][rng.integers(len(fitting[digit]))], digit, rng, pen)
        for digit in labels
    )
    return np.array([preprocess(drawing) for drawing in drawings]).reshape(-1, SIDE * SIDE)


@accepts(kind=checks.one_of(*KINDS), count=checks.positive_whole, seed=checks.generator)
def hands(kind, count, seed=0):
    """Return ``count`` digits of a kind, preprocessed, of shape (count, 784), and their labels.

    The digits that are written so come in turn.
    """
    digits = KINDS[kind][0]
    labels = np.resize(digits, count)
    return np.array([preprocess(write(kind, int(digit), seed)) for digit in labels]), labels
