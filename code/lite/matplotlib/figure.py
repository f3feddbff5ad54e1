"""A figure of which nothing is drawn."""

import numpy as np
from matplotlib import NO_PICTURE, Drawing


class Figure(Drawing):
    def subplots(self, rows=1, columns=1, *, squeeze=True, **kwargs):
        axes = np.empty((rows, columns), dtype=object)
        for place in np.ndindex(rows, columns):
            axes[place] = Drawing()
        if not squeeze:
            return axes
        axes = axes.squeeze()
        return axes if axes.ndim else axes.item()

    def savefig(self, file, **kwargs):
        file.write(NO_PICTURE)
