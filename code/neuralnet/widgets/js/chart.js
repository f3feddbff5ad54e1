// Charts: scales, round ticks, axes, and lines labelled at their ends. No box around them.

/** @import { Axis, Palette, Point, Scale } from "./types.d.ts" */

import { widthOfText, writeWhole } from "./canvas.js";

/**
 * A scale from numbers to places: `at(value)`, and back: `value(at)`. `log` for powers of ten.
 * @param {Point} domain
 * @param {Point} range
 * @param {boolean} [log]
 * @returns {Scale}
 */
export function makeScale([low, high], [start, end], log = false) {
  const bend = log ? Math.log10 : Number;
  const [from, to] = [bend(low), bend(high)];
  return {
    at: (value) => start + ((bend(value) - from) / (to - from)) * (end - start),
    value: (place) => {
      const straight = from + ((place - start) / (end - start)) * (to - from);
      return log ? 10 ** straight : straight;
    },
    domain: [low, high],
    range: [start, end],
  };
}

/**
 * Round numbers from low to high, about `count` of them: steps of 1, 2 or 5 times a power of ten.
 * @param {number} low
 * @param {number} high
 * @param {number} [count]
 */
export function roundTicks(low, high, count = 5) {
  const rough = (high - low) / Math.max(count, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((times) => times * power >= rough * (1 - 1e-9)) * power;
  const ticks = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
    ticks.push(Number((k * step).toPrecision(12)));
  }
  return ticks;
}

/**
 * A tick's number as text, with a real minus sign and no more places than the step needs.
 * @param {number} value
 */
export function tickText(value) {
  const text = Math.abs(value) >= 10_000 ? value.toLocaleString("en") : String(value);
  return text.replace("-", "−");
}

const LABEL = 14; // CSS pixels between a baseline and its numbers' middle

/**
 * An axis along the bottom (`side` "bottom") or the left: one baseline at the bottom, hairlines
 * across, numbers at the ticks; `unit` stands at the last tick only.
 * @param {CanvasRenderingContext2D} context
 * @param {Palette} palette
 * @param {Scale} scale
 * @param {Axis} axis
 */
export function paintAxis(
  context,
  palette,
  scale,
  { side, ticks, across, unit = "", text = tickText },
) {
  const bottom = side === "bottom";
  context.lineWidth = 1;
  context.textBaseline = "middle";
  context.textAlign = bottom ? "center" : "right";
  ticks.forEach((tick, k) => {
    const at = Math.round(scale.at(tick)) + 0.5;
    context.strokeStyle = palette.hairline;
    paintLine(context, bottom ? [at, across[0], at, across[1]] : [across[0], at, across[1], at]);
    context.fillStyle = palette.ink2;
    const words = text(tick) + (k === ticks.length - 1 ? unit : "");
    if (bottom) writeWhole(context, words, at, across[1] + LABEL);
    else context.fillText(words, across[0] - 8, at);
  });
  if (!bottom) return;
  context.strokeStyle = palette.rule;
  const base = Math.round(across[1]) + 0.5;
  paintLine(context, [scale.range[0], base, scale.range[1], base]);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} ends
 */
export function paintLine(context, [x0, y0, x1, y1]) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

const FLAT = 0.05; // CSS pixels by which a line may miss a point that nobody would see it miss

/**
 * The points of a line without those that it passes anyway: the browser draws each piece by itself.
 * @param {number[][]} points
 */
export function straightened(points) {
  if (points.length < 3) return points;
  const kept = [points[0]];
  let [from, before] = [points[0], points[0]];
  let [least, most] = [-Infinity, Infinity]; // slopes with which the line from `from` still passes all
  for (const point of points.slice(1)) {
    const slope = (point[1] - from[1]) / (point[0] - from[0]);
    if (!(point[0] > from[0] && slope >= least && slope <= most)) {
      if (before !== from) kept.push(before);
      [from, least, most] = [before, -Infinity, Infinity];
    }
    const across = point[0] - from[0];
    least = Math.max(least, (point[1] - FLAT - from[1]) / across);
    most = Math.min(most, (point[1] + FLAT - from[1]) / across);
    before = point;
  }
  kept.push(before);
  return kept;
}

/**
 * A line through points [x, y], in CSS pixels; gaps where one is not a number.
 * @param {CanvasRenderingContext2D} context
 * @param {number[][]} points
 * @param {{colour: string, width?: number, dash?: number[]}} look
 */
export function paintSeries(context, points, { colour, width = 2.5, dash = [] }) {
  context.beginPath();
  let pen = false;
  for (const [x, y] of straightened(points)) {
    if (Number.isFinite(y)) context[pen ? "lineTo" : "moveTo"](x, y);
    pen = Number.isFinite(y);
  }
  context.lineWidth = width;
  context.lineJoin = "round";
  context.strokeStyle = colour;
  context.setLineDash(dash);
  context.stroke();
  context.setLineDash([]);
}

/**
 * Names of lines at their right ends, moved apart where they would overlap, none below `bottom`;
 * `over` other lines, each clears its own ground.
 * @param {CanvasRenderingContext2D} context
 * @param {{text: string, y: number, colour: string}[]} labels
 * @param {{x: number, gap?: number, bottom?: number, over?: boolean}} settings
 */
export function paintEndLabels(context, labels, { x, gap = 16, bottom = Infinity, over }) {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  const low = bottom - gap * (sorted.length - 1);
  let last = -Infinity;
  context.textAlign = "left";
  context.textBaseline = "middle";
  sorted.forEach(({ text, y, colour }, k) => {
    last = Math.min(Math.max(y, last + gap), low + k * gap);
    if (over) context.clearRect(x - 2, last - 8, widthOfText(context, text) + 4, 16);
    context.fillStyle = colour;
    context.fillText(text, x, last);
  });
}

/**
 * The reader's own point: amber with a ring of ink.
 * @param {CanvasRenderingContext2D} context
 * @param {Palette} palette
 * @param {number[]} place
 * @param {number} [radius]
 */
export function paintPoint(context, palette, [x, y], radius = 8) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = palette.hand;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = palette.ink;
  context.stroke();
}

/**
 * A number beside a point, on a ground of its own, kept between the chart's left and right.
 * @param {CanvasRenderingContext2D} context
 * @param {Palette} palette
 * @param {string} text
 * @param {number[]} place
 * @param {number[]} sides
 */
export function paintTag(context, palette, text, [x, y], [left, right]) {
  const wide = context.measureText(text).width + 12;
  const from = Math.min(Math.max(x - wide / 2, left), right - wide);
  context.fillStyle = palette.ink;
  context.beginPath();
  context.roundRect(from, y - 32, wide, 20, 4);
  context.fill();
  context.fillStyle = palette.paper;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, from + wide / 2, y - 21.5);
}
