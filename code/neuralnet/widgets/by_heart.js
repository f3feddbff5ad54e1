// ByHeart: digits learned from and digits not seen, for few examples and for many.

/** @import { Render } from "@anywidget/types" */

import { makeBoard, paintBoard, within } from "./js/board.js";
import { paintEndLabels, paintPoint, paintSeries, roundTicks } from "./js/chart.js";
import { choiceGroup, dragHandle, slider } from "./js/controls.js";
import { setAttributes } from "./js/element.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

const KINDS = { accuracy: "Read right", cost: "Cost" };
const DEAREST = 2.5; // the highest cost that is drawn

/** @type {Render} */
function render({ model, el }) {
  let board = null;
  const records = model.get("records");
  const epochs = records[0][0].length;
  const set = (values) => change(model, values);
  const frame = makeFrame({
    name: "by-heart",
    ground: "paper",
    title: "Watch the gap",
    label: "What is learned by heart",
    onReset: () => set({ run: 0, epoch: epochs, measure: "accuracy" }),
  });
  const measure = choiceGroup("Measure", Object.entries(KINDS), (kind) => set({ measure: kind }));
  frame.tools.prepend(measure.node);
  const epoch = dragHandle("Epoch", { min: 1, max: epochs, step: 1 }, { onDrag: ([x]) => set({ epoch: within(board.x.value(x), 1, epochs, 1) }), onInput: (value) => set({ epoch: value }) }); // biome-ignore format: one handle
  const { node, canvas } = makeBoard(epoch);
  const run = slider("Network", { min: 0, max: records.length - 1, step: 1 }, (value) => set({ run: value })); // biome-ignore format: one slider
  frame.body.append(node, run.node);
  mount(el, model, frame);
  return drawOnChange(model, ["run", "epoch", "measure"], frame.figure, (page) => {
    const [k, at, kind] = ["run", "epoch", "measure"].map((name) => model.get(name));
    const curves = records[k].slice(...(kind === "accuracy" ? [0, 2] : [2, 4]));
    const [known, other] = curves.map((curve) => curve[at - 1]);
    const text = kind === "accuracy" ? (share) => `${(100 * share).toFixed(1)}%` : (cost) => cost.toFixed(2); // biome-ignore format: one choice
    board = paintCurves(canvas, page, kind, curves, at);
    const name = model.get("names")[k];
    const words = `Epoch ${at}: ${KINDS[kind].toLowerCase()} ${text(known)} where it learned, ${text(other)} where not.`;
    frame.say(words);
    setAttributes(canvas, {
      "aria-label": `${name}. ${words} The gap between them is shaded. At the end: ${curves.map((curve) => text(curve.at(-1))).join(" and ")}.`,
    });
    // At the end of its line where the curves are not: they end high, and costs low.
    const end = kind === "accuracy" ? board.bottom - 4 * page.unit : board.top + 4 * page.unit;
    epoch.show(board.x.at(at), end, at, `${at} of ${epochs}`);
    run.show(k, name);
    measure.show(kind);
  }).stop;
}

/** Two curves and what lies between them. */
function paintCurves(canvas, page, kind, curves, at) {
  const { palette, unit } = page;
  const percent = kind === "accuracy";
  const room = 0.06 * (curves[0].length - 1); // for the handle at the ends
  const board = paintBoard(canvas, page, {
    height: 300,
    left: 44,
    right: 92,
    x: [1 - room, curves[0].length + room],
    ticksX: roundTicks(1, curves[0].length, 6).filter(Number.isInteger),
    y: [0, percent ? 1 : DEAREST],
    ticksY: percent ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.5, 1, 1.5, 2, 2.5],
    textY: percent ? (share) => `${100 * share}%` : undefined,
    across: "epoch →",
    up: percent ? "↑ read right" : "↑ cost",
  });
  const { context, x, y } = board;
  const lines = curves.map((curve) => curve.map((value, k) => [x.at(k + 1), Math.max(y.at(value), board.top)])); // biome-ignore format: one list
  context.beginPath();
  for (const [px, py] of [...lines[0], ...lines[1].toReversed()]) context.lineTo(px, py);
  context.globalAlpha = 0.25;
  context.fillStyle = palette.take;
  context.fill();
  context.globalAlpha = 1;
  paintSeries(context, lines[0], { colour: palette.ink2, width: 1.5, dash: [5, 4] });
  paintSeries(context, lines[1], { colour: palette.ink });
  paintSeries(context, [[x.at(at), board.top], [x.at(at), board.bottom]], { colour: palette.hand, width: 2 }); // biome-ignore format: one line
  for (const line of lines) paintPoint(context, palette, line[at - 1], 4 * unit);
  const labels = ["learned from", "not seen"].map((name, k) => ({ text: name, y: lines[k].at(-1)[1], colour: k ? palette.ink : palette.ink2 })); // biome-ignore format: one list
  paintEndLabels(context, labels, { x: board.right + 6 * unit, bottom: board.bottom });
  return board;
}

export default { render };
