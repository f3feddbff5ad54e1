// DescentLab's two pictures: a curve with a ball on it, and a valley seen from above.

/** @import { Point } from "./js/types.d.ts" */

import { paintBoard, paintInside } from "./js/board.js";
import { paintLine, paintSeries, paintTag, roundTicks } from "./js/chart.js";
import { LANDSCAPES } from "./js/landscapes.js";

/** @type {Record<string, { x: Point, y: Point, across: string, up: string }>} */
const VIEW = {
  curve: { x: [-3.2, 3.2], y: [0, 4.4], across: "knob →", up: "↑ cost" },
  valley: { x: [-4.2, 4.2], y: [-2.2, 2.2], across: "first knob →", up: "↑ second knob" },
};
const COST_LEVELS = [0.25, 1, 2, 4, 6, 9, 13, 18, 24, 31]; // of the valley's cost

export function makeLandscapePainter(canvas) {
  let board = null;

  function paint(page, lab) {
    const landscape = lab.model.get("landscape");
    const view = VIEW[landscape];
    const { palette } = page;
    board = paintBoard(canvas, page, {
      ...view,
      height: 262,
      ticksX: roundTicks(...view.x, 7),
      ticksY: roundTicks(...view.y, 5),
      still: (under) => {
        paintInside(under, () => GROUNDS[landscape](under, palette));
        if (landscape === "curve") return;
        under.context.textAlign = "right";
        under.context.fillText("+ lowest cost", under.right, under.top - 20 * under.unit);
      },
    });
    const paths = landscape === "curve" ? paintOnCurve : paintInValley;
    /** @type {Point[]} */
    let [ball, next] = [];
    paintInside(board, () => {
      [ball, next] = paths(palette, lab, board);
    });
    const held = holdInside(ball, board);
    tagBall(palette, held, held !== ball, lab, board);
    if (held === ball) tagAim(palette, ball, next, lab, board);
    return { ball: held };
  }

  /** @param {number[]} place */
  function valueAt([x, y], { model }) {
    const place = [board.x.value(x), board.y.value(y)];
    return model.get("landscape") === "curve" ? place.slice(0, 1) : place;
  }
  return { paint, valueAt };
}

// The landscapes themselves, and what moves on each.

const GROUNDS = { curve: paintCurve, valley: paintValley };

function paintCurve({ context, x, y }, palette) {
  const { cost } = LANDSCAPES.curve;
  const [low, high] = x.domain;
  const points = Array.from({ length: 161 }, (_, k) => low + ((high - low) * k) / 160);
  paintSeries(context, points.map((at) => [x.at(at), y.at(cost([at]))]), { colour: palette.ink }); // biome-ignore format: one curve
}

function paintOnCurve(palette, { path, shown, next }, board) {
  const { context, x, y } = board;
  const { cost, slopes } = LANDSCAPES.curve;
  /** @type {(place: number[]) => Point} */
  const on = ([at]) => [x.at(at), y.at(cost([at]))];
  paintTrail(context, palette, path.map(on));
  const [at] = shown;
  const [slope] = slopes([at]);
  // The slope under the ball, as a piece of a straight line.
  paintSeries(context, [-0.6, 0.6].map((by) => [x.at(at + by), y.at(cost([at]) + by * slope)]), { colour: palette.ink2, width: 1.5, dash: [5, 4] }); // biome-ignore format: one line
  const ball = on(shown);
  /** @type {Point} */
  const aim = [x.at(next[0]), ball[1]];
  paintArrow(board, palette.ink, ball, aim);
  paintGhost(context, palette, on(next));
  return [ball, aim];
}

function paintValley({ context, x, y }, palette) {
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
  paintLine(context, [x.at(0) - 5, y.at(0), x.at(0) + 5, y.at(0)]);
  paintLine(context, [x.at(0), y.at(0) - 5, x.at(0), y.at(0) + 5]);
}

function paintInValley(palette, { path, shown, next, velocity, model }, board) {
  const { context, x, y } = board;
  /** @type {(place: number[]) => Point} */
  const on = ([a, b]) => [x.at(a), y.at(b)];
  paintTrail(context, palette, path.map(on));
  const ball = on(shown);
  const rate = model.get("learning_rate");
  const slopes = LANDSCAPES.valley.slopes(shown);
  paintArrow(board, palette.ink, ball, on(shown.map((at, k) => at - rate * slopes[k])));
  if (model.get("momentum") && velocity.length) {
    const kept = shown.map((at, k) => at - rate * model.get("momentum") * velocity[k]);
    paintArrow(board, palette.ink2, ball, on(kept), [4, 3]);
  }
  paintGhost(context, palette, on(next));
  return [ball, on(next)];
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

/**
 * Where a way leaves the picture; where it ends, if it does not.
 * @returns {Point}
 */
function leaving({ left, right, top, bottom }, [x, y], to) {
  const share = Math.min(1, ...[[x, to[0], left, right], [y, to[1], top, bottom]].map(([at, end, low, high]) => end > high ? (high - at) / (end - at) : end < low ? (low - at) / (end - at) : 1)); // biome-ignore format: one share
  return share < 1 ? [x + share * (to[0] - x), y + share * (to[1] - y)] : to;
}

/** An arrow, as far as the picture's edge. */
function paintArrow(board, colour, from, aim, dash = []) {
  const { context } = board;
  const to = leaving(board, from, aim);
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

/** A ball that has left the picture is held at its edge. */
function holdInside(ball, { left, right, top, bottom }) {
  const [x, y] = ball;
  /** @type {Point} */
  const at = [Math.min(Math.max(x, left + 10), right - 10), Math.min(Math.max(y, top), bottom)];
  if (Math.abs(x - at[0]) <= 1 && Math.abs(y - at[1]) <= 1) return ball;
  return [Number.isFinite(x) ? at[0] : right - 10, Number.isFinite(y) ? at[1] : top];
}

const placeText = (place) =>
  place.some((x) => !(Math.abs(x) < 1e6))
    ? "far out"
    : `knob${place.length > 1 ? "s" : ""} at ${place.map((x) => x.toFixed(0)).join(", ")}`;

/** At the ball its cost; where it is, if it has gone. */
function tagBall(palette, [x, y], gone, { shown, model }, { context, left, right, top, unit }) {
  const { cost } = LANDSCAPES[model.get("landscape")];
  const text = gone ? placeText(shown) : `cost ${cost(shown).toFixed(2)}`;
  const above = y > top + 30 * unit ? y : y + 56 * unit;
  paintTag(context, palette, text.replaceAll("-", "−"), [x, above], [left, right]);
}

/** Where the arrow leaves the picture, where it leads. */
function tagAim(palette, ball, aim, { next }, board) {
  const { context, left, right, top, bottom, unit } = board;
  const [x, y] = leaving(board, ball, aim);
  if (x === aim[0] && y === aim[1]) return;
  const free = (/** @type {number[]} */ [px, py]) =>
    py - 34 > top - 8 && py - 12 < bottom && (Math.abs(px - ball[0]) > 110 * unit || Math.abs(py - 22 - ball[1]) > 60 * unit); // biome-ignore format: one test
  const places = [[x, y - 2], [x, y + 44], [x - 120 * unit, y], [x + 120 * unit, y]]; // biome-ignore format: one list
  const at = places.find(free) ?? places[0];
  paintTag(context, palette, placeText(next).replaceAll("-", "−"), at, [left, right]);
}
