// NeuronLab's tug of war: what adds pulls one way, what takes away the other, and the lamp shows who wins.

import { activationOf } from "./js/activations.js";
import { fitCanvas } from "./js/canvas.js";
import { element, setText } from "./js/element.js";
import { signed } from "./js/format.js";
import { SIDE } from "./js/images.js";
import { pulls } from "./js/network.js";
import { paintGlow, paintNeuron, paintThread, STAGE } from "./js/stage.js";

const LAMP = 22; // radius
const THICK = 16; // of a bar
const LEAST = 20; // a pull of so much fills a bar, unless there is a larger one

/** What pulls at the neuron: both sides, the bias, the weighted sum and the activation. */
export function balance(model, { weights, image, bias }) {
  const { up, down } = pulls(weights, image);
  const z = up + down + bias;
  return { up, down, bias, z, activation: activationOf("sigmoid", model.get("steepness") * z) };
}

export function makeTug() {
  const canvas = element("canvas", { "aria-hidden": "true" });
  const line = (name) => element("span", { class: name });
  const [up, down, sum, fires] = ["nn-up nn-adds", "nn-down nn-takes", "nn-sum", ""].map(line);
  const result = element("p", { class: "nn-outcome" }, sum, fires);
  const node = element("div", { class: "nn-tug", "aria-hidden": "true" }, canvas, up, down, result);

  function show({ kind, pad, tug: [width, height] }, unit, state, parts) {
    const context = fitCanvas(canvas, width * unit, height * unit);
    context.clearRect(0, 0, width * unit, height * unit);
    context.scale(unit, unit);
    const upright = kind === "columns";
    const lamp = { x: upright ? width * 0.38 : width / 2, y: upright ? pad / 2 : 32, radius: LAMP };
    if (upright) paintStrands(context, pad, lamp, state);
    const room = (upright ? height / 2 - 30 : width / 2 - 8) - LAMP - 12;
    paintBars(context, lamp, { room, upright, ...parts });
    const glow = (upright ? 1.4 : 0.7) * LAMP; // as far as there is room
    paintGlow(context, { ...lamp, radius: glow }, parts.activation);
    paintNeuron(context, lamp, parts.activation);
    setText(up, signed(parts.up, 1));
    setText(down, signed(parts.down || -0, 1));
    setText(sum, signed(parts.z, 1));
    setText(fires, parts.z > 0 ? "fires" : "stays quiet");
  }
  return { node, show };
}

/** A thread from each row of the pad: what its pixels add or take away together. */
function paintStrands(context, pad, lamp, { weights, image }) {
  const rows = new Float64Array(SIDE);
  weights.forEach((weight, k) => {
    rows[Math.floor(k / SIDE)] += weight * image[k];
  });
  const most = rows.reduce((top, row) => Math.max(top, Math.abs(row)), 1);
  rows.forEach((row, k) => {
    if (Math.abs(row) < 0.04 * most) return;
    paintThread(
      context,
      { x: 0, y: ((k + 0.5) * pad) / SIDE },
      { ...lamp, x: lamp.x - LAMP },
      row / most,
      { widest: 3 },
    );
  });
}

/**
 * The two bars, away from the lamp. What both have in common cancels and is dim; what one has more than
 * the other shines. The bias, ringed in amber, helps one of them.
 */
function paintBars(context, lamp, { room, upright, up, down, bias }) {
  const sides = [
    { sum: up, help: Math.max(bias, 0), colour: STAGE.add, way: 1 },
    { sum: -down, help: Math.max(-bias, 0), colour: STAGE.take, way: -1 },
  ];
  const lengths = sides.map(({ sum, help }) => sum + help);
  const scale = room / Math.max(...lengths, LEAST);
  const common = Math.min(...lengths) * scale;
  context.save();
  context.translate(lamp.x, lamp.y);
  if (upright) context.rotate(-Math.PI / 2); // what adds pulls up, else to the right
  sides.forEach(({ sum, help, colour, way }, k) => {
    const start = LAMP + 10;
    const whole = lengths[k] * scale;
    context.fillStyle = colour;
    for (const [from, to, alpha] of [
      [0, common, 0.4],
      [common, whole, 1],
    ]) {
      context.globalAlpha = alpha;
      fillBar(context, way, start + from, start + to, way < 0);
    }
    context.globalAlpha = 1;
    if (help * scale < 2) return;
    context.strokeStyle = STAGE.hand;
    context.lineWidth = 2;
    const [from, to] = [start + sum * scale, start + whole].map((x) => way * x);
    context.strokeRect(Math.min(from, to), -THICK / 2 - 2, Math.abs(to - from), THICK + 4);
  });
  context.restore();
}

/** A bar from one place to another; in stripes if it takes away. */
function fillBar(context, way, from, to, striped) {
  const [piece, pitch] = striped ? [6, 9] : [to - from, to - from + 1];
  const first = striped ? Math.floor(from / pitch) * pitch : from;
  for (let x = first; x < to; x += pitch) {
    const [near, far] = [Math.max(x, from), Math.min(x + piece, to)];
    if (far > near) context.fillRect(way > 0 ? near : -far, -THICK / 2, far - near, THICK);
  }
}
