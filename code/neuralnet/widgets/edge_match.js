// EdgeMatch: how much of a neuron an edge explains that the reader lays over it.

/** @import { Render } from "@anywidget/types" */

import { paintGrid } from "./js/canvas.js";
import { paintAxis, paintPoint } from "./js/chart.js";
import { stageSign } from "./js/colours.js";
import { button, slider } from "./js/controls.js";
import { cleanEdge, explainedBy } from "./js/edges.js";
import { element, setAttributes } from "./js/element.js";
import { makeFrame, mount } from "./js/frame.js";
import { SIDE } from "./js/images.js";
import { change } from "./js/model.js";
import { dragPicture } from "./js/pen.js";
import { startRuler } from "./js/ruler.js";
import { drawOnChange } from "./js/schedule.js";

const EDGE = ["degrees", "right", "down", "length"];
const FIRST = { which: 0, degrees: 0, right: 0, down: 0, length: 7 };
const FARTHEST = 12; // pixels
const CELL = 10; // sixteenths of a rem

/** @type {Render} */
function render({ model, el }) {
  let cell = CELL;
  const set = (values) => change(model, values);
  const [names, best] = [model.get("names"), model.get("best")];
  const frame = makeFrame({
    name: "edge-match",
    ground: "stage",
    title: "Lay an edge on it",
    label: "A picture of weights and an edge",
    onReset: () => set(FIRST),
  });
  const toBest = button("Best edge", () =>
    set(Object.fromEntries(EDGE.map((name, k) => [name, best[model.get("which")][k]]))),
  );
  frame.tools.prepend(toBest);
  const make = (label, trait, [min, max, step]) => slider(label, { min, max, step }, (value) => set({ [trait]: value })); // biome-ignore format: one slider
  const which = make("Picture", "which", [0, names.length - 1, 1]);
  const degrees = make("Turn", "degrees", [0, 360, 7.5]);
  const right = make("Right", "right", [-FARTHEST, FARTHEST, 0.5]);
  const down = make("Down", "down", [-FARTHEST, FARTHEST, 0.5]);
  const length = make("Half length", "length", [2, 10, 0.5]);
  const pad = element("canvas", { role: "img", class: "nn-pad" });
  const ruler = element("canvas", { role: "img" });
  const four = element("div", { class: "nn-four" }, ...[degrees, length, right, down].map(({ node }) => node)); // biome-ignore format: one element
  frame.body.append(pad, element("div", {}, which.node, ruler, four));
  mount(el, model, frame);
  dragPicture(
    pad,
    () => [model.get("right"), model.get("down")],
    (x, y) => set({ right: near(x), down: near(y) }),
    () => cell,
  );
  return drawOnChange(model, Object.keys(FIRST), frame.figure, (page) => {
    cell = CELL * page.unit;
    const k = model.get("which");
    const { buffer, byteOffset } = model.get("weights");
    const weights = Array.from(new Int8Array(buffer, byteOffset + k * SIDE * SIDE, SIDE * SIDE));
    const values = EDGE.map((name) => model.get(name));
    const edge = edgeOf(values);
    const share = explainedBy(weights, edge);
    const most = explainedBy(weights, edgeOf(best[k]));
    paintOutline(paintGrid(pad, cell, (place) => stageSign(weights[place], 127)), page, values, cell); // biome-ignore format: one picture
    paintRuler(ruler, page, share, most);
    const text = (value) => `${(100 * value).toFixed(0)}%`;
    const pixels = (value) => `${value.toFixed(1)} px`.replace("-", "−");
    which.show(k, names[k]);
    degrees.show(values[0], `${values[0].toFixed(1)}°`);
    right.show(values[1], pixels(values[1]));
    down.show(values[2], pixels(values[2]));
    length.show(values[3], pixels(values[3]));
    const words = `This edge explains ${text(share)} of ${names[k]}. The best one explains ${text(most)}.`;
    frame.say(words);
    setAttributes(pad, { "aria-label": `The weights of ${names[k]}, with an edge over them.` });
    setAttributes(ruler, { "aria-label": words });
  }).stop;
}

/** @param {number[]} values */
const edgeOf = ([degrees, right, down, length]) => cleanEdge(degrees, right, down, length);
const near = (value) => Math.round(2 * Math.min(Math.max(value, -FARTHEST), FARTHEST)) / 2;

/** The edge as two frames: blue where it is bright, orange and dashed where it is dark. */
function paintOutline(context, { palette }, values, cell) {
  const [degrees, right, down, length] = values;
  context.save();
  context.translate((SIDE / 2 + right) * cell, (SIDE / 2 + down) * cell);
  context.rotate((degrees * Math.PI) / 180);
  context.lineWidth = 2.5;
  const [wide, high] = [2 * length * cell, 3 * cell];
  context.strokeStyle = palette.add;
  context.strokeRect(-wide / 2, 1, wide, high);
  context.setLineDash([5, 4]);
  context.strokeStyle = palette.take;
  context.strokeRect(-wide / 2, -1 - high, wide, high);
  context.restore();
}

/** What is explained, from 0 to 100%, and the most that an edge of the bank explains. */
function paintRuler(canvas, page, share, most) {
  const { unit, palette } = page;
  const { context, x, base } = startRuler(canvas, page, CELL * SIDE, 1, 28);
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  paintAxis(context, palette, x, { side: "bottom", ticks, text: (tick) => `${100 * tick}%`, across: [base - 8, base] }); // biome-ignore format: one axis
  context.fillStyle = palette.rule;
  context.fillRect(x.at(0), base - 10 * unit, x.at(share) - x.at(0), 8 * unit);
  context.fillStyle = palette.ink;
  context.fillRect(x.at(most) - 1, base - 24 * unit, 2, 24 * unit);
  context.textAlign = most > 0.6 ? "right" : "left";
  context.fillText("the best edge", x.at(most) + (most > 0.6 ? -4 : 4) * unit, base - 34 * unit);
  paintPoint(context, palette, [x.at(share), base - 6 * unit], 7 * unit);
}

export default { render };
