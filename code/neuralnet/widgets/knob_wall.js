// KnobWall: all parameters of a network, to turn, to break and to silence.

/** @import { Render } from "@anywidget/types" */

import { largest } from "./js/arrays.js";
import { paintImage } from "./js/canvas.js";
import { grey } from "./js/colours.js";
import { button, slider } from "./js/controls.js";
import { element, setAttributes, setText } from "./js/element.js";
import { aDigit, signed, whole } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { imageAt, SIDE } from "./js/images.js";
import {
  alteredNetwork,
  brokenKnobs,
  dealKnobs,
  knobAt,
  locateKnob,
  weightSpreads,
} from "./js/knobs.js";
import { change, networkOf } from "./js/model.js";
import { forward } from "./js/network.js";
import { drawOnChange, makeNews } from "./js/schedule.js";
import { isStill } from "./js/tween.js";
import { connectHands } from "./knob_wall_hands.js";
import {
  makeLoupePainter,
  makeOutputsPainter,
  makeWallPainter,
  paintDial,
  placeRing,
} from "./knob_wall_paint.js";
import { neighbourhood, planWall, sizesFor } from "./knob_wall_plan.js";
import { makeScore } from "./knob_wall_score.js";

const DONE = ["turned", "broken", "noise", "seed", "silenced", "smashed"]; // what is done to knobs
const STATE = ["parameters", "knob", "index", ...DONE];
const MOST_TURN = 4; // how far a knob turns to either side
const UNTOUCHED = { turned: {}, broken: 0, noise: 0, seed: 0, silenced: [], smashed: [] };
const ROLLED = 0.1; // what dice break where nothing is broken yet
const BATCHES = 20; // in which knobs fall
const PACE = 80; // milliseconds from one to the next

/** @type {Render} */
function render({ model, el }) {
  /** @type {any} */
  const wall = { model, hammer: false, falling: 1, plan: null, redraw() {}, stop() {} };
  renew(wall);
  const parts = makeParts(wall);
  mount(el, model, parts.frame);
  connectHands(wall, parts);
  const score = makeScore(wall, parts.frame.figure, () => showScore(wall, parts, score));
  const painters = makePainters(wall, parts);
  const replace = () => renew(wall);
  const fallAgain = () => fall(wall, score);
  const hold = () => wall.stop();
  model.on("change:parameters", replace);
  model.on("change:seed", fallAgain);
  model.on("change:broken", hold);
  const { redraw, stop } = drawOnChange(model, STATE, parts.frame.figure, (page) => {
    alter(wall);
    drawAll(wall, parts, page, painters);
    score.follow();
  });
  wall.redraw = redraw;
  return () => {
    model.off("change:parameters", replace);
    model.off("change:seed", fallAgain);
    model.off("change:broken", hold);
    wall.stop();
    score.stop();
    stop();
  };
}

/** The network as it came. */
function renew(wall) {
  wall.original = networkOf(wall.model);
  wall.spreads = weightSpreads(wall.original);
  wall.deal = { order: [], shifts: [] }; // nothing, until something is broken or shaken
  wall.dealt = -1;
  wall.breaksAnew = makeNews();
}

/** The network after all that was done to it, and which knobs are broken. */
function alter(wall) {
  /** @type {any} */
  const values = Object.fromEntries(DONE.map((name) => [name, wall.model.get(name)]));
  if ((values.broken || values.noise) && wall.dealt !== values.seed) {
    wall.deal = dealKnobs(values.seed, wall.original.parameters.length);
    wall.dealt = values.seed;
  }
  const share = wall.falling * values.broken;
  if (wall.breaksAnew(wall.deal, share, values.smashed)) {
    wall.broken = brokenKnobs(wall.deal, share, values.smashed);
  }
  wall.network = alteredNetwork(wall.original, wall.deal, { ...values, broken: wall.broken });
}

/** The hidden neuron that a knob belongs to: its own, for an output's weight the one it comes from. */
function neuronOf({ original, model }) {
  const { layer, neuron, input } = locateKnob(original, model.get("knob"));
  if (layer < 2) return [layer + 1, neuron];
  return input < 0 ? null : [2, input];
}

/** Other knobs break. They fall in batches, each when it is known what the last has cost. */
function fall(wall, score) {
  wall.stop();
  if (isStill() || !wall.model.get("broken")) return;
  let [batch, last, frame] = [0, -PACE, 0];
  wall.stop = () => {
    cancelAnimationFrame(frame);
    wall.falling = 1;
    wall.stop = () => {};
    wall.redraw();
  };
  const step = (now) => {
    frame = requestAnimationFrame(step);
    if (now - last < PACE || score.isCounting()) return;
    last = now;
    batch++;
    wall.falling = batch / BATCHES;
    if (batch === BATCHES) wall.stop();
    wall.redraw();
  };
  wall.falling = 0;
  frame = requestAnimationFrame(step);
}

