// OwnHand's pad: strokes that stay ink until they are kept.

import { makePadPainter, paintCursor } from "./digit_reader_pad.js";
import { fitCanvas } from "./js/canvas.js";
import { PEN, penFor } from "./js/drawings.js";
import { element } from "./js/element.js";
import { SIDE } from "./js/images.js";
import { drawWithKeys, drawWithPointer } from "./js/pen.js";

/** A pad: its node, `strokes`, and what empties and paints it. `keep` is called by Enter. */
export function makePad(field, { keep, redraw }) {
  const canvas = element("canvas", { tabindex: "0", role: "application" });
  const node = element("div", { class: "nn-pad" }, canvas);
  const painter = makePadPainter(canvas);
  const pad = { node, canvas, strokes: [], cursor: null, wipe, paint };
  function wipe() {
    pad.strokes = [];
    redraw();
  }
  drawWithPointer({
    zone: node,
    field,
    surface: canvas,
    size: SIDE,
    start: (point) => pad.strokes.push([point]),
    move(_, to) {
      pad.strokes.at(-1).push(to);
      redraw();
    },
    end: redraw,
  });
  drawWithKeys({
    surface: canvas,
    size: SIDE,
    from: [14, 6],
    edge: 1.5,
    keys: { Enter: keep, Delete: wipe, Backspace: wipe },
    move(from, to) {
      const last = pad.strokes.at(-1)?.at(-1);
      if (!last || last[0] !== from[0] || last[1] !== from[1]) pad.strokes.push([from]);
      pad.strokes.at(-1).push(to);
    },
    show(cursor) {
      pad.cursor = cursor;
      redraw();
    },
  });
  function paint(side) {
    const context = fitCanvas(canvas, side, side);
    const pen = pad.strokes.length ? penFor(pad.strokes) : PEN;
    painter.paintInk(context, side, pad.strokes, pen);
    if (pad.cursor) paintCursor(context, pad.cursor, pen, side / SIDE);
  }
  return pad;
}
