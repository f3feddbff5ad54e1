// AverageStack: averages of ever more examples, and how well the nearest one reads.

/** @import { Render } from "@anywidget/types" */

import { makeBoard, paintBoard } from "./js/board.js";
import { paintCells } from "./js/canvas.js";
import { paintSeries, paintTag } from "./js/chart.js";
import { grey } from "./js/colours.js";
import { dragHandle } from "./js/controls.js";
import { setAttributes } from "./js/element.js";
import { whole } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { imageAt, SIDE } from "./js/images.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

/** @type {Render} */
function render({ model, el }) {
  let board = null;
  const [counts, accuracies] = [model.get("counts"), model.get("accuracies")];
  const last = counts.length - 1;
  const frame = makeFrame({
    name: "average-stack",
    ground: "stage",
    title: "Drag to more examples",
    label: "Averages of few examples and of many",
    onReset: () => change(model, { step: 0 }),
  });
  /** The count whose place is nearest to a hand's. */
  const nearest = (place) => {
    const off = counts.map((count) => Math.abs(board.x.at(count) - place));
    return off.indexOf(Math.min(...off));
  };
  const handle = dragHandle("Examples of each digit", { min: 0, max: last, step: 1 }, { onDrag: ([x]) => change(model, { step: nearest(x) }), onInput: (step) => change(model, { step }) }); // biome-ignore format: one handle
  const { node, canvas } = makeBoard(handle);
  frame.body.append(node);
  mount(el, model, frame);
  return drawOnChange(model, ["step", "averages"], frame.figure, (page) => {
    const step = model.get("step");
    board = paintCurve(canvas, page, counts, accuracies, step);
    paintAverages(board, model.get("averages"), step);
    const count = `${whole(counts[step])} example${step ? "s" : ""}`;
    const words = `${count} of each digit: the nearest average reads ${(100 * accuracies[step]).toFixed(1)}% of 10,000 digits kept apart.`;
    handle.show(board.x.at(counts[step]), board.y.at(100 * accuracies[step]), step, count);
    frame.say(words);
    const curve = counts.map((n, k) => `${n}: ${(100 * accuracies[k]).toFixed(1)}%`);
    setAttributes(canvas, {
      "aria-label": `The average of each of the ten digits. ${words} By the number of examples: ${curve.join(", ")}.`,
    });
  }).stop;
}

function paintCurve(canvas, page, counts, accuracies, step) {
  const { palette } = page;
  const spot = ({ x, y }, k) => [x.at(counts[k]), y.at(100 * accuracies[k])];
  const board = paintBoard(canvas, page, {
    height: 300,
    x: [1, counts.at(-1)],
    y: [30, page.width < 620 * page.unit ? 160 : 130], // the ten pictures stand above 100%
    logX: true,
    ticksX: [1, 10, 100, 1000],
    ticksY: [40, 60, 80],
    unitY: "%",
    left: 44,
    across: "examples of each digit →",
    up: "",
    of: accuracies,
    still(under) {
      const points = counts.map((_, k) => spot(under, k));
      paintSeries(under.context, points, { colour: palette.ink });
      under.context.fillStyle = palette.ink;
      for (const [x, y] of points) under.context.fillRect(x - 2, y - 2, 4, 4);
    },
  });
  const text = `${(100 * accuracies[step]).toFixed(1)}%`;
  paintTag(board.context, palette, text, spot(board, step), [board.left, board.right]);
  return board;
}

/** The ten averages in a row, on a phone in two. */
function paintAverages({ context, left, right, top, unit, narrow }, averages, step) {
  const columns = narrow ? 5 : 10;
  const pitch = (right - left) / columns;
  const cell = Math.min((pitch - 4) / SIDE, (narrow ? 50 : 88) / SIDE * unit); // biome-ignore format: one size
  for (let digit = 0; digit < 10; digit++) {
    const image = imageAt(averages, 10 * step + digit);
    const x = left + (digit % columns) * pitch;
    const y = top - 8 + Math.floor(digit / columns) * (cell * SIDE + 4);
    paintCells(context, { x, y, cell, columns: SIDE, count: SIDE * SIDE }, (k) => grey(image[k]));
  }
}

export default { render };
