"""A figure, drawn as SVG; where it holds what is not drawn here, words that say so."""

import html

import numpy as np
from matplotlib import NO_PICTURE, Drawing
from matplotlib.axes import grid, ink, words

POINTS = 72  # an inch
NOT_DRAWN = "This picture is not drawn in the browser. On Binder, on Colab or in a clone it is."


class Figure(Drawing):
    def __init__(self, figsize=(6.4, 4.8), facecolor="#ffffff", **kwargs):
        self.size = tuple(POINTS * side for side in figsize)
        self.face, self.grid, self.shares = facecolor, None, (None, None)
        self.columns, self.lacks = 1, ""

    def subplots(
        self, rows=1, columns=1, *, squeeze=True, width_ratios=None, height_ratios=None, **kwargs
    ):
        self.columns = columns
        self.grid, self.shares = grid(rows, columns, self), (width_ratios, height_ratios)
        if not squeeze:
            return self.grid
        axes = self.grid.squeeze()
        return axes if axes.ndim else axes.item()

    def add_axes(self, place):
        self.lacks = "a picture laid out by hand"
        return grid(1, 1, self).item()

    def get_facecolor(self):
        return self.face

    def get_figheight(self):
        return self.size[1] / POINTS

    def savefig(self, file, format="svg", **kwargs):
        if format == "svg":
            file.write(self.drawn())
        else:
            file.write(NO_PICTURE)

    def drawn(self):
        """Return the whole as SVG."""
        every = [] if self.grid is None else list(self.grid.ravel())
        lacks = self.lacks or next((axes.lacks for axes in every if axes.lacks), "")
        width, height = self.size
        if lacks or not every:
            height, body = 40, words(width / 2, 20, NOT_DRAWN, 10)
        else:
            body = "".join(axes.draw(box) for axes, box in zip(every, self.boxes(), strict=True))
        look = 'font-family="system-ui, sans-serif" style="max-width: 44rem; width: 100%"'
        says = html.escape(getattr(self, "words", ""))
        size = f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{says}"'
        ground = f'<rect width="100%" height="100%" fill="{ink("#ffffff")}"/>'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {look}>{ground}{body}</svg>'

    def boxes(self):
        """Return where each of the axes has its chart: what a column or row needs, all get."""
        rows, columns = self.grid.shape
        margins = np.array([axes.margin() for axes in self.grid.ravel()])
        left, top, right, below = margins.reshape(rows, columns, 4).max(axis=(0, 1))
        shares = [
            np.array(given or [1] * count, float)
            for given, count in zip(self.shares, (columns, rows), strict=True)
        ]
        free = self.size[0] - columns * (left + right), self.size[1] - rows * (top + below)
        widths, heights = (
            room * share / share.sum() for room, share in zip(free, shares, strict=True)
        )
        found = []
        for row in range(rows):
            for column in range(columns):
                x = (column + 1) * left + column * right + widths[:column].sum()
                y = (row + 1) * top + row * below + heights[:row].sum()
                found.append((x, y, widths[column], heights[row]))
        return found
