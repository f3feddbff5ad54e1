// ParameterCounter: how many parameters a network has, and where they sit.

/** @import { Render } from "@anywidget/types" */

import { button, dragHandle, stepper } from "./js/controls.js";
import { element, setAttributes, setText, writeText } from "./js/element.js";
import { whole } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { countParameters } from "./js/network.js";
import { drawOnChange } from "./js/schedule.js";
import { between, tween } from "./js/tween.js";
import {
  columnHeight,
  compact,
  layColumns,
  neuronsOf,
  paintCounter,
} from "./parameter_counter_paint.js";
import { makeWeave, weightsPerLine } from "./parameter_counter_weave.js";

const MOST_NEURONS = 100_000;
const MOST_LAYERS = 8;
const FIRST = [784, 16, 16, 10];

/** @type {Render} */
function render({ model, el }) {
  const sizes = model.get("sizes");
  const counter = { model, shown: sizes, power: powerOf(sizes), stopTween() {}, redraw() {} };
  const parts = makeParts(counter);
  mount(el, model, parts.frame);
  const weave = makeWeave(parts.weave);
  const draw = ({ width, palette, unit }) => {
    const wanted = model.get("sizes");
    if (!counter.moving) Object.assign(counter, { shown: wanted, power: powerOf(wanted) });
    const layout = layColumns(width / unit, wanted.length);
    const { shown, power } = counter;
    const landmarks = model.get("landmarks");
    const count = countParameters(wanted);
    paintCounter(parts.canvas, { sizes: shown, power, count, landmarks, layout, palette, unit });
    weave.show({ sizes: shown, layout, palette, unit });
    parts.columns.show(wanted, layout, unit); // after the picture, whose texts ask how all is laid out
    describe(wanted, landmarks, parts);
  };
  const { redraw, stop } = drawOnChange(model, ["sizes"], parts.frame.figure, draw, el);
  counter.redraw = redraw;
  return () => {
    counter.stopTween();
    weave.stop();
    stop();
  };
}

const powerOf = (sizes) => Math.log10(countParameters(sizes));

/** Another network, not under the hand: what was there moves to what will be. */
function moveTo(counter, sizes) {
  const { shown, power, model } = counter;
  const same = shown.length === sizes.length;
  counter.stopTween();
  counter.moving = true;
  change(model, { sizes });
  counter.stopTween = tween(240, (share) => {
    counter.moving = share < 1;
    counter.shown = same ? [...between(shown, sizes, share)] : sizes;
    counter.power = power + (powerOf(sizes) - power) * share;
    counter.redraw();
  });
}

function resize({ model }, k, neurons) {
  const sizes = [...model.get("sizes")];
  sizes[k] = neurons;
  change(model, { sizes });
}

function makeParts(counter) {
  const frame = makeFrame({
    name: "parameter-counter",
    ground: "paper",
    label: "Count the parameters of a network",
    onReset: () => moveTo(counter, FIRST),
  });
  const add = button("Add a layer", () => {
    const sizes = [...counter.model.get("sizes")];
    sizes.splice(-1, 0, 16);
    moveTo(counter, sizes);
  });
  frame.figure.querySelector(".nn-title").append(element("strong"), " parameters");
  const scale = element("span", { class: "nn-label" });
  frame.tools.prepend(scale, add);
  const canvas = element("canvas", { role: "img" });
  const weave = element("canvas", { class: "nn-cover", "aria-hidden": "true" });
  const columns = makeColumns(counter, add);
  const drawn = element("div", { class: "nn-drawn" }, weave, canvas, columns.handles);
  frame.body.append(columns.node, drawn);
  return { frame, scale, canvas, weave, columns };
}

function layerName(k, count) {
  if (k === 0) return "Inputs";
  return k === count - 1 ? "Outputs" : `Hidden ${k}`;
}

function shortName(k, count) {
  if (k === 0) return "in";
  return k === count - 1 ? "out" : String(k);
}

