// What DigitReader holds: the drawing, what the network makes of it, and what is on its way.

import { readerOf } from "./digit_reader_network.js";
import { largest } from "./js/arrays.js";
import { inkOfStrokes, PEN, penFor, placement, preprocess, stroke } from "./js/drawings.js";
import { imageAt, SIDE } from "./js/images.js";
import { change, recall } from "./js/model.js";
import { between, tween } from "./js/tween.js";

const EMPTY = new Float64Array(SIDE * SIDE);

/**
 * The state of one view. `target` is what the model asks for, `shown` what is on the screen:
 * `{ drawn, seen, activations }`, and of maps their `places`; the same but for a moment after a
 * step to another digit.
 */
export function makeReading(model) {
  const reading = {
    model,
    network: readerOf(model),
    strokes: [], // of the drawing under the pen, as points; empty if it came otherwise
    pen: PEN, // its width: finer for what is drawn small
    writing: false, // while the pen is down
    developing: null, // what the drawing is on its way to: { share }
    light: null, // where a pulse is, in layers
    hover: null, // the neuron that the pointer or the focus is on
    sign: 0, // which of its terms are looked at: 1, -1, or both
    cursor: null, // the pen of the keys
    stop: () => {},
    redraw: () => {},
  };
  const hold = ({ strokes, pen }) => (strokes.length ? { strokes, pen } : null);
  Object.assign(
    reading,
    recall(model, () => hold(reading)),
  );
  reading.target = read(reading, drawing(reading));
  reading.shown = reading.target;
  return reading;
}

export function drawing({ model }) {
  return imageAt(model.get("drawing"), 0);
}

/** What the network makes of a drawing. */
export function read({ model, network }, drawn) {
  const seen = model.get("centred") ? preprocess(drawn) : drawn;
  return { drawn, seen, ...network.read(seen) };
}

/** The model has changed: show what it holds, at once under the pen, else on a short way. */
export function follow(reading) {
  const { model } = reading;
  reading.network = readerOf(model, reading.network);
  const [from, to] = [reading.shown, read(reading, drawing(reading))];
  reading.target = to;
  if (!reading.strokes.length) reading.developing = null; // what was under way is gone
  if (reading.writing || reading.developing) {
    reading.shown = to;
    return;
  }
  reading.stop();
  if (from.activations.length !== to.activations.length) {
    reading.shown = to;
    return;
  }
  const lists = (state) => [state.seen, ...state.activations.slice(1)];
  if (lists(from).some((list, k) => list.length !== lists(to)[k].length)) reading.shown = to;
  else {
    reading.stop = tween(240, (share) => {
      const [seen, ...rest] = lists(to).map((list, k) => between(lists(from)[k], list, share));
      reading.shown = share < 1 ? { ...to, seen, activations: [seen, ...rest] } : to;
      reading.redraw();
    });
  }
}

/** Keep a drawing of the reader's, or a test digit with its `index`. */
export function keep({ model }, ink, more = {}) {
  const bytes = Uint8Array.from(ink, (value) => Math.round(255 * value));
  change(model, { index: -1, ...more, drawing: new DataView(bytes.buffer) });
}

export function clear(reading, more) {
  reading.strokes = [];
  keep(reading, EMPTY, more);
}

/** Show the test digit that the model's index says; below 0 the drawing is the reader's own. */
export function showDigit(reading) {
  const { model } = reading;
  const index = model.get("index");
  if (index < 0) return;
  reading.strokes = [];
  keep(reading, imageAt(model.get("pixels"), index), { index });
}

/** Step through the test digits, from the last to the first too. */
export function step(reading, by) {
  const { model } = reading;
  const count = model.get("labels").length;
  const from = model.get("index") < 0 && by < 0 ? 0 : model.get("index");
  change(model, { index: (from + by + count) % count });
}

/** The pen comes down: on a drawing it goes on, in place of a test digit it begins a new one. */
export function penDown(reading, point) {
  reading.stop();
  reading.writing = true;
  reading.developing = null;
  reading.light = null;
  const { model } = reading;
  const fresh = model.get("index") >= 0 || !reading.strokes.length;
  if (fresh) {
    clear(reading);
    reading.pen = PEN;
  }
  reading.strokes.push([point]);
}

export function penMove(reading, from, to) {
  const ink = drawing(reading);
  stroke(ink, from, to, reading.pen);
  reading.strokes.at(-1)?.push(to); // keys leave none
  keep(reading, ink);
}

/** Draw all strokes anew, if they have become so small, or so large, that they need another pen. */
function inkAnew(reading) {
  const { strokes } = reading;
  const pen = strokes.length ? penFor(strokes) : PEN;
  if (pen === reading.pen) return;
  reading.pen = pen;
  keep(reading, inkOfStrokes(strokes));
}

/** The pen lifts: the ink develops into pixels, moves to the middle, and a pulse runs through. */
export function penUp(reading) {
  inkAnew(reading);
  reading.writing = false;
  reading.developing = { share: 0 };
  reading.stop();
  const layers = reading.network.units.length - 1;
  const slide = 390; // 150 ms to develop, 240 to move
  const whole = slide + 150 * layers;
  const pass = (share) => {
    const at = share * whole;
    reading.developing = at < slide ? { share: at / slide } : null;
    reading.light = at > slide && share < 1 ? (at - slide) / 150 : null;
    reading.redraw();
  };
  reading.stop = tween(whole, pass, (share) => share);
}

/** The neuron in focus, `{ layer, neuron }` (layers from 1), or null. */
export function focusOf({ model, network, hover }) {
  const layer = hover?.layer ?? model.get("layer");
  if (!layer) return null;
  const neuron = Math.min(hover?.neuron ?? model.get("neuron"), network.units[layer] - 1);
  return { layer, neuron };
}

/** A neuron's sum in parts: what adds, what takes away, the bias, and what comes of them. */
export function sumOf({ network, shown }, { layer, neuron }) {
  const inputs = network.units[layer - 1];
  const all = network.terms(shown, layer, neuron);
  const terms = all.subarray(neuron * inputs, (neuron + 1) * inputs);
  const up = terms.reduce((sum, term) => sum + Math.max(term, 0), 0);
  const down = terms.reduce((sum, term) => sum + Math.min(term, 0), 0);
  return {
    terms,
    up,
    down,
    bias: network.bias(layer, neuron),
    activation: network.squash(layer),
    result: network.result(shown, layer, neuron),
  };
}

/** The answer and the runner-up among outputs. */
export function ranking(outputs) {
  const best = largest(outputs);
  const others = Array.from(outputs, (value, k) => (k === best ? -Infinity : value));
  return { best, second: largest(others), empty: false };
}

/** Leads from a place that the network sees to where it was drawn; null where both are the same. */
export function wayBack({ model, shown, writing, developing }) {
  if (!(writing || developing) || !model.get("centred")) return null;
  const place = placement(shown.drawn);
  if (!place) return null;
  const share = writing ? 0 : Math.max((developing.share * 390 - 150) / 240, 0);
  return ([x, y]) => {
    const [x0, y0] = [(x - place.right) / place.scale, (y - place.down) / place.scale];
    return [x0 + (x - x0) * share, y0 + (y - y0) * share];
  };
}