function roll({ model }) {
  const isWhole = !model.get("broken") && !model.get("noise");
  change(model, { ...(isWhole ? { broken: ROLLED } : {}), seed: model.get("seed") + 1 });
}

function makeParts(wall) {
  const { model } = wall;
  const frame = makeFrame({
    name: "knob-wall",
    ground: "stage",
    label: "All knobs of a network",
    onReset: () => change(model, UNTOUCHED),
  });
  const [canvas, loupe, dial, digit, outputs] = Array.from({ length: 5 }, () => element("canvas"));
  setAttributes(canvas, { tabindex: "0", role: "application" });
  for (const node of [dial, digit, outputs]) node.setAttribute("role", "img");
  loupe.setAttribute("aria-hidden", "true"); // the slider below turns the same knob
  const ring = element("div", { class: "nn-mark", "aria-hidden": "true" });
  const turn = slider("Turn it", { min: -MOST_TURN, max: MOST_TURN, step: 0.05 }, (value) =>
    change(model, { turned: { ...model.get("turned"), [model.get("knob")]: value } }),
  );
  const broken = slider("Broken", { min: 0, max: 1, step: 0.01 }, (value) =>
    change(model, { broken: value }),
  );
  const noise = slider("Noise", { min: 0, max: 1, step: 0.02 }, (value) =>
    change(model, { noise: value }),
  );
  const hammer = button("Hammer", () => {
    wall.hammer = !wall.hammer;
    wall.redraw();
  });
  const dice = button("Roll the dice", () => roll(wall));
  const silence = button("Silence this neuron", () => toggleSilence(wall));
  const step = (by) => change(model, { index: (model.get("index") + by + 100) % 100 });
  const [reads, cost] = [element("span"), element("span", { class: "nn-label" })];
  const score = element("p", { class: "nn-score", role: "status" }, reads, cost);
  frame.tools.prepend(hammer, dice, silence);
  frame.body.append(
    element("div", { class: "nn-scored" }, dial, score),
    element("div", { class: "nn-wall" }, canvas, ring),
    element("div", { class: "nn-loupe" }, loupe),
    element(
      "div",
      { class: "nn-reads" },
      digit,
      outputs,
      button("◀", () => step(-1), { "aria-label": "Previous digit" }),
      button("▶", () => step(1), { "aria-label": "Next digit" }),
    ),
    element("div", { class: "nn-turns" }, turn.node, broken.node, noise.node),
  );
  return {
    frame,
    wall: canvas,
    ring,
    loupe,
    dial,
    digit,
    outputs,
    turn,
    broken,
    noise,
    hammer,
    dice,
    silence,
    score,
    reads,
    cost,
  };
}

function makePainters(wall, parts) {
  return {
    wall: makeWallPainter(parts.wall, ({ layer, neuron, bias }) =>
      knobAt(wall.original, { layer, neuron, input: bias ? -1 : 0 }),
    ),
    loupe: makeLoupePainter(parts.loupe),
    outputs: makeOutputsPainter(parts.outputs),
    isOtherDigit: makeNews(),
  };
}

function toggleSilence(wall) {
  const { model } = wall;
  const own = neuronOf(wall);
  const others = model.get("silenced").filter((pair) => pair.join() !== own.join());
  const heard = others.length < model.get("silenced").length;
  change(model, { silenced: heard ? others : [...others, own] });
}

function drawAll(wall, parts, { width, unit }, painters) {
  const { model, original, network, spreads, broken } = wall;
  const sizes = sizesFor(width / unit);
  wall.unit = unit;
  wall.plan = planWall(original, sizes);
  painters.wall({ ...wall, silenced: model.get("silenced") });
  const knob = model.get("knob");
  wall.around = neighbourhood(original, knob);
  painters.loupe({
    around: wall.around,
    parameters: network.parameters,
    broken,
    most: 2.5 * spreads[locateKnob(original, knob).layer],
    picked: knob,
    size: sizes.loupe,
    unit,
  });
  const [pixels, index] = [model.get("pixels"), model.get("index")];
  if (painters.isOtherDigit(pixels, index, sizes.digit, unit)) {
    wall.image = imageAt(pixels, index);
    paintImage(parts.digit, sizes.digit * unit, (k) => grey(wall.image[k]));
  }
  wall.outputs = forward(network, wall.image).activations.at(-1);
  painters.outputs(wall.outputs, largest(wall.outputs), {
    width: Math.max(
      roomBeside(wall.plan, sizes, width / unit) - Math.max(28 * sizes.digit, 92) - 12,
      20,
    ),
    pitch: (28 * sizes.digit + 44) / 10, // as high as the digit and the buttons under it
    unit,
  });
  const under = sizes.isNarrow ? 0 : wall.plan.tables.end + 12; // beside the digit on a phone
  const margin = `${under * unit}px`;
  if (parts.loupe.parentNode.style.marginTop !== margin) {
    parts.loupe.parentNode.style.marginTop = margin;
  }
  placeRing(parts.ring, original, wall.plan, knob, unit);
  describe(wall, parts);
}

