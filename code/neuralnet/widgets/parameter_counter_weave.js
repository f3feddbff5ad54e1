// ParameterCounter's weave: lines from layer to layer, one for each weight or for equally many.

import { fitCanvas, lineLook } from "./js/canvas.js";
import { FOOT, placeOfDot } from "./parameter_counter_paint.js";

const LINES = 320; // between two layers, at most
const GOLDEN = 0.618034; // steps of this share of a column never come back to where they were
const GAP = 6; // CSS pixels from a column to its lines
const SOON = 20; // milliseconds: the frame after the numbers'

/** How many weights a line stands for: 1, 2, 5, 10, 20 and so on. */
export function weightsPerLine(sizes) {
  const counts = sizes.slice(1).map((neurons, k) => neurons * sizes[k]);
  const least = Math.max(...counts) / LINES;
  const power = 10 ** Math.max(Math.floor(Math.log10(least)), 0);
  return power * [1, 2, 5, 10].find((step) => step * power >= least);
}

/**
 * Which neurons the lines between two layers join: each with each where a line is a weight, else as
 * many as are to scale, all over both layers.
 */
function linesBetween(before, after, each) {
  const count = Math.max(Math.round((before * after) / each), 1);
  return Array.from({ length: count }, (_, k) => {
    const from = each === 1 ? k % before : Math.floor((((k + 0.5) * GOLDEN) % 1) * before);
    return [from, Math.floor(((k + 0.5) / count) * after)];
  });
}

/**
 * Returns what paints the weave a frame after all else, whose numbers and columns so answer the
 * hand at once, and what ends it.
 */
export function makeWeave(canvas) {
  let [wanted, painted, timer] = [null, "", 0];
  function paint() {
    timer = 0;
    const { sizes, layout, palette, unit } = wanted;
    const context = fitCanvas(canvas, layout.width * unit, FOOT * unit);
    const now = [sizes, layout.width, canvas.width, palette.ink2].join();
    if (now === painted) return;
    painted = now;
    context.scale(unit, unit);
    context.clearRect(0, 0, layout.width, FOOT);
    const { width, alpha } = lineLook(context, 0.5, 0.9);
    Object.assign(context, { lineWidth: width, strokeStyle: palette.ink2, globalAlpha: alpha });
    context.beginPath();
    const each = weightsPerLine(sizes);
    for (let k = 1; k < sizes.length; k++) {
      const [before, after] = [sizes[k - 1], sizes[k]];
      const [left, right] = [layout.columns[k - 1] + GAP, layout.columns[k] - GAP];
      for (const [from, to] of linesBetween(before, after, each)) {
        context.moveTo(left, placeOfDot(from, before));
        context.lineTo(right, placeOfDot(to, after));
      }
    }
    context.stroke();
  }
  return {
    show(given) {
      wanted = { ...given, sizes: given.sizes.map(Math.round) };
      if (!painted) paint();
      else timer ||= setTimeout(paint, SOON);
    },
    stop: () => clearTimeout(timer),
  };
}
