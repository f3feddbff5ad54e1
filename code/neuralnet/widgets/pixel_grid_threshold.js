// PixelGrid's threshold: an amber line in a picture of how many pixels hold how much.

import { countNonzero } from "./js/arrays.js";
import { fitCanvas } from "./js/canvas.js";
import { makeScale, paintAxis } from "./js/chart.js";
import { dragHandle } from "./js/controls.js";
import { element, setText } from "./js/element.js";
import { change } from "./js/model.js";
import { countLevels, levelOf, STEPS } from "./pixel_grid_state.js";

const [HEIGHT, BOTTOM, SIDES] = [96, 42, 12]; // below: ticks, and what is counted

export function makeThreshold(grid) {
  const { model } = grid;
  const canvas = element("canvas", { "aria-hidden": "true" });
  const count = element("b");
  const words = element("span", { class: "nn-label" });
  let plan = null;
  const set = (value) =>
    change(model, { threshold: Math.min(Math.max(Math.round(20 * value) / 20, 0), 1) });
  const handle = dragHandle(
    "Threshold",
    { min: 0, max: 1, step: 0.05 },
    {
      onDrag: ([x]) => set(plan.x.value(x / plan.unit)),
      onInput: set,
    },
  );
  const picked = element("div", { class: "nn-picked", "aria-hidden": "true" });
  const picture = element("div", { class: "nn-levels" }, canvas, picked, handle.node);
  const node = element(
    "div",
    { class: "nn-threshold" },
    element("p", {}, count, " ", words),
    picture,
  );
  let painted = null;

  /** Where the picked pixel is counted; one that is 0 is not. */
  function showPicked(step, unit, value) {
    picked.hidden = value === 0;
    picked.style.width = `${step * unit}px`;
    picked.style.transform = `translateX(${(SIDES + levelOf(value) * step) * unit}px)`;
  }

  function show(width, { unit, palette }, { image, threshold, values, places }, place) {
    const step = (width - 2 * SIDES) / STEPS;
    showPicked(step, unit, image[places[place]]);
    const lit = countNonzero(values);
    setText(count, `${lit} of 784`);
    setText(words, threshold > 0 ? `at least ${threshold.toFixed(2)}` : "are not 0");
    const x = makeScale([0, 1], [SIDES, width - SIDES]);
    plan = { unit, x };
    const text = threshold > 0 ? `${threshold.toFixed(2)}: ${lit} of 784 reach it` : "off";
    handle.show(x.at(threshold) * unit, ((HEIGHT - BOTTOM) / 2) * unit, threshold, text);
    const seen = [image, threshold, width, unit, palette];
    if (painted?.every((value, k) => value === seen[k])) return;
    painted = seen;
    const context = fitCanvas(canvas, width * unit, HEIGHT * unit, "12px system-ui, sans-serif");
    context.clearRect(0, 0, width * unit, HEIGHT * unit);
    context.scale(unit, unit);
    const counts = countLevels(image);
    const most = Math.max(...counts, 1);
    counts.forEach((pixels, k) => {
      const high = ((HEIGHT - BOTTOM - 6) * pixels) / most;
      context.fillStyle = (k + 0.5) / STEPS > threshold ? palette.ink : palette.rule;
      context.fillRect(SIDES + k * step + 1, HEIGHT - BOTTOM - high, step - 2, high);
    });
    context.fillStyle = palette.ink2;
    Object.assign(context, { textAlign: "center", textBaseline: "middle" });
    context.fillText(
      width < 210 ? "how many hold it" : "how many pixels hold how much",
      width / 2,
      HEIGHT - 8,
    );
    const across = [HEIGHT - BOTTOM, HEIGHT - BOTTOM];
    paintAxis(context, palette, x, { side: "bottom", ticks: [0, 0.5, 1], across });
  }
  return { node, show };
}
