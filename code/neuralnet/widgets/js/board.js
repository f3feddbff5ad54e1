// A board: one small chart with points on it to drag.

/** @import { Board, DragHandle, Field, Page, Palette } from "./types.d.ts" */

import { fitCanvas, paintStill } from "./canvas.js";
import { makeScale, paintAxis, roundTicks } from "./chart.js";
import { element } from "./element.js";

/**
 * A canvas, and over it the points to drag.
 * @param {...DragHandle} handles
 */
export function makeBoard(...handles) {
  const canvas = element("canvas", { role: "img" });
  const nodes = handles.map(({ node }) => node);
  return { canvas, node: element("div", { class: "nn-board" }, canvas, ...nodes) };
}

/**
 * Fit a board's canvas to the page and paint its axes, and what else its field says stands still
 * in it; returns its context, its scales `x` and `y`, and where its sides are, in CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {Page} page
 * @param {Field} field
 * @returns {Board}
 */
export function paintBoard(canvas, { width, unit, palette }, field) {
  const narrow = width < 620 * unit;
  const wide = width - (narrow ? 32 : 50) * unit; // the frame's padding and lines
  const high = field.height * unit;
  const context = fitCanvas(canvas, wide, high, `${12 * unit}px system-ui, sans-serif`);
  const [left, right] = [(field.left ?? 34) * unit, wide - (field.right ?? 12) * unit];
  // The axes' names stand in rows of their own, where no line and no handle comes.
  const [top, bottom] = [(field.up ? 28 : 14) * unit, high - (field.across ? 42 : 26) * unit];
  const x = makeScale([field.x[0], field.x[1]], [left, right], field.logX);
  const y = makeScale([field.y[0], field.y[1]], [bottom, top], field.logY);
  const board = { context, x, y, left, right, top, bottom, unit, narrow };
  paintStill(canvas, JSON.stringify([field, palette]), (under) => {
    paintAxes({ ...board, context: under }, palette, field);
    field.still?.({ ...board, context: under });
  });
  Object.assign(context, { textBaseline: "middle", textAlign: "left", fillStyle: palette.ink2 });
  return board;
}

/**
 * @param {Board} board
 * @param {Palette} palette
 * @param {Field} field
 */
function paintAxes({ context, x, y, left, right, top, bottom, unit, narrow }, palette, field) {
  const { ticksX = roundTicks(field.x[0], field.x[1], narrow ? 6 : 12), textX, unitX } = field;
  const { ticksY = roundTicks(field.y[0], field.y[1], 4), textY, unitY } = field;
  paintAxis(context, palette, x, {
    side: "bottom",
    ticks: ticksX,
    text: textX,
    unit: unitX,
    across: [top, bottom],
  });
  paintAxis(context, palette, y, {
    side: "left",
    ticks: ticksY,
    text: textY,
    unit: unitY,
    across: [left, right],
  });
  context.fillStyle = palette.ink2;
  context.textAlign = "right";
  context.fillText(field.across, right, bottom + 32 * unit);
  context.textAlign = "left";
  context.fillText(field.up, 0, top - 20 * unit);
}

/**
 * Paint what must not reach over a board's sides.
 * @param {Board} board
 * @param {() => void} paint
 */
export function paintInside({ context, left, right, top, bottom }, paint) {
  context.save();
  context.beginPath();
  context.rect(left, top - 8, right - left, bottom - top + 8);
  context.clip();
  paint();
  context.restore();
}

/**
 * Points of a function along a board, so many pieces.
 * @param {Board} board
 * @param {(x: number) => number} value
 * @param {number} [pieces]
 */
export function pointsOf({ x, y, left, right }, value, pieces = 240) {
  const points = [];
  for (let k = 0; k <= pieces; k++) {
    const place = left + ((right - left) * k) / pieces;
    points.push([place, y.at(value(x.value(place)))]);
  }
  return points;
}

/**
 * A number no smaller than `low` and no larger than `high`, rounded to whole `steps` of a unit.
 * @param {number} value
 * @param {number} low
 * @param {number} high
 * @param {number} [steps]
 */
export function within(value, low, high, steps = 100) {
  return Math.round(Math.min(Math.max(value, low), high) * steps) / steps;
}
