"""The book's pictures, in one style, drawn with Matplotlib.

Every function returns a new ``Picture`` and leaves Matplotlib's global state alone. A
digit's picture is dark where a pixel is 0 and bright where it is 1, as in the live
figures. Pictures have an opaque background, so that they can be read on a dark page. As SVG they
have none, and name the colours of tokens.css instead, so that they follow the page's theme.
"""

import base64
import io
import itertools
import math
import os
import re

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap, to_rgb, to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from neuralnet import checks, landscapes
from neuralnet.checks import accepts, flag, items, mapping, or_none, text
from neuralnet.convolution import ConvolutionalNetwork, carried
from neuralnet.datasets import a_digit
from neuralnet.history import History
from neuralnet.network import a_network, any_network

# The colours on paper, as in tokens.css: blue adds, orange takes away.
INK, INK_2, PAPER_RULE, HAIRLINE = "#1b1f27", "#55606f", "#6f7a8a", "#c3cad4"
BLUE, ORANGE, PAPER_RIGHT, RING = "#0068a8", "#b54700", "#00735c", "#ffb000"
PAPER = "#ffffff"
TOKENS = {
    INK: "ink",
    INK_2: "ink-2",
    PAPER_RULE: "rule",
    HAIRLINE: "hairline",
    BLUE: "add",
    ORANGE: "take",
    PAPER_RIGHT: "right",
    PAPER: "paper",
}
# The dark stage of the machine, as in tokens.css; DARK is the ground of pictures on it.
STAGE, RULE, LIGHT_INK, DARK = "#0e1216", "#7f8a99", "#eef1f5", "#161a1f"
ADDS, TAKES, RIGHT = "#6cc0f0", "#e8702a", "#3ecfa8"
LIGHT = LinearSegmentedColormap.from_list("light", [DARK, "#ffffff"])
GLOW = LinearSegmentedColormap.from_list("glow", [TAKES, DARK, ADDS])
MINUS, TIMES = "\N{MINUS SIGN}", "\N{MULTIPLICATION SIGN}"
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
RAW = {"interpolation": "none"}  # a picture of pixels keeps them, however large it is shown
WIDTH = 6.4  # inches; at 110 dots an inch the width of the book's text
MOST = 400  # pictures or bars side by side
LISTED = 20  # answers
SYMBOLS = or_none(checks.exactly(28, items(text)))
HEIGHTS = checks.array(None)


class Picture(Figure):
    """A Matplotlib figure that also says in words what it shows.

    A notebook displays the picture and keeps the words beside it; the site uses them as
    the picture's text alternative.
    """

    @accepts(height=checks.real(0.1, 100), width=checks.real(0.1, 100))
    def __init__(self, height, width=WIDTH):
        super().__init__(figsize=(width, height), facecolor=PAPER, layout="constrained")
        FigureCanvasAgg(self)
        self.words = ""
        self._ends = []

    @accepts(dpi=checks.whole(10, 1000))
    def png(self, dpi=110):
        """Return the picture as the bytes of a PNG file."""
        buffer = io.BytesIO()
        self.savefig(buffer, format="png", dpi=dpi)
        return buffer.getvalue()

    def svg(self):
        """Return the picture as SVG, its colours the names of tokens.css, its text as text.

        Without a ground of its own, unless it is the dark stage.
        """
        buffer = io.StringIO()
        on_stage = self.get_facecolor() == to_rgba(STAGE)
        ground = STAGE if on_stage else "none"
        with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "book"}):
            self.savefig(buffer, format="svg", dpi=220, facecolor=ground, metadata={"Date": None})
        drawn = buffer.getvalue()
        drawn = drawn[drawn.index("<svg") :]
        drawn = re.sub(r"<metadata>.*?</metadata>", "", drawn, flags=re.DOTALL)
        drawn = re.sub(r"'DejaVu Sans'(, [^;\"]*)?", "system-ui, sans-serif", drawn)
        drawn = re.sub(r'<g id="[a-z0-9_.]+_\d+">', "<g>", drawn)
        if on_stage:
            return drawn
        return re.sub("|".join(TOKENS), lambda found: f"var(--nn-{TOKENS[found[0]]})", drawn)

    def savefig(self, *args, **kwargs):
        """Write the picture as Matplotlib does, after the names of its lines found their places."""
        for axes, notes in self._ends:
            _spread(axes, notes)
        super().savefig(*args, **kwargs)

    def name_ends(self, axes, ends):
        """Write the names of lines at their right ends; each of ``ends`` is name, x, y, colour."""
        look = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "center"}
        notes = []
        for name, x, y, colour in ends:
            style = {"color": colour, "fontsize": 9, "annotation_clip": False, **look}
            notes.append((axes.annotate(name, (1, 0.5), (8, 0), **style), (x, y)))
        self._ends.append((axes, notes))

    def _repr_mimebundle_(self, **kwargs):
        encoded = base64.b64encode(self.png()).decode()
        bundle = {"text/plain": self.words, "image/png": encoded}
        # Only the site's builder asks for what it alone uses: a notebook would get no larger.
        return bundle | ({"image/svg+xml": self.svg()} if "BOOK_PICTURES" in os.environ else {})


def _spread(axes, notes):
    """Put names as high as their lines end, within the axes, and apart where they would overlap."""
    gap = 12 / 72 / (0.75 * axes.figure.get_figheight())  # of a line of text, as a share of height
    axes.get_xlim(), axes.get_ylim()  # which settles them
    to_share = axes.transScale + axes.transLimits
    heights = [np.clip(np.nan_to_num(to_share.transform(end)[1]), 0, 1) for _, end in notes]
    last = -gap
    for rank, place in enumerate(np.argsort(heights, kind="stable")):
        room = 1 - gap * (len(notes) - 1 - rank)  # what those above it need
        last = min(max(heights[place], last + gap), max(room, last + gap))
        notes[place][0].xy = (1, last)


def _on_paper(axes, grid="both"):
    """Give a chart the book's look: no box, one baseline, hairlines, quiet numbers."""
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(PAPER_RULE)
    axes.tick_params(which="both", length=0, labelsize=9, labelcolor=INK_2)
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set(color=INK_2, fontsize=9.5)
    axes.set_axisbelow(True)
    axes.set_facecolor("none")
    if grid:
        axes.grid(axis=grid, color=HAIRLINE, linewidth=0.6)


