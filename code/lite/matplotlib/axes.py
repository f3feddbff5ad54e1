"""One chart or image of a figure, drawn as SVG: what is asked of it is kept, and drawn at the end.

Places are in points, y downwards, as in SVG.
"""

import base64
import html
import itertools
import math
import struct
import types
import zlib

import numpy as np
from matplotlib import Drawing

# The book's colours are those of the page, where there are any: see tokens.css.
TOKENS = {"#1b1f27": "ink", "#55606f": "ink-2", "#6f7a8a": "rule", "#c3cad4": "hairline"}
TOKENS |= {"#0068a8": "add", "#b54700": "take", "#00735c": "right", "#ffffff": "paper"}
DASHES = {"-": "", "--": "6 4", ":": "1.5 3", "-.": "6 3 1.5 3"}
MARKERS = "os^D."
# Markers with corners, half a marker being 1; the others are round.
SHAPES = {"s": "-1-1h2v2h-2z", "^": "0-1.2l1.2 2.2h-2.4z", "D": "0-1.3l1.3 1.3-1.3 1.3-1.3-1.3z"}
LETTER = 0.56  # a letter's width, as a share of its height
LINE = 1.25  # a line of text, likewise
QUIET = "#55606f"


def ink(colour):
    """Return a colour as SVG names it. Capitals, so that nobody names it once more."""
    token = TOKENS.get(colour)
    return f"var(--nn-{token}, {colour.upper()})" if token else str(colour)


def png(pixels):
    """Return red, green and blue, of shape (rows, columns, 3), as a PNG in an address."""
    rows, columns, _ = pixels.shape
    body = b"".join(b"\0" + row.tobytes() for row in np.uint8(np.round(255 * pixels)))
    parts = [(b"IHDR", struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0))]
    parts += [(b"IDAT", zlib.compress(body)), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    ]
    coded = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)).decode()
    return f"data:image/png;base64,{coded}"


def words(x, y, said, size=10, colour=QUIET, across="middle", down=0.35, turn=0):
    """Return a text at a place; ``down``: by how much of its height it hangs below it."""
    look = f'font-size="{size}" fill="{ink(colour)}" text-anchor="{across}"'
    turned = f' transform="rotate({turn} {x:.1f} {y:.1f})"' if turn else ""
    lines = str(said).split("\n")
    first = y + down * size - LINE * size * (len(lines) - 1) * (1 if down < 0.2 else 0.5)
    return "".join(
        f'<text x="{x:.1f}" y="{first + LINE * size * k:.1f}" {look}{turned}>'
        f"{html.escape(line)}</text>"
        for k, line in enumerate(lines)
    )


def nice(low, high):
    """Return 4 to 8 round numbers from ``low`` to ``high``."""
    step = 10 ** math.floor(math.log10((high - low) / 4 or 1))
    step = next(step * times for times in (1, 2, 2.5, 5, 10) if (high - low) / (step * times) <= 7)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(k * step, 12) for k in range(first, last + 1)]


class Scale:
    """One direction of a chart: from which number to which, and what is written beside it."""

    def __init__(self):
        self.span, self.seen = None, []
        self.log = self.turned = self.grid = self.hidden = False
        self.ticks = self.names = None
        self.label, self.size, self.colour, self.form = "", 9, QUIET, None
        self.slack = 0.05

    def see(self, values):
        values = np.asarray(values, float).ravel()
        self.seen += [value for value in (values.min(), values.max()) if np.isfinite(value)]

    def limits(self):
        low, high = self.span or (None, None)
        if low is None or high is None:
            seen = np.array(self.seen or [0.0, 1.0])
            seen = np.log10(seen) if self.log else seen
            spare = self.slack * (np.ptp(seen) or 1)
            around = seen.min() - spare, seen.max() + spare
            around = tuple(10**value for value in around) if self.log else around
            low, high = (a if b is None else b for a, b in zip(around, (low, high), strict=True))
        return (high, low) if self.turned else (low, high)

    def share(self, value):
        """Return where a number lies between the limits: 0 at the first, 1 at the second."""
        low, high = self.limits()
        if self.log:
            low, high, value = (np.log10(number) for number in (low, high, value))
        return (np.asarray(value, float) - low) / ((high - low) or 1)

    def marks(self):
        """Return the numbers that are marked, and what is written at each."""
        low, high = sorted(self.limits())
        places = self.ticks
        if places is None and self.log:
            places = [10.0**k for k in range(math.ceil(math.log10(low)), 13) if 10.0**k <= high]
        elif places is None:
            places = nice(low, high)
        places = list(places)
        if self.names is not None:
            return list(zip(places, self.names, strict=False))
        return [(place, self.said(place)) for place in places]

    def said(self, value):
        if isinstance(self.form, str):
            return self.form.format(x=value)
        text = self.form(value, None) if self.form else f"{value:,.6g}"
        return text.replace("-", "\N{MINUS SIGN}")


