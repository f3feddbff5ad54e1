// TemperatureDial: what a temperature does to a network's confidence.

/** @import { Render } from "@anywidget/types" */

import { makeBoard, paintBoard } from "./js/board.js";
import { paintSeries } from "./js/chart.js";
import { slider } from "./js/controls.js";
import { setAttributes } from "./js/element.js";
import { whole } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

const LEAST = 10; // digits that a step of confidence needs to be drawn
const ONE = 10; // the step at which the temperature is 1

/** @type {Render} */
function render({ model, el }) {
  const temperatures = model.get("temperatures");
  const set = (step) => change(model, { step });
  const frame = makeFrame({
    name: "temperature-dial",
    ground: "paper",
    title: "Bring the points to the diagonal",
    label: "Confidence at another temperature",
    onReset: () => set(ONE),
  });
  const { node, canvas } = makeBoard();
  const range = { min: 0, max: temperatures.length - 1, step: 1 };
  const temperature = slider("Temperature", range, set);
  frame.body.append(node, temperature.node);
  mount(el, model, frame);
  return drawOnChange(model, ["step", "records"], frame.figure, (page) => {
    const [step, records] = [model.get("step"), model.get("records")];
    paintRecord(canvas, page, records[step], records[ONE]);
    const [count, right, gap] = measured(records[step]);
    const words = `Temperature ${temperatures[step].toFixed(2)}: confidence is ${gap.toFixed(3)} off, on average. Read right, as before: ${whole(right)} of ${whole(count)}.`;
    temperature.show(step, temperatures[step].toFixed(2));
    frame.say(words);
    const points = records[step].filter(([n]) => n >= LEAST).map(([n, good, sure]) => `${sure.toFixed(2)}: ${((100 * good) / n).toFixed(0)}%`); // biome-ignore format: one list
    setAttributes(canvas, {
      "aria-label": `${words} Share read right by confidence: ${points.join(", ")}.`,
    });
  }).stop;
}

/** How many digits, how many of them right, and how far off the confidence is on average. */
function measured(record) {
  let [count, right, off] = [0, 0, 0];
  for (const [n, good, sure] of record) {
    count += n;
    right += good;
    off += Math.abs(n * sure - good);
  }
  return [count, right, off / count];
}

function paintRecord(canvas, page, now, first) {
  const { palette, unit } = page;
  const board = paintBoard(canvas, page, {
    height: 270,
    x: [0, 1],
    y: [0, 1],
    ticksX: [0, 0.2, 0.4, 0.6, 0.8, 1],
    ticksY: [0, 0.5, 1],
    across: "confidence →",
    up: "↑ share read right",
  });
  const { context, x, y } = board;
  const diagonal = [[x.at(0), y.at(0)], [x.at(1), y.at(1)]]; // biome-ignore format: one line
  paintSeries(context, diagonal, { colour: palette.ink2, width: 1.5, dash: [5, 4] });
  const placesOf = (record) =>
    record.filter(([n]) => n >= LEAST).map(([n, good, sure]) => [x.at(sure), y.at(good / n), y.at(sure)]); // biome-ignore format: one list
  context.lineWidth = 1.5;
  context.strokeStyle = palette.rule;
  for (const [px, py] of placesOf(first)) paintDot(context, [px, py], 4 * unit, false);
  for (const [px, py, ideal] of placesOf(now)) {
    // Above the diagonal it is right more often than it says, below less often.
    const colour = py > ideal ? palette.take : palette.add;
    paintSeries(context, [[px, ideal], [px, py]], { colour, width: 4, dash: py > ideal ? [4, 3] : [] }); // biome-ignore format: one line
    context.fillStyle = palette.ink;
    paintDot(context, [px, py], 5 * unit, true);
  }
}

function paintDot(context, [x, y], radius, filled) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  if (filled) context.fill();
  else context.stroke();
}

export default { render };
