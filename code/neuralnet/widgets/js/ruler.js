// A ruler beside a grid of pixels, and on a phone below it.
import { fitCanvas } from "./canvas.js";
import { makeScale } from "./chart.js";

/**
 * An empty ruler, as wide as a grid of `beside` pixels leaves room for: what to paint it with,
 * its scale from 0 to `most` with `right` free at its right end, and how far down its line is.
 * @param {HTMLCanvasElement} canvas
 * @param {{ width: number, unit: number }} page
 * @param {number} beside
 * @param {number} most
 * @param {number} right
 */
export function startRuler(canvas, { width, unit }, beside, most, right) {
  const narrow = width < 620 * unit;
  const wide = narrow ? width - 32 * unit : width - (82 + beside) * unit;
  const high = 96 * unit;
  const context = fitCanvas(canvas, wide, high, `${12 * unit}px system-ui, sans-serif`);
  context.clearRect(0, 0, wide, high);
  const x = makeScale([0, most], [12 * unit, wide - right * unit]);
  return { context, x, base: high - 28 * unit };
}
