"""Pictures of digits before a network reads them: made like MNIST's, moved, bent, redrawn.

A picture is an array of numbers from 0 (empty) to 1 (full of ink). Lengths are in pixels
and are measured from the picture's left and upper edges, so that the pixel in row 0 and
column 0 has its middle at 0.5, 0.5.
"""

import numpy as np

from neuralnet import checks
from neuralnet.checks import accepts, many_images

SIDE = 28  # pixels along each side of an MNIST picture
BOX = 20  # the longer side of the ink in it
CENTRE = 14.5  # where its centre of mass is put: the middle of the pixel in row 14, column 14
SPECK = 3  # a piece of ink that is so many times shorter than the longest is dust, or a stray dot
PEN = 2.8  # pixels: the width of the pen that readers draw with


def preprocess(drawing):
    """Make a drawing into an image like MNIST's: 784 numbers, 28 rows of 28.

    ``drawing`` is a picture of any shape (height, width). What is done to it, in float64:

    1. Clean: take the paper's tone off, so that grey paper is empty. See ``without_paper``.
    2. Crop: keep the smallest rectangle of whole pixels that holds all ink but for specks.
       Specks are pieces less than a third as long as the longest: a stray dot, or dust.
    3. Scale: its longer side becomes 20, its shape stays.
    4. Place: its centre of mass comes to 14.5, 14.5, but the rectangle stays inside of the
       28 by 28 pixels. In MNIST, where digits were moved by whole pixels, the centres of
       mass lie between 14 and 15 and at 14.5 on average.
    5. Average areas: each of the 28 by 28 pixels gets the mean, over the area that it
       covers, of the drawing that lies there. Fractions of pixels count as fractions.

    A drawing without ink gives 784 zeros. Raises TypeError or ValueError if ``drawing`` is
    not a picture.

    Source: LeCun et al. (1998), section III A, from which it differs by the fractions in 4;
    1 and 2 are for drawings and photographs, which MNIST's digits were no longer.
    """
    drawing = without_paper(drawing)
    box = ink_box(drawing)
    if box is None:
        return np.zeros(SIDE * SIDE)
    top, left, bottom, right = box
    ink = drawing[top:bottom, left:right]
    scale = BOX / max(ink.shape)
    down = _averaging(ink.sum(axis=1), scale)
    across = _averaging(ink.sum(axis=0), scale)
    return (down @ ink @ across.T).ravel()


def ink_box(drawing):
    """Return the box of a drawing's ink but for specks, or None if it is empty.

    The box is (top, left, bottom, right), in whole pixels; ``drawing`` is without its paper.
    """
    boxes = _pieces(_checked_drawing(drawing) > 0)
    return _without_specks(boxes) if len(boxes) else None


