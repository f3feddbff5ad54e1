// MovedDigit: how far a digit is from itself when it has been moved.

/** @import { Render } from "@anywidget/types" */

import { paintGrid } from "./js/canvas.js";
import { paintAxis, paintPoint } from "./js/chart.js";
import { slider } from "./js/controls.js";
import { shift } from "./js/drawings.js";
import { element, setAttributes } from "./js/element.js";
import { makeFrame, mount } from "./js/frame.js";
import { imageAt, SIDE } from "./js/images.js";
import { change } from "./js/model.js";
import { dragPicture } from "./js/pen.js";
import { startRuler } from "./js/ruler.js";
import { drawOnChange } from "./js/schedule.js";

const FARTHEST = 8; // pixels
const CELL = 9; // sixteenths of a rem

/** @type {Render} */
function render({ model, el }) {
  let cell = CELL;
  const clamped = (value) => Math.min(Math.max(Math.round(value), -FARTHEST), FARTHEST);
  const frame = makeFrame({
    name: "moved-digit",
    ground: "stage",
    title: "Drag the 3 over itself",
    label: "A digit and its copy",
    onReset: () => change(model, { right: 0, down: 0 }),
  });
  const range = { min: -FARTHEST, max: FARTHEST, step: 1 };
  const right = slider("To the right", range, (value) => change(model, { right: value }));
  const down = slider("Down", range, (value) => change(model, { down: value }));
  const pad = element("canvas", { role: "img", class: "nn-pad" });
  const ruler = element("canvas", { role: "img" });
  frame.body.append(pad, element("div", {}, ruler, right.node, down.node));
  mount(el, model, frame);
  dragPicture(
    pad,
    () => [model.get("right"), model.get("down")],
    (x, y) => change(model, { right: clamped(x), down: clamped(y) }),
    () => cell,
  );
  return drawOnChange(model, ["right", "down", "pixels", "marks"], frame.figure, (page) => {
    cell = CELL * page.unit;
    const image = imageAt(model.get("pixels"), 0);
    const [x, y] = [model.get("right"), model.get("down")];
    const moved = shift(image, x, y);
    // What they share is white; what only one of them has is blue or orange.
    paintGrid(pad, cell, (k) => blended(image[k], moved[k]));
    const distance = Math.hypot(...image.map((value, k) => value - moved[k]));
    const marks = model.get("marks");
    paintRuler(ruler, page, distance, marks);
    right.show(x, inPixels(x));
    down.show(y, inPixels(y));
    const passed = marks.filter(([, mark]) => distance > mark).map(([name]) => name);
    const words = `Distance from itself: ${distance.toFixed(1)}${passed.length ? `, further than from ${passed.join(" and from ")}` : ""}.`;
    frame.say(words);
    setAttributes(pad, {
      "aria-label": `A 3 and its copy, moved by ${x} to the right and ${y} down.`,
    });
    setAttributes(ruler, {
      "aria-label": `${words} On average another digit's distance: ${marks.map(([name, mark]) => `${name} ${mark.toFixed(1)}`).join(", ")}.`,
    });
  }).stop;
}

/** White where both have ink, blue where only the first has, orange where only the other. */
function blended(one, other) {
  const both = Math.min(one, other);
  return [16, 18, 22].map((ground, k) => {
    const [blue, orange] = [
      [108, 192, 240],
      [232, 112, 42],
    ];
    const own = (one - both) * (blue[k] - ground) + (other - both) * (orange[k] - ground);
    return Math.round(ground + both * (255 - ground) + own);
  });
}

/** The distance on a ruler, with those of other digits. */
function paintRuler(canvas, page, distance, marks) {
  const { unit, palette } = page;
  const { context, x, base } = startRuler(canvas, page, CELL * SIDE, 15, 12);
  paintAxis(context, palette, x, {
    side: "bottom",
    ticks: [0, 5, 10, 15],
    across: [base - 8, base],
  });
  context.fillStyle = palette.rule;
  context.fillRect(x.at(0), base - 10 * unit, x.at(Math.min(distance, 15)) - x.at(0), 8 * unit);
  marks.forEach(([name, mark], k) => {
    context.fillStyle = palette.ink;
    context.fillRect(x.at(mark) - 1, base - 24 * unit, 2, 24 * unit);
    context.textAlign = k ? "left" : "right";
    context.fillText(name, x.at(mark) + (k ? 4 : -4) * unit, base - 34 * unit);
  });
  paintPoint(context, palette, [x.at(Math.min(distance, 15)), base - 6 * unit], 7 * unit);
}

/** @param {number} count */
function inPixels(count) {
  return `${count} pixel${Math.abs(count) === 1 ? "" : "s"}`.replace("-", "−");
}

export default { render };