@accepts(image=checks.one_image, pixel=checks.pixel, alone=flag)
def pixel_grid(image, pixel=(14, 14), alone=False):
    """Draw one image as its grid of pixels, as the list that they make, and some of its numbers.

    As the live figure draws it, on its dark stage. ``image`` holds numbers from 0 to 1, of shape
    (28, 28) or (784,). ``pixel``, a row and a column, gets a ring; the numbers around it are
    written out, ``alone`` without any grey, and all of them equally long, so that the digit does
    not show.
    """
    image = np.reshape(np.asarray(image, float), (28, 28))
    greys = 0 * image if alone else image
    picture, axes = _stage(790, 470)
    row, column = pixel
    style = {"cmap": LIGHT, "vmin": 0, "vmax": 1, "aspect": "auto", **RAW}
    axes.imshow(greys, extent=(20, 468, 459, 11), **style)
    axes.imshow(greys.reshape(784, 1), extent=(478, 506, 459, 11), **style)
    for x, y, width, height in (
        (20 + 16 * column, 11 + 16 * row, 16, 16),
        (474, 8 + (28 * row + column + 0.5) * 448 / 784, 36, 6),
        (628, 221, 28, 28),
    ):
        for line, colour in ((3.5, INK), (1.5, RING)):
            ring = {"fill": False, "linewidth": line, "edgecolor": colour, "zorder": 3}
            axes.add_patch(Rectangle((x, y), width, height, **ring))
    around = np.pad(greys, 3, constant_values=np.nan)[row : row + 7, column : column + 7]
    axes.imshow(around, extent=(544, 740, 333, 137), **style)
    for (down, right), value in np.ndenumerate(
        np.pad(image, 3)[row : row + 7, column : column + 7]
    ):
        if not np.isnan(around[down, right]):
            text = f"{value:.2f}".lstrip("0")[:3] if alone or 0 < value < 1 else f"{value:.0f}"
            colour = "white" if alone or value < 0.45 else "black"
            place = 558 + 28 * right, 151 + 28 * down
            axes.text(*place, text, color=colour, ha="center", va="center", fontsize=6)
    words = {"color": LIGHT_INK, "fontsize": 9, "va": "center", "ha": "center"}
    axes.text(642, 100, f"row {row}, column {column}: {image[row, column]:.2f}", **words)
    axes.text(642, 364, f"number {28 * row + column} of the list", **words)
    picture.words = f"28 by 28 pixels, {np.count_nonzero(image)} of them not 0."
    return picture


