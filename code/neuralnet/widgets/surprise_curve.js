// SurpriseCurve: what the cross-entropy makes of the output at the right digit.

/** @import { Render } from "@anywidget/types" */

import { makeBoard, paintBoard, pointsOf, within } from "./js/board.js";
import { paintSeries, paintTag } from "./js/chart.js";
import { dragHandle } from "./js/controls.js";
import { setAttributes } from "./js/element.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

const [LEAST, MOST] = [0.001, 1];
const costOf = (y) => -Math.log(y);

/** @type {Render} */
function render({ model, el }) {
  let board = null;
  const set = (y) => change(model, { y: within(y, LEAST, MOST, 1000) });
  const frame = makeFrame({
    name: "surprise-curve",
    ground: "paper",
    title: "Drag the output at the right digit",
    label: "The cost of one output",
    onReset: () => set(0.5),
  });
  const handle = dragHandle("Output at the right digit", { min: LEAST, max: MOST, step: 0.001 }, { onDrag: ([x]) => set(board.x.value(x)), onInput: set }); // biome-ignore format: one handle
  const { node, canvas } = makeBoard(handle);
  frame.body.append(node);
  mount(el, model, frame);
  return drawOnChange(model, ["y"], frame.figure, (page) => {
    const y = model.get("y");
    const { palette } = page;
    board = paintBoard(canvas, page, {
      height: 256,
      x: [0, 1],
      y: [0, 7],
      ticksX: [0, 0.2, 0.4, 0.6, 0.8, 1],
      across: "output →",
      up: "↑ cost",
      still(field) {
        const curve = pointsOf(field, (at) => costOf(Math.max(at, LEAST)));
        paintSeries(field.context, curve, { colour: palette.ink });
      },
    });
    const { context } = board;
    const [px, py] = [board.x.at(y), board.y.at(costOf(y))];
    paintSeries(context, [[px, board.bottom], [px, py]], { colour: palette.take, width: 4 }); // biome-ignore format: one line
    const words = `cost ${costOf(y).toFixed(2)}`;
    paintTag(context, palette, words, [px + 50 * page.unit, py + 6 * page.unit], [board.left + 12, board.right]); // biome-ignore format: one tag
    handle.show(px, py, y, y.toFixed(3));
    const halves = Math.log2(1 / y);
    frame.say(
      `Output ${y.toFixed(3)}: cost ${costOf(y).toFixed(2)}. From 1 it was halved ${halves.toFixed(1)} times, at 0.69 each.`,
    );
    setAttributes(canvas, {
      "aria-label": `The cost falls from ${costOf(LEAST).toFixed(2)} at an output of ${LEAST} to 0 at 1. Output ${y.toFixed(3)}: cost ${costOf(y).toFixed(2)}.`,
    });
  }).stop;
}

export default { render };