/** Over each column its name and its number, and at its top a point to drag. */
function makeColumns(counter, add) {
  const { model } = counter;
  const node = element("div", { class: "nn-columns", role: "group", "aria-label": "Layers" });
  const handles = element("div");
  let [columns, place] = [[], null];

  function remove(k) {
    moveTo(
      counter,
      model.get("sizes").filter((_, other) => other !== k),
    );
    show(model.get("sizes"));
    columns[k].number.input.focus();
  }
  function makeColumn(k, count) {
    const name = layerName(k, count);
    const range = { min: 1, max: MOST_NEURONS };
    const number = stepper(name, range, (neurons) => resize(counter, k, neurons));
    const handle = dragHandle(
      `${name}: height of the column`,
      { ...range, step: 1 },
      {
        onDrag: ([, y]) => resize(counter, k, neuronsOf(place.foot - y / place.unit)),
        onInput: (neurons) => resize(counter, k, neurons),
      },
    );
    handle.input.tabIndex = -1; // keys have the number above
    const hidden = k > 0 && k < count - 1;
    const cross = button("×", () => remove(k), {
      class: "nn-quiet nn-remove",
      "aria-label": `Remove hidden layer ${k}`,
    });
    const words = element("span", { class: "nn-label", "aria-hidden": "true" }, name);
    const head = element("div", { class: "nn-layer-name" }, words, ...(hidden ? [cross] : []));
    return { number, handle, words, node: element("div", {}, head, number.node) };
  }
  function show(sizes, layout, unit) {
    if (columns.length !== sizes.length) {
      columns = sizes.map((_, k) => makeColumn(k, sizes.length));
      node.replaceChildren(...columns.map((column) => column.node));
      handles.replaceChildren(...columns.map(({ handle }) => handle.node));
    }
    if (!layout) return;
    place = { foot: layout.foot, unit };
    node.classList.toggle("nn-tight", layout.isTight);
    columns.forEach(({ number, handle, words }, k) => {
      const top = (layout.foot - columnHeight(sizes[k])) * unit;
      number.show(sizes[k]);
      handle.show(layout.columns[k] * unit, top, sizes[k], `${whole(sizes[k])} neurons`);
      setText(words, (layout.pitch < 86 ? shortName : layerName)(k, sizes.length));
    });
    const most = sizes.length >= MOST_LAYERS;
    add.disabled = most;
    add.title = most ? "Eight layers are the most that it draws" : "";
  }
  return { node, handles, show };
}

/** Every term of the sum, in words. */
function termsOf(sizes) {
  return sizes.slice(1).flatMap((neurons, k) => [
    {
      text: `${whole(sizes[k])} × ${whole(neurons)} weights = ${whole(sizes[k] * neurons)}`,
      n: sizes[k] * neurons,
      k,
    },
    { text: `${whole(neurons)} biases`, n: neurons, k },
  ]);
}

function describe(sizes, landmarks, { frame, scale, canvas }) {
  const count = countParameters(sizes);
  const heading = frame.figure.querySelector(".nn-title");
  const [total] = heading.children;
  writeText(total, whole(count));
  const each = weightsPerLine(sizes);
  const many = `${each < 1e6 ? whole(each) : compact(each)} weights`;
  writeText(scale, `a line for ${each === 1 ? "each weight" : many}`);
  const terms = termsOf(sizes);
  const { n, k } = terms.reduce((most, term) => (term.n > most.n ? term : most));
  const names = [k, k + 1].map((place) => layerName(place, sizes.length).toLowerCase());
  const share = ((100 * n) / count).toFixed(1);
  const biases = sizes.slice(1).reduce((sum, neurons) => sum + neurons);
  frame.say(
    `${share}% of them are weights between ${names.join(" and ")}; ${whole(biases)} ${biases === 1 ? "is a bias" : "are biases"}.`,
  );
  const others = landmarks.map(([name, year, own]) => `${name} (${year}): ${whole(own)}`);
  setAttributes(canvas, {
    "aria-label": `A network ${sizes.join("-")}. Where its parameters sit: ${terms.map(({ text }) => text).join("; ")}. Beside others, on a ruler of powers of ten: this one ${whole(count)}; ${others.join("; ")}.`,
  });
}

export default { render };
