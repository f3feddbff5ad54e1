// DigitReader's machine: threads from the lit pixels through the layers, and neurons that glow.

import { furthest } from "./js/arrays.js";
import { SIDE } from "./js/images.js";
import { paintGlow, paintNeuron, paintRing, paintThread, STAGE } from "./js/stage.js";

// How many threads are painted, and how many while they move or are dim: the weakest are not missed
// then.
const THREADS = { fromPixels: 90, upright: 40, between: 40 };
const FEWER = { fromPixels: 28, upright: 18, between: 18 };
const DIM = 0.08; // what is left of the rest while one neuron is in focus

/** How strongly each neuron of a layer is shown, 0 to 1: of the layer's largest where that is over 1. */
export function strengths(activations) {
  const most = activations.reduce((top, a) => Math.max(top, Math.abs(a)), 1);
  return Float64Array.from(activations, (a) => Math.abs(a) / most);
}

/** The threads to paint of what is carried, weakest first: `{ i, j, share }`. */
export function threads(terms, inputs, { count, sign }) {
  if (sign) for (let k = 0; k < terms.length; k++) if (terms[k] * sign < 0) terms[k] = 0;
  const places = furthest(terms, count);
  const most = Math.abs(terms[places.at(-1)] ?? 1);
  return places
    .map((place) => ({
      i: place % inputs,
      j: Math.floor(place / inputs),
      share: terms[place] / most,
    }))
    .filter(({ share }) => Math.abs(share) > 0.04);
}

/** Where a pixel stands in the figure; `back` leads from what the network sees to what was drawn. */
function pixelSpot(i, pad, back) {
  const [column, row] = [(i % SIDE) + 0.5, Math.floor(i / SIDE) + 0.5];
  const cell = pad.side / SIDE;
  const [x, y] = back ? back([column, row]) : [column, row];
  return { x: pad.x + x * cell, y: pad.y + y * cell };
}

/** Where a thread meets a spot: a neuron in its middle, a map, which hides what is behind it, at its edge. */
function end({ x, y, radius }, isMap, side, upright) {
  const by = isMap ? side * radius : 0;
  return upright ? { x, y: y + by } : { x: x + by, y };
}

/** All threads: those into the neuron in focus, and from it; the rest faint, or left out (`isAbove`). */
export function paintThreads(
  context,
  { layout, network, shown, focus, sign, back, light, busy, isAbove },
) {
  const { spots, pad, upright } = layout;
  network.units.slice(0, -1).forEach((inputs, k) => {
    const into = focus && focus.layer === k + 1;
    const outOf = focus && focus.layer === k;
    if (isAbove && !into) return;
    const counts = (focus ? into || outOf : !busy) ? THREADS : FEWER;
    const count = k ? counts.between : upright ? counts.upright : counts.fromPixels;
    const terms = network.terms(shown, k + 1, into ? focus.neuron : undefined);
    const chosen = threads(terms, inputs, {
      count: into && k === 0 ? 2 * count : count,
      sign: into ? sign : 0,
    });
    const maps = network.maps.length;
    for (const { i, j, share } of chosen) {
      const from = k === 0 ? pixelSpot(i, pad, back) : end(spots[k - 1][i], k <= maps, 1, upright);
      const to = end(spots[k][j], k < maps, -1, upright);
      const bright = !focus || into || (outOf && i === focus.neuron);
      paintThread(context, from, to, share, {
        upright,
        widest: k === 0 ? 2.4 : 4.6,
        alpha: (bright ? 1 : DIM) * (k === 0 ? 0.7 : 1),
      });
      if (light !== null && light >= k && light < k + 1)
        paintPulse(context, from, to, light - k, upright);
    }
  });
}

/** A spark on its way along a thread, `share` of the way from one end to the other. */
function paintPulse(context, from, to, share, upright) {
  // The thread's own curve: its outer points lie half-way along the layers' direction.
  const [a, b, c, d] = [
    (1 - share) ** 3,
    3 * share * (1 - share) ** 2,
    3 * share ** 2 * (1 - share),
    share ** 3,
  ];
  const middle = upright ? (from.y + to.y) / 2 : (from.x + to.x) / 2;
  const [x1, y1, x2, y2] = upright
    ? [from.x, middle, to.x, middle]
    : [middle, from.y, middle, to.y];
  context.beginPath();
  context.arc(
    a * from.x + b * x1 + c * x2 + d * to.x,
    a * from.y + b * y1 + c * y2 + d * to.y,
    2,
    0,
    2 * Math.PI,
  );
  context.fillStyle = STAGE.ink;
  context.fill();
}

/** Neurons, brighter the more active, and a bar for each output; layers of maps are left out. */
export function paintNeurons(context, { layout, network, activations, focus, best }) {
  const { spots, bar } = layout;
  spots.forEach((layer, k) => {
    if (k < network.maps.length) return;
    const shares = strengths(activations[k + 1]);
    layer.forEach((spot, j) => {
      const apart = focus && !(focus.layer === k + 1 && focus.neuron === j);
      if (!apart) paintGlow(context, spot, shares[j]);
      paintNeuron(context, spot, shares[j], apart ? 0.45 : 1);
      if (focus && !apart) paintRing(context, spot);
    });
  });
  if (!bar) return;
  const outputs = activations.at(-1);
  const shares = strengths(outputs);
  spots.at(-1).forEach(({ x, y }, j) => {
    context.fillStyle = STAGE.hairline;
    context.fillRect(x + bar.gap, y - 5, bar.width, 10);
    context.fillStyle = j === best ? "#ffffff" : STAGE.ink2;
    context.fillRect(x + bar.gap, y - 5, bar.width * shares[j], 10);
  });
}
