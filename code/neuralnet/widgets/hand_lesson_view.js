// HandLesson's pictures: how well it reads as it learns, and the test digits that it reads.

import { MNIST, STEPS } from "./hand_lesson_state.js";
import { fitCanvas, paintSmall } from "./js/canvas.js";
import { makeScale, paintAxis, paintSeries } from "./js/chart.js";
import { grey } from "./js/colours.js";
import { element, setAttributes } from "./js/element.js";
import { SIDE } from "./js/images.js";

const SHOWN = 30; // tiles that are shown

/** Two lines, from 0 to 100%, over the steps: this person's test digits, and MNIST's. */
export function paintLesson(canvas, { points, test, isMade }, { wide, high, unit, palette }) {
  const context = fitCanvas(canvas, wide, high, `${12 * unit}px system-ui, sans-serif`);
  context.clearRect(0, 0, wide, high);
  const [left, right, top, bottom] = [44 * unit, wide - 76 * unit, 24 * unit, high - 26 * unit];
  const x = makeScale([0, STEPS], [left, right]);
  const count = test.labels.length;
  const mnist = points.filter((point) => point.mnist !== null);
  const lines = [
    { name: "MNIST", values: mnist.map(({ step, mnist }) => [step, mnist / MNIST]), dash: [5, 4] },
    {
      name: isMade ? "invented" : "this hand",
      values: points.map((point) => [point.step, point.right / count]),
      dash: [],
    },
  ];
  // From a round number below the lowest, so that what happens is seen.
  const shares = lines.flatMap(({ values }) => values.map(([, share]) => share));
  const low = Math.max(Math.floor(Math.min(0.8, ...shares) * 5 - 1e-9) / 5, 0);
  const y = makeScale([low, 1], [bottom, top]);
  paintAxis(context, palette, x, {
    side: "bottom",
    ticks: [0, 50, 100, 150, 200],
    across: [top, bottom],
    unit: " steps",
  });
  paintAxis(context, palette, y, {
    side: "left",
    ticks: [0, 0.2, 0.4, 0.6, 0.8, 1].filter((tick) => tick >= low),
    across: [left, right],
    text: (tick) => `${Math.round(100 * tick)}`,
    unit: "%",
  });
  context.textAlign = "left";
  context.fillText(isMade ? "digits read, made before" : "digits read", left, 9 * unit);
  const ends = lines.map(({ values }) => (values.length ? y.at(values.at(-1)[1]) : null));
  if (ends[0] !== null && Math.abs(ends[0] - ends[1]) < 15 * unit) {
    const sign = ends[0] < ends[1] ? 1 : -1;
    const middle = (ends[0] + ends[1]) / 2;
    [ends[0], ends[1]] = [middle - sign * 7.5 * unit, middle + sign * 7.5 * unit];
  }
  lines.forEach(({ name, values, dash }, k) => {
    if (!values.length) return;
    const colour = k && !isMade ? palette.ink : palette.ink2;
    const places = values.map(([step, share]) => [x.at(step), y.at(share)]);
    paintSeries(context, places, {
      colour: isMade ? palette.rule : colour,
      width: (k ? 2.5 : 2) * unit,
      dash: dash.map((length) => length * unit),
    });
    const [end, height] = places.at(-1);
    context.fillStyle = isMade ? palette.rule : colour;
    context.beginPath();
    context.arc(end, height, 4 * unit, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = colour;
    context.fillText(name, end + 9 * unit, Math.min(Math.max(ends[k], top), bottom));
  });
}

/** The test digits: each lit where it is read right, and marked where it is not. */
export function makeTestTiles() {
  const list = element("div", { class: "nn-tiles", role: "img" });
  const more = element("p", { class: "nn-label" });
  let shown = null;
  let tiles = [];
  function renew(test, isMade) {
    shown = test;
    tiles = test.labels.slice(0, SHOWN).map((_, place) => {
      const canvas = element("canvas");
      const sign = element("span");
      const image = test.images.subarray(place * SIDE * SIDE, (place + 1) * SIDE * SIDE);
      paintSmall(canvas, (k) => grey(image[k]));
      const kind = isMade ? "nn-tile nn-ghost" : "nn-tile";
      return { node: element("span", { class: kind }, canvas, sign), sign };
    });
    list.replaceChildren(...tiles.map(({ node }) => node));
  }
  return {
    node: element("div", {}, list, more),
    show({ test, answers, isMade }) {
      if (test !== shown) renew(test, isMade);
      tiles.forEach(({ node, sign }, k) => {
        const isRight = answers[k] === test.labels[k];
        node.dataset.right = String(isRight);
        sign.textContent = isRight ? "✓" : String(answers[k]);
      });
      const count = test.labels.length;
      more.textContent = isMade
        ? "Invented: yours will stand here."
        : `Test digits${count > SHOWN ? `: ${SHOWN} of ${count}` : ""}; none is learned from.`;
      const words = test.labels.map((label, k) => `${label} read as ${answers[k]}`);
      const whose = isMade ? "An invented person's test digits, after a lesson" : "Test digits";
      setAttributes(list, { "aria-label": `${whose}: ${words.join(", ")}.` });
    },
  };
}
