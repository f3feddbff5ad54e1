// DescentLab's two pictures: a curve with a ball on it, and a valley seen from above.

/** @import { Point } from "./js/types.d.ts" */

import { fitCanvas, paintStill } from "./js/canvas.js";
import { makeScale, paintAxis, paintLine, paintSeries, paintTag, roundTicks } from "./js/chart.js";
import { LANDSCAPES } from "./js/landscapes.js";

/** @type {Record<string, { x: Point, y: Point, across: string, up: string }>} */
const VIEW = {
  curve: { x: [-3.2, 3.2], y: [0, 4.4], across: "knob", up: "cost" },
  valley: { x: [-4.2, 4.2], y: [-2.2, 2.2], across: "first knob", up: "second knob" },
};
const COST_LEVELS = [0.25, 1, 2, 4, 6, 9, 13, 18, 24, 31]; // of the valley's cost

export function makeLandscapePainter(canvas) {
  let scales = null;

  function paint({ width, unit, palette }, lab) {
    const wide = width - (width < 620 * unit ? 32 : 50) * unit;
    const high = (width < 620 * unit ? 230 : 244) * unit;
    const context = fitCanvas(canvas, wide, high, `${12 * unit}px system-ui, sans-serif`);
    const landscape = lab.model.get("landscape");
    const view = VIEW[landscape];
    const [left, right, top, bottom] = [34 * unit, wide - 12 * unit, 14 * unit, high - 26 * unit];
    scales = { x: makeScale(view.x, [left, right]), y: makeScale(view.y, [bottom, top]) };
    const sides = { left, right, top, bottom, unit };
    paintStill(canvas, JSON.stringify([landscape, palette]), (under) => {
      paintAxes(under, palette, scales, sides);
      nameAxes(under, palette, view, sides);
      paintWithin(under, sides, () => GROUNDS[landscape](under, palette, scales));
    });
    context.textBaseline = "middle";
    const spot = landscape === "curve" ? paintOnCurve : paintInValley;
    const ball = paintWithin(context, sides, () => spot(context, palette, scales, lab));
    return { ball: paintEdge(context, palette, ball, lab, sides) };
  }

  /** @param {number[]} place */
  function valueAt([x, y], { model }) {
    const place = [scales.x.value(x), scales.y.value(y)];
    return model.get("landscape") === "curve" ? place.slice(0, 1) : place;
  }
  return { paint, valueAt };
}

function paintAxes(context, palette, { x, y }, { left, right, top, bottom }) {
  const [across, up] = [x, y].map(({ domain: [low, high] }, k) => roundTicks(low, high, 7 - 2 * k));
  paintAxis(context, palette, x, { side: "bottom", ticks: across, across: [top, bottom] });
  paintAxis(context, palette, y, { side: "left", ticks: up, across: [left, right] });
}

function paintWithin(context, { left, right, top, bottom }, paint) {
  context.save();
  context.beginPath();
  context.rect(left, top - 8, right - left, bottom - top + 8);
  context.clip();
  const painted = paint();
  context.restore();
  return painted;
}

function nameAxes(context, palette, view, { left, right, top, bottom, unit }) {
  context.fillStyle = palette.ink2;
  context.textAlign = "right";
  context.fillText(`${view.across} →`, right, bottom - 10 * unit);
  context.textAlign = "left";
  context.fillText(`↑ ${view.up}`, left + 6 * unit, top + 2 * unit);
}

// The landscapes themselves, and what moves on each.

const GROUNDS = { curve: paintCurve, valley: paintValley };

function paintCurve(context, palette, { x, y }) {
  const { cost } = LANDSCAPES.curve;
  const [low, high] = x.domain;
  const points = Array.from({ length: 161 }, (_, k) => low + ((high - low) * k) / 160);
  paintSeries(context, points.map((at) => [x.at(at), y.at(cost([at]))]), { colour: palette.ink }); // biome-ignore format: one curve
}

function paintOnCurve(context, palette, { x, y }, { path, shown, next }) {
  const { cost, slopes } = LANDSCAPES.curve;
  /** @type {(place: number[]) => Point} */
  const on = ([at]) => [x.at(at), y.at(cost([at]))];
  paintTrail(context, palette, path.map(on));
  const [at] = shown;
  const [slope] = slopes([at]);
  // The slope under the ball, as a piece of a straight line.
  paintSeries(context, [-0.6, 0.6].map((by) => [x.at(at + by), y.at(cost([at]) + by * slope)]), { colour: palette.ink2, width: 1.5, dash: [5, 4] }); // biome-ignore format: one line
  const ball = on(shown);
  paintArrow(context, palette.ink, ball, [x.at(next[0]), ball[1]]);
  paintGhost(context, palette, on(next));
  return ball;
}

