"""What is written in a figure's pictures is whole, and large enough, wherever its controls are."""

import pytest

from neuralnet import widgets
from tests.site.conftest import NARROW, WIDE
from tests.site.figure_page import FigurePage

# Note every text that reaches over the edge of its canvas, or of the part that may be painted on.
WATCH = """() => {
  window.cut = new Set();
  window.small = new Set(); // texts below 12 pixels, and how high they are
  const { fillText, rect, clip, save, restore } = CanvasRenderingContext2D.prototype;
  const rooms = new WeakMap(); // of each context: the last rectangle, and what was kept by save()
  const roomOf = (context) => {
    if (!rooms.has(context)) rooms.set(context, { last: null, now: null, kept: [] });
    return rooms.get(context);
  };
  Object.assign(CanvasRenderingContext2D.prototype, {
    rect(x, y, width, height) {
      const { a, e } = this.getTransform();
      roomOf(this).last = [a * x + e, a * (x + width) + e];
      rect.call(this, x, y, width, height);
    },
    clip(...words) {
      roomOf(this).now = roomOf(this).last;
      clip.apply(this, words);
    },
    save() {
      roomOf(this).kept.push(roomOf(this).now);
      save.call(this);
    },
    restore() {
      roomOf(this).now = roomOf(this).kept.pop() ?? null;
      restore.call(this);
    },
    fillText(text, x, y) {
      const { a, e } = this.getTransform();
      const { actualBoundingBoxLeft, actualBoundingBoxRight } = this.measureText(text);
      const [left, right] = roomOf(this).now ?? [0, this.canvas.width];
      const from = a * (x - actualBoundingBoxLeft) + e;
      const to = a * (x + actualBoundingBoxRight) + e;
      const seen = to > left && from < right; // what has left the picture is not cut
      if (seen && (from < left - 1 || to > right + 1)) cut.add(text);
      const { offsetWidth, width } = this.canvas; // a still picture is on no page
      const size = Number.parseFloat(/([\\d.]+)px/.exec(this.font)[1]);
      const high = (size * a * (offsetWidth || width / devicePixelRatio)) / width;
      if (high < 11.7) small.add(`${text}: ${high.toFixed(1)}`); // edges are rounded to pixels
      fillText.call(this, text, x, y);
    },
  });
}"""
# Take each slider to places all along its way, the others where they were before.
SLIDE = """async (figure) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const drawn = () => frame().then(frame);
  for (const input of figure.querySelectorAll("input[type=range]:enabled")) {
    const before = input.value;
    const [least, most] = [input.min, input.max].map(Number);
    for (const value of [0, 0.25, 0.5, 0.75, 1].map((share) => least + share * (most - least))) {
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await drawn();
    }
    input.value = before;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  await drawn();
  return [[...cut], [...small]];
}"""


@pytest.mark.parametrize("name", widgets.__all__)
def test_no_name_in_a_picture_is_cut_or_small_wherever_its_sliders_are(name, show):
    kind = getattr(widgets, name)
    page = type(f"{name}Page", (FigurePage,), {"kind": kind})
    with show(page, kind()) as figure:
        figure.page.evaluate(WATCH)
        for viewport in (NARROW, WIDE):
            figure.page.set_viewport_size(viewport)
            figure.page.wait_for_timeout(300)
            assert figure.root.evaluate(SLIDE) == [[], []], viewport
