// HandLesson's pictures: how well it reads as it learns, and the test digits that it reads.

import { makeGhosts } from "./hand_ghosts.js";
import { MNIST, STEPS } from "./hand_lesson_state.js";
import { fitCanvas, paintSmall, widthOfText } from "./js/canvas.js";
import { makeScale, paintAxis } from "./js/chart.js";
import { grey } from "./js/colours.js";
import { element, setAttributes } from "./js/element.js";
import { SIDE } from "./js/images.js";

const SHOWN = 40; // tiles that are shown

/** Two lines, from 0 to 100%, over the steps: this person's test digits, and MNIST's. */
export function paintLesson(canvas, { points, test }, { wide, high, unit, palette }) {
  const context = fitCanvas(canvas, wide, high, `${12 * unit}px system-ui, sans-serif`);
  context.clearRect(0, 0, wide, high);
  const [left, right, top, bottom] = [44 * unit, wide - 76 * unit, 14 * unit, high - 26 * unit];
  const x = makeScale([0, STEPS], [left, right]);
  const count = test.labels.length;
  const mnist = points.filter((point) => point.mnist !== null);
  const shares = [
    ...points.map((point) => (count ? point.right / count : 1)),
    ...mnist.map((point) => point.mnist / MNIST),
  ];
  // From a round number below the lowest, so that what happens is seen.
  const low = Math.max(Math.floor(Math.min(0.8, ...shares) * 5 - 1e-9) / 5, 0);
  const y = makeScale([low, 1], [bottom, top]);
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].filter((tick) => tick >= low);
  paintAxis(context, palette, x, {
    side: "bottom",
    ticks: [0, 50, 100, 150, 200],
    across: [top, bottom],
    unit: " steps",
  });
  paintAxis(context, palette, y, {
    side: "left",
    ticks,
    across: [left, right],
    text: (tick) => `${Math.round(100 * tick)}`,
    unit: "%",
  });
  const lines = [
    {
      name: "MNIST",
      values: mnist.map((point) => [point.step, point.mnist / MNIST]),
      dash: [5, 4],
    },
    {
      name: "this hand",
      values: count ? points.map((point) => [point.step, point.right / count]) : [],
      dash: [],
    },
  ];
  if (!count) paintPromise(context, { left, right, top, bottom, unit, palette });
  const ends = lines.map(({ values }) => (values.length ? y.at(values.at(-1)[1]) : null));
  if (ends[0] !== null && ends[1] !== null && Math.abs(ends[0] - ends[1]) < 15 * unit) {
    const sign = ends[0] < ends[1] ? 1 : -1;
    const middle = (ends[0] + ends[1]) / 2;
    [ends[0], ends[1]] = [middle - sign * 7.5 * unit, middle + sign * 7.5 * unit];
  }
  lines.forEach(({ name, values, dash }, k) => {
    if (!values.length) return;
    const colour = k ? palette.ink : palette.ink2;
    Object.assign(context, {
      strokeStyle: colour,
      fillStyle: colour,
      lineWidth: (k ? 2.5 : 2) * unit,
    });
    context.setLineDash(dash.map((length) => length * unit));
    context.beginPath();
    values.forEach(([step, share], place) =>
      context[place ? "lineTo" : "moveTo"](x.at(step), y.at(share)),
    );
    context.stroke();
    context.setLineDash([]);
    const [step, share] = values.at(-1);
    context.beginPath();
    context.arc(x.at(step), y.at(share), 4 * unit, 0, 2 * Math.PI);
    context.fill();
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillText(name, x.at(step) + 9 * unit, Math.min(Math.max(ends[k], top), bottom));
  });
}

/** Before there are digits: which lines there will be. */
function paintPromise(context, { left, right, top, bottom, unit, palette }) {
  const middle = (top + bottom) / 2;
  Object.assign(context, { textAlign: "left", textBaseline: "middle" });
  const names = ["this hand's digits read", "MNIST's digits read"];
  const long = 40 * unit + Math.max(...names.map((name) => widthOfText(context, name)));
  const x = (left + right - long) / 2;
  context.fillStyle = palette.surface;
  context.fillRect(x - 6 * unit, middle - 26 * unit, long + 12 * unit, 52 * unit);
  names.forEach((words, k) => {
    const y = middle + (k ? 13 : -13) * unit;
    const colour = k ? palette.ink2 : palette.ink;
    Object.assign(context, { strokeStyle: colour, fillStyle: colour, lineWidth: 2 * unit });
    context.setLineDash(k ? [5 * unit, 4 * unit] : []);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + 32 * unit, y);
    context.stroke();
    context.setLineDash([]);
    context.fillText(words, x + 40 * unit, y);
  });
}

/** The test digits: each lit where it is read right, and marked where it is not. */
export function makeTestTiles(model) {
  const list = element("div", { class: "nn-tiles", role: "img" });
  const more = element("p", { class: "nn-label" });
  let shown = null;
  let tiles = [];
  function renew(test) {
    shown = test;
    tiles = test.labels.slice(0, SHOWN).map((_, place) => {
      const canvas = element("canvas");
      const sign = element("span");
      const image = test.images.subarray(place * SIDE * SIDE, (place + 1) * SIDE * SIDE);
      paintSmall(canvas, (k) => grey(image[k]));
      return { node: element("span", { class: "nn-tile" }, canvas, sign), sign };
    });
    const nodes = tiles.length ? tiles.map(({ node }) => node) : makeGhosts(model);
    list.replaceChildren(...nodes);
  }
  return {
    node: element("div", {}, list, more),
    show(test, answers) {
      if (test !== shown) renew(test);
      tiles.forEach(({ node, sign }, k) => {
        const isRight = answers[k] === test.labels[k];
        node.dataset.right = String(isRight);
        sign.textContent = isRight ? "✓" : String(answers[k]);
      });
      const count = test.labels.length;
      more.textContent = count
        ? `Test digits${count > SHOWN ? `: ${SHOWN} of ${count}` : ""}; none is learned from.`
        : "Invented: yours will stand here.";
      const words = test.labels.map((label, k) => `${label} read as ${answers[k]}`);
      setAttributes(list, {
        "aria-label": words.length ? `Test digits: ${words.join(", ")}.` : "None",
      });
    },
  };
}