class Axes:
    """A part of a figure. ``lacks`` says which command it got that it cannot follow."""

    def __init__(self, figure):
        self.figure, self.lacks = figure, ""
        self.x, self.y = Scale(), Scale()
        self.xaxis, self.yaxis = Axis(self.x), Axis(self.y)
        self.spines, self.transScale, self.transLimits = Drawing(), ToShare(self), ToShare(self)
        self.images, self.marks, self.notes, self.legend_of = [], [], [], []
        self.title, self.square, self.bare, self.baseline = None, False, False, True

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        quiet = name.startswith(("get_", "set_")) or name in ("margins", "minorticks_off")
        if not quiet:
            self.lacks = self.lacks or name
        return Drawing()

    # ---- what it is asked to draw

    def imshow(self, image, cmap=None, vmin=None, vmax=None, aspect=None, extent=None, **_):
        image = np.asarray(image, float)
        if image.ndim == 2:
            low = np.nanmin(image) if vmin is None else vmin
            high = np.nanmax(image) if vmax is None else vmax
            image = cmap(np.nan_to_num((image - low) / ((high - low) or 1)))
        rows, columns = image.shape[:2]
        left, right, bottom, top = extent or (-0.5, columns - 0.5, rows - 0.5, -0.5)
        if extent is None:
            self.x.span, self.y.span = (left, right), (bottom, top)
            self.square = aspect is None
        self.images.append((image, (left, right, bottom, top)))

    def plot(self, *data, color="#1b1f27", linewidth=1.5, linestyle=None, marker=None, **style):
        *data, look = data if isinstance(data[-1], str) else (*data, "" if marker is None else "-")
        x, y = (np.atleast_1d(np.asarray(part, float)) for part in data)
        marker = marker or next((letter for letter in look if letter in MARKERS), "")
        dashes = look.strip(MARKERS) or ("" if marker and look else "-")
        if isinstance(linestyle, tuple):
            dashes = " ".join(map(str, linestyle[1]))
        elif linestyle:
            dashes = linestyle
        self.x.see(x), self.y.see(y)
        edge, size = style.get("markeredgecolor", color), style.get("markersize", 6)
        clipped = style.get("clip_on", True)
        self.marks.append(("line", x, y, color, linewidth, dashes, marker, size, edge, clipped))
        return [Drawing()]

    def scatter(self, x, y, s=20, color=None, marker="o", **_):
        if not isinstance(color, str):
            self.lacks = self.lacks or "scatter in many colours"
            return
        x, y = np.atleast_1d(x), np.atleast_1d(y)
        if x.size:
            self.marks.append(("line", x, y, color, 0, "", marker, math.sqrt(s), color, True))

    def axhline(self, height, color="#1b1f27", linestyle="-", linewidth=1, **_):
        self.y.see(height)
        self.marks.append(("level", height, color, linestyle, linewidth))

    def barh(self, places, widths, height=0.8, left=0, color="#1b1f27", hatch="", label="", **_):
        places, widths = (
            np.atleast_1d(np.array(list(part) if np.iterable(part) else part, float))
            for part in (places, widths)
        )
        colours = color if isinstance(color, list) else [color] * len(places)
        self.x.see([left, *(left + widths)])
        self.y.see([places.min() - height / 2, places.max() + height / 2])
        self.marks.append(("bars", places, widths, height, left, colours, hatch))
        if label:
            self.legend_of.append((label, colours[0], hatch))
        return places, widths, left

    def bar_label(self, bars, texts, padding=3, fontsize=9, color="#1b1f27", **_):
        for place, width, said in zip(bars[0], bars[1], texts, strict=True):
            self.notes.append(Note(said, (bars[2] + width, place), ("data", "data"),
                                   (padding if width >= 0 else -padding, 0), fontsize, color,
                                   "left" if width >= 0 else "right", "center"))  # fmt: skip

    def text(self, x, y, said, color="#1b1f27", ha="left", va="baseline", fontsize=10, **_):
        self.notes.append(Note(said, (x, y), ("data", "data"), (0, 0), fontsize, color, ha, va))

    def annotate(self, said, xy, xytext=(0, 0), color="#1b1f27", ha="left", va="baseline",
                 fontsize=10, xycoords="data", arrowprops=None, **_):  # fmt: skip
        if arrowprops:
            self.lacks = self.lacks or "annotate with an arrow"
        ways = (xycoords, xycoords) if isinstance(xycoords, str) else xycoords
        note = Note(said, xy, ways, xytext, fontsize, color, ha, va)
        self.notes.append(note)
        return note

    # ---- what is set

    def set(self, **values):
        for name, value in values.items():
            getattr(self, f"set_{name}")(value)

    def set_title(self, said, fontsize=12, color="#1b1f27", loc="center", **_):
        self.title = (said, fontsize, color, loc)

    def set_axis_off(self):
        self.bare = True

    def set_xlabel(self, said, **_):
        self.x.label = said

    def set_ylabel(self, said, **_):
        self.y.label = said

    def set_xlim(self, low, high=None):
        self.x.span = tuple(low) if high is None and np.ndim(low) else (low, high)

    def set_ylim(self, low, high=None):
        self.y.span = tuple(low) if high is None and np.ndim(low) else (low, high)

    def get_xlim(self):
        return self.x.limits()

    def get_ylim(self):
        return self.y.limits()

    def set_xscale(self, kind):
        self.x.log = kind == "log"

    def set_yscale(self, kind):
        self.y.log = kind == "log"

    def set_xticks(self, places, names=None):
        self.x.ticks, self.x.names = list(places), None if names is None else list(names)

    def set_yticks(self, places, names=None):
        self.y.ticks, self.y.names = list(places), None if names is None else list(names)

    def set_xticklabels(self, names):
        self.x.names = names

    def invert_yaxis(self):
        self.y.turned = True

    def margins(self, x=0.05, **_):
        self.x.slack = x

    def grid(self, axis="both", **_):
        self.x.grid, self.y.grid = axis in ("x", "both"), axis in ("y", "both")

    def tick_params(self, axis="both", labelsize=None, labelcolor=None, **_):
        for name, scale in (("x", self.x), ("y", self.y)):
            if axis in (name, "both"):
                scale.size = labelsize or scale.size
                scale.colour = labelcolor or scale.colour

    def legend(self, **_):
        self.title = self.title or ("", 9, QUIET, "center")

    # ---- how it is drawn

    def margin(self):
        """Return how much room is needed left of it, above, right and below, in points."""
        title = LINE * self.title[1] + 6 if self.title else 6
        notes = [note for note in self.notes if note.ways[0] == "axes fraction" and note.xy[0] == 1]
        names = max([LETTER * note.size * len(note.said) + 12 for note in notes], default=14)
        names = max([names, *(self.over(note) for note in self.notes)])
        if self.bare:
            return 2, title, 2, 2
        across = [] if self.x.hidden else self.x.marks()
        below = LINE * self.x.size + 4 if any(name for _, name in across) else 4
        longest = max((len(str(name)) for _, name in self.y.marks()), default=0)
        beside = LETTER * self.y.size * longest + 8
        return (beside + (15 if self.y.label else 0), title, names,
                below + (15 if self.x.label else 0))  # fmt: skip

    def over(self, note):
        """Return how far words that begin at a bar's end may reach beyond the chart, in points."""
        if note.ways[0] != "data" or note.ha != "left":
            return 0
        room = (1 - self.x.share(note.xy[0])) * 0.5 * self.figure.size[0] / self.figure.columns
        return LETTER * note.size * len(note.said) + note.offset[0] + 4 - room

    def place(self, box, x=None, y=None):
        """Return where numbers of the chart lie in a box of the figure."""
        left, top, width, height = box
        return (
            None if x is None else left + width * self.x.share(x),
            None if y is None else top + height * (1 - self.y.share(y)),
        )

    def draw(self, box):
        """Return the SVG of the whole, the chart itself in a box: left, top, width, height."""
        if self.square:
            side = min(box[2], box[3])
            box = (box[0] + (box[2] - side) / 2, box[1] + (box[3] - side) / 2, side, side)
        drawn = [] if self.bare else list(self.around(box))
        drawn += [self.picture(box, *image) for image in self.images]
        drawn += [
            part for mark in self.marks for part in getattr(self, f"_{mark[0]}")(box, *mark[1:])
        ]
        drawn += [note.draw(self, box) for note in self.notes]
        left, top, width, _ = box
        if self.title:
            said, size, colour, loc = self.title
            x, across = (left, "start") if loc == "left" else (left + width / 2, "middle")
            drawn.append(words(x, top - 5, said, size, colour, across, 0))
        for k, (name, colour, hatch) in enumerate(self.legend_of if self.title else []):
            x = left + k * width / 2
            drawn.append(self.bar(x, top - 14, 18, 8, colour, hatch))
            drawn.append(words(x + 24, top - 10, name, 9, "#1b1f27", "start"))
        return "".join(drawn)

    def around(self, box):
        """Yield the lines behind a chart, its baseline, its numbers and what they mean."""
        left, top, width, height = box
        line = '<path d="M{:.1f} {:.1f}L{:.1f} {:.1f}" stroke="{}" stroke-width="{}"/>'
        hairline, rule = ink("#c3cad4"), ink("#6f7a8a")
        for place, said in [] if self.x.hidden else self.x.marks():
            x, _ = self.place(box, x=place)
            if self.x.grid:
                yield line.format(x, top, x, top + height, hairline, 0.6)
            yield words(x, top + height + 5, said, self.x.size, self.x.colour, down=0.8)
        for place, said in self.y.marks():
            _, y = self.place(box, y=place)
            if self.y.grid:
                yield line.format(left, y, left + width, y, hairline, 0.6)
            yield words(left - 5, y, said, self.y.size, self.y.colour, "end")
        if not self.images and not self.x.hidden:
            yield line.format(left, top + height, left + width, top + height, rule, 0.8)
        middle, low = left + width / 2, top + height + LINE * self.x.size + 8
        yield words(middle, low, self.x.label, 9.5, QUIET, down=0.8)
        beside = left - self.margin()[0] + 8
        yield words(beside, top + height / 2, self.y.label, 9.5, QUIET, turn=-90)

    def picture(self, box, image, extent):
        left, right, bottom, top = extent
        (x1, y1), (x2, y2) = self.place(box, left, top), self.place(box, right, bottom)
        size = f'width="{x2 - x1:.1f}" height="{y2 - y1:.1f}" preserveAspectRatio="none"'
        look = 'style="image-rendering: pixelated"'
        return f'<image x="{x1:.1f}" y="{y1:.1f}" {size} {look} href="{png(image)}"/>'

    def _line(self, box, x, y, colour, wide, dashes, marker, size, edge, clipped):
        places = [
            (a, b)
            for a, b in zip(*self.place(box, x, y), strict=True)
            if math.isfinite(a) and math.isfinite(b)
        ]
        if dashes:
            pattern = DASHES.get(dashes, dashes)
            look = f'fill="none" stroke="{ink(colour)}" stroke-width="{wide}"'
            left, top, width, height = box if clipped else (0, 0, *self.figure.size)
            points = " ".join(f"{a - left:.1f},{b - top:.1f}" for a, b in places)
            yield f'<svg x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}">'
            yield f'<polyline points="{points}" {look} stroke-dasharray="{pattern}"/></svg>'
        left, top, width, height = box
        for a, b in places if marker else []:
            if clipped and not (left <= a <= left + width and top <= b <= top + height):
                continue
            look = f'fill="{ink(colour)}" stroke="{ink(edge)}"'
            half = size / (4 if marker == "." else 2)
            if marker in SHAPES:
                moved = f'transform="translate({a:.1f} {b:.1f}) scale({half})"'
                yield f'<path d="M{SHAPES[marker]}" {moved} fill="{ink(colour)}"/>'
            else:
                yield f'<circle cx="{a:.1f}" cy="{b:.1f}" r="{half}" {look}/>'

    def _level(self, box, height, colour, dashes, wide):
        left, _, width, _ = box
        _, y = self.place(box, y=height)
        look = f'stroke="{ink(colour)}" stroke-width="{wide}" stroke-dasharray="{DASHES[dashes]}"'
        yield f'<path d="M{left:.1f} {y:.1f}h{width:.1f}" {look}/>'

    def _bars(self, box, places, widths, height, start, colours, hatch):
        for place, width, colour in zip(places, widths, colours, strict=True):
            (x1, y1), (x2, y2) = (
                self.place(box, start, place - height / 2),
                self.place(box, start + width, place + height / 2),
            )
            yield self.bar(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1), colour, hatch)

    def bar(self, x, y, width, height, colour, hatch):
        look = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        drawn = f'<rect {look} fill="{ink(colour)}"/>'
        if hatch:  # so that colour is not needed
            steps = "".join(f"M{x + k:.1f} {y + height:.1f}l{height:.1f} {-height:.1f}"
                            for k in np.arange(0, max(width - height, 0), 6))  # fmt: skip
            drawn += f'<path d="{steps}" stroke="{ink("#ffffff")}"/>'
        return drawn


