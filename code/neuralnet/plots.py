"""The book's pictures, in one style, drawn with Matplotlib.

Every function returns a new Matplotlib figure and leaves the global state alone. A
digit's picture is dark where a pixel is 0 and bright where it is 1, as in the live
figures. Figures have an opaque background, so that they can be read on a dark page.
"""

import io

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

# Blue and orange can be told apart with any colour vision (Okabe and Ito 2008).
BLUE, ORANGE = "#0072b2", "#d55e00"
INK, PAPER, RING = "#1a1a1a", "#ffffff", "#ffb000"
WIDTH = 7.0  # inches: the width of the book's text


def png(figure, dpi=100):
    """Return a figure as the bytes of a PNG picture."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi)
    return buffer.getvalue()


def new_figure(width=WIDTH, height=4.0):
    """Return an empty figure, its size in inches."""
    figure = Figure(figsize=(width, height), facecolor=PAPER, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def pixel_grid(image, pixel=None, numbers=False):
    """Draw one image as its grid of pixels.

    ``image`` holds numbers from 0 to 1, of shape (28, 28) or (784,). ``pixel``, a row and
    a column, gets a ring; ``numbers`` writes each number into its cell.
    """
    image = np.reshape(image, (28, 28))
    figure = new_figure(WIDTH, WIDTH)
    axes = figure.subplots()
    axes.pcolormesh(image, cmap="gray", vmin=0, vmax=1, edgecolors="#808080", linewidth=0.3)
    axes.set(aspect="equal", xlabel="column", ylabel="row", xlim=(0, 28), ylim=(28, 0))
    places = range(0, 28, 3)
    axes.set_xticks([k + 0.5 for k in places], places)
    axes.set_yticks([k + 0.5 for k in places], places)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.tick_params(length=0)
    if numbers:
        for (row, column), value in np.ndenumerate(image):
            text = f"{value:.2f}".lstrip("0") if 0 < value < 1 else f"{value:.0f}"
            colour = "white" if value < 0.45 else "black"
            axes.text(
                column + 0.5, row + 0.5, text, color=colour, ha="center", va="center", fontsize=5.5
            )
    if pixel is not None:
        corner = (pixel[1], pixel[0])
        for grow, colour in ((0.15, "black"), (0.0, RING)):
            axes.add_patch(
                _square((corner[0] - grow, corner[1] - grow), 1 + 2 * grow, edgecolor=colour)
            )
    return figure


def _square(corner, side, **style):
    from matplotlib.patches import Rectangle

    return Rectangle(corner, side, side, fill=False, linewidth=2, **style)


def digits(images, titles=None, columns=10):
    """Draw images of shape (n, 784) side by side, each under its title."""
    images = np.asarray(images)
    rows = -(-len(images) // columns)
    height = rows * (WIDTH / columns + (0.3 if titles is not None else 0.05))
    figure = new_figure(WIDTH, height)
    axes = figure.subplots(rows, columns, squeeze=False).ravel()
    for place, ax in enumerate(axes):
        ax.set_axis_off()
        if place < len(images):
            ax.imshow(images[place].reshape(28, 28), cmap="gray", vmin=0, vmax=1)
            if titles is not None:
                ax.set_title(titles[place], fontsize=9, color=INK, pad=3)
    return figure


def bars(values, labels, xlabel, compare=None, names=None, limit=1.0):
    """Draw horizontal bars of shares from 0 to ``limit``, each with its number.

    ``compare`` gives each bar a second one beside it, hatched, so that colour is not
    needed to tell them apart; ``names`` says what the two are.
    """
    figure = new_figure(WIDTH, 0.32 * len(values) * (1 if compare is None else 1.5) + 0.9)
    axes = figure.subplots()
    places = np.arange(len(values))
    series = (
        [(values, BLUE, "")] if compare is None else [(values, BLUE, ""), (compare, ORANGE, "//")]
    )
    thickness = 0.8 / len(series)
    for k, (shares, colour, hatch) in enumerate(series):
        offset = (k - (len(series) - 1) / 2) * thickness
        drawn = axes.barh(
            places + offset,
            shares,
            thickness,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            label=names[k] if names else None,
        )
        axes.bar_label(drawn, [f"{share:.0%}" for share in shares], padding=3, fontsize=8)
    axes.set_yticks(places, labels)
    axes.invert_yaxis()
    axes.set(xlabel=xlabel, xlim=(0, limit * 1.08))
    axes.xaxis.set_major_formatter("{x:.0%}")
    axes.spines[["top", "right"]].set_visible(False)
    if names:
        axes.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    return figure


def curve(x, y, xlabel, ylabel, logarithmic=False, percent=False):
    """Draw one measured curve with its points marked."""
    figure = new_figure(WIDTH, 3.2)
    axes = figure.subplots()
    _ = axes.plot(x, y, color=BLUE, marker="o", linewidth=2)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    if logarithmic:
        axes.set_xscale("log")
        axes.set_xticks(x, [f"{value:,}" for value in x])
        axes.minorticks_off()
    if percent:
        axes.yaxis.set_major_formatter("{x:.0%}")
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    return figure