function paintValley(context, palette, { x, y }) {
  context.fillStyle = palette.ink;
  for (const level of [...COST_LEVELS].reverse()) {
    const [wide, high] = [Math.sqrt(2 * level), Math.sqrt(level / 6)];
    context.beginPath();
    context.ellipse(x.at(0), y.at(0), x.at(wide) - x.at(0), y.at(0) - y.at(high), 0, 0, 7);
    context.globalAlpha = 0.06;
    context.fill();
    context.globalAlpha = 0.3;
    context.lineWidth = 1;
    context.strokeStyle = palette.ink2;
    context.stroke();
    context.globalAlpha = 1;
  }
  context.fillStyle = palette.ink2;
  context.textAlign = "center";
  context.fillText("lowest", x.at(0), y.at(0));
}

function paintInValley(context, palette, { x, y }, { path, shown, next, velocity, model }) {
  /** @type {(place: number[]) => Point} */
  const on = ([a, b]) => [x.at(a), y.at(b)];
  paintTrail(context, palette, path.map(on));
  const ball = on(shown);
  const rate = model.get("learning_rate");
  const slopes = LANDSCAPES.valley.slopes(shown);
  paintArrow(context, palette.ink, ball, on(shown.map((at, k) => at - rate * slopes[k])));
  if (model.get("momentum") && velocity.length) {
    const kept = shown.map((at, k) => at - rate * model.get("momentum") * velocity[k]);
    paintArrow(context, palette.ink2, ball, on(kept), [4, 3]);
  }
  paintGhost(context, palette, on(next));
  return ball;
}

function paintTrail(context, palette, points) {
  paintSeries(context, points, { colour: palette.ink2, width: 1.5 });
  context.fillStyle = palette.ink2;
  for (const [px, py] of points) {
    context.beginPath();
    context.arc(px, py, 3, 0, 7);
    context.fill();
  }
}

/** Where the next step will lead, before it is taken. */
function paintGhost(context, palette, [px, py]) {
  context.beginPath();
  context.arc(px, py, 7, 0, 7);
  context.lineWidth = 1.5;
  context.strokeStyle = palette.ink2;
  context.setLineDash([3, 3]);
  context.stroke();
  context.setLineDash([]);
}

function paintArrow(context, colour, from, to, dash = []) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length < 3) return;
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = 2.5;
  context.setLineDash(dash);
  paintLine(context, [...from, ...to]);
  context.setLineDash([]);
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(10, length);
  context.beginPath();
  context.moveTo(...to);
  context.lineTo(to[0] - head * ux - 0.5 * head * uy, to[1] - head * uy + 0.5 * head * ux);
  context.lineTo(to[0] - head * ux + 0.5 * head * uy, to[1] - head * uy - 0.5 * head * ux);
  context.fill();
}

/** A tag at the ball; a ball that has left the picture is held at its edge, with a word where it is. */
function paintEdge(
  context,
  palette,
  [px, py],
  { shown, model },
  { left, right, top, bottom, unit },
) {
  const at = [
    Math.min(Math.max(px, left + 10), right - 10),
    Math.min(Math.max(py, top), bottom - 10),
  ];
  const gone = Math.abs(px - at[0]) > 1 || Math.abs(py - at[1]) > 1 || !Number.isFinite(px + py);
  const { cost } = LANDSCAPES[model.get("landscape")];
  const far = shown.map((x) => (Math.abs(x) < 1e6 ? x.toFixed(0) : "far out")).join(", ");
  const text = gone
    ? `knob${shown.length > 1 ? "s" : ""} at ${far}`
    : `cost ${cost(shown).toFixed(2)}`;
  const middle = at.map((place, k) => (Number.isFinite(place) ? place : [right, top][k]));
  const above = middle[1] > top + 40 * unit ? middle[1] : middle[1] + 56 * unit;
  paintTag(context, palette, text.replace("-", "−"), [middle[0], above], [left, right]);
  return middle;
}