class Axis:
    """What Matplotlib calls a chart's xaxis or yaxis: the words of a scale."""

    def __init__(self, scale):
        self.scale, self.label = scale, Drawing()

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return Drawing()

    def set_major_formatter(self, form):
        self.scale.form = form

    def set_visible(self, seen):
        self.scale.hidden = not seen


class ToShare:
    """Where numbers lie in a chart, as shares of its width and height."""

    def __init__(self, axes):
        self.axes = axes

    def __add__(self, other):
        return self

    def transform(self, place):
        return self.axes.x.share(place[0]), self.axes.y.share(place[1])


class Note(types.SimpleNamespace):
    """Words in a chart, at a place in its numbers or, as a share, in its box."""

    def __init__(self, said, xy, ways, offset, size, colour, ha, va):
        super().__init__(said=str(said), xy=xy, ways=ways, offset=offset, size=size,
                         colour=colour, ha=ha, va=va)  # fmt: skip

    def draw(self, axes, box):
        left, top, width, height = box
        x, y = axes.place(box, *(
            value if way == "data" else None for value, way in zip(self.xy, self.ways, strict=True)
        ))  # fmt: skip
        x = left + width * self.xy[0] if x is None else x
        y = top + height * (1 - self.xy[1]) if y is None else y
        across = {"left": "start", "center": "middle", "right": "end"}[self.ha]
        down = {"center": 0.35, "top": 0.8}.get(self.va, 0)
        x, y = x + self.offset[0], y - self.offset[1]
        return words(x, y, self.said, self.size, self.colour, across, down)


def grid(rows, columns, figure):
    """Return axes of shape (rows, columns)."""
    made = np.empty((rows, columns), dtype=object)
    for place in itertools.product(range(rows), range(columns)):
        made[place] = Axes(figure)
    return made