def without_paper(drawing):
    """Return a drawing, of shape (height, width), as float64, with its paper at 0.

    Ink is what is over the middle between the lightest and the darkest number. Paper is what
    is neither ink nor close to it. Half of the paper is lighter than its tone m, nine tenths
    are lighter than m + d; up to m + 3d all is paper, and becomes 0. Any other x becomes
    (x - m) / (1 - m). On clean paper, where m and d are 0, nothing changes. Raises what
    ``preprocess`` raises.
    """
    drawing = _checked_drawing(drawing)
    if not drawing.size:
        return drawing
    low, high = drawing.min(), drawing.max()
    if low == high:  # one tone: a sheet that is empty, or full
        return np.where(drawing < 0.5, 0, drawing)
    near = drawing > (low + high) / 2
    for _ in range(-(-max(drawing.shape) // (2 * SIDE))):
        near = _grown(near)
    paper = np.sort(drawing[~near])
    if not len(paper):  # ink to the edges, as of a digit that is cut out
        return drawing
    tone, lighter = paper[len(paper) // 2], paper[9 * len(paper) // 10]
    if lighter == 0:
        return drawing
    limit = tone + 3 * (lighter - tone)
    return np.where(drawing > limit, (drawing - tone) / (1 - tone), 0)


def _grown(marks):
    """Return marks, of shape (height, width), with all pixels around each."""
    height, width = marks.shape
    padded = np.pad(marks, 1)
    rows = padded[:-2] | padded[1:-1] | padded[2:]
    return rows[:height, :-2] | rows[:height, 1:-1] | rows[:height, 2 : width + 2]


def _pieces(marks):
    """Return the boxes of what hangs together, also by corners: (top, left, bottom, right) each.

    Row by row, each run of marks joins the pieces that it touches in the row above.
    """
    steps = np.diff(np.pad(marks, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = (steps == 1).nonzero()
    ends = (steps == -1).nonzero()[1]
    first = _first_runs(rows.tolist(), starts.tolist(), ends.tolist())
    names, piece = np.unique(first, return_inverse=True)
    boxes = np.zeros((len(names), 4), int)
    boxes[:, :2] = max(marks.shape)
    np.minimum.at(boxes, (piece, 0), rows)
    np.minimum.at(boxes, (piece, 1), starts)
    np.maximum.at(boxes, (piece, 2), rows + 1)
    np.maximum.at(boxes, (piece, 3), ends)
    return boxes


def _first_runs(rows, starts, ends):
    """Return the number of the first run of each run's piece; its ends lie one further."""
    parents, above = [], 0

    def first(k):
        while parents[k] != k:
            k = parents[k]
        return k

    for k, (row, start, end) in enumerate(zip(rows, starts, ends, strict=True)):
        parents.append(k)
        while rows[above] < row - 1 or (rows[above] == row - 1 and ends[above] < start):
            above += 1
        other = above
        while rows[other] == row - 1 and starts[other] <= end:
            low, high = sorted((first(other), first(k)))
            parents[high] = low
            other += 1
    return [first(k) for k in range(len(parents))]


def _without_specks(boxes):
    """Return the box that holds all boxes but those of specks."""
    lengths = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    kept = boxes[SPECK * lengths >= lengths.max()]
    return *kept[:, :2].min(axis=0), *kept[:, 2:].max(axis=0)


def _averaging(mass, scale):
    """Return the matrix, of shape (28, n), that scales, places and averages n pixels.

    ``mass`` holds the ink of each of them, along one direction. Entry ``[i, k]`` is the
    part of pixel i that pixel k comes to cover.
    """
    n = len(mass)
    centre_of_mass = mass @ (np.arange(n) + 0.5) / mass.sum()
    start = np.clip(CENTRE - scale * centre_of_mass, 0, SIDE - scale * n)
    edges = start + scale * np.arange(n + 1)
    pixels = np.arange(SIDE)[:, np.newaxis]
    overlap = np.minimum(edges[1:], pixels + 1) - np.maximum(edges[:-1], pixels)
    return np.maximum(overlap, 0)


def _checked_drawing(drawing):
    drawing = checks.numbers(drawing, "the drawing")
    if drawing.dtype == np.uint8:
        raise TypeError("the drawing holds bytes from 0 to 255; divide them by 255")
    if drawing.dtype.kind not in "fib":
        raise TypeError(f"the drawing must be an array of real numbers, got dtype {drawing.dtype}")
    if drawing.ndim != 2:
        raise ValueError(
            f"expected a drawing of shape (height, width), got {drawing.shape}; "
            "an image of 784 numbers becomes one by reshape(28, 28)"
        )
    drawing = drawing.astype(np.float64)
    if not ((drawing >= 0) & (drawing <= 1)).all():  # NaN fails this too
        raise ValueError("the drawing must hold numbers from 0 (empty) to 1 (full of ink)")
    return drawing


@accepts(images=checks.inside(0, 1))
def to_bytes(images):
    """Return numbers from 0 to 1 as whole ones from 0 to 255, rounded, as uint8."""
    return np.rint(images * 255).astype(np.uint8)


@accepts(images=checks.pixels, right=checks.any_whole, down=checks.any_whole)
def shift(images, right, down=0):
    """Return images, one or many, moved by whole pixels, with empty pixels moved in."""
    pictures = images.reshape(-1, SIDE, SIDE)
    moved = np.zeros_like(pictures)
    to, source = zip(*(_overlapping(step) for step in (down, right)), strict=True)
    moved[:, *to] = pictures[:, *source]
    return moved.reshape(images.shape)


def _overlapping(step):
    step = max(-SIDE, min(step, SIDE))
    if step >= 0:
        return slice(step, None), slice(None, SIDE - step)
    return slice(None, SIDE + step), slice(-step, None)


@accepts(images=checks.images)
def deslant(images):
    """Return images, one or many, with their slant taken out.

    The slant is how far the ink goes to the right for every pixel down: the slope of the
    straight line that fits it best (least squares). Each row is moved back by the slant
    times its distance from the centre of mass; its pixels then lie between two each.
    What would then lie outside is lost; an empty image stays as it is.

    Source: LeCun et al. (1998), section III A, whose "deslanted" images are made so.
    """
    many = np.atleast_2d(images)
    deslanted = np.empty_like(many)
    for start in range(0, len(many), 1000):  # few at a time, to save memory
        rows = slice(start, start + 1000)
        deslanted[rows] = _deslant(many[rows])
    return deslanted.reshape(images.shape)


def _deslant(images):
    pictures = images.reshape(-1, SIDE, SIDE)
    slants, down = _slants(pictures)
    origins = slants[:, np.newaxis] * down  # of each row, from where it is now
    whole = np.floor(origins).clip(-SIDE, SIDE - 1).astype(int)
    part = (origins - whole).clip(0, 1)[:, :, np.newaxis]
    padded = np.pad(pictures, ((0, 0), (0, 0), (SIDE, SIDE + 1)))
    places = SIDE + whole[:, :, np.newaxis] + np.arange(SIDE + 1)
    values = np.take_along_axis(padded, places, axis=2)
    return ((1 - part) * values[:, :, :-1] + part * values[:, :, 1:]).reshape(images.shape)


def _slants(pictures):
    """Return the slant of each picture, and how far its rows are below its centre of mass."""
    pixels = np.arange(SIDE)
    ink = np.maximum(pictures.sum(axis=(1, 2)), 1e-12)
    down = pixels - (pictures.sum(axis=2) @ pixels / ink)[:, np.newaxis]
    right = pixels - (pictures.sum(axis=1) @ pixels / ink)[:, np.newaxis]
    together = ((pictures @ right[:, :, np.newaxis])[:, :, 0] * down).sum(axis=1)
    alone = (pictures.sum(axis=2) * down**2).sum(axis=1)
    return together / np.maximum(alone, 1e-12), down


@accepts(images=many_images)
def slants(images):
    """Return the slant of images: how far their ink goes to the left for every pixel down.

    0 is upright, 1 is 45 degrees to the right, as in italics. See ``deslant``.
    """
    return 0.0 - _slants(images.reshape(-1, SIDE, SIDE))[0]


@accepts(images=many_images)
def thickness(images):
    """Return how thick the strokes of images are, on average, in pixels; 0 where there is no ink.

    A stroke of length l and thickness t covers l times t, and its two edges are about 2l long: so
    t is twice the ink over the length of all edges, which is the sum of the steps from pixel to
    pixel, right and down taken together (the total variation; Rudin, Osher and Fatemi 1992).
    """
    padded = np.pad(images.reshape(-1, SIDE, SIDE), ((0, 0), (1, 1), (1, 1)))
    right = padded[:, :-1, 1:] - padded[:, :-1, :-1]
    down = padded[:, 1:, :-1] - padded[:, :-1, :-1]
    edges = np.sqrt(right**2 + down**2).sum(axis=(1, 2))
    return 2 * padded.sum(axis=(1, 2)) / np.maximum(edges, 1e-12)


@accepts(image=checks.images, degrees=checks.number)
def rotate(image, degrees):
    """Return images, one or many, turned about their middle, clockwise for positive angles.

    Each pixel gets the value at the place that it comes from, between four pixels.
    """
    angle, middle = np.radians(degrees), (SIDE - 1) / 2
    down, right = np.indices((SIDE, SIDE)).reshape(2, -1) - middle
    many = np.atleast_2d(image).astype(np.float64)
    turned = np.empty_like(many)
    origins = np.stack(
        [
            np.cos(angle) * down - np.sin(angle) * right,
            np.sin(angle) * down + np.cos(angle) * right,
        ]
    )
    _resample(many, origins + middle, turned)
    return turned.reshape(image.shape)


@accepts(images=checks.images, rng=checks.generator, amount=checks.real(0, 10))
def warp(images, rng, amount=1.0):
    """Return images, one or many, each turned, resized, slanted, moved and bent a little.

    With an ``amount`` of 1 the limits are 8 degrees, 8 % in size and in shape, a slant of
    0.08 pixels a pixel and a move of 1 pixel, all drawn evenly by ``rng`` (a
    ``numpy.random.Generator``), and a smooth bend of 0.2 pixels on average (Simard,
    Steinkraus and Platt 2003). A hundred images in a row share one such change, so that
    where their pixels come from is worked out once.
    """
    many = np.atleast_2d(images)
    warped = np.empty_like(many)
    for start in range(0, len(many), 100):
        rows = slice(start, start + 100)
        _resample(many[rows], _origins(rng, amount), warped[rows])
    return warped.reshape(images.shape)


def _origins(rng, amount):
    """Draw a change; return where each of the 28 by 28 pixels comes from: down and right."""
    angle, size, shape, slant = amount * rng.uniform(-1, 1, 4) * (np.radians(8), 0.08, 0.04, 0.08)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    change = turn @ [[1, 0], [slant, 1]] @ np.diag(np.exp([shape - size, -shape - size]))
    grid = np.indices((SIDE, SIDE)).reshape(2, -1)
    middle = (SIDE - 1) / 2
    origins = change @ (grid - middle) + middle + amount * rng.uniform(-1, 1, (2, 1))
    bend = SMOOTH @ rng.normal(size=(2, SIDE, SIDE)) @ SMOOTH.T
    bend *= amount * 0.4 * rng.random() / bend.std()
    return origins + bend.reshape(2, -1)


def _resample(images, origins, out):
    """Fill ``out`` with the images' values at ``origins``, between four pixels each."""
    whole = np.floor(origins).astype(int)
    part = origins - whole
    out[:] = 0
    for corner in ((0, 0), (0, 1), (1, 0), (1, 1)):
        corner = np.array(corner)[:, np.newaxis]
        place = whole + corner
        weight = np.where(corner, part, 1 - part).prod(axis=0)
        weight[((place < 0) | (place >= SIDE)).any(axis=0)] = 0
        down, right = place.clip(0, SIDE - 1)
        out += images.take(down * SIDE + right, axis=1) * weight.astype(images.dtype)


def _smoothing(width):
    """Return the matrix, of shape (28, 28), that blurs 28 numbers over ``width`` pixels."""
    distance = np.subtract.outer(np.arange(SIDE), np.arange(SIDE))
    bell = np.exp(-0.5 * (distance / width) ** 2)
    return bell / bell.sum(axis=1, keepdims=True)


SMOOTH = _smoothing(4)


@accepts(
    images=many_images,
    rng=checks.generator,
    pen=checks.span(0.1, SIDE),
    size=checks.span(0.01, 10),
    offset=checks.real(0, SIDE),
)
def redraw(images, rng, pen=(PEN, PEN), size=(0.55, 1.3), offset=4):
    """Draw digits again as a reader might: return pictures of shape (n, 28, 28).

    Each image, of shape (784,), is thinned to lines, the lines are resized and moved, and
    traced by a round pen with soft edges, inside of the 28 by 28 pixels. The pen's width in
    pixels, the size (1: as it was) and the offset from the middle, up to so many pixels to
    either side and up or down, are drawn evenly from these ranges by ``rng``.
    """
    drawings = np.zeros((len(images), SIDE, SIDE))
    for drawing, lines in zip(drawings, thin(images), strict=True):
        width, scale = rng.uniform(*pen), rng.uniform(*size)
        move = rng.uniform(-offset, offset, 2)
        points = (np.argwhere(lines) + 0.5) / 2
        if not len(points):
            continue
        points = (points - SIDE / 2) * scale + SIDE / 2 + move
        points += np.maximum(width / 2 - points.min(axis=0), 0)
        points -= np.maximum(points.max(axis=0) - (SIDE - width / 2), 0)
        drawing[:] = trace(points, width)
    return drawings


@accepts(images=many_images, seed=checks.generator)
def drawn_again(images, seed=0):
    """Return images drawn again as a reader might, and preprocessed: shape (n, 784).

    They are redrawn with a pen of 2.8 pixels, in 0.55 to 1.3 times their size, up to 4
    pixels from the middle: see ``redraw``.
    """
    drawings = redraw(images, seed)
    return np.array([preprocess(drawing) for drawing in drawings])


@accepts(points=checks.array(None, 2), width=checks.real(0.1, SIDE))
def trace(points, width):
    """Draw with a round pen: return a picture of shape (28, 28).

    ``points``, of shape (n, 2), say where the pen has been, in pixels down and right;
    ``width`` is the pen's, in pixels. A pixel's ink is 1 within the pen and falls to 0
    over one pixel at its border.
    """
    if not len(points):
        return np.zeros((SIDE, SIDE))
    middle = np.arange(SIDE) + 0.5
    down, right = ((middle - points[:, [k]]) ** 2 for k in (0, 1))
    distance = np.sqrt((down[:, :, np.newaxis] + right[:, np.newaxis, :]).min(axis=0))
    return np.clip(width / 2 + 0.5 - distance, 0, 1)


@accepts(points=checks.array(None, 2))
def pen_for(points):
    """Return the width of the pen for strokes through ``points``, of shape (n, 2), in pixels.

    It is PEN, and finer for drawings less than 12 pixels long, down to two fifths of it: else
    the loops of small digits would close. A dot, less than 3 pixels long, has none.
    """
    longer = np.ptp(points, axis=0).max() if len(points) else 0
    return PEN if longer < 3 else PEN * min(max(longer / 12, 0.4), 1)


@accepts(images=many_images)
def thin(images):
    """Return the middle lines of images, of shape (n, 784), as (n, 56, 56) of True and False.

    Each pixel counts as four, full where it is over 0.5, and what is at a line's border and
    not needed to hold it together is taken away until nothing changes.
    Source: Zhang and Suen (1984), *Communications of the ACM* 27(3), 236 to 239.
    """
    full = images.reshape(-1, SIDE, SIDE).repeat(2, axis=1).repeat(2, axis=2) > 0.5
    lines = np.pad(full, ((0, 0), (1, 1), (1, 1)))
    # Few at a time: they stay in the part of the memory that the processor reaches quickly.
    for start in range(0, len(lines), 50):
        _thin(lines[start : start + 50])
    return lines[:, 1:-1, 1:-1]


def _thin(lines):
    inside, before = lines[:, 1:-1, 1:-1], None
    while before is None or inside.sum() < before:
        before = inside.sum()
        for first in (True, False):
            inside &= ~_removable(lines, first)


def _removable(lines, first):
    """Return which pixels one half-step of thinning takes away."""
    end = lines.shape[1] - 1
    around = [  # the eight neighbours, from the one above, clockwise
        lines[:, 1 + down : end + down, 1 + right : end + right]
        for down, right in zip(
            (-1, -1, 0, 1, 1, 1, 0, -1), (0, 1, 1, 1, 0, -1, -1, -1), strict=True
        )
    ]
    neighbours = sum(pixel.view(np.int8) for pixel in around)
    following = around[1:] + around[:1]
    starts = sum(
        (after > pixel).view(np.int8) for pixel, after in zip(around, following, strict=True)
    )
    up, right, down, left = around[::2]
    if first:
        free = ~(up & right & down) & ~(right & down & left)
    else:
        free = ~(up & right & left) & ~(up & down & left)
    return (neighbours >= 2) & (neighbours <= 6) & (starts == 1) & free
