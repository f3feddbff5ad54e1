// TrainingRoom's charts: how many digits it reads, and below, smaller, what its mistakes cost.
// Their time axis is at their top, where the scrubber stands over it.

import { fitCanvas, widthOfText } from "./js/canvas.js";
import {
  makeScale,
  paintAxis,
  paintEndLabels,
  paintLine,
  paintPoint,
  paintSeries,
  roundTicks,
  tickText,
} from "./js/chart.js";
import { EPOCH, greyRun, shownMoment } from "./training_room_run.js";

const COST_ENDS = [2.5, 5, 10, 20]; // where the axis of the cost may end
const TIMES = 12; // CSS pixels from the top to the middle of the times
const GUESSING = 10; // percent that are read right by guessing
const DASH = [5, 4];

/** Where the time axis ends: 1, 2, 5, 10, 20 … epochs, in images; the grey run has room too. */
export function timeOf(room) {
  const images = Math.max(room.run.now.at, greyRun(room)?.now.at ?? 0);
  for (let power = EPOCH; ; power *= 10) {
    for (const times of [1, 2, 5]) if (images <= times * power) return times * power;
  }
}

/** Paint both. `plot` says where they begin and end from left to right. */
export function paintCharts(canvas, room, { width, height, plot, unit, palette }) {
  const context = fitCanvas(canvas, width * unit, height * unit, "13px system-ui, sans-serif");
  context.scale(unit, unit);
  context.clearRect(0, 0, width, height);
  const time = makeScale([0, timeOf(room)], [plot.left, plot.right]);
  const low = height < 300 ? 44 : 96;
  const alone = height < 150; // no room for the cost, which the words tell
  const bottom = height - 8;
  const areas = [
    {
      key: "accuracy",
      name: "read right",
      top: 46,
      bottom: bottom - (alone ? 0 : low + 32),
      most: 100,
    },
  ];
  if (!alone)
    areas.push({ key: "cost", name: "cost", top: bottom - low, bottom, most: mostCost(room.run) });
  const epochs = roundTicks(0, time.domain[1] / EPOCH, (plot.right - plot.left) / 55);
  const view = { context, palette, time, plot, epochs };
  paintTimes(view);
  for (const area of areas) {
    const scale = makeScale([0, area.most], [area.bottom, area.top]);
    paintArea(view, area, scale, room);
    paintRuns(view, area, scale, room);
  }
}

const mostCost = ({ points, tests }) => {
  const costs = [...points.kept, ...tests.kept].map(({ cost }) => cost);
  const most = Math.max(...costs.filter((cost) => cost < COST_ENDS.at(-1)), 0);
  return COST_ENDS.find((end) => most <= end);
};

function paintTimes({ context, palette, time, plot, epochs }) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = palette.ink2;
  epochs.forEach((epoch, k) => {
    const unit = k < epochs.length - 1 ? "" : epoch === 1 ? " epoch" : " epochs";
    context.fillText(
      tickText(epoch) + unit,
      Math.min(time.at(epoch * EPOCH), plot.right + 20),
      TIMES,
    );
  });
}

const linesOf = ({ points, tests }, palette) => [
  { name: "training", kept: points.kept, colour: palette.ink2, ink: palette.ink, width: 1.5 },
  { name: "validation", kept: tests.kept, colour: palette.right, ink: palette.right, width: 3 },
];

/** The grey run's line and its name. */
function greyLine(room, palette) {
  const grey = greyRun(room);
  if (!grey) return [];
  const name = grey === room.made ? "batches of 100, made before" : "the run before";
  return [
    { name, kept: grey.tests.kept, colour: palette.rule, ink: palette.ink2, width: 2, dash: DASH },
  ];
}