@accepts(
    images=checks.many_images,
    titles=items(text),
    says=text,
    columns=checks.whole(1, 40),
    symbols=SYMBOLS,
)
def digits(images, titles, says, columns=10, symbols=None):
    """Draw images of shape (n, 784) side by side, each under its title.

    ``says`` is a sentence on what they show; the titles are added to it. ``symbols`` names
    the 28 rows and columns, where these are not just places.
    """
    checks.alike(("images", images), ("titles", titles), most=MOST)
    rows = -(-len(images) // columns)
    picture = Picture(rows * (WIDTH / columns + 0.3))
    for place, ax in enumerate(picture.subplots(rows, columns, squeeze=False).ravel()):
        if place < len(images):
            _image(ax, images[place], symbols)
            ax.set_title(titles[place], fontsize=10, color=INK, pad=3)
        else:
            ax.set_axis_off()
    picture.words = f"{says} From left to right, row by row: {', '.join(titles)}."
    return picture


def _image(axes, image, symbols):
    """Draw an image of 784 numbers; ``symbols`` names its rows and columns, if there are any."""
    axes.imshow(np.reshape(image, (28, 28)), cmap=LIGHT, vmin=0, vmax=1, **RAW)
    if symbols is None:
        axes.set_axis_off()
    else:
        axes.set_xticks(range(28), symbols)
        axes.set_yticks(range(28), symbols)
        axes.tick_params(length=0, labelsize=6, labeltop=True, labelbottom=False, pad=1)
        axes.tick_params(labelcolor=INK_2)


@accepts(
    series=mapping(HEIGHTS, 1, 2),
    labels=items(text),
    xlabel=text,
    says=text,
    ranges=or_none(mapping(checks.array(None, 2))),
)
def bars(series, labels, xlabel, says, ranges=None):
    """Draw horizontal bars of shares from 0 to 1, each with its number.

    ``series`` maps a name to its shares, one or two of them; a second one is hatched, so
    that colour is not needed to tell the two apart. ``ranges`` maps some of these names to the
    lowest and the highest share of each bar, of shape (n, 2), between which a line is drawn.
    Raises ValueError for a range that does not hold its bar's share.
    """
    ranges = ranges or {}
    checks.alike(("labels", labels), *series.items(), *ranges.items(), most=MOST)
    for name, ends in ranges.items():
        if name not in series:
            raise ValueError(f"ranges must be of {', '.join(series)}, got {name!r}")
        if not ((ends[:, 0] <= series[name]) & (series[name] <= ends[:, 1])).all():
            raise ValueError(f"the ranges of {name!r} must hold its shares")
    picture = Picture(0.24 * len(labels) * len(series) + 1.1)
    axes = picture.subplots()
    places, thickness = np.arange(len(labels)), 0.8 / len(series)
    styles = ((BLUE, ""), (ORANGE, "//"))
    words = []
    for k, (name, shares) in enumerate(series.items()):
        colour, hatch = styles[k]
        style = {"color": colour, "hatch": hatch, "edgecolor": PAPER, "label": name}
        offset = (k - (len(series) - 1) / 2) * thickness
        drawn = axes.barh(places + offset, shares, thickness, **style)
        texts = [f"{share:.1%}" for share in shares]
        if name in ranges:
            low, high = ranges[name].T
            past = {"color": INK, "elinewidth": 1.5, "capsize": 3, "fmt": "none"}
            axes.errorbar(shares, places + offset, xerr=(shares - low, high - shares), **past)
            for end, place, text in zip(high, places + offset, texts, strict=True):
                axes.annotate(text, (end, place), (5, 0), textcoords="offset points", va="center",
                              fontsize=9, color=INK, annotation_clip=False)  # fmt: skip
            ends = zip(texts, low, high, strict=True)
            texts = [f"{text} ({low:.1%} to {high:.1%})" for text, low, high in ends]
        else:
            axes.bar_label(drawn, texts, padding=3, fontsize=9, color=INK)
        pairs = [f"{label} {text}" for label, text in zip(labels, texts, strict=True)]
        words.append(f"{name}: {', '.join(pairs)}.")
    axes.set_yticks(places, labels)
    axes.invert_yaxis()
    axes.set(xlabel=xlabel, xlim=(0, 1))
    axes.xaxis.set_major_formatter("{x:.0%}")
    _on_paper(axes, "x")
    axes.tick_params(axis="y", labelcolor=INK)
    if len(series) == 1:
        axes.set_xlabel(f"{name}: {xlabel}")
    else:
        axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
    picture.words = " ".join([says, *words])
    return picture


@accepts(
    x=checks.row,
    y=checks.row,
    xlabel=text,
    ylabel=text,
    says=text,
    levels=or_none(mapping(checks.number)),
    percent=flag,
    logarithmic=flag,
)
def curve(x, y, xlabel, ylabel, says, levels=None, percent=False, logarithmic=False):
    """Draw one measured curve, its points marked.

    ``levels`` maps names to heights at which a line is drawn, to compare with.
    """
    checks.alike(("x", x), ("y", y))
    if logarithmic:
        checks.positive(x, "x")
    picture = Picture(3.4)
    axes = picture.subplots()
    axes.plot(x, y, color=BLUE, marker="o", linewidth=2, clip_on=False)
    form = "{:.1%}" if percent else "{:.1f}"
    words = [f"{xlabel} {a:,}: {form.format(b)}" for a, b in zip(x, y, strict=True)]
    for name, height in (levels or {}).items():
        axes.axhline(height, color=INK_2, linestyle="--", linewidth=1)
        axes.annotate(name, (0, height), (4, 3), xycoords=("axes fraction", "data"), color=INK_2,
                      textcoords="offset points", ha="left", fontsize=9)  # fmt: skip
        words.append(f"{name}: {form.format(height)}")
    axes.set(xlabel=xlabel, ylabel=ylabel)
    if logarithmic:
        axes.set_xscale("log")
        axes.minorticks_off()
    axes.set_xticks(x, [f"{value:,}" for value in x])
    if percent:
        _percents(axes)
    _on_paper(axes)
    picture.words = f"{says} {'; '.join(words)}."
    return picture


def _percents(axes):
    """Let the height stand for a share, which is never below 0 or above 1."""
    low, high = axes.get_ylim()
    axes.set_ylim(max(low, 0), min(high, 1))
    axes.yaxis.set_major_formatter(lambda share, place: f"{100 * share:.4g}%")


@accepts(
    x=checks.row,
    series=mapping(HEIGHTS, 1, 4),
    xlabel=text,
    ylabel=text,
    says=text,
    percent=flag,
    logarithmic=flag,
)
def lines(x, series, xlabel, ylabel, says, percent=False, logarithmic=False):
    """Draw two to four measured curves over the same ``x``; ``series`` maps names to heights.

    Each has its own dashes and markers besides its colour, so that colour is not needed.
    """
    checks.alike(("x", x), *series.items())
    if logarithmic:
        checks.positive(x, "x")
    picture = Picture(3.4)
    axes = picture.subplots()
    looks = ((BLUE, "-", "o"), (ORANGE, "--", "s"), (INK, ":", "^"), (PAPER_RIGHT, "-.", "D"))
    form = "{:.1%}" if percent else "{:.3g}"
    words, ends = [], []
    for (name, heights), (colour, dashes, marker) in zip(series.items(), looks, strict=False):
        style = {"color": colour, "marker": marker, "markersize": 4, "clip_on": False}
        axes.plot(x, heights, dashes, linewidth=2, **style)
        ends.append((name, x[-1], heights[-1], colour))
        first, last = (form.format(heights[k]) for k in (0, -1))
        words.append(f"{name}: from {first} at {x[0]:g} to {last} at {x[-1]:g}")
    axes.set(xlabel=xlabel, ylabel=ylabel)
    if logarithmic:
        axes.set_xscale("log")
    if percent:
        _percents(axes)
    _on_paper(axes)
    picture.name_ends(axes, ends)
    picture.words = f"{says} {'; '.join(words)}."
    return picture


@accepts(records=mapping(checks.array(None, 3), 1, 3), says=text)
def calibration(records, says):
    """Draw how often networks are right against how sure they are.

    ``records`` maps names to lists of [how many digits, how many right, mean confidence],
    one for each step of confidence (see ``calibration.record``). Steps with
    fewer than ten digits are left out. On the dashed line, confidence is probability.
    """
    picture = Picture(3.8)
    axes = picture.subplots()
    axes.plot([0, 1], [0, 1], color=INK_2, linestyle=(0, (5, 5)), linewidth=1)
    looks = (("o-", BLUE), ("s--", ORANGE), ("^:", INK))
    words, ends = [], []
    for (name, record), (look, colour) in zip(records.items(), looks, strict=False):
        steps = [step for step in record if step[0] >= 10]
        if not steps:
            raise ValueError(f"{name}: expected a step with at least ten digits, got none")
        counts, right, confidence = np.array(steps).T
        axes.plot(confidence, right / counts, look, color=colour, linewidth=2, clip_on=False)
        ends.append((name, confidence[-1], right[-1] / counts[-1], colour))
        pairs = [f"{mean:.2f}: {good / count:.0%}" for count, good, mean in steps]
        words.append(f"{name}, share right by confidence: {', '.join(pairs)}")
    axes.set(xlabel="confidence", ylabel="share read right", xlim=(0, 1), ylim=(0, 1))
    _on_paper(axes)
    picture.name_ends(axes, ends)
    picture.words = f"{says} {'; '.join(words)}."
    return picture


@accepts(
    x=HEIGHTS,
    series=mapping(HEIGHTS, 1, 6),
    says=text,
    xlabel=text,
    span=checks.span(-1e9, 1e9),
    dashes=text,
)
def functions(x, series, says, xlabel="input", span=(-1.25, 2.25), dashes="--"):
    """Draw functions over ``x``; all after the first thin; ``span``: what is seen."""
    checks.alike(("x", x), *series.items())
    picture = Picture(3.2)
    axes = picture.subplots()
    looks, ends = [("-", INK, 2.5)] + [(dashes, INK_2, 1.5)] * len(series), []
    for (name, values), (line, colour, width) in zip(series.items(), looks, strict=False):
        axes.plot(x, values, line, linewidth=width, color=colour)
        ends.append((name, x[-1], values[-1], colour))
    axes.set(xlabel=xlabel, ylim=span, xlim=(min(x), max(x)))
    _on_paper(axes)
    picture.name_ends(axes, ends)
    picture.words = says
    return picture


@accepts(x=HEIGHTS, parts=checks.array(None, None), wanted=HEIGHTS, says=text)
def stacked(x, parts, wanted, says):
    """Draw functions over ``x`` on top of each other, up to their sum; ``wanted``: dashed.

    What a part takes away leaves a hole in those before it.
    """
    checks.alike(
        ("x", x), ("wanted", wanted), *((f"part {k}", part) for k, part in enumerate(parts))
    )
    picture = Picture(3.2)
    axes = picture.subplots()
    heights = np.vstack([np.zeros((1, len(x))), np.cumsum(parts, axis=0)])
    for level, (below, above) in enumerate(itertools.pairwise(heights)):
        for colour, dashes, alpha, where in (
            (BLUE, "-", 0.14, above - below > 0.004),
            (ORANGE, "--", 0.12, below - above > 0.004),
        ):
            for ground, opacity in ((PAPER, 1), (colour, alpha)):
                axes.fill_between(x, below, above, where, color=ground, alpha=opacity,
                                  linewidth=0, zorder=2 + level / 100)  # fmt: skip
            edge = np.where(where, above, np.nan)
            axes.plot(x, edge, dashes, color=colour, linewidth=1.5, zorder=3)
    axes.plot(x, heights[-1], color=INK, linewidth=2.5, zorder=4)
    axes.plot(x, wanted, "--", color=INK, linewidth=1.5, zorder=4)
    axes.set(xlabel="input", ylim=(-1.25, 2.25), xlim=(min(x), max(x)))
    _on_paper(axes)
    ends = ("the sum", heights[-1], INK), ("to be met", wanted, INK_2)
    picture.name_ends(axes, [(name, x[-1], line[-1], ink) for name, line, ink in ends])
    picture.words = says
    return picture


@accepts(values=HEIGHTS, names=items(text), says=text)
def terms(values, names, says):
    """Draw the terms of a sum as horizontal bars to both sides of 0: blue adds, orange takes."""
    checks.alike(("values", values), ("names", names), most=MOST)
    picture = Picture(0.32 * len(names) + 0.7)
    axes = picture.subplots()
    colours = [BLUE if value >= 0 else ORANGE for value in values]
    drawn = axes.barh(range(len(names)), values, 0.7, color=colours)
    said = [f"{value:.2f}" for value in values]
    axes.bar_label(
        drawn, [one.replace("-", MINUS) for one in said], padding=3, fontsize=9, color=INK
    )
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.margins(x=0.15)
    _on_paper(axes, "x")
    axes.tick_params(axis="y", labelcolor=INK)
    listed = "; ".join(f"{name}: {value}" for name, value in zip(names, said, strict=True))
    picture.words = f"{says} {listed}."
    return picture


def _plain(value):
    """Write a number out with two digits that count; one with many zeros as a power of ten."""
    rounded = float(f"{value:.2g}")
    if rounded and not 1e-3 < abs(rounded) < 1e5:
        digits, power = f"{value:.0e}".split("e")
        raised = str(int(power)).translate(RAISED)
        return f"{digits}\N{MIDDLE DOT}10{raised}".replace("-", MINUS)
    return np.format_float_positional(rounded, trim="-").replace("-", MINUS)


@accepts(activations=HEIGHTS, factors=HEIGHTS, left=HEIGHTS, says=text)
def relay(activations, factors, left, says):
    """Draw a row of neurons, and above each what is left of a message of 1 handed back.

    ``activations``, ``factors`` (by what each multiplies it) and ``left`` have one number
    a neuron, the first one first. The last bar is the message. A bar that would leave the picture
    ends in a triangle.
    """
    checks.alike(("activations", activations), ("factors", factors), ("left", left), most=MOST)
    picture = Picture(3.0)
    axes = picture.subplots()
    sent = np.append(left, 1.0)
    places, sizes = np.arange(len(sent)) + 1, np.minimum(np.abs(sent), 1.1)
    colours = [ORANGE if value < 0 else BLUE for value in sent]
    drawn = axes.bar(places, sizes, 0.8, color=colours)
    most = 15  # neurons of which there is room to write
    said = [_plain(value) if len(sent) < most or value == 1 else "" for value in sent]
    axes.bar_label(drawn, said, fontsize=7, padding=4, color=INK)
    gone = np.abs(sent) > 1.1
    axes.scatter(places[gone], sizes[gone], 60, np.array(colours)[gone], marker="^", zorder=3)
    if len(sent) < most:
        names = [f"{k}\n{TIMES}{_plain(x)}" for k, x in enumerate(factors, start=1)]
        axes.set_xticks(places, [*names, "error"])
    axes.set(ylim=(0, 1.3), yticks=[0, 1], xlabel="neuron", ylabel="message left")
    _on_paper(axes, "y")
    if len(sent) < most:
        axes.tick_params(axis="x", labelsize=7)
    listed = ", ".join(f"{value:.2g}" for value in left)
    picture.words = f"{says} At each neuron, the first one first: {listed}."
    return picture


@accepts(
    values=checks.inside(0, 1, None, None),
    rows=items(text),
    columns=items(text),
    ylabel=text,
    xlabel=text,
    says=text,
)
def shades(values, rows, columns, ylabel, xlabel, says):
    """Draw a table of numbers from 0 (dark) to 1 (bright), each written into its cell.

    ``values`` has shape (len(rows), len(columns)).
    """
    checks.alike(("rows of values", values), ("rows", rows), most=MOST)
    checks.alike(("columns of values", values.T), ("columns", columns), most=MOST)
    picture = Picture(0.28 * len(rows) + 1.0)
    axes = picture.subplots()
    axes.imshow(values, cmap=LIGHT, vmin=0, vmax=1, aspect="auto", **RAW)
    for (row, column), value in np.ndenumerate(values):
        text = f"{value:.2f}".lstrip("0") if value < 0.995 else "1"
        axes.text(column, row, text, ha="center", va="center", fontsize=8,
                  color=LIGHT_INK if value < 0.5 else STAGE)  # fmt: skip
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rows)), rows)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    _on_paper(axes, None)
    axes.spines[:].set_visible(False)
    lines = [
        f"{ylabel} {row}: {', '.join(f'{value:.2f}' for value in line)}"
        for row, line in zip(rows, values, strict=True)
    ]
    picture.words = f"{says} {'; '.join(lines)}."
    return picture


