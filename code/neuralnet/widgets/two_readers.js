// TwoReaders: the book's network and one of windows read the same digit, moved and turned.

/** @import { Render } from "@anywidget/types" */

import { largest } from "./js/arrays.js";
import { decodeNumbers } from "./js/bytes.js";
import { paintImage } from "./js/canvas.js";
import { grey } from "./js/colours.js";
import { button, slider, toggle } from "./js/controls.js";
import { countWindows, forwardMaps, makeConvolution } from "./js/convolution.js";
import { inkOfStrokes, preprocess, rotate, shift } from "./js/drawings.js";
import { element, setAttributes } from "./js/element.js";
import { makeFrame, mount } from "./js/frame.js";
import { imageAt, SIDE } from "./js/images.js";
import { change } from "./js/model.js";
import { countParameters, forward, makeNetwork } from "./js/network.js";
import { claim, drawWithPointer, isCommand } from "./js/pen.js";
import { drawOnChange } from "./js/schedule.js";
import { makeMaps, paintBoth } from "./two_readers_pictures.js";

const STATE = ["pixels", "labels", "index", "drawing", "right", "down", "degrees"];
const SIZES = [784, 16, 16, 10];
const MAPS = [8, 32]; // as in zoo's recipe of "convolution"
const FARTHEST = 8;
const NARROW = 620;

/** @type {Render} */
function render({ model, el }) {
  const networks = {
    ours: makeNetwork(
      SIZES,
      "relu",
      "softmax",
      decodeNumbers(model.get("ours"), countParameters(SIZES)),
    ),
    windows: makeConvolution(MAPS, decodeNumbers(model.get("windows"), countWindows(MAPS))),
  };
  const parts = makeParts(model);
  mount(el, model, parts.frame);
  connectDigit(model, parts);
  const { redraw, stop } = drawOnChange(model, STATE, parts.frame.figure, (page) =>
    draw(model, networks, parts, page),
  );
  parts.own.redraw = redraw;
  return stop;
}

function makeParts(model) {
  const frame = makeFrame({
    name: "two-readers",
    ground: "stage",
    title: "Move the digit, and turn it",
    label: "Two networks read one digit",
    onReset: () => change(model, { right: 0, down: 0, degrees: 0 }),
  });
  const digit = element("canvas", { tabindex: "0", role: "application" });
  const both = element("canvas", { role: "img" });
  const [first, second] = [makeMaps(12, 4), makeMaps(4, 8)];
  const degrees = slider("Turned", { min: -60, max: 60, step: 5 }, (value) =>
    change(model, { degrees: value }),
  );
  const count = () => model.get("labels").length;
  const step = (by) => {
    const from = model.get("index") < 0 && by < 0 ? 0 : model.get("index");
    change(model, { index: (from + by + count()) % count() });
  };
  const own = makeOwnDrawing(model);
  const steps = element(
    "div",
    { class: "nn-row nn-steps", role: "group", "aria-label": "Which digit" },
    button("◀", () => step(-1), { "aria-label": "Previous digit" }),
    button("Digit ▶", () => step(1), { "aria-label": "Next digit" }),
    own.node,
  );
  const zone = element("div", { class: "nn-moved nn-zone" }, digit);
  const maps = element(
    "div",
    { class: "nn-maps" },
    element("p", {}, "8 maps of windows"),
    first.canvas,
    element("p", {}, "32 maps of the second layer"),
    second.canvas,
  );
  frame.body.append(zone, element("div", { class: "nn-both" }, both), maps, steps, degrees.node);
  return { frame, zone, digit, both, first, second, degrees, own };
}

/** Right or wrong, where it is known what was meant. */
function signOf(answer, label) {
  if (label === null) return "";
  return answer === label ? " ✓" : " ✕";
}

const clamp = (pixels) => Math.min(Math.max(Math.round(pixels), -FARTHEST), FARTHEST);

/** The switch to a drawing of the reader's: while it is on, the pointer draws in place of dragging. */
function makeOwnDrawing(model) {
  const drawn = () => imageAt(model.get("drawing"), 0);
  /** @param {import("./js/types.d.ts").Numbers} ink */
  function keep(ink) {
    const bytes = Uint8Array.from(ink, (value) => Math.round(255 * value));
    change(model, {
      index: -1,
      right: 0,
      down: 0,
      degrees: 0,
      drawing: new DataView(bytes.buffer),
    });
  }
  const own = {
    strokes: [],
    on: false,
    redraw() {},
    begin(point) {
      own.strokes.push([point]);
      own.go(point);
    },
    go(to) {
      own.strokes.at(-1).push(to);
      keep(inkOfStrokes(own.strokes));
    },
    ink: drawn,
  };
  const inner = toggle("Draw your own", (on) => {
    own.on = on;
    own.strokes = [];
    if (on) keep(new Float64Array(SIDE * SIDE));
    own.redraw();
  });
  return Object.assign(own, {
    node: inner.node,
    show() {
      if (model.get("index") >= 0) own.on = false;
      inner.show(own.on);
    },
  });
}

