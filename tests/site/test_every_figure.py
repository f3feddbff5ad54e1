"""What holds for every live figure, each on a page of its own."""

import pytest

from neuralnet import widgets
from tests.site.figure_page import FigurePage

# A figure's `heights` are for at least 960 pixels of width, at least 620, and less.
WINDOWS = [(2, 390), (1, 900), (0, 1500)]


@pytest.fixture(scope="module", params=widgets.__all__)
def figure(request, show):
    """A live figure on a page of its own, which all tests of this file share: none uses it."""
    kind = getattr(widgets, request.param)
    page = type(f"{request.param}Page", (FigurePage,), {"kind": kind})
    python = kind()
    with show(page, python) as figure:
        figure.python = python
        yield figure


# By how much a figure's parts are higher than their room, and how much of it stays empty.
ROOM = """(figure) => {
  const parts = [...figure.querySelectorAll(".nn-head, .nn-body, .nn-foot")];
  const over = parts.map((part) => part.scrollHeight - part.clientHeight);
  const body = figure.querySelector(".nn-body");
  const boxes = (node) => // what has no box of its own lends its children's
    getComputedStyle(node).display === "contents" ? [...node.children].flatMap(boxes) : [node];
  const ends = [...body.children].flatMap(boxes).map((node) => node.getBoundingClientRect().bottom);
  return [Math.max(...over), body.getBoundingClientRect().bottom - Math.max(...ends)];
}"""


def test_it_fills_its_height_and_no_more(figure):
    figure.turn("ltr")
    name, heights = type(figure.python).__name__, figure.python.heights
    for place, width in WINDOWS:
        height = heights[place]
        for _ in figure.resized([width]):
            assert figure.height() == pytest.approx(height, abs=1)
            too_much, left = figure.root.evaluate(ROOM)
        needed = round(height + (too_much if too_much > 0 else -left))
        words = f"{name}.heights[{place}] is {height}; at this width it needs {needed}"
        assert too_much < 8, words
        assert left < 48, words


# Of each part its name, its place and size, and its colours.
LOOK = """(figure) => [figure, ...figure.querySelectorAll("*")].map((node) => {
  const { x, y, width, height } = node.getBoundingClientRect();
  const { color, backgroundColor, font, opacity } = getComputedStyle(node);
  const name = [node.localName, ...node.classList].join(".");
  const place = [x, y, width, height].map(Math.round);
  return [name, ...place, color, backgroundColor, font, opacity].join(" ");
})"""


def looks(figure):
    """Return how all parts of a figure look, at three widths."""
    found = []
    for width, _ in figure.resized([1500, 900, 390]):
        found += [f"{width} {part}" for part in figure.root.evaluate(LOOK)]
    return found


@pytest.mark.thorough
def test_it_looks_the_same_beside_all_others(figure):
    kinds = [getattr(widgets, name) for name in widgets.__all__]
    others = [str(kind._css) for kind in kinds if kind is not type(figure.python)]
    figure.turn("ltr")
    alone = looks(figure)
    style = figure.page.add_style_tag(content="\n".join(others))
    beside = looks(figure)
    style.evaluate("style => style.remove()")
    moved = [pair for pair in zip(alone, beside, strict=True) if len(set(pair)) > 1]
    assert moved == []


# Parts that hold words or can be touched: none lies over another.
OVERLAPS = """(figure) => {
  const seen = { visibilityProperty: true, opacityProperty: true };
  const isSeen = (node) => node.offsetWidth > 1 && node.checkVisibility(seen);
  const isInPicture = (node) => node.closest(".nn-neurons, .nn-handle"); // may overlap
  const parts = [...figure.querySelectorAll("button, input, label, select, p, output")]
    .filter((node) => isSeen(node) && !isInPicture(node));
  const found = [];
  for (const [k, one] of parts.entries()) {
    for (const other of parts.slice(k + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const names = [one, other].map((node) => node.outerHTML.slice(0, 90));
      if (wide > 8 && high > 8) found.push(names.join(" and "));
    }
  }
  return found;
}"""
# Words that are longer than the room that they are given, and so are cut.
CUT = """(figure) => [...figure.querySelectorAll(".nn-readout, .nn-title, p, button, label")]
  .filter((node) => node.checkVisibility() && node.offsetWidth > 1)
  .filter((node) => !node.closest(".nn-spoken, .nn-lines"))
  .filter((node) => {
    const { overflowX, overflowY } = getComputedStyle(node);
    const isCut = (overflow) => ["hidden", "clip"].includes(overflow);
    const high = isCut(overflowY) && node.scrollHeight > node.clientHeight + 3;
    return high || (isCut(overflowX) && node.scrollWidth > node.clientWidth + 1);
  })
  .map((node) => node.textContent)"""
SCROLLS = {"LanguageLab": ".nn-chip"}  # what may reach over an edge, since it scrolls there


def nothing_overlaps_or_sticks_out(figure, seen, direction):
    scrolls = SCROLLS.get(type(figure.python).__name__, "none")
    for width, size in seen:
        for _ in figure.resized([width], [size]):
            figure.fits(size, direction, scrolls)
            assert figure.root.evaluate(OVERLAPS) == [], (width, size)
            assert figure.root.evaluate(CUT) == [], (width, size)


def test_nothing_overlaps_or_sticks_out_on_the_smallest_screen_and_in_the_largest_type(figure):
    nothing_overlaps_or_sticks_out(figure, [(280, 16), (390, 32)], "ltr")


@pytest.mark.thorough
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_overlaps_or_sticks_out_whatever_the_screen_and_the_type(figure, direction):
    small = [(280, 16), (320, 16), (360, 16), (390, 16), (320, 32), (390, 24), (390, 32)]
    seen = [*small, (640, 16), (640, 32), (3840, 16)]
    nothing_overlaps_or_sticks_out(figure, seen, direction)
