// DigitReader's neurons as the reader touches them: by pointer, finger and keys.

import { focusOf } from "./digit_reader_reading.js";
import { element, setAttributes } from "./js/element.js";
import { change } from "./js/model.js";
import { claim, isCommand } from "./js/pen.js";

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
    const mark = element("span", { class: "nn-mark" });
    const digit = output ? [element("span", { class: "nn-digit" }, String(neuron), mark)] : [];
    const kind = layer > reading.network.maps.length ? "nn-neuron" : "nn-neuron nn-map";
    const one = element("button", { type: "button", class: kind, tabindex: "-1" }, ...digit);
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
    const outputs = network.units.length - 1;
    layers = network.units
      .slice(1)
      .map((count, k) =>
        Array.from({ length: count }, (_, j) => makeNeuron(k + 1, j, k + 1 === outputs)),
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
    const { units, maps } = reading.network;
    if (sizes !== units.join()) build();
    sizes = units.join();
    node.setAttribute("aria-label", maps.length ? "Maps and outputs" : "Neurons");
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
        const { network } = reading;
        const value = network.result(shown, k + 1, j).toFixed(2);
        setAttributes(one, {
          "aria-label": `${network.name(k + 1, j)}${k < network.maps.length ? ", at most" : ""}: ${value}`,
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