/** The digit is dragged by pointer, or moved by keys; or it is drawn. */
function connectDigit(model, { frame, zone, digit: canvas, own }) {
  let grip = [0, 0];
  drawWithPointer({
    zone,
    field: frame.figure,
    surface: canvas,
    size: SIDE,
    start([x, y]) {
      if (own.on) return own.begin([x, y]);
      grip = [x - model.get("right"), y - model.get("down")];
    },
    move(_, [x, y]) {
      if (own.on) return own.go([x, y]);
      const to = { right: clamp(x - grip[0]), down: clamp(y - grip[1]) };
      if (to.right !== model.get("right") || to.down !== model.get("down")) change(model, to);
    },
    end() {},
  });
  canvas.addEventListener("keydown", (event) => {
    if (isCommand(event)) return;
    const [right, down] = [model.get("right"), model.get("down")];
    const moves = {
      ArrowUp: { down: clamp(down - 1) },
      ArrowDown: { down: clamp(down + 1) },
      ArrowLeft: { right: clamp(right - 1) },
      ArrowRight: { right: clamp(right + 1) },
      Home: { right: 0, down: 0 },
    };
    if (!(event.key in moves)) return;
    claim(event);
    change(model, moves[event.key]);
  });
}

function imageOf(model) {
  const [degrees, index] = [model.get("degrees"), model.get("index")];
  const image =
    index < 0 ? preprocess(imageAt(model.get("drawing"), 0)) : imageAt(model.get("pixels"), index);
  const turned = degrees ? rotate(image, degrees) : image;
  return shift(turned, model.get("right"), model.get("down"));
}

function draw(model, { ours, windows }, parts, { width, unit }) {
  const image = imageOf(model);
  const label = model.get("labels")[model.get("index")] ?? null;
  const { maps, outputs } = forwardMaps(windows, image);
  const readers = [forward(ours, image).activations.at(-1), outputs].map((out) => ({
    outputs: out,
    best: largest(out),
  }));
  const narrow = width < NARROW * unit;
  parts.frame.figure.dataset.kind = narrow ? "upright" : "beside";
  const room = width / unit - (narrow ? 32 : 40);
  const cell = narrow ? Math.min(6, Math.floor((room - 120) / SIDE)) : 8;
  // What is being drawn stays where the pen is; what both read is centred.
  const seen = parts.own.on ? parts.own.ink() : image;
  paintImage(parts.digit, cell * unit, (k) => grey(seen[k]));
  parts.own.show();
  const wide = narrow ? room - SIDE * cell - 12 : room - SIDE * cell - 208 - 48;
  const height = Math.max(SIDE * cell, 168); // a line for each digit
  paintBoth(parts.both, readers, { label, width: wide, height, unit });
  parts.first.show(maps[0], unit * (narrow ? 3 : 4));
  parts.second.show(maps[1], unit * (narrow ? 4 : 5));
  describe(model, parts, readers, label);
}

function describe(model, { frame, digit, both, first, second, degrees }, readers, label) {
  const [right, down, turn] = ["right", "down", "degrees"].map((name) => model.get(name));
  const [ours, windows] = readers.map(
    ({ outputs, best }) => `${best}${signOf(best, label)} (${outputs[best].toFixed(2)})`,
  );
  frame.say(`Ours reads ${ours}.\nThe network of windows reads ${windows}.`);
  degrees.show(turn, `${turn < 0 ? "−" : ""}${Math.abs(turn)}°`);
  const places = `moved by ${right} to the right and ${down} down, turned by ${turn} degrees`;
  setAttributes(digit, {
    "aria-label": `${label === null ? "A drawing" : `A handwritten ${label}`}, ${places}. Arrow keys move it, Home puts it back.`,
  });
  const listed = readers.map(({ outputs }) =>
    Array.from(outputs, (value, k) => `${k}: ${value.toFixed(3)}`).join(", "),
  );
  setAttributes(both, { "aria-label": `Outputs of ours: ${listed[0]}. Of windows: ${listed[1]}.` });
  setAttributes(first.canvas, { "aria-label": "The 8 maps of the first layer of windows." });
  setAttributes(second.canvas, { "aria-label": "The 32 maps of the second layer." });
}

export default { render };