/** How wide it is beside the wall, on a phone beside the loupe; as the style sheet has it. */
function roomBeside(plan, { isNarrow, loupe }, width) {
  return isNarrow ? width - 32 - 9 * loupe - 24 : width - 48 - plan.width - 24;
}

/** What the score is, and what it has cost. Batches that fall are not read aloud one by one. */
function showScore(wall, parts, { right, trained, words, failed, ask }) {
  parts.frame.offer(failed ? ask : null);
  parts.score.ariaBusy = String(wall.falling < 1);
  setText(parts.reads, words);
  const lost = trained - right;
  const change = `${Math.abs(lost)} ${lost < 0 ? "more" : "fewer"} than trained`;
  setText(parts.cost, lost ? change : "as trained: break some");
  parts.cost.hidden = failed || right === null;
  paintDial(parts.dial, { right, trained, unit: wall.unit });
  setAttributes(parts.dial, { "aria-label": words });
}

function nameOf({ original }, knob) {
  const { layer, neuron, input } = locateKnob(original, knob);
  const to = layer === 2 ? `output ${neuron}` : `neuron ${neuron + 1} of hidden layer ${layer + 1}`;
  if (input < 0) return `bias of ${to}`;
  if (layer > 0) return `weight from neuron ${input + 1} to ${to}`;
  return `pixel in row ${Math.floor(input / SIDE)}, column ${input % SIDE}, to ${to}`;
}

function describe(wall, parts) {
  const { model, original, network, outputs, broken } = wall;
  const [knob, index] = [model.get("knob"), model.get("index")];
  const value = network.parameters[knob];
  const [best, label] = [largest(outputs), model.get("labels")[index]];
  const mark = best === label ? "✓" : "✕";
  parts.frame.retitle(
    `${whole(original.parameters.length)} knobs read ${aDigit(label)} as ${aDigit(best)} ${mark}`,
  );
  const isBroken = broken.has(knob);
  const stands = `${signed(value)} (trained ${signed(original.parameters[knob])}).`;
  const words = `Knob ${whole(knob + 1)}, ${nameOf(wall, knob)}: ${stands}`;
  parts.frame.say(
    isBroken
      ? `Knob ${whole(knob + 1)}: ${stands} It is broken and does not turn; start again to mend it.`
      : words,
  );
  setAttributes(parts.wall, {
    "aria-label": `${original.parameters.length} knobs. Arrow keys move from knob to knob, page keys from neuron to neuron. ${words}`,
  });
  setAttributes(parts.digit, { "aria-label": `Test digit ${index + 1}: ${aDigit(label)}.` });
  setAttributes(parts.outputs, {
    "aria-label": `Outputs: ${Array.from(outputs, (a, k) => `${k}: ${a.toFixed(3)}`).join(", ")}`,
  });
  parts.turn.input.disabled = isBroken;
  parts.turn.show(value, isBroken ? "broken" : signed(value));
  showShares(wall, parts);
}

function showShares(wall, { broken, noise, hammer, silence }) {
  const { model } = wall;
  const holes = wall.broken.size;
  broken.show(model.get("broken"), `${holes ? "✕ " : ""}${whole(holes)} knobs`);
  noise.show(
    model.get("noise"),
    model.get("noise") ? `${Math.round(100 * model.get("noise"))}%` : "none",
  );
  hammer.setAttribute("aria-pressed", String(wall.hammer));
  const own = neuronOf(wall);
  silence.disabled = !own;
  if (!own) {
    setText(silence, "No hidden neuron's");
    return;
  }
  const silent = model.get("silenced").some((pair) => pair.join() === own.join());
  setText(silence, `${silent ? "Hear" : "Silence"} neuron ${own[1] + 1} of layer ${own[0]}`);
}

export default { render };