@accepts(images=checks.squares, titles=items(text), says=text, columns=checks.whole(1, 40))
def signed(images, titles, says, columns=8):
    """Draw square pictures of signed numbers, of shape (n, side²), each under its title.

    Blue is above 0, orange below, dark 0; each picture has its own scale. Below 0 there
    are dots too, so that colour is not needed. ``says`` is a sentence on what they show.
    """
    checks.alike(("images", images), ("titles", titles), most=MOST)
    rows, side = -(-len(images) // columns), math.isqrt(images.shape[1])
    picture = Picture(rows * (WIDTH / columns + 0.3))
    for place, ax in enumerate(picture.subplots(rows, columns, squeeze=False).ravel()):
        ax.set_axis_off()
        if place < len(images):
            values = np.reshape(images[place], (side, side))
            most = np.abs(values).max() or 1
            ax.imshow(values, cmap=GLOW, vmin=-most, vmax=most, **RAW)
            down, across = np.nonzero(values < -0.2 * most)
            size = 12 / side  # of a dot, as pixels are
            ax.scatter(across, down, s=size, color=STAGE, linewidths=0, rasterized=True)
            ax.set_title(titles[place], fontsize=9, color=INK, pad=3)
    picture.words = f"{says} From left to right, row by row: {', '.join(titles)}."
    return picture


@accepts(image=checks.one_image, outputs=HEIGHTS, names=items(text), says=text, symbols=SYMBOLS)
def answers(image, outputs, names, says, symbols=None):
    """Draw an image of 784 numbers beside what a network answers: a bar for each output.

    Of more than 20 outputs, the largest 20 are drawn.

    ``symbols`` names the 28 rows and columns, where these are not just places.
    """
    checks.alike(("outputs", outputs), ("names", names))
    picture = Picture(3.4)
    left, right = picture.subplots(1, 2, width_ratios=[1.1, 1])
    _image(left, image, symbols)
    if len(outputs) > LISTED:  # the largest, in their order
        largest = np.sort(np.argsort(outputs)[::-1][:LISTED])
        outputs, names = outputs[largest], [names[place] for place in largest]
    drawn = right.barh(range(len(names)), outputs, color=BLUE)
    right.set_yticks(range(len(names)), names)
    said = [f"{output:.2f}" for output in outputs]
    right.bar_label(drawn, said, padding=3, fontsize=9, color=INK)
    right.invert_yaxis()
    right.set(xlim=(0, 1), xlabel="output")
    _on_paper(right, "x")
    right.tick_params(axis="y", labelcolor=INK)
    picture.words = says
    return picture


@accepts(network=any_network)
def made_of(network):
    """Return what a network is made of, in words: "784-16-16-10 neurons", "8 and 32 maps"."""
    if isinstance(network, ConvolutionalNetwork):
        return f"{' and '.join(map(str, network.maps))} maps"
    return f"{'-'.join(map(str, network.sizes))} neurons"


@accepts(network=any_network, image=checks.one_image)
def reading(network, image):
    """Draw a network of any number of layers reading one image of 784 numbers.

    As the live figure draws it, on its dark stage: each neuron is a circle, the brighter the larger
    its activation, and each map of a ConvolutionalNetwork a small picture; of the connections
    those that carry most are drawn, from the pixels themselves on, blue where they add, orange and
    dashed where they take away. To a map is carried what ``convolution.carried`` says.
    """
    layers = network.activations(image)
    counts = [*getattr(network, "maps", network.sizes[1:-1]), network.sizes[-1]]
    picture = Picture(3.6)
    picture.set_layout_engine("none")
    picture.set_facecolor(STAGE)
    axes = picture.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 1074), ylim=(600, 0))
    axes.set_axis_off()
    pad = 28, 84, 364  # as in digit_reader_layout.js: left, top, side
    axes.imshow(np.reshape(image, (28, 28)), cmap=LIGHT, vmin=0, vmax=1, aspect="auto", **RAW,
                extent=(pad[0], pad[0] + pad[2], pad[1] + pad[2], pad[1]))  # fmt: skip
    are_maps = isinstance(network, ConvolutionalNetwork)
    spots = [_pixels(pad), *(_blocks if are_maps else _columns)(counts)]
    if are_maps:
        terms = [of_layer for of_layer, _ in carried(network, image)]
    else:
        terms = [network.weights[k] * layers[k] for k in range(len(network.weights))]
    for k, of_layer in enumerate(terms, start=1):
        _threads(axes, of_layer, spots[k - 1], spots[k], count=40 if k > 1 else 90)
    for k, (values, places) in enumerate(zip(layers[1:], spots[1:], strict=True), start=1):
        if are_maps and k <= len(network.maps):
            _maps(axes, values.reshape(len(places), network.sides[k], -1), places)
            continue
        shares = np.abs(values) / max(1, np.abs(values).max())
        axes.scatter(*places.T, s=60, c=shares, cmap=LIGHT, vmin=0, vmax=1, zorder=3,
                     edgecolors=RULE, linewidths=0.8)  # fmt: skip
    best = int(layers[-1].argmax())
    for digit, ((x, y), output) in enumerate(zip(spots[-1], layers[-1], strict=True)):
        weight, colour = ("bold", "#ffffff") if digit == best else ("normal", "#a3adba")
        style = {"color": colour, "weight": weight, "va": "center", "fontsize": 9}
        axes.text(x + 24, y, f"{digit}", **style)
        axes.barh(y, 100 * np.clip(output, 0, 1), 9, x + 44, color=colour)
    axes.text(28, 46, f"It reads {best}", color="#ffffff", weight="bold", fontsize=16, va="center")
    picture.words = (
        f"A network of {made_of(network)} reads a picture as "
        f"{a_digit(best)}: output {layers[-1][best]:.2f}."
    )
    return picture


