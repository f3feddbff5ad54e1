// DescentLab's two pictures: a curve with a ball on it, and a valley seen from above.

/** @import { Point } from "./js/types.d.ts" */

import { paintBoard, paintInside } from "./js/board.js";
import { widthOfText } from "./js/canvas.js";
import { paintLine, paintSeries, paintTag, roundTicks } from "./js/chart.js";
import { LANDSCAPES } from "./js/landscapes.js";

/** @type {Record<string, { x: Point, y: Point, across: string, up: string }>} */
const VIEW = {
  curve: { x: [-3.2, 3.2], y: [0, 4.4], across: "knob →", up: "↑ cost" },
  valley: { x: [-4.2, 4.2], y: [-2.2, 2.2], across: "first knob →", up: "↑ second knob" },
};
// Up to which cost a band of the valley reaches, and how much ink is in it: most at the rim.
const BANDS = [[Infinity, 0.5], [20, 0.39], [10, 0.29], [5, 0.19], [2, 0.1], [0.5, 0]]; // biome-ignore format: one table

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
        if (landscape === "valley") paintValley(under, palette);
        else paintInside(under, () => paintCurve(under, palette));
      },
    });
    const paths = landscape === "curve" ? paintOnCurve : paintInValley;
    /** @type {Point[]} */
    let [ball, next] = [];
    const top = board.top + (landscape === "valley" ? 8 : 0); // nothing over the map's frame
    paintInside({ ...board, top }, () => {
      [ball, next] = paths(palette, lab, board);
    });
    const held = holdInside(ball, board);
    const words = nameBall(palette, held, held !== ball, next, lab, board);
    if (held === ball) nameAim(palette, ball, next, lab, board, words);
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

/** Bands of equal cost, the more ink the higher, up to the frame; and what they mean. */
function paintValley({ context, x, y, left, right, top, bottom, unit }, palette) {
  Object.assign(context, { fillStyle: palette.ink2, strokeStyle: palette.ink, lineWidth: 1 });
  context.textAlign = "right";
  const row = top - 20 * unit;
  context.fillText("high", right, row);
  const key = right - widthOfText(context, "high") - 6 * unit;
  const cell = 14 * unit;
  context.fillText("cost: low", key - 6 * cell - 6 * unit, row);
  context.save();
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, 6 * unit);
  context.roundRect(key - 6 * cell, row - 6 * unit, 6 * cell, 12 * unit, 3 * unit);
  context.clip();
  BANDS.forEach(([level, ink], k) => {
    const [wide, high] = [Math.min(Math.sqrt(2 * level), 99), Math.min(Math.sqrt(level / 6), 99)];
    context.beginPath();
    context.ellipse(x.at(0), y.at(0), x.at(wide) - x.at(0), y.at(0) - y.at(high), 0, 0, 7);
    context.rect(key - (k + 1) * cell, row - 6 * unit, cell, 12 * unit);
    context.fillStyle = palette.paper;
    context.fill();
    context.fillStyle = palette.ink;
    context.globalAlpha = ink;
    context.fill();
    context.globalAlpha = 0.35;
    context.stroke();
    context.globalAlpha = 1;
  });
  context.restore();
  context.lineWidth = 2;
  paintLine(context, [x.at(0) - 6, y.at(0), x.at(0) + 6, y.at(0)]);
  paintLine(context, [x.at(0), y.at(0) - 6, x.at(0), y.at(0) + 6]);
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
    paintArrow(board, palette.ink, ball, on(kept), [4, 3]);
  }
  paintGhost(context, palette, on(next));
  return [ball, on(next)];
}

function paintTrail(context, palette, points) {
  paintSeries(context, points, { colour: palette.ink });
  context.fillStyle = palette.ink;
  for (const [px, py] of points) {
    context.beginPath();
    context.arc(px, py, 3.5, 0, 7);
    context.fill();
  }
}

/** Where the next step will lead, before it is taken. */
function paintGhost(context, palette, [px, py]) {
  context.beginPath();
  context.arc(px, py, 7, 0, 7);
  context.lineWidth = 1.5;
  context.strokeStyle = palette.ink;
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

/** Where it is or leads to, of which the picture does not show all. */
function placeText(place) {
  if (place.some((x) => !(Math.abs(x) < 1e6))) return "far out";
  const numbers = place
    .map((x) => Math.round(x) + 0)
    .join(", ")
    .replaceAll("-", "−");
  return place.length > 1 ? `off the map, at ${numbers}` : `knob at ${numbers}`;
}

/** Words in the picture, on a ground of their own. Returns their box. */
function write(palette, text, /** @type {number[]} */ [x, y], { context, left, right, unit }) {
  const half = widthOfText(context, text) / 2 + 6;
  const at = Math.min(Math.max(x, left + half), right - half);
  paintTag(context, palette, text, [at, y + 22], [left, right]);
  return [at - half, y - 10 * unit, at + half, y + 10 * unit];
}

/** Beside the ball its cost, off its arrow; where it is, if it has gone. */
function nameBall(palette, ball, gone, aim, { shown, model }, board) {
  const { context, left, right, top, bottom, unit } = board;
  const landscape = model.get("landscape");
  const text = gone ? placeText(shown) : `cost ${LANDSCAPES[landscape].cost(shown).toFixed(2)}`;
  const [x, y] = ball;
  const wide = widthOfText(context, text) / 2 + 6;
  const ahead = Math.sign(aim[0] - x) || 1;
  const [out, off] = [wide + 16 * unit, 26 * unit];
  // Over the arrow, which leads downhill, no curve comes. Seen from above, all lies behind the ball.
  const side = landscape === "curve" && !gone ? ahead * (wide - 6 * unit) : -ahead * out;
  const up = aim[1] >= y ? -1 : 1;
  const steep = landscape === "valley" && Math.abs(aim[1] - y) > Math.abs(aim[0] - x);
  const places = steep ? [[0, up], [-ahead * out, 0]] : [[side, up], [side, -up]]; // biome-ignore format: one list
  const fits = (/** @type {number[]} */ [dx, dy]) =>
    x + dx - wide >= left && x + dx + wide <= right &&
    y + dy * off - 10 * unit >= top && y + dy * off + 10 * unit <= bottom; // biome-ignore format: one test
  const [dx, dy] = places.find(fits) ?? [0, y > board.top + 36 * unit ? -1 : 1];
  return write(palette, text, [x + dx, y + dy * off], board);
}

/** Where the arrow leaves the picture, beside its tip: where it leads. */
function nameAim(palette, ball, aim, { next }, board, words) {
  const { context, left, right, top, bottom, unit } = board;
  const [x, y] = leaving(board, ball, aim);
  if (x === aim[0] && y === aim[1]) return;
  const text = placeText(next);
  const [wide, high] = [widthOfText(context, text) / 2 + 5 * unit, 9 * unit];
  const isAtSide = y - top > 1 && bottom - y > 1;
  const inside = Math.min(Math.max(y, top + high + 1), bottom - high - 1);
  const level = x > ball[0] ? right - wide : left + wide;
  const places = [1, -1].map((side) => isAtSide ? [level, y - 22 * side * unit] : [x + side * (wide + 14 * unit), inside]); // biome-ignore format: one list
  const free = (/** @type {number[]} */ [px, py]) =>
    px - wide >= left && px + wide <= right && py - high > top && py + high < bottom &&
    (px - wide > words[2] || px + wide < words[0] || py - high > words[3] || py + high < words[1]); // biome-ignore format: one test
  write(palette, text, places.find(free) ?? places[0], board);
}
