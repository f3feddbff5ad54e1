"""Colours, and the scales between them."""

import numpy as np


def to_rgb(colour):
    """Return a colour such as "#ff8000" as three numbers from 0 to 1."""
    named = {"white": "#ffffff", "black": "#000000"}
    digits = named.get(colour, colour)[1:7]
    return tuple(int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4))


def to_rgba(colour):
    """Return a colour as four numbers, the last of which says that nothing shines through."""
    return (*to_rgb(colour), 1.0)


class LinearSegmentedColormap:
    """Numbers from 0 to 1 as colours, those between evenly spaced ones."""

    def __init__(self, colours):
        self.colours = np.array([to_rgb(colour) for colour in colours])

    @classmethod
    def from_list(cls, name, colours):
        return cls(colours)

    def __call__(self, values):
        """Return red, green and blue from 0 to 1, in a last axis."""
        places = np.linspace(0, 1, len(self.colours))
        values = np.clip(values, 0, 1)
        return np.stack([np.interp(values, places, part) for part in self.colours.T], axis=-1)
