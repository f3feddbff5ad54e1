// DigitReader's strip: the sum of the neuron in focus, in its colours.

import { sumOf } from "./digit_reader_reading.js";
import { barLines } from "./js/controls.js";
import { element } from "./js/element.js";
import { signed } from "./js/format.js";

const SPOKEN = {
  sigmoid: "sigmoid",
  relu: "ReLU",
  tanh: "tanh",
  identity: "identity",
  softmax: "softmax",
};

/** The strip, and the list of all terms, which opens above it. */
export function makeStrip(reading) {
  const part = (sign, kind) => {
    const node = element("button", { type: "button", class: `nn-part nn-${kind}` });
    const look = (to) => () => {
      reading.sign = to;
      reading.redraw();
    };
    for (const name of ["pointerenter", "focus"]) node.addEventListener(name, look(sign));
    for (const name of ["pointerleave", "blur"]) node.addEventListener(name, look(0));
    return node;
  };
  const [up, down] = [part(1, "adds"), part(-1, "takes")];
  const [before, bias, then, result] = ["", "", "", "nn-result"].map((name) =>
    element("span", { class: name }),
  );
  const list = barLines("Activation times weight, for each neuron before it", 8);
  const more = element("details", { class: "nn-terms" }, element("summary"), list.node);
  const node = element(
    "div",
    { class: "nn-strip", hidden: true },
    before,
    up,
    down,
    bias,
    element("span", { class: "nn-then" }, then, result),
    more,
  );

  function show(focus) {
    node.hidden = !focus;
    if (!focus) return;
    const sum = sumOf(reading, focus);
    const among = sum.activation === "softmax"; // which needs the sums of all outputs, not one
    before.textContent = among ? "sum" : `${SPOKEN[sum.activation]}(`;
    up.textContent = signed(sum.up);
    down.textContent = signed(sum.down === 0 ? -0 : sum.down);
    up.setAttribute("aria-label", `What adds: ${signed(sum.up)}`);
    down.setAttribute("aria-label", `What takes away: ${signed(sum.down)}`);
    bias.textContent = `bias ${signed(sum.bias)}`;
    then.textContent = among ? `= ${signed(sum.up + sum.down + sum.bias)}; softmax: ` : ") = ";
    result.textContent = sum.result.toFixed(2);
    more.hidden = focus.layer === 1;
    more.firstChild.textContent = `All ${sum.terms.length} terms`;
    if (!more.hidden && more.open) list.show(lines(sum, reading, focus));
  }
  more.addEventListener("toggle", () => reading.redraw());
  return { node, show };
}

function lines({ terms }, { network, shown }, { layer, neuron }) {
  const most = terms.reduce((top, term) => Math.max(top, Math.abs(term)), 1e-12);
  return Array.from(terms, (term, i) => ({
    text: network.line(shown, layer, neuron, i, term),
    share: Math.abs(term) / most,
    negative: term < 0,
  }));
}
