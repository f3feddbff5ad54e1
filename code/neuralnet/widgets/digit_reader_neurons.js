// DigitReader's neurons as the reader touches them: by pointer, finger and keys.

import { focusOf } from "./digit_reader_reading.js";
import { element, setAttributes } from "./js/element.js";
import { change } from "./js/model.js";
import { claim, isCommand } from "./js/pen.js";

export function neuronName({ network }, layer, neuron) {
  if (layer === network.layers.length) return `Output ${neuron}`;
  return `Hidden layer ${layer}, neuron ${neuron + 1} of ${network.sizes[layer]}`;
}

/**
 * A button over every neuron. Passing one looks at it for the moment, a click holds it, a
 * second click or Escape lets it go.
 */
export function makeNeurons(reading) {
  const { model } = reading;
  const node = element("div", { class: "nn-neurons", role: "group", "aria-label": "Neurons" });
  let [sizes, layers] = ["", []];

  function look(layer, neuron) {
    reading.hover = layer ? { layer, neuron } : null;
    reading.redraw();
  }
  function hold(layer, neuron) {
    const held = model.get("layer") === layer && model.get("neuron") === neuron;
    change(model, held ? { layer: 0 } : { layer, neuron });
  }
  function makeNeuron(layer, neuron, output) {
    const digit = output ? [element("span", { class: "nn-digit" }, String(neuron))] : [];
    const one = element("button", { type: "button", class: "nn-neuron", tabindex: "-1" }, ...digit);
    one.addEventListener(
      "pointerenter",
      ({ pointerType }) => pointerType === "mouse" && look(layer, neuron),
    );
    one.addEventListener("pointerleave", () => look(0));
    one.addEventListener("focus", () => one.matches(":focus-visible") && look(layer, neuron));
    one.addEventListener("blur", () => look(0));
    one.addEventListener("click", () => hold(layer, neuron));
    return one;
  }
  function build() {
    const { network } = reading;
    layers = network.layers.map(({ neurons }, k) =>
      Array.from({ length: neurons }, (_, j) =>
        makeNeuron(k + 1, j, k === network.layers.length - 1),
      ),
    );
    node.replaceChildren(...layers.flat());
    layers[0][0].tabIndex = 0;
  }
  node.addEventListener("keydown", (event) => {
    if (isCommand(event)) return;
    if (event.key === "Escape") {
      look(0);
      change(model, { layer: 0 });
      return;
    }
    const from = /** @type {HTMLElement} */ (event.target);
    const at = layers.findIndex((layer) => layer.includes(from));
    const to = at >= 0 && neighbour(event.key, at, layers[at].indexOf(from), reading.upright);
    if (!to) return;
    claim(event);
    const layer = layers[Math.min(Math.max(to[0], 0), layers.length - 1)];
    const next = layer[Math.min(Math.max(to[1], 0), layer.length - 1)];
    from.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  /** Lay the buttons over the spots, and name them. */
  function place(spots, unit) {
    if (sizes !== reading.network.sizes.join()) build();
    sizes = reading.network.sizes.join();
    spots.forEach((layer, k) =>
      layer.forEach(({ x, y, radius, pitch }, j) => {
        const side = Math.max(24, Math.min(pitch, 2 * radius + 6));
        const { style } = layers[k][j];
        const [left, top] = [x, y].map((middle) => `${(middle - side / 2) * unit}px`);
        Object.assign(style, { left, top, width: `${side * unit}px`, height: `${side * unit}px` });
      }),
    );
  }
  function name({ shown }) {
    const focus = focusOf(reading);
    layers.forEach((layer, k) =>
      layer.forEach((one, j) => {
        const held = model.get("layer") === k + 1 && focus?.neuron === j && !reading.hover;
        const activation = shown.activations[k + 1][j].toFixed(2);
        setAttributes(one, {
          "aria-label": `${neuronName(reading, k + 1, j)}: ${activation}`,
          "aria-pressed": String(held),
        });
      }),
    );
  }
  return { node, place, name, outputs: () => layers.at(-1) };
}

function neighbour(key, layer, neuron, upright) {
  const [along, across] = upright
    ? [
        { ArrowLeft: -1, ArrowRight: 1 },
        { ArrowUp: -1, ArrowDown: 1 },
      ]
    : [
        { ArrowUp: -1, ArrowDown: 1 },
        { ArrowLeft: -1, ArrowRight: 1 },
      ];
  if (key in along) return [layer, neuron + along[key]];
  return key in across ? [layer + across[key], neuron] : null;
}
