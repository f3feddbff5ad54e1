// DigitReader: draw a digit, and see every neuron of the network answer.

/** @import { Render } from "@anywidget/types" */

import { greet } from "./digit_reader_greeting.js";
import { makeNeurons } from "./digit_reader_neurons.js";
import {
  clear,
  drawing,
  follow,
  keep,
  makeReading,
  penDown,
  penMove,
  penUp,
  showDigit,
  step,
} from "./digit_reader_reading.js";
import { makeStrip } from "./digit_reader_strip.js";
import { makeTaught } from "./digit_reader_taught.js";
import { makePainter } from "./digit_reader_view.js";
import { button, toggle } from "./js/controls.js";
import { rotate } from "./js/drawings.js";
import { element } from "./js/element.js";
import { makeFrame, mount } from "./js/frame.js";
import { imageAt } from "./js/images.js";
import { change } from "./js/model.js";
import { drawWithKeys, drawWithPointer } from "./js/pen.js";
import { drawOnChange } from "./js/schedule.js";

const STATE = ["drawing", "index", "centred", "learned", "layer", "neuron", "parameters"];

/** @type {Render} */
function render({ model, el }) {
  const reading = makeReading(model);
  const parts = makeParts(reading);
  mount(el, model, parts.frame);
  connectPen(reading, parts);
  const followed = ["drawing", "centred", "learned", "parameters"];
  let stale = false;
  const mark = () => (stale = true);
  for (const name of followed) model.on(`change:${name}`, mark);
  const lookUp = () => showDigit(reading);
  model.on("change:index", lookUp);
  const paint = makePainter(reading, parts);
  const { redraw, stop } = drawOnChange(model, STATE, parts.frame.figure, (page) => {
    if (stale) follow(reading);
    stale = false;
    paint(page);
  });
  reading.redraw = redraw;
  const stopGreeting = greet(reading);
  return () => {
    stopGreeting();
    reading.stop();
    parts.taught.stop();
    stop();
    for (const name of followed) model.off(`change:${name}`, mark);
    model.off("change:index", lookUp);
  };
}

function makeParts(reading) {
  const { model } = reading;
  const frame = makeFrame({
    name: "digit-reader",
    ground: "stage",
    label: "Draw a digit, and see the network read it",
  });
  const threads = element("canvas", { class: "nn-cover", "aria-hidden": "true" });
  const machine = element("canvas", { class: "nn-cover", "aria-hidden": "true" });
  const pad = element("canvas", {
    tabindex: "0",
    role: "application",
    "aria-label":
      "A pad: draw a digit. Arrow keys move the pen, Space lowers and lifts it, Delete wipes it.",
  });
  const zone = element("div", { class: "nn-pad" }, pad);
  const numeral = element("p", { class: "nn-numeral", "aria-hidden": "true" });
  const centring = toggle("Centre it first", (on) => change(model, { centred: on }));
  const neurons = makeNeurons(reading);
  const strip = makeStrip(reading);
  const taught = makeTaught(model, () => reading.redraw());
  const random = button("At random", () => change(model, { learned: true }), {
    class: "nn-chip",
    "aria-label": "Knobs at random",
    "aria-pressed": "true",
  });
  frame.tools.append(centring.node);
  const row = element(
    "div",
    { class: "nn-row nn-what", role: "group", "aria-label": "What to read" },
    button("Clear", () => clear(reading)),
    button("◀", () => step(reading, -1), { "aria-label": "Previous test digit" }),
    button("Test digit ▶", () => step(reading, 1), { "aria-label": "Next test digit" }),
    taught.node,
    random,
  );
  frame.figure.prepend(threads, machine);
  frame.body.append(zone, numeral, row, makeFools(reading), neurons.node);
  frame.figure.append(strip.node);
  return { frame, threads, machine, pad, zone, numeral, centring, neurons, strip, taught, random };
}

/** One-tap ways to fool it: each is a drawing, and whether it is centred first. */
function makeFools(reading) {
  const { model } = reading;
  const show = (ink, centred) => {
    reading.strokes = [];
    keep(reading, ink, { centred });
  };
  /** @type {[string, () => void][]} */
  const fools = [
    ["Corner 7", () => show(imageAt(model.get("fools"), 0), false)],
    ["Face", () => show(imageAt(model.get("fools"), 1), true)],
    ["Nothing", () => clear(reading, { centred: true })],
    ["Upside down", () => show(rotate(drawing(reading), 180), true)],
  ];
  return element(
    "div",
    { class: "nn-row nn-fools", role: "group", "aria-label": "Fool it" },
    element("span", { class: "nn-label", "aria-hidden": "true" }, "Fool it:"),
    ...fools.map(([name, act]) => button(name, act, { class: "nn-chip" })),
  );
}

function connectPen(reading, { frame, pad, zone }) {
  drawWithPointer({
    zone,
    field: frame.figure,
    surface: pad,
    size: 28,
    start: (point) => penDown(reading, point),
    move: (from, to) => penMove(reading, from, to),
    end: () => penUp(reading),
  });
  const erase = () => clear(reading);
  drawWithKeys({
    surface: pad,
    size: 28,
    from: [14, 6],
    edge: 1.5,
    keys: { Delete: erase, Backspace: erase },
    move(from, to) {
      if (reading.model.get("index") >= 0) clear(reading);
      reading.strokes = [];
      penMove(reading, from, to);
    },
    show(cursor) {
      reading.cursor = cursor;
      reading.redraw();
    },
  });
}

export default { render };
