"""Nothing lies over what is written in a figure's pictures, wherever its controls are."""

import pytest

from neuralnet import widgets
from neuralnet.history import History
from tests.site.conftest import NARROW, WIDE
from tests.site.figure_page import FigurePage

# Keep of each canvas which words stand on it and where, and note words over which a tag is laid.
WATCH = r"""() => {
  const words = new WeakMap(); // of each canvas: [text, left, top, right, bottom], in its pixels
  const of = (canvas) => words.get(canvas) ?? words.set(canvas, []).get(canvas);
  const inPixels = (context, x0, y0, x1, y1) => {
    const { a, d, e, f } = context.getTransform();
    return [a * x0 + e, d * y0 + f, a * x1 + e, d * y1 + f];
  };
  const meet = (one, other, by) =>
    Math.min(one[2], other[2]) - Math.max(one[0], other[0]) > by &&
    Math.min(one[3], other[3]) - Math.max(one[1], other[1]) > by;
  const painter = CanvasRenderingContext2D.prototype;
  const { fillText, fillRect, clearRect, drawImage, beginPath, roundRect, fill } = painter;
  const tags = new WeakMap();
  window.noted = new Set();
  Object.assign(painter, {
    fillText(text, x, y) {
      const { actualBoundingBoxLeft: left, actualBoundingBoxRight: right } = this.measureText(text);
      const half = Number(this.font.match(/([\d.]+)px/)[1]) / 3;
      const box = inPixels(this, x - left, y - half, x + right, y + half);
      for (const [other, ...room] of of(this.canvas)) {
        if (other !== text && meet(box, room, 2)) noted.add(`${text} over ${other}`);
      }
      of(this.canvas).push([text, ...box]);
      fillText.call(this, text, x, y);
    },
    fillRect(x, y, wide, high) { // over the whole picture, where a figure does not clear it
      const [left, top, right, bottom] = inPixels(this, x, y, x + wide, y + high);
      const { width, height } = this.canvas;
      const isWhole = left < 1 && top < 1 && right > width - 1 && bottom > height - 1;
      if (isWhole && this.globalAlpha === 1) words.set(this.canvas, []);
      fillRect.call(this, x, y, wide, high);
    },
    clearRect(...room) {
      if (room[2] > 100) words.set(this.canvas, []);
      clearRect.apply(this, room);
    },
    drawImage(picture, ...place) {
      if (this.globalCompositeOperation === "copy") words.set(this.canvas, [...of(picture)]);
      drawImage.call(this, picture, ...place);
    },
    beginPath() {
      tags.delete(this);
      beginPath.call(this);
    },
    roundRect(x, y, wide, high, ...round) {
      tags.set(this, inPixels(this, x, y, x + wide, y + high));
      roundRect.call(this, x, y, wide, high, ...round);
    },
    fill(...how) {
      const tag = tags.get(this);
      for (const [text, ...box] of tag && this.globalAlpha === 1 ? of(this.canvas) : []) {
        if (meet(tag, box, 2)) noted.add(`a tag over ${text}`);
      }
      fill.apply(this, how);
    },
  });
  const size = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, "width");
  Object.defineProperty(HTMLCanvasElement.prototype, "width", {
    ...size,
    set(wide) {
      words.set(this, []);
      size.set.call(this, wide);
    },
  });
  window.noteHandles = (figure) => {
    for (const handle of figure.querySelectorAll(".nn-handle")) {
      const canvas = handle.parentElement.querySelector("canvas");
      if (!canvas) continue;
      const { left, top, width } = canvas.getBoundingClientRect();
      const scale = canvas.width / width;
      const box = handle.getBoundingClientRect();
      const middle = [box.x + box.width / 2 - left, box.y + box.height / 2 - top];
      const dot = [-9, 9].flatMap((by) => middle.map((at) => (at + by) * scale));
      for (const [text, ...room] of of(canvas)) {
        if (meet(dot, room, 2 * scale)) noted.add(`${handle.firstChild.ariaLabel} over ${text}`);
      }
    }
  };
}"""
# Take each slider to places all along its way, the others where they were before.
SLIDE = """async (figure) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const drawn = () => frame().then(frame);
  noteHandles(figure);
  const seen = noted.size ? { "at rest": [...noted] } : {}; // axes are painted then only
  for (const input of figure.querySelectorAll("input[type=range]:enabled")) {
    const before = input.value;
    const [least, most] = [input.min, input.max].map(Number);
    for (const share of [0, 0.25, 0.5, 0.75, 1]) {
      noted.clear();
      input.value = least + share * (most - least);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await drawn();
      noteHandles(figure);
      const name = input.ariaLabel ?? input.labels[0].textContent;
      if (noted.size) seen[`${name} at ${share}`] = [...noted];
    }
    input.value = before;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  await drawn();
  return seen;
}"""


# Runs of as many epochs as chapter 7 shows.
COSTS, SHARES = [2 / k for k in range(1, 21)], [k / 25 for k in range(1, 21)]
LONG = {"500 examples": History(COSTS, SHARES, COSTS[::-1], SHARES)}
# States in which more can be covered than in that in which a figure comes.
OTHERS = [
    ("ByHeart", {"measure": "cost", "run": 7}),
    ("ByHeart", {"measure": "cost", "runs": LONG}),
    ("DescentLab", {"landscape": "valley", "start": [0.0, 1.0]}),
    ("SlopeRelay", {"passed": 12}),
    ("SlopeRelay", {"passed": 12, "function": "relu", "weight": 2.0}),
    ("SquashCurve", {"function": "tanh", "weight": -2.0, "x": -5.0}),
    ("SquashCurve", {"function": "relu", "weight": 2.0, "bias": -3.0}),
]


@pytest.mark.parametrize(
    ("name", "state"),
    [*((name, {}) for name in widgets.__all__), *OTHERS],
    ids=str,
)
def test_no_handle_and_no_tag_lies_over_a_name(name, state, show):
    kind = getattr(widgets, name)
    page = type(f"{name}Page", (FigurePage,), {"kind": kind})
    with show(page, kind(**state), reduced_motion="reduce") as figure:
        figure.page.evaluate(WATCH)
        for viewport in (NARROW, WIDE):
            figure.page.evaluate("noted.clear()")
            figure.page.set_viewport_size(viewport)
            figure.page.wait_for_timeout(300)
            assert figure.root.evaluate(SLIDE) == {}, viewport
