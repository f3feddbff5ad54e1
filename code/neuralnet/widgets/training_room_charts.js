// TrainingRoom's charts: how many digits it reads, and below, smaller, what its mistakes cost.
// Their time axis is at their top, where the scrubber stands over it.

import { fitCanvas } from "./js/canvas.js";
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
import { EPOCH, shownMoment } from "./training_room_run.js";

const COST_ENDS = [2.5, 5, 10, 20]; // where the axis of the cost may end
const TIMES = 12; // CSS pixels from the top to the middle of the times
const GUESSING = 10; // percent that are read right by guessing

/** Where the time axis ends: 1, 2, 5, 10, 20 … epochs, in images. It stays until it is passed. */
export function endOfTime(images) {
  for (let power = 1; ; power *= 10) {
    for (const times of [1, 2, 5])
      if (images <= times * power * EPOCH) return times * power * EPOCH;
  }
}

/** Paint both. `plot` says where they begin and end from left to right. */
export function paintCharts(canvas, room, { width, height, plot, unit, palette }) {
  const context = fitCanvas(canvas, width * unit, height * unit, "13px system-ui, sans-serif");
  context.scale(unit, unit);
  context.clearRect(0, 0, width, height);
  const { run, ghost } = room;
  const time = makeScale([0, endOfTime(run.now.at)], [plot.left, plot.right]);
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
    areas.push({ key: "cost", name: "cost", top: bottom - low, bottom, most: mostCost(run) });
  const names = width - plot.right > 90; // whether there is room for the lines' names
  const view = { context, palette, time, plot, names };
  paintTimes(view, height);
  for (const area of areas) {
    const scale = makeScale([0, area.most], [area.bottom, area.top]);
    paintArea(view, area, scale, room);
    paintRuns(view, area, scale, { run, ghost, room });
  }
}

const mostCost = ({ points, tests }) => {
  const costs = [...points.kept, ...tests.kept].map(({ cost }) => cost);
  const most = Math.max(...costs.filter((cost) => cost < COST_ENDS.at(-1)), 0);
  return COST_ENDS.find((end) => most <= end);
};

function paintTimes({ context, palette, time, plot }, height) {
  const epochs = roundTicks(0, time.domain[1] / EPOCH, (plot.right - plot.left) / 55);
  context.textAlign = "center";
  context.textBaseline = "middle";
  epochs.forEach((epoch, k) => {
    const x = Math.round(time.at(epoch * EPOCH)) + 0.5;
    context.strokeStyle = palette.hairline;
    context.lineWidth = 1;
    paintLine(context, [x, 2 * TIMES, x, height - 8]);
    context.fillStyle = palette.ink2;
    const unit = k < epochs.length - 1 ? "" : epoch === 1 ? " epoch" : " epochs";
    const text = tickText(epoch) + unit;
    context.fillText(text, Math.min(x, plot.right + 20), TIMES);
  });
}

function paintArea(
  { context, palette, time, plot },
  { key, name, top, bottom, most },
  scale,
  room,
) {
  const ticks = key === "cost" ? [0, most] : [0, 50, 100];
  const unit = key === "cost" ? "" : "%";
  const across = [plot.left, plot.right];
  paintAxis(context, palette, scale, { side: "left", ticks, across, unit });
  context.strokeStyle = palette.rule;
  paintLine(context, [plot.left, Math.round(bottom) + 0.5, plot.right, Math.round(bottom) + 0.5]);
  context.fillStyle = palette.ink2;
  context.textAlign = "left";
  context.fillText(name, plot.left, top - 11);
  if (key === "cost") return;
  context.setLineDash([2, 4]);
  const y = Math.round(scale.at(GUESSING)) + 0.5;
  paintLine(context, [plot.left, y, plot.right, y]);
  context.setLineDash([]);
  if (shownMoment(room).validation?.accuracy < 0.25) return; // other words stand there
  context.textAlign = "right";
  context.fillText("guessing", time.range[1] - 4, y - 9);
}

/** The run before as a grey dashed line; the present one, faint from the shown moment on. */
function paintRuns(view, { key, top, most }, scale, { run, ghost, room }) {
  const { context, palette, time, plot } = view;
  const times = key === "accuracy" ? 100 : 1;
  const place = (point) => [time.at(point.at), scale.at(Math.min(times * point[key], most))];
  const shown = shownMoment(room);
  const now = Math.min(time.at(shown.at), plot.right);
  const lines = [
    { kept: run.points.kept, colour: palette.ink2, width: 1.5 },
    { kept: run.tests.kept, colour: palette.right, width: 3 },
  ];
  const clipped = (from, to, paint) => {
    context.save();
    context.beginPath();
    context.rect(from, top - 4, to - from, 10_000);
    context.clip();
    paint();
    context.restore();
  };
  if (ghost?.now.at > 0) {
    clipped(plot.left, plot.right, () =>
      paintSeries(context, ghost.tests.kept.map(place), {
        colour: palette.rule,
        width: 2,
        dash: [5, 4],
      }),
    );
    if (key === "accuracy") paintGhostKey(view, top - 11);
  }
  clipped(now, plot.right, () => {
    for (const { kept, width } of lines) {
      paintSeries(context, kept.map(place), { colour: palette.hairline, width });
    }
  });
  context.strokeStyle = palette.ink2;
  context.lineWidth = 1;
  paintLine(context, [now, top - 2, now, scale.at(0)]);
  clipped(plot.left - 2, now + 2, () => {
    for (const { kept, colour, width } of lines) {
      paintSeries(context, kept.map(place), { colour, width });
    }
  });
  paintEnds(view, { key, scale, place, shown, now, resting: !room.running });
}

function paintGhostKey({ context, palette, plot }, y) {
  const words = plot.right - plot.left > 220 ? "the run before" : "before";
  const end = plot.right - context.measureText(words).width - 8;
  context.strokeStyle = palette.rule;
  context.lineWidth = 2;
  context.setLineDash([5, 4]);
  paintLine(context, [end - 26, y, end, y]);
  context.setLineDash([]);
  context.fillStyle = palette.ink2;
  context.textAlign = "right";
  context.fillText(words, plot.right, y);
}

/** What the lines have come to at the shown moment, in words beside them. */
function paintEnds({ context, palette, names }, { key, scale, place, shown, now, resting }) {
  const say = (name, value) =>
    key === "accuracy" ? `${names ? `${name} ` : ""}${Math.round(100 * value)}%` : value.toFixed(2);
  const labels = [
    { name: "training", measured: shown.point, colour: palette.ink },
    { name: "validation", measured: shown.validation, colour: palette.right },
  ].filter(({ measured }) => Number.isFinite(measured?.cost));
  paintEndLabels(
    context,
    labels.map(({ name, measured, colour }) => ({
      text: say(name, measured[key]),
      y: place({ at: shown.at, ...measured })[1],
      colour,
    })),
    { x: now + 12, bottom: scale.at(0) - 6 },
  );
  const { validation } = shown;
  if (resting && Number.isFinite(validation?.cost)) {
    paintPoint(context, palette, [now, place({ at: shown.at, ...validation })[1]], 6);
  }
}