function paintArea(view, { key, name, top, bottom, most }, scale, room) {
  const { context, palette, time, plot, epochs } = view;
  const cost = key === "cost";
  const ticks = cost ? [0, most] : [0, 50, 100];
  paintAxis(context, palette, scale, {
    side: "left",
    ticks,
    across: [plot.left, plot.right],
    unit: cost ? "" : "%",
  });
  for (const epoch of epochs) {
    const x = Math.round(time.at(epoch * EPOCH)) + 0.5;
    paintLine(context, [x, top, x, bottom]);
  }
  context.strokeStyle = palette.rule;
  paintLine(context, [plot.left, Math.round(bottom) + 0.5, plot.right, Math.round(bottom) + 0.5]);
  context.fillStyle = palette.ink2;
  context.textAlign = "left";
  context.fillText(name, 0, top - 16);
  paintKey(view, cost ? greyLine(room, palette) : linesOf(room.run, palette), top - 16);
  if (cost) return;
  context.strokeStyle = context.fillStyle = palette.ink2;
  context.lineWidth = 1;
  context.setLineDash([2, 4]);
  const y = Math.round(scale.at(GUESSING)) + 0.5;
  paintLine(context, [plot.left, y, plot.right, y]);
  context.setLineDash([]);
  if (time.at(shownMoment(room).at) < plot.right - 70)
    context.fillText("guessing", plot.right - 4, y - 9);
}

/** Which line is which, beside a chart's name. */
function paintKey({ context, plot }, lines, y) {
  context.textAlign = "right";
  let x = plot.right + 46;
  for (const { name, ink, ...look } of [...lines].reverse()) {
    context.fillStyle = ink;
    context.fillText(name, x, y);
    x -= widthOfText(context, name) + 6;
    paintSeries(context, [[x - 16, y], [x, y]], look); // biome-ignore format: one line
    x -= 26;
  }
}

/** The grey run as a dashed line; the present one, faint from the shown moment on. */
function paintRuns(view, { key, top, most }, scale, room) {
  const { context, palette, time, plot } = view;
  const times = key === "accuracy" ? 100 : 1;
  const place = (point) => [time.at(point.at), scale.at(Math.min(times * point[key], most))];
  const shown = shownMoment(room);
  const now = Math.min(time.at(shown.at), plot.right);
  const lines = linesOf(room.run, palette);
  const paint = (some, from, to, look = {}) => {
    context.save();
    context.beginPath();
    context.rect(from, top - 4, to - from, 10_000);
    context.clip();
    for (const line of some) paintSeries(context, line.kept.map(place), { ...line, ...look });
    context.restore();
  };
  paint(greyLine(room, palette), plot.left, plot.right);
  paint(lines, now, plot.right, { colour: palette.hairline });
  context.strokeStyle = palette.ink2;
  context.lineWidth = 1;
  paintLine(context, [now, top - 2, now, scale.at(0)]);
  paint(lines, plot.left - 2, now + 2);
  paintEnds(view, { key, scale, place, shown, now, room });
}

/** What the lines have come to at the shown moment, beside them. */
function paintEnds({ context, palette }, { key, scale, place, shown, now, room }) {
  const cost = key === "cost";
  const waits = !cost && !room.running && room.run.now.at === 0;
  const labels = linesOf(room.run, palette)
    .map(({ ink }, k) => ({ colour: ink, measured: k ? shown.validation : shown.point }))
    .filter(({ measured }) => Number.isFinite(measured?.cost))
    .map(({ measured, colour }) => ({
      text: cost
        ? measured.cost.toFixed(2)
        : `${Math.round(100 * measured.accuracy)}%${waits ? ": press Play" : ""}`,
      y: waits ? scale.at(GUESSING) - 11 : place({ at: shown.at, ...measured })[1],
      colour,
    }));
  paintEndLabels(context, labels, { x: now + 12, bottom: scale.at(0) - 6, over: true });
  const { validation } = shown;
  if (!room.running && Number.isFinite(validation?.cost)) {
    paintPoint(context, palette, [now, place({ at: shown.at, ...validation })[1]], 6);
  }
}
