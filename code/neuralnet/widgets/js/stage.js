// The dark stage on which the machine stands: neurons that glow, and threads between them.
// Its colours are those of .nn-stage in tokens.css, the same in both themes.

/** @import { Circle, Spot } from "./types.d.ts" */

import { lineLook } from "./canvas.js";
import { element } from "./element.js";

export const STAGE = {
  ground: "#0e1216",
  ink: "#eef1f5",
  ink2: "#a3adba",
  rule: "#7f8a99",
  hairline: "#323944",
  add: "#6cc0f0",
  take: "#e8702a",
  hand: "#ffb000",
  right: "#3ecfa8",
};

/** Glows, by half of their size in pixels of the screen. @type {Map<number, HTMLCanvasElement>} */
const glows = new Map();

/**
 * A glow of each size is painted once; a gradient for each neuron in each frame, or one picture
 * that is made as large as each, would cost many times more.
 * @param {number} half
 */
function glowPicture(half) {
  if (glows.has(half)) return glows.get(half);
  const canvas = element("canvas", { width: 2 * half, height: 2 * half });
  const context = canvas.getContext("2d");
  const light = context.createRadialGradient(half, half, 0, half, half, half);
  light.addColorStop(0, "rgb(238 241 245 / 0.55)");
  light.addColorStop(0.45, "rgb(238 241 245 / 0.22)");
  light.addColorStop(1, "rgb(238 241 245 / 0)");
  context.fillStyle = light;
  context.fillRect(0, 0, 2 * half, 2 * half);
  canvas.addEventListener("contextlost", () => glows.delete(half));
  glows.set(half, canvas);
  return canvas;
}

/**
 * The halo of a neuron: it grows with how strongly the neuron is active, from 0 to 1.
 * @param {CanvasRenderingContext2D} context
 * @param {Circle} circle
 * @param {number} share
 */
export function paintGlow(context, { x, y, radius }, share) {
  if (share < 0.05) return;
  const pixel = 1 / context.getTransform().a;
  const half = Math.round((radius * (1.4 + 1.4 * share)) / pixel);
  const [left, top] = [x, y].map((middle) => (Math.round(middle / pixel) - half) * pixel);
  context.globalAlpha = share;
  context.drawImage(glowPicture(half), left, top, 2 * half * pixel, 2 * half * pixel);
  context.globalAlpha = 1;
}

/**
 * A neuron: the brighter, the larger its activation, from 0 to 1 of its layer's largest.
 * @param {CanvasRenderingContext2D} context
 * @param {Circle} circle
 * @param {number} share
 * @param {number} [alpha]
 */
export function paintNeuron(context, { x, y, radius }, share, alpha = 1) {
  context.globalAlpha = alpha;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = STAGE.ground;
  context.fill();
  context.fillStyle = STAGE.ink;
  context.globalAlpha = alpha * share;
  context.fill();
  context.globalAlpha = alpha;
  context.lineWidth = 1.2;
  context.strokeStyle = share > 0.5 ? STAGE.ink : STAGE.rule;
  context.stroke();
  context.globalAlpha = 1;
}

/**
 * The amber ring, on a ring of ink, around what the reader has picked.
 * @param {CanvasRenderingContext2D} context
 * @param {Circle} circle
 */
export function paintRing(context, { x, y, radius }) {
  for (const { width, colour } of [
    { width: 5, colour: STAGE.ground },
    { width: 2.5, colour: STAGE.hand },
  ]) {
    context.beginPath();
    context.arc(x, y, radius + 4, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}

/**
 * A thread from one place to another: blue adds, dashed orange takes away, the wider and the
 * less transparent the larger `share`, from −1 to 1. `upright` where layers stand below
 * each other.
 * @param {CanvasRenderingContext2D} context
 * @param {Spot} from
 * @param {Spot} to
 * @param {number} share
 * @param {{upright?: boolean, widest?: number, alpha?: number}} [look]
 */
export function paintThread(
  context,
  from,
  to,
  share,
  { upright = false, widest = 4.6, alpha = 1 } = {},
) {
  const size = Math.abs(share);
  context.beginPath();
  context.moveTo(from.x, from.y);
  if (upright) {
    const middle = (from.y + to.y) / 2;
    context.bezierCurveTo(from.x, middle, to.x, middle, to.x, to.y);
  } else {
    const middle = (from.x + to.x) / 2;
    context.bezierCurveTo(middle, from.y, middle, to.y, to.x, to.y);
  }
  const look = lineLook(context, 0.6 + (widest - 0.6) * size, alpha * (0.12 + 0.78 * size));
  context.lineWidth = look.width;
  context.globalAlpha = look.alpha;
  context.strokeStyle = share < 0 ? STAGE.take : STAGE.add;
  context.setLineDash(share < 0 ? [6, 4] : []);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/**
 * The number of the spot nearest to a place, or -1 if none is within `reach`.
 * @param {Spot[]} spots
 * @param {Spot} place
 * @param {number} reach
 */
export function hit(spots, { x, y }, reach) {
  let [best, nearest] = [-1, reach];
  spots.forEach((spot, k) => {
    const distance = Math.hypot(spot.x - x, spot.y - y);
    if (distance <= nearest) [best, nearest] = [k, distance];
  });
  return best;
}