def _pixels(pad):
    """Return the middles of the pixels of an image drawn at left, top, with this side."""
    left, top, side = pad
    down, right = np.divmod(np.arange(784), 28)
    return np.stack([left + (right + 0.5) * side / 28, top + (down + 0.5) * side / 28], axis=1)


def _columns(sizes):
    """Return where the neurons of these layers stand, one column a layer."""
    across = np.linspace(537, 886, len(sizes)) if len(sizes) > 1 else [886]
    columns = []
    for x, size in zip(across, sizes, strict=True):
        down = 300 + (np.arange(size) - (size - 1) / 2) * min(472 / size, 44 if size <= 10 else 29)
        columns.append(np.stack([np.full(size, x), down], axis=1))
    return columns


def _blocks(counts):
    """Return where maps stand, in blocks of at most eight rows, one a layer, and the outputs."""
    blocks = []
    across = np.linspace(537, 886, len(counts))
    for x, count in zip(across[:-1], counts, strict=False):
        lanes = -(-count // 8)
        down, right = np.divmod(np.arange(count), lanes)
        rows = -(-count // lanes)
        spots = [x + 42 * (right - (lanes - 1) / 2), 300 + 59 * (down - (rows - 1) / 2)]
        blocks.append(np.stack(spots, axis=1))
    return [*blocks, _columns(counts[-1:])[0]]


def _maps(axes, maps, places):
    """Draw maps as small pictures around these places, the brighter, the larger their numbers."""
    half = 24 if len(maps) <= 8 else 18  # as in digit_reader_layout.js
    for values, (x, y) in zip(maps, places, strict=True):
        axes.imshow(np.sqrt(values / (maps.max() or 1)), cmap=LIGHT, vmin=0, vmax=1, aspect="auto",
                    extent=(x - half, x + half, y + half, y - half), zorder=3, **RAW)  # fmt: skip


def _threads(axes, terms, before, after, count):
    """Draw the connections that carry most, as curves; ``terms``: weight times input."""
    most = np.abs(terms).max()
    for place in np.argsort(np.abs(terms), axis=None)[::-1][:count]:
        to, origin = np.unravel_index(place, terms.shape)
        share = abs(terms[to, origin]) / most if most > 0 else 0
        if share < 0.04:
            break
        (x0, y0), (x1, y1) = before[origin], after[to]
        middle = (x0 + x1) / 2
        points = [(x0, y0), (middle, y0), (middle, y1), (x1, y1)]
        adds = terms[to, origin] >= 0
        axes.add_patch(
            PathPatch(
                Path(points, [Path.MOVETO, *[Path.CURVE4] * 3]),
                facecolor="none",
                edgecolor="#6cc0f0" if adds else "#e8702a",
                linestyle="-" if adds else (0, (3, 2)),
                linewidth=0.3 + (0.8 if len(before) == 784 else 1.8) * share,
                alpha=0.12 + 0.78 * share,
            )
        )


@accepts(
    history=checks.one(History),
    network=a_network,
    wall=checks.pair,
    batch_size=checks.positive_whole,
    span=checks.positive_whole,
)
def learning(history, network, wall, batch_size, span=500):
    """Draw what a training brought: accuracy, cost, first weights, and a wall of digits.

    ``history`` holds validation too. Each point of the thin lines is the mean over ``span`` images.
    ``wall`` is a pair of images and labels, ten to a row; those that ``network`` reads right are
    lit and have a tick. As the live figure draws it, charts on paper and the machine on its stage.
    """
    if not history.batch_cost or not 0 < len(history.cost) == len(history.validation_cost):
        raise ValueError("the history must hold one epoch or more, each with its validation")
    rows, wall = _first_layer(network), checks.examples(*wall, network, "quadratic")
    picture = Picture(WIDTH * 644 / 1074)
    picture.set_layout_engine("none")
    per_epoch = len(history.batch_cost) * batch_size / len(history.cost)
    width = min(max(span // batch_size, 1), len(history.batch_cost))
    means = {}
    for name, values in (("right", history.batch_accuracy), ("cost", history.batch_cost)):
        kept = np.array(values)[: len(values) // width * width]
        means[name] = kept.reshape(-1, width).mean(axis=1)
    ends = (np.arange(len(means["cost"])) + 1) * width * batch_size / per_epoch
    epochs = np.arange(len(history.cost)) + 1
    above = picture.add_axes((0.07, 0.4, 0.42, 0.5))
    below = picture.add_axes((0.07, 0.1, 0.42, 0.2))
    validation = 100 * np.array(history.validation_accuracy)
    runs = [(ends, 100 * means["right"], INK_2), (epochs, validation, PAPER_RIGHT)]
    _runs(above, "read right", runs, ["training {:.0f}%", "validation {:.0f}%"])
    above.set(ylim=(0, 100), xticklabels=[])
    above.set_yticks([0, 50, 100], ["0", "50", "100%"])
    runs = [(ends, means["cost"], INK_2), (epochs, history.validation_cost, PAPER_RIGHT)]
    _runs(below, "cost", runs, ["{:.2f}", "{:.2f}"])
    below.set(ylim=(0, None))
    below.set_xlabel("epochs", fontsize=8, color=INK_2)
    right = _machine(picture, network, rows, *wall)
    picture.words = (
        f"The cost falls from {means['cost'][0]:.2f} to {means['cost'][-1]:.2f} over "
        f"{round(per_epoch * len(epochs)):,} images. Then {history.validation_accuracy[-1]:.1%} of "
        f"the validation digits are read right, and {right} of {len(wall[0])} that are shown. "
        "Above them: the weights of the first layer."
    )
    return picture


def _runs(axes, name, runs, words):
    """Draw the two lines of a training over epochs, each with words at its end."""
    axes.set_title(name, fontsize=8, color=INK_2, loc="left", pad=3)
    higher = int(runs[1][1][-1] > runs[0][1][-1])
    for k, ((x, y, colour), word) in enumerate(zip(runs, words, strict=True)):
        axes.plot(x, y, color=colour, linewidth=1 + k, clip_on=False)
        axes.annotate(word.format(y[-1]), (x[-1], y[-1]), (6, 5 if k == higher else -5),
                      textcoords="offset points", va="center", fontsize=8, color=colour,
                      annotation_clip=False)  # fmt: skip
    last = round(runs[1][0][-1])
    axes.set(xlim=(0, last), xticks=range(last + 1))
    _on_paper(axes)
    axes.tick_params(labelsize=8)


def _machine(picture, network, rows, images, targets):
    """Draw first weights and a wall of digits on the stage; return how many it reads right."""
    stage = picture.add_axes((0.642, 0, 0.358, 1))
    stage.set(xlim=(0, 384), ylim=(644, 0), facecolor=STAGE, xticks=[], yticks=[])
    stage.spines[:].set_visible(False)
    columns = int(np.ceil(np.sqrt(len(rows))))
    pitch = 352 / columns
    for k, row in enumerate(rows):
        x, y = 16 + k % columns * pitch, 24 + k // columns * pitch
        most = np.abs(row).max() or 1
        extent = (x, x + pitch - 4, y + pitch - 4, y)
        style = {
            "cmap": GLOW,
            "vmin": -most,
            "vmax": most,
            "aspect": "auto",
            "extent": extent,
            **RAW,
        }
        stage.imshow(row.reshape(28, 28), **style)
    read, labels = network.predict(images), targets.argmax(axis=1)
    for k, (image, label, answer) in enumerate(zip(images, labels, read, strict=True)):
        x, y, good = 17 + k % 10 * 35, 420 + k // 10 * 35, answer == label
        extent = (x, x + 31, y + 31, y)
        shown = image.reshape(28, 28) * (1 if good else 0.45)
        stage.imshow(shown, cmap=LIGHT, vmin=0, vmax=1, aspect="auto", extent=extent, **RAW)
        edge = RIGHT if good else "#323944"
        stage.add_patch(Rectangle((x, y), 31, 31, fill=False, edgecolor=edge, linewidth=0.9))
        if good:
            stage.plot([x + 21, x + 24, x + 29], [y + 25, y + 28, y + 21], color=RIGHT, linewidth=1)
        else:
            stage.text(x + 29, y + 29, answer, color=LIGHT_INK, ha="right", va="bottom", fontsize=5)
    right = int((read == labels).sum())
    stage.text(16, 400, f"It reads {right} of these {len(labels)}", color=LIGHT_INK, va="center",
               fontsize=9)  # fmt: skip
    return right


@accepts(network=a_network, says=text, titles=or_none(items(text)))
def weights(network, says, titles=None):
    """Draw the weights of each neuron of the first layer as a picture of 28 by 28 pixels.

    Blue is above 0, orange below, dark 0; each picture has its own scale.
    """
    rows = _first_layer(network)
    checks.alike(("neurons", rows), ("titles", rows if titles is None else titles), most=MOST)
    picture = Picture(0.85 * -(-len(rows) // 8) + (0.5 if titles else 0.1))
    _weights(picture, rows, titles)
    picture.words = f"{says} Blue pixels have positive weights, orange ones negative."
    return picture


def _first_layer(network):
    if network.sizes[0] != 784:
        raise ValueError(f"expected a network with 784 inputs, got one of sizes {network.sizes}")
    return network.weights[0]


def _weights(figure, rows, titles=None):
    grid = figure.subplots(-(-len(rows) // 8), 8, squeeze=False)
    for k, axes in enumerate(grid.ravel()):
        axes.set_axis_off()
        if k < len(rows):
            most = np.abs(rows[k]).max() or 1
            image = rows[k].reshape(28, 28)
            axes.imshow(image, cmap=GLOW, vmin=-most, vmax=most, **RAW)
            if titles:
                axes.set_title(titles[k], fontsize=9, pad=2, color=INK)


@accepts(counts=mapping(checks.whole(0), 1, MOST), says=text)
def shares(counts, says):
    """Draw horizontal bars to scale; ``counts`` maps names to how many there are."""
    picture = Picture(0.32 * len(counts) + 0.5)
    axes = picture.subplots()
    drawn = axes.barh(range(len(counts)), counts.values(), 0.7, color=BLUE)
    said = [f"{count:,}" for count in counts.values()]
    axes.bar_label(drawn, said, padding=3, fontsize=9, color=INK)
    axes.set_yticks(range(len(counts)), counts)
    axes.invert_yaxis()
    axes.set_xlim(0, 1.15 * max(*counts.values(), 1))
    axes.xaxis.set_visible(False)
    _on_paper(axes, None)
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", labelcolor=INK)
    listed = "; ".join(f"{name}: {count:,}" for name, count in counts.items())
    picture.words = f"{says} {listed}."
    return picture


def _landmark(value, name):
    known, year, count = checks.exactly(3, items(checks.anything))(value, name)
    return text(known, name), checks.any_whole(year, name), checks.positive_whole(count, name)


def _weights_per_line(most):
    """Return how many weights a line stands for, at most 320 lines: 1, 2, 5, 10 and so on."""
    steps = (step * 10**power for power in range(12) for step in (1, 2, 5))
    return next(step for step in steps if most <= 320 * step)


def _weave(place, before, after, each):
    """Return lines from the column of dots at a place to the next one, all over both.

    Where each line is a weight, they join each with each.
    """
    order = np.arange(max(round(before * after / each), 1))
    golden = (np.sqrt(5) - 1) / 2  # steps of this share never come back to where they were
    left = order % before if each == 1 else np.floor((order + 0.5) * golden % 1 * before)
    right = np.floor((order + 0.5) / order.size * after)
    ends = [(end + 0.5) / size * min(size, 20) / 20
            for end, size in ((left, before), (right, after))]  # fmt: skip
    across = [np.full(order.size, place + 0.05), np.full(order.size, place + 0.95)]
    return np.stack([across, ends]).T


@accepts(sizes=checks.sizes, landmarks=items(_landmark), says=text)
def parameters(sizes, landmarks, says):
    """Draw a network's parameters to scale: between two layers, as many lines as there are weights.

    Where they are too many to draw, each line stands for equally many, as the picture says. Layers
    are columns of dots (a dot for each of up to 20 neurons). Below, a ruler of powers of ten with
    this network and ``landmarks``: names, years and numbers of parameters.
    """
    checks.alike(("sizes", sizes), most=MOST)
    picture = Picture(2.9)
    above, below = picture.subplots(2, 1, height_ratios=[2.4, 1])
    terms, places = {}, np.arange(len(sizes))
    counts = [before * after for before, after in itertools.pairwise(sizes)]
    each = _weights_per_line(max(counts))
    for k, count in enumerate(counts, 1):
        terms[f"layer {k}: {sizes[k - 1]:,} x {sizes[k]:,} weights"] = count
        terms[f"layer {k}: {sizes[k]:,} biases"] = sizes[k]
        lines = _weave(k - 1, sizes[k - 1], sizes[k], each)
        above.add_collection(LineCollection(lines, linewidths=0.5, colors=INK_2, alpha=0.5))
        high = (min(sizes[k - 1], 20) + min(sizes[k], 20)) / 40  # of the lines, in their middle
        plate = {"facecolor": PAPER, "edgecolor": "none", "pad": 2}
        above.text(k - 0.5, high / 2 if high > 0.3 else high + 0.1, f"{count:,}", ha="center",
                   va="center", fontsize=9, color=INK, bbox=plate)  # fmt: skip
    for place, size in zip(places, sizes, strict=True):
        dots = min(size, 20)
        above.plot(np.full(dots, place), (np.arange(dots) + 0.5) / 20, ".", color=INK, markersize=3)
        above.text(place, -0.08, f"{size:,}", ha="center", va="top", fontsize=10, color=INK)
    above.set(xlim=(-0.4, len(sizes) - 0.6), ylim=(-0.25, 1.05))
    above.set_axis_off()
    name = f"a line for {'each weight' if each == 1 else f'{each:,} weights'}"
    above.set_title(name, fontsize=9, color=INK_2, loc="left")
    total = sum(terms.values())
    below.set(xscale="log", xlim=(1e3, 1e12), ylim=(0, 1), yticks=[])
    for name, _, count in landmarks:
        below.plot(count, 0, "o", color=INK_2, markersize=4, clip_on=False)
        below.text(count, 0.2, name, ha="center", fontsize=8, color=INK_2)
    own = np.clip(total, 1e3, 1e12)
    below.plot(own, 0, "o", color=RING, markeredgecolor=INK, markersize=9, clip_on=False, zorder=3)
    below.text(own, 0.6, f"this one {total:,}", ha="center", fontsize=9, color=INK)
    below.set_xlabel("parameters", fontsize=9)
    below.minorticks_off()
    _on_paper(below, None)
    listed = "; ".join(f"{name}: {count:,}" for name, count in terms.items())
    others = "; ".join(f"{name} ({year}): {count:,}" for name, year, count in landmarks)
    picture.words = f"{says} {listed}. Others: {others}."
    return picture


@accepts(weights=checks.array(784), image=checks.one_image, says=text)
def neuron(weights, image, says):
    """Draw a neuron's 784 weights, an image, and the products that the neuron adds up."""
    picture = Picture(2.5)
    most = max(np.abs(weights).max(), 1e-9)
    panels = (
        ("weights", weights, {"cmap": GLOW, "vmin": -most, "vmax": most}),
        ("image", image, {"cmap": LIGHT, "vmin": 0, "vmax": 1}),
        ("weight times pixel", weights * image, {"cmap": GLOW, "vmin": -most, "vmax": most}),
    )
    for axes, (title, values, style) in zip(picture.subplots(1, 3), panels, strict=True):
        axes.imshow(np.reshape(values, (28, 28)), **style, **RAW)
        axes.set_title(title, fontsize=10, color=INK)
        axes.set_axis_off()
    picture.words = f"{says} Blue is above 0, orange below."
    return picture


@accepts(
    weights=checks.array(784),
    bias=checks.number,
    image=checks.one_image,
    activation=checks.number,
    sums=checks.array(None),
    wanted=checks.array(None),
)
def fence(weights, bias, image, activation, sums, wanted):
    """Draw a neuron that looks at an image, and where the sums of others lie by its fence.

    As the live figure draws it, on its dark stage. ``sums`` are the sums of weight times pixel
    of n images, ``wanted`` says for which of them the neuron should fire.
    """
    wanted = wanted != 0
    picture, axes = _stage(1074, 520)  # places as in neuron_lab_layout.js
    painted = _meeting(np.reshape(weights, (28, 28)), np.reshape(image, (28, 28)))
    axes.imshow(painted, extent=(77, 469, 457, 65), aspect="auto", **RAW)
    up, down = np.maximum(weights * image, 0).sum(), np.minimum(weights * image, 0).sum()
    longest = 140 / max(up + max(bias, 0), max(-bias, 0) - down, 20)
    for start, length, helped, colour in (
        (230, -longest * up, -longest * max(bias, 0), ADDS),
        (294, -longest * down, longest * max(-bias, 0), TAKES),
    ):
        axes.bar(543, length, 16, start, color=colour)
        if helped:
            ringed = {"color": colour, "edgecolor": RING, "linewidth": 1.5}
            axes.bar(543, helped, 16, start + length, **ringed)
    glow = {"color": LIGHT_INK, "alpha": 0.15 * activation}
    axes.scatter(543, 262, s=420 * (1 + 3 * activation), **glow)
    axes.scatter(543, 262, s=420, c=[activation], cmap=LIGHT, vmin=0, vmax=1, edgecolors=RULE)
    words = {"color": LIGHT_INK, "va": "center"}
    z = f"{up + down + bias:+.1f}".replace("-", MINUS)
    axes.text(575, 262, z, fontsize=9, **words)
    right = np.count_nonzero((sums + bias > 0) == wanted)
    axes.text(674, 90, f"right on {right} of {sums.size}", fontsize=13, **words)
    _dots(axes, sums, bias, wanted)
    picture.words = f"A neuron that is right on {right} of {sums.size} images."
    return picture


def _dots(axes, sums, bias, wanted):
    """Draw sums above an axis, those of the wanted images higher, and the fence among them."""
    low, high = min(sums.min(), -bias, -20), max(sums.max(), -bias, 20)

    def across(values):
        return 690 + (values - low) / (high - low) * 340

    down = 0.618034 * np.arange(sums.size) % 1
    good = (sums + bias > 0) == wanted
    for kind, marker, top in ((wanted, "^", 190), (~wanted, "o", 290)):
        for which, face, edge in ((kind & good, RIGHT, RIGHT), (kind & ~good, STAGE, LIGHT_INK)):
            style = {"marker": marker, "s": 5, "linewidths": 0.6, "color": face, "edgecolors": edge}
            style["rasterized"] = True
            axes.scatter(across(sums[which]), top + 60 * down[which], **style)
    axes.plot([690, 1030], [360, 360], color=RULE, linewidth=0.8)
    middle = {"ha": "center", "va": "center", "fontsize": 7}
    axes.text(across(0), 376, "0", color=LIGHT_INK, **middle)
    axes.plot([across(-bias)] * 2, [172, 360], color=RING, linewidth=2)
    tag = f"bias {bias:.1f}".replace("-", MINUS)
    box = {"facecolor": RING, "edgecolor": "none"}
    axes.text(across(-bias), 156, tag, color=INK, bbox=box, **middle)


def _stage(width, height):
    """Return a picture of the dark stage, and axes of so many units from its upper left corner."""
    picture = Picture(WIDTH * height / width)
    picture.set_layout_engine("none")
    picture.set_facecolor(STAGE)
    axes = picture.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    axes.set_autoscale_on(False)
    return picture, axes


def _meeting(weights, ink):
    """Return red, green, blue of weights over ink, as ``meeting`` in neuron_lab_pad.js."""
    size = np.abs(weights)[..., np.newaxis] ** 0.7
    ground, tints = to_rgb(DARK), [to_rgb(TAKES), to_rgb(ADDS)]
    tint = np.where((weights < 0)[..., np.newaxis], *tints)
    ink = ink[..., np.newaxis]
    paint, grey = size * (0.45 + 0.55 * ink), 0.5 * ink * (1 - size)
    return np.clip(ground + (tint - ground) * paint + (1 - np.array(ground)) * grey, 0, 1)


@accepts(path=checks.track(1))
def rolling_curve(path):
    """Draw ``landscapes.curve`` and the places, of shape (n, 1), where a ball has been."""
    picture = Picture(3.4)
    axes = picture.subplots()
    x = np.linspace(-3, 3, 200)
    axes.plot(x, landscapes.curve(x), color=INK)
    seen = path[np.abs(path[:, 0]) <= 3.2, 0]
    axes.plot(seen, landscapes.curve(seen), color=INK_2, marker="o", markersize=4)
    axes.plot(seen[-1:], landscapes.curve(seen[-1:]), "o", color=RING, markersize=11,
              markeredgecolor=INK)  # fmt: skip
    axes.set(xlabel="knob", ylabel="cost", ylim=(-0.4, 4.4))
    _on_paper(axes)
    picture.words = _rolling(path, landscapes.curve(path[:, 0]))
    return picture


@accepts(path=checks.track(2))
def rolling_valley(path):
    """Draw ``landscapes.valley`` by lines of equal cost, and the places of shape (n, 2)."""
    picture = Picture(3.6)
    axes = picture.subplots()
    x, y = np.linspace(-4, 4, 120), np.linspace(-2, 2, 120)
    costs = landscapes.valley(np.stack(np.meshgrid(x, y), axis=-1))
    levels = [0, 0.5, 2, 5, 10, 20, 99]
    bands = [to_rgba(INK, ink) for ink in (0, 0.1, 0.19, 0.29, 0.39, 0.5)]  # the more, the higher
    axes.contourf(x, y, costs, levels, colors=bands)
    axes.contour(x, y, costs, levels, colors=INK, linewidths=0.7, alpha=0.35)
    axes.plot(0, 0, "+", color=INK, markersize=9)
    axes.plot(*path.T, color=INK, marker="o", markersize=4)
    axes.plot(*path[-1:].T, "o", color=RING, markersize=11, markeredgecolor=INK)
    axes.set(xlabel="first knob", ylabel="second knob", xlim=(-4, 4), ylim=(-2, 2))
    _on_paper(axes, None)
    axes.set_facecolor(PAPER)
    picture.words = _rolling(path, landscapes.valley(path))
    return picture


def _rolling(path, costs):
    first, last = (", ".join(f"{x:.2f}" for x in place) for place in (path[0], path[-1]))
    return (
        f"A ball takes {len(path) - 1} steps downhill, from {first} (cost {costs[0]:.3g}) to "
        f"{last} (cost {costs[-1]:.3g})."
    )
