// NeuronLab's pad: the weights, with the digit under them, and the brush.

import { meeting } from "./js/colours.js";
import { element } from "./js/element.js";
import { SIDE } from "./js/images.js";
import { brushRadius } from "./neuron_lab_state.js";

const FINE = 5; // pixels of the picture to a side of a weight's, the one in the middle for a dot
const BRUSHES = { 1: "nn-adds", "-1": "nn-takes", 0: "nn-erases" };

/** Paint weights and digit as a small picture that the page enlarges; dots mark what takes away. */
export function makePad() {
  const side = FINE * SIDE;
  const canvas = element("canvas", {
    tabindex: "0",
    role: "application",
    width: side,
    height: side,
  });
  const context = canvas.getContext("2d");
  const picture = context.createImageData(side, side);
  const words = new Uint32Array(picture.data.buffer);
  const black = 255 << 24;
  let painted = {};
  function show({ weights, image }) {
    if (painted.weights === weights && painted.image === image) return;
    painted = { weights, image };
    for (let k = 0; k < weights.length; k++) {
      const first = FINE * ((k % SIDE) + side * Math.floor(k / SIDE));
      const colour = meeting(weights[k], image[k]);
      for (let row = 0; row < FINE; row++)
        words.fill(colour, first + row * side, first + row * side + FINE);
      if (weights[k] < -0.15) words[first + (FINE >> 1) * (side + 1)] = black;
    }
    context.putImageData(picture, 0, 0);
  }
  return { canvas, show };
}

/** The outline of the brush: where the mouse is, or the cursor of the keys. */
export function makeBrush(model) {
  const node = element("div", { class: "nn-brush", "aria-hidden": "true", hidden: true });
  let at = null;
  function place(side) {
    node.hidden = !at;
    if (!at) return;
    const radius = (brushRadius(model) * side) / SIDE;
    const [x, y] = at.map((place) => (place * side) / SIDE - radius);
    node.className = `nn-brush ${BRUSHES[model.get("paint")]}`;
    node.style.width = node.style.height = `${2 * radius}px`;
    node.style.transform = `translate(${x}px, ${y}px)`;
  }
  const move = (point) => {
    at = point;
  };
  return { node, move, place };
}
