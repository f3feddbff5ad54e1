"""The live figures: each a Python class here, and the JavaScript module of the same name."""

from neuralnet.widgets.pixel_grid import PixelGrid

__all__ = ["PixelGrid"]
