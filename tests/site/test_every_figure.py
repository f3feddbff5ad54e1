"""What holds for every live figure, each on a page of its own."""

import pytest

from neuralnet import widgets
from tests.site.figure_page import FigurePage

# A figure's `heights` are for at least 960 pixels of width, at least 620, and less.
WINDOWS = [(2, 390), (1, 900), (0, 1500)]


def page_of(name):
    return type(f"{name}Page", (FigurePage,), {"kind": getattr(widgets, name)})


# By how much a figure's parts are higher than their room, and how much of it stays empty.
ROOM = """(figure) => {
  const parts = [...figure.querySelectorAll(".nn-head, .nn-body, .nn-foot")];
  const over = parts.map((part) => part.scrollHeight - part.clientHeight);
  const body = figure.querySelector(".nn-body");
  const ends = [...body.children].map((node) => node.getBoundingClientRect().bottom);
  return [Math.max(...over), body.getBoundingClientRect().bottom - Math.max(...ends)];
}"""


@pytest.mark.parametrize("name", widgets.__all__)
def test_it_fills_its_height_and_no_more(show, name):
    python = getattr(widgets, name)()
    with show(page_of(name), python, {"width": 390, "height": 900}) as figure:
        for place, width in WINDOWS:
            height = python.heights[place]
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


@pytest.mark.parametrize("name", widgets.__all__)
def test_it_looks_the_same_beside_all_others(show, name):
    others = [getattr(widgets, other)._css for other in widgets.__all__ if other != name]
    with show(page_of(name), getattr(widgets, name)()) as figure:
        alone = looks(figure)
        for style in others:
            figure.page.add_style_tag(content=str(style))
        beside = looks(figure)
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
SCROLLS = {"LanguageLab": ".nn-chip"}  # what may reach over an edge, since it scrolls there


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("name", widgets.__all__)
def test_nothing_overlaps_or_sticks_out_whatever_the_screen_and_the_type(show, name, direction):
    with show(page_of(name), getattr(widgets, name)()) as figure:
        for width, size in [(280, 16), (390, 24), (390, 32), (640, 16), (640, 32), (3840, 16)]:
            for seen in figure.resized([width], [size]):
                figure.fits(size, direction, SCROLLS.get(name, "none"))
                assert figure.root.evaluate(OVERLAPS) == [], seen
