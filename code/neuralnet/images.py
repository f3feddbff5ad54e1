"""Pictures of digits before a network reads them: made like MNIST's, moved, bent, redrawn.

A picture is an array of numbers from 0 (empty) to 1 (full of ink). Lengths are in pixels
and are measured from the picture's left and upper edges, so that the pixel in row 0 and
column 0 has its middle at 0.5, 0.5.
"""

import numpy as np

SIDE = 28  # pixels along each side of an MNIST picture
BOX = 20  # the longer side of the ink in it
CENTRE = 14.5  # where its centre of mass is put: the middle of the pixel in row 14, column 14


def preprocess(drawing):
    """Make a drawing into an image like MNIST's: 784 numbers, 28 rows of 28.

    ``drawing`` is a picture of any shape (height, width). What is done to it, in float64:

    1. Crop: keep the smallest rectangle of whole pixels that holds every number over 0.
    2. Scale: its longer side becomes 20, its shape stays.
    3. Place: its centre of mass comes to 14.5, 14.5, but the rectangle stays inside of the
       28 by 28 pixels. In MNIST, where digits were moved by whole pixels, the centres of
       mass lie between 14 and 15 and at 14.5 on average.
    4. Average areas: each of the 28 by 28 pixels gets the mean, over the area that it
       covers, of the drawing that lies there. Fractions of pixels count as fractions.

    A drawing without ink gives 784 zeros. Raises TypeError or ValueError if ``drawing`` is
    not a picture.

    Source: LeCun et al. (1998), section III A, from which it differs by the fractions in 3.
    """
    drawing = _checked_drawing(drawing)
    rows, columns = drawing.any(axis=1).nonzero()[0], drawing.any(axis=0).nonzero()[0]
    if not len(rows):
        return np.zeros(SIDE * SIDE)
    ink = drawing[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = BOX / max(ink.shape)
    down = _averaging(ink.sum(axis=1), scale)
    across = _averaging(ink.sum(axis=0), scale)
    return (down @ ink @ across.T).ravel()


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
    drawing = np.asarray(drawing)
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
