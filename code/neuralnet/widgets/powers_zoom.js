// PowersZoom: 13,002 knobs beside ever larger numbers of them.

/** @import { Render } from "@anywidget/types" */

import { fitCanvas } from "./js/canvas.js";
import { button, logSlider } from "./js/controls.js";
import { element, setAttributes } from "./js/element.js";
import { whole } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";
import { tween } from "./js/tween.js";

const OWN = 13_002;
const MOST = 175e9;
const COLUMNS = 114; // of dots: 114 by 114 and 6 more

/** @type {Render} */
function render({ model, el }) {
  let side = 0;
  let stopTween = () => {};
  const set = (sight) => change(model, { sight: Math.min(Math.max(sight, OWN), MOST) });
  /** Not under the hand: it moves out or in by powers. */
  const moveTo = (sight) => {
    const [from, to] = [model.get("sight"), Math.min(Math.max(sight, OWN), MOST)].map(Math.log);
    stopTween();
    stopTween = tween(900, (share) => set(Math.exp(from + (to - from) * share)));
  };
  const frame = makeFrame({
    name: "powers-zoom",
    ground: "stage",
    title: "Drag outward",
    label: "Numbers of knobs as squares",
    onReset: () => moveTo(OWN),
  });
  const canvas = element("canvas", { role: "img" });
  const sight = logSlider("In sight", { min: OWN, max: MOST, steps: 400 }, (value) => {
    stopTween();
    set(value > 0.97 * MOST ? MOST : value); // the slider gives two digits
  });
  const landmarks = model.get("landmarks");
  const chips = landmarks.map(([name, , count]) =>
    button(name, () => moveTo(count), { class: "nn-chip" }),
  );
  frame.body.append(
    element("div", { class: "nn-board" }, canvas),
    element("div", { class: "nn-row" }, ...chips),
    sight.node,
  );
  mount(el, model, frame);
  connectDrag(canvas, () => side, () => model.get("sight"), (value) => { stopTween(); set(value); }); // biome-ignore format: one call
  const { stop } = drawOnChange(model, ["sight", "landmarks"], frame.figure, (page) => {
    const now = model.get("sight");
    side = paintSquares(canvas, page, now, model.get("landmarks"));
    sight.show(now, large(now));
    const share = Math.round(now / OWN);
    const words = share > 1 ? `One knob in ${whole(share)} is one of yours.` : "All of them are yours: one dot is one knob."; // biome-ignore format: one choice
    frame.say(`In sight: ${large(now)} knobs. ${words}`);
    setAttributes(canvas, {
      "aria-label": `Squares whose areas are numbers of knobs, one within the other: ${OWN} of this book; ${landmarks.map(([name, year, count]) => `${name} (${year}) ${large(count)}`).join("; ")}. In sight: ${large(now)}. ${words}`,
    });
  });
  return () => {
    stopTween();
    stop();
  };
}

/** A number in words where it is large: "175 billion". */
function large(value) {
  if (value >= 1e9) return `${Number((value / 1e9).toPrecision(3))} billion`;
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))} million`;
  return whole(Math.round(value));
}

/** A hand that goes outward sees more: the square under it shrinks to where the hand was. */
/** @param {HTMLCanvasElement} canvas @param {() => number} sideOf @param {() => number} sightOf @param {(sight: number) => void} set */
function connectDrag(canvas, sideOf, sightOf, set) {
  let from = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = { x: event.clientX, sight: sightOf() };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!from || !canvas.hasPointerCapture(event.pointerId)) return;
    const powers = (6 * (event.clientX - from.x)) / sideOf(); // the picture's side is six powers
    set(from.sight * 10 ** powers);
  });
  canvas.addEventListener("lostpointercapture", () => {
    from = null;
  });
}

function paintSquares(canvas, { width, unit, palette }, sight, landmarks) {
  const wide = width - (width < 620 * unit ? 32 : 50) * unit;
  const high = 236 * unit;
  const context = fitCanvas(canvas, wide, high, `${12 * unit}px system-ui, sans-serif`);
  context.clearRect(0, 0, wide, high);
  const sideOf = (count) => high * Math.sqrt(count / sight);
  context.textBaseline = "middle";
  const all = [["this book", 0, OWN], ...landmarks].filter(([, , count]) => sideOf(count) >= 1);
  for (const [name, , count] of [...all].reverse()) {
    const side = sideOf(count);
    if (side > 2 * high) continue;
    context.globalAlpha = Math.min(2 - side / high, 1); // it comes into sight as a whole
    context.fillStyle = palette.paper;
    context.strokeStyle = palette.rule;
    context.lineWidth = 1;
    context.fillRect(0, high - side, side, side);
    context.strokeRect(0.5, high - side - 0.5, side, side);
    if (side > high * 1.01) continue;
    const y = Math.min(Math.max(high - side + 10 * unit, 10 * unit), high - 10 * unit);
    context.fillStyle = palette.ink2;
    context.textAlign = "left";
    if (side > 18 * unit) context.fillText(`${name}: ${large(count)}`, side + 8 * unit, y);
  }
  context.globalAlpha = 1;
  paintOwn(context, palette, sideOf(OWN), high);
  return high;
}

/** Our knobs: dots while they can be told apart, then a bright square, then a mark where it is. */
function paintOwn(context, palette, side, high) {
  context.fillStyle = palette.ink;
  const step = side / COLUMNS;
  if (step < 1.2) {
    const size = Math.max(side, 1);
    context.fillRect(0, high - size, size, size);
    return;
  }
  const dot = step * 0.7;
  for (let k = 0; k < OWN; k++) {
    const [row, column] = [Math.floor(k / COLUMNS), k % COLUMNS];
    if (row >= COLUMNS) break; // the six that are left are too few to see
    context.fillRect(column * step, high - (row + 1) * step, dot, dot);
  }
}

export default { render };
