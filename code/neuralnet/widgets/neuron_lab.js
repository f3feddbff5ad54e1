// NeuronLab: paint the weights of one neuron, and see what it makes of real digits.

/** @import { Render } from "@anywidget/types" */

import { button, choiceGroup, logSlider, slider } from "./js/controls.js";
import { element, setAttributes, setText } from "./js/element.js";
import { aDigit, signed } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { claim, drawWithKeys, drawWithPointer } from "./js/pen.js";
import { drawOnChange } from "./js/schedule.js";
import { makeFence, nameDots } from "./neuron_lab_fence.js";
import { layOut } from "./neuron_lab_layout.js";
import { makeBrush, makePad } from "./neuron_lab_pad.js";
import {
  choose,
  chosen,
  clear,
  fetchPair,
  follow,
  labelOf,
  makeLab,
  nextMistake,
  PRESETS,
  paintStroke,
  remember,
  undo,
} from "./neuron_lab_state.js";
import { balance, makeTug } from "./neuron_lab_tug.js";

const FOLLOWED = ["painted", "bias", "index", "example"];
const STATE = [...FOLLOWED, "own", "own_bias", "steepness", "brush", "paint"];
/** @type {[number, string, string][]} */
const PAINTS = [
  [1, "+", "Adds"],
  [-1, "−", "Takes away"],
  [0, "", "Erase"],
];

/** @type {Render} */
function render({ model, el }) {
  const lab = makeLab(model);
  const parts = makeParts(lab);
  mount(el, model, parts.frame);
  connectBrush(lab, parts);
  let stale = false;
  const mark = () => (stale = true);
  for (const name of FOLLOWED) model.on(`change:${name}`, mark);
  const { redraw, stop } = drawOnChange(model, STATE, parts.frame.figure, (page) => {
    if (stale) follow(lab);
    stale = false;
    draw(lab, parts, page);
  });
  lab.redraw = redraw;
  const stopWaiting = whenSeen(parts.frame.figure, () => fetchPair(lab));
  return () => {
    stopWaiting();
    lab.stop();
    stop();
    for (const name of FOLLOWED) model.off(`change:${name}`, mark);
  };
}

/** Call back when the figure is first on the screen. */
function whenSeen(figure, act) {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.at(-1).isIntersecting) return;
    seen.disconnect();
    act();
  });
  seen.observe(figure);
  return () => seen.disconnect();
}

function makeParts(lab) {
  const frame = makeFrame({
    name: "neuron-lab",
    ground: "stage",
    title: "Paint what it looks for",
    label: "Paint the weights of one neuron",
  });
  const pad = makePad();
  const brush = makeBrush(lab.model);
  const tools = makeTools(lab);
  const score = makeScore(lab);
  const tug = makeTug();
  const fence = makeFence(lab);
  /** @type {[string | number, string][]} */
  const choices = [["own", "Yours"], ...PRESETS.entries()];
  const presets = choiceGroup("Weights", choices, (which) => choose(lab, which));
  presets.node.classList.add("nn-presets");
  const looks = makeLooks(lab);
  const side = element("div", { class: "nn-side" }, score.node, fence.node, looks.node);
  const zone = element("div", { class: "nn-weights nn-zone" }, pad.canvas, brush.node);
  frame.body.append(presets.node, tools.node, zone, side, tug.node);
  return { frame, zone, pad, brush, tools, score, tug, fence, presets, looks };
}

/** What stands on the pad's frame: three paints, the brush, and the ways back. */
function makeTools(lab) {
  const { model } = lab;
  /** @type {[number, HTMLElement][]} */
  const options = PAINTS.map(([value, text]) => [value, element("span", {}, text)]);
  const paints = choiceGroup("Paint", options, (paint) => change(model, { paint }));
  PAINTS.forEach(([, , name], k) => {
    setAttributes(paints.inputs[k], { "aria-label": name, title: `${name} (key ${k + 1})` });
  });
  const brush = slider("Brush", { min: 0.5, max: 4, step: 0.5 }, (value) =>
    change(model, { brush: value }),
  );
  const back = button("Undo", () => undo(lab));
  const empty = button("Clear", () => clear(lab));
  const node = element("div", { class: "nn-toolbox" }, paints.node, brush.node, back, empty);
  return { node, paints, brush, back };
}

function makeScore(lab) {
  const count = element("b", {}, "…");
  const text = element("p", { class: "nn-right-on" }, "right on ", count, " of 500");
  const [fill, mark] = ["nn-fill", "nn-trained"].map((name) => element("span", { class: name }));
  const trained = element("span", { class: "nn-label" });
  const spoken = element("p", { class: "nn-spoken", role: "status" });
  const meter = element("div", { class: "nn-meter", "aria-hidden": "true" }, fill, mark, trained);
  const node = element("div", { class: "nn-verdict" }, text, meter, spoken);
  let timer;
  function say(words) {
    clearTimeout(timer);
    timer = setTimeout(() => (spoken.textContent = words), 400);
  }
  let scored = null;
  function show() {
    const { digits, target, problem } = lab;
    setText(trained, digits ? `trained ${digits.trained}` : problem && `No score: ${problem}`);
    if (!digits || scored === target.count) return;
    scored = target.count;
    const { sevens, ones, right } = target.count;
    say(
      `Fires for ${sevens} of 250 sevens and ${ones} of 250 ones: right on ${right} of 500. ` +
        `The trained neuron: ${digits.trained}.`,
    );
    setText(count, String(right));
    fill.style.transform = `scaleX(${right / 500})`;
    mark.style.left = `${digits.trained / 5}%`;
  }
  return { node, show };
}

