// KnobWall: all parameters of a network, to turn, to break and to silence.

/** @import { Render } from "@anywidget/types" */

import { largest } from "./js/arrays.js";
import { paintImage } from "./js/canvas.js";
import { grey } from "./js/colours.js";
import { button, slider } from "./js/controls.js";
import { element, setAttributes } from "./js/element.js";
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
import { drawOnChange } from "./js/schedule.js";
import { tween } from "./js/tween.js";
import { connectHands } from "./knob_wall_hands.js";
import {
  makeWallPainter,
  paintDial,
  paintLoupe,
  paintOutputs,
  placeRing,
} from "./knob_wall_paint.js";
import { neighbourhood, planWall, sizesFor } from "./knob_wall_plan.js";
import { makeScore } from "./knob_wall_score.js";

const DONE = ["turned", "broken", "noise", "seed", "silenced", "smashed"]; // what is done to knobs
const STATE = ["parameters", "knob", "index", ...DONE];
const MOST_TURN = 4; // how far a knob turns to either side
const UNTOUCHED = { turned: {}, broken: 0, noise: 0, seed: 0, silenced: [], smashed: [] };

/** @type {Render} */
function render({ model, el }) {
  const wall = { model, hammer: false, falling: 1, plan: null, redraw: () => {}, stop: () => {} };
  renew(wall);
  const parts = makeParts(wall);
  mount(el, model, parts.frame);
  connectHands(wall, parts);
  const score = makeScore(wall, parts.frame.figure);
  const paintWall = makeWallPainter(parts.wall, ({ layer, neuron, bias }) =>
    knobAt(wall.original, { layer, neuron, input: bias ? -1 : 0 }),
  );
  const replace = () => renew(wall);
  model.on("change:parameters", replace);
  for (const name of DONE) model.on(`change:${name}`, score.ask);
  const { redraw, stop } = drawOnChange(model, STATE, parts.frame.figure, (page) => {
    alter(wall);
    drawAll(wall, parts, page, paintWall);
    score.follow();
    showScore(parts, score, page);
  });
  wall.redraw = redraw;
  return () => {
    for (const name of DONE) model.off(`change:${name}`, score.ask);
    model.off("change:parameters", replace);
    wall.stop();
    score.stop();
    stop();
  };
}

/** The network as it came. */
function renew(wall) {
  wall.original = networkOf(wall.model);
  wall.spreads = weightSpreads(wall.original);
  wall.dealt = -1;
}

/** The network after all that was done to it, and which knobs are broken. */
function alter(wall) {
  /** @type {any} */
  const values = Object.fromEntries(DONE.map((name) => [name, wall.model.get(name)]));
  if (wall.dealt !== values.seed) {
    wall.deal = dealKnobs(values.seed, wall.original.parameters.length);
    wall.dealt = values.seed;
  }
  wall.broken = brokenKnobs(wall.deal, wall.falling * values.broken, values.smashed);
  wall.network = alteredNetwork(wall.original, wall.deal, { ...values, broken: wall.broken });
}

/** The hidden neuron that a knob belongs to: its own, for an output's weight the one it comes from. */
function neuronOf({ original, model }) {
  const { layer, neuron, input } = locateKnob(original, model.get("knob"));
  if (layer < 2) return [layer + 1, neuron];
  return input < 0 ? null : [2, input];
}

/** Roll the dice: other knobs break, and fall a few at a time. */
function roll(wall) {
  wall.stop();
  change(wall.model, { seed: wall.model.get("seed") + 1 });
  wall.stop = tween(
    800,
    (share) => {
      wall.falling = Math.ceil(20 * share) / 20;
      wall.redraw();
    },
    (share) => share,
  );
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
  const score = element("p", { class: "nn-score", role: "status" });
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
  };
}

function toggleSilence(wall) {
  const { model } = wall;
  const own = neuronOf(wall);
  const others = model.get("silenced").filter((pair) => pair.join() !== own.join());
  const heard = others.length < model.get("silenced").length;
  change(model, { silenced: heard ? others : [...others, own] });
}

function drawAll(wall, parts, { width, unit }, paintWall) {
  const { model, original, network, spreads, broken } = wall;
  const sizes = sizesFor(width / unit);
  wall.sizes = sizes;
  wall.unit = unit;
  wall.plan = planWall(original, sizes);
  paintWall({ plan: wall.plan, network, spreads, unit });
  const knob = model.get("knob");
  placeRing(parts.ring, original, wall.plan, knob, unit);
  wall.around = neighbourhood(original, knob);
  const under = sizes.digit > 3 ? wall.plan.tables.end + 12 : 0; // beside the digit on a phone
  parts.loupe.parentNode.style.marginTop = `${under * unit}px`;
  paintLoupe(parts.loupe, {
    around: wall.around,
    parameters: network.parameters,
    broken,
    most: 2.5 * spreads[locateKnob(original, knob).layer],
    picked: knob,
    size: sizes.loupe,
    unit,
  });
  const image = imageAt(model.get("pixels"), model.get("index"));
  wall.outputs = forward(network, image).activations.at(-1);
  paintImage(parts.digit, sizes.digit * unit, (k) => grey(image[k]));
  const room = parts.outputs.parentNode.clientWidth / unit - 28 * sizes.digit - 24;
  paintOutputs(parts.outputs, wall.outputs, largest(wall.outputs), {
    width: Math.max(room, 20),
    pitch: Math.max(2.7 * sizes.digit + 1, 10),
    unit,
  });
  describe(wall, parts);
}

function showScore({ frame, score, dial }, { right, trained, words, failed, ask }, { unit }) {
  frame.offer(failed ? ask : null);
  if (score.textContent !== words) score.textContent = words;
  paintDial(dial, { right, trained, width: 132, unit });
  dial.setAttribute("aria-label", words);
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
  const words =
    `Knob ${whole(knob + 1)}, ${nameOf(wall, knob)}: ${signed(value)} ` +
    `(trained ${signed(original.parameters[knob])}).`;
  parts.frame.say(
    isBroken ? `${words} It is broken and does not turn; start again to mend it.` : words,
  );
  parts.wall.setAttribute(
    "aria-label",
    `${original.parameters.length} knobs. Arrow keys move from knob to knob, page keys from neuron to neuron. ${words}`,
  );
  parts.digit.setAttribute("aria-label", `Test digit ${index + 1}: ${aDigit(label)}.`);
  parts.outputs.setAttribute(
    "aria-label",
    `Outputs: ${Array.from(outputs, (a, k) => `${k}: ${a.toFixed(3)}`).join(", ")}`,
  );
  parts.turn.input.disabled = isBroken;
  parts.turn.show(value, isBroken ? "broken" : signed(value));
  showShares(wall, parts);
}

function showShares(wall, { broken, noise, hammer, dice, silence }) {
  const { model } = wall;
  broken.show(model.get("broken"), `${whole(wall.broken.size)} knobs`);
  noise.show(
    model.get("noise"),
    model.get("noise") ? `${Math.round(100 * model.get("noise"))}%` : "none",
  );
  hammer.setAttribute("aria-pressed", String(wall.hammer));
  dice.disabled = !model.get("broken") && !model.get("noise");
  dice.title = dice.disabled ? "First break some, or add noise" : "";
  const own = neuronOf(wall);
  silence.disabled = !own;
  if (!own) {
    silence.textContent = "No hidden neuron's";
    return;
  }
  const silent = model.get("silenced").some((pair) => pair.join() === own.join());
  silence.textContent = `${silent ? "Hear" : "Silence"} neuron ${own[1] + 1} of layer ${own[0]}`;
}

export default { render };
