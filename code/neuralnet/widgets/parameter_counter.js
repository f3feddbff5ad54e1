// ParameterCounter: how many parameters a network has, and where they sit.

/** @import { Render } from "@anywidget/types" */

import { announcer, button } from "./js/controls.js";
import { element } from "./js/element.js";
import { whole } from "./js/format.js";
import { change } from "./js/model.js";
import { countParameters } from "./js/network.js";
import { drawOnChange } from "./js/schedule.js";

const MOST_NEURONS = 100000;
const MOST_LAYERS = 8;

/** @type {Render} */
function render({ model, el }) {
  const figure = element("div", { class: "nn-figure nn-parameter-counter", role: "group" });
  figure.setAttribute("aria-label", "Count the parameters of a network");
  const title = announcer("nn-title");
  const layers = element("div", { class: "nn-layers", role: "group", "aria-label": "Layers" });
  const terms = element("ol", { class: "nn-bars", "aria-label": "Where the parameters sit" });
  const ruler = element("ol", { class: "nn-bars", "aria-label": "Beside networks of others" });
  const add = button("Add a hidden layer", () => {
    const sizes = [...model.get("sizes")];
    sizes.splice(-1, 0, 16);
    change(model, { sizes });
  });
  const back = button("Back to 784-16-16-10", () => change(model, { sizes: [784, 16, 16, 10] }));
  figure.append(
    ...title.nodes,
    layers,
    element("div", { class: "nn-row" }, add, back),
    element("p", {}, "Where they sit, drawn to scale:"),
    terms,
    element(
      "p",
      {},
      "Beside others, on a ruler: a twelfth of the width further means ten times as many",
    ),
    ruler,
  );
  el.replaceChildren(figure);

  function resize(k, value) {
    const sizes = [...model.get("sizes")];
    if (!(value >= 1)) return; // a box that is being typed in may be empty
    sizes[k] = Math.min(Math.floor(value), MOST_NEURONS);
    change(model, { sizes });
  }
  function layerName(k, count) {
    if (k === 0) return "Inputs";
    return k === count - 1 ? "Outputs" : `Hidden ${k}`;
  }

  // The boxes are made anew only when their number changes, so that typing is not disturbed.
  let boxes = [];
  function layBoxes(count) {
    if (boxes.length === count) return;
    boxes = [...Array(count).keys()].map((k) => {
      const input = element("input", { type: "number", min: 1, max: MOST_NEURONS, step: 1 });
      input.addEventListener("input", () => resize(k, Number(input.value)));
      input.addEventListener("change", draw); // an empty box gets its number back
      const remove = button("Remove", () => {
        change(model, { sizes: model.get("sizes").filter((_, other) => other !== k) });
      });
      remove.setAttribute("aria-label", `Remove hidden layer ${k}`);
      const hidden = k > 0 && k < count - 1;
      const label = element("label", {}, element("span", {}, layerName(k, count)), input);
      return { input, node: element("div", {}, label, ...(hidden ? [remove] : [])) };
    });
    layers.replaceChildren(...boxes.map(({ node }) => node));
  }

  function bars(list, rows) {
    while (list.children.length > rows.length) list.lastChild.remove();
    while (list.children.length < rows.length) {
      list.append(element("li", {}, element("span"), element("div", { "aria-hidden": "true" })));
    }
    rows.forEach(({ text, share, own }, k) => {
      const [words, bar] = list.children[k].children;
      words.textContent = text;
      words.className = own ? "nn-own" : "";
      bar.style.width = `${Math.max(100 * share, 0.2).toFixed(2)}%`;
      bar.className = own ? "nn-own" : "";
    });
  }

  function draw() {
    const sizes = model.get("sizes");
    const count = countParameters(sizes);
    layBoxes(sizes.length);
    boxes.forEach(({ input }, k) => {
      if (document.activeElement !== input || Number(input.value) !== sizes[k]) {
        if (document.activeElement !== input || input.value !== "") input.value = sizes[k];
      }
    });
    add.disabled = sizes.length >= MOST_LAYERS;
    title.say(`${sizes.join("-")}: ${whole(count)} parameters`);
    const rows = sizes.slice(1).flatMap((neurons, k) => [
      {
        text: `${whole(sizes[k])} × ${whole(neurons)} weights = ${whole(sizes[k] * neurons)}`,
        n: sizes[k] * neurons,
      },
      { text: `${whole(neurons)} biases`, n: neurons },
    ]);
    bars(
      terms,
      rows.map(({ text, n }) => ({ text, share: n / count })),
    );
    const all = model
      .get("landmarks")
      .map(([name, year, n]) => ({ text: `${name} (${year}): ${whole(n)}`, n }));
    all.push({ text: `This one: ${whole(count)}`, n: count, own: true });
    all.sort((a, b) => a.n - b.n);
    const most = 12; // the whole width stands for 1,000,000,000,000
    bars(
      ruler,
      all.map(({ text, n, own }) => ({ text, own, share: Math.log10(n) / most })),
    );
  }

  return drawOnChange(model, ["sizes"], figure, draw).stop;
}

export default { render };