/** Which digit it looks at, and how steeply its sum is squashed. */
function makeLooks(lab) {
  const { model } = lab;
  const step = (by) => {
    const index =
      model.get("example") < 0 ? (model.get("index") + by + 100) % 100 : model.get("index");
    change(model, { index, example: -1 });
  };
  const mistake = button("Next mistake", () => change(model, { example: nextMistake(lab) }));
  const digits = element(
    "div",
    { class: "nn-row", role: "group", "aria-label": "Which digit it looks at" },
    button("◀", () => step(-1), { "aria-label": "Previous digit" }),
    button("Digit ▶", () => step(1), { "aria-label": "Next digit" }),
    mistake,
  );
  const steepness = logSlider("Steepness", { min: 0.1, max: 10, steps: 20 }, (value) =>
    change(model, { steepness: value }),
  );
  return {
    node: element("div", { class: "nn-looks" }, digits, steepness.node),
    steepness,
    mistake,
  };
}

function connectBrush(lab, { frame, zone, pad: { canvas: pad }, brush }) {
  const { model } = lab;
  const paint = (value) => () => change(model, { paint: value });
  drawWithPointer({
    zone,
    field: frame.figure,
    surface: pad,
    size: 28,
    start: () => remember(lab),
    move(from, to) {
      brush.move(to);
      paintStroke(lab, from, to);
    },
    end: () => {},
  });
  const outline = (point) => {
    brush.move(point);
    lab.redraw();
  };
  pad.addEventListener("pointermove", ({ pointerType, offsetX, offsetY }) => {
    if (pointerType !== "touch")
      outline([offsetX, offsetY].map((place) => (28 * place) / pad.clientWidth));
  });
  for (const end of ["pointerleave", "pointercancel"])
    pad.addEventListener(end, () => outline(null));
  drawWithKeys({
    surface: pad,
    size: 28,
    from: [13.5, 13.5],
    toggles: false,
    keys: { 1: paint(1), 2: paint(-1), 3: paint(0), "+": paint(1), "-": paint(-1), 0: paint(0) },
    move(from, to) {
      remember(lab);
      paintStroke(lab, from, to);
    },
    show: (cursor) => outline(cursor?.at ?? null),
  });
  pad.addEventListener("keydown", (event) => {
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey)) return;
    claim(event);
    undo(lab);
  });
}

function draw(lab, parts, page) {
  const { frame, pad, brush, tools, presets, looks } = parts;
  const { model, past } = lab;
  const layout = layOut(page.width / page.unit);
  place(frame.figure, layout, page.unit);
  brush.place(layout.pad * page.unit);
  tools.paints.show(model.get("paint"));
  tools.brush.show(model.get("brush"), String(model.get("brush")));
  tools.back.disabled = !past.length;
  setAttributes(tools.back, { title: past.length ? "Undo" : "Nothing to undo" });
  const steepness = model.get("steepness");
  const seen = [lab.shown, lab.digits, lab.problem, steepness, page.width, page.unit, page.palette];
  if (seen.every((value, k) => value === lab.seen[k])) return;
  lab.seen = seen;
  const sum = balance(model, lab.shown);
  pad.show(lab.shown);
  parts.tug.show(layout, page.unit, lab.shown, sum);
  parts.fence.show(layout.plot, page, lab.shown, sum.up + sum.down);
  parts.score.show();
  frame.offer(lab.problem ? () => fetchPair(lab) : null);
  presets.show(chosen(lab));
  looks.steepness.show(steepness, String(steepness));
  looks.mistake.disabled = nextMistake(lab) < 0;
  describe(lab, parts);
}

function place(figure, { kind, above = false, pad, tug, plot }, unit) {
  const key = [kind, above, pad, ...tug, ...plot, unit].join();
  if (figure.dataset.placed === key) return;
  figure.dataset.placed = key;
  figure.classList.toggle("nn-above", above);
  figure.dataset.kind = kind;
  const sizes = { "--pad": pad, "--tug": tug[0], "--tug-height": tug[1], "--plot-height": plot[1] };
  for (const [name, size] of Object.entries(sizes))
    figure.style.setProperty(name, `${size * unit}px`);
}

function describe(lab, { frame, pad, fence }) {
  const { up, down, bias, z, activation } = balance(lab.model, lab.target);
  const { weights } = lab.target;
  let [above, below] = [0, 0];
  for (const weight of weights) {
    if (weight > 0) above++;
    else if (weight < 0) below++;
  }
  frame.say(
    `${aDigit(labelOf(lab), true)}: products ${signed(up + down)}, bias ${signed(bias)}, ` +
      `weighted sum ${signed(z)}; activation ${activation.toFixed(2)}: it ${z > 0 ? "fires" : "stays quiet"}.`,
  );
  setAttributes(pad.canvas, {
    "aria-label":
      `The weights: ${above} positive, ${below} negative, ${784 - above - below} at 0. Arrow keys move the brush, ` +
      "Space paints; 1 adds, 2 takes away, 3 erases.",
  });
  nameDots(fence.canvas, lab);
}

export default { render };
