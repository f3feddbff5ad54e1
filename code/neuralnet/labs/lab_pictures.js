// The pictures of labs, as `plots` draws them in Python: from the same numbers, as parts of the
// page, which a screen reader reads and which follow its theme.

/** @import { LabAnswer, LinesShown } from "./lab_types.d.ts" */
/** @import { Page } from "../widgets/js/types.d.ts" */

import { fitCanvas, paintCells, paintImage } from "../widgets/js/canvas.js";
import { makeScale, paintAxis, paintEndLabels, paintSeries } from "../widgets/js/chart.js";
import { grey, stageSign } from "../widgets/js/colours.js";
import { element } from "../widgets/js/element.js";
import { SIDE } from "../widgets/js/images.js";
import { drawOnChange } from "../widgets/js/schedule.js";
import { percent } from "./lab_answers.js";

/**
 * A box for pictures: `show(answer, image)` puts another into it; `image(k)` gives pixels.
 * @returns {{node: HTMLElement, show(answer: LabAnswer, image: (k: number) => Float32Array): void}}
 */
export function makePicture() {
  const node = element("div", { class: "nn-lab-picture" });
  /** @type {ReturnType<typeof makeLines>} */
  let lines = null;
  return {
    node,
    show(answer, image) {
      if (answer.draw === "lines") {
        lines ??= makeLines(node);
        lines.show(answer);
      } else if (answer.draw === "bars") {
        const [[name, shares]] = Object.entries(answer.series);
        const caption = element("p", { class: "nn-label" }, `${name}: ${answer.xlabel}`);
        node.replaceChildren(caption, bars(answer.labels, shares, shares.map(percent)));
      } else if ("titles" in answer) {
        const paint = answer.draw === "signed" ? signedTile : tile;
        const tiles = answer.images.map((k, place) => paint(image(k), answer.titles[place]));
        const kind = `nn-lab-tiles nn-lab-${answer.draw}`;
        node.replaceChildren(element("div", { class: kind }, ...tiles));
      } else {
        const { names, outputs } = answer;
        const texts = outputs.map((output) => output.toFixed(2));
        const beside = element("div", {}, label("output"), bars(names, outputs, texts));
        const shown = tile(image(answer.image[0]), "");
        node.replaceChildren(element("div", { class: "nn-lab-beside" }, shown, beside));
      }
    },
  };
}

/** @param {string} text */
const label = (text) => element("p", { class: "nn-label" }, text);

/**
 * Bars of shares from 0 to 1, a row each: its name, the bar, its number.
 * @param {string[]} names
 * @param {number[]} shares
 * @param {string[]} texts
 */
function bars(names, shares, texts) {
  const rows = names.map((name, k) => {
    const bar = element("span", { class: "nn-lab-bar", style: `--share: ${shares[k]}` });
    return element("li", {}, element("span", {}, name), bar, element("span", {}, texts[k]));
  });
  return element("ul", { class: "nn-lab-bars" }, ...rows);
}

/**
 * An image of 784 pixels over its title.
 * @param {Float32Array} pixels
 * @param {string} title
 */
function tile(pixels, title) {
  const canvas = element("canvas", { "aria-hidden": "true" });
  paintImage(canvas, 1, (k) => grey(pixels[k]));
  canvas.removeAttribute("style"); // as large as there is room
  return element("figure", {}, canvas, element("figcaption", {}, title));
}

/**
 * An image of 784 signed numbers over its title: blue above 0, orange and dotted below.
 * @param {Float32Array} pixels as Python packs them, from 0 to 14/15
 * @param {string} title
 */
function signedTile(pixels, title) {
  const values = pixels.map((pixel) => (15 * pixel) / 7 - 1);
  const canvas = element("canvas", { "aria-hidden": "true", width: 3 * SIDE, height: 3 * SIDE });
  const context = canvas.getContext("2d");
  const cells = { x: 0, y: 0, cell: 3, columns: SIDE, count: SIDE * SIDE };
  paintCells(context, cells, (k) => stageSign(values[k], 1));
  context.fillStyle = "#eef1f5";
  values.forEach((value, k) => {
    if (value < -0.2) context.fillRect(3 * (k % SIDE) + 1, 3 * Math.floor(k / SIDE) + 1, 1, 1);
  });
  return element("figure", {}, canvas, element("figcaption", {}, title));
}

const [LEFT, RIGHT, TOP, BOTTOM] = [52, 150, 8, 26]; // what is around a chart's lines, in pixels
const HEIGHT = 220;
const PERCENTS = [0, 0.25, 0.5, 0.75, 1];

/**
 * Two lines over the same x, from 0 to 100%, the first one dashed.
 * @param {HTMLElement} node
 */
function makeLines(node) {
  const canvas = element("canvas", { role: "img" });
  const caption = element("p", { class: "nn-label" });
  node.replaceChildren(caption, canvas);
  /** @type {LinesShown} */
  let shown = null;
  const model = { on() {}, off() {} }; // nothing but `show` changes what is drawn
  /** @param {Page} page */
  const paint = ({ width, palette, unit }) => {
    if (!shown) return;
    const context = fitCanvas(canvas, width, HEIGHT * unit);
    context.scale(unit, unit);
    context.clearRect(0, 0, width / unit, HEIGHT);
    paintLines(context, palette, width / unit, shown);
  };
  const { redraw } = drawOnChange(/** @type {any} */ (model), [], node, paint);
  return {
    /** @param {LinesShown} answer */
    show(answer) {
      shown = answer;
      caption.textContent = `${answer.ylabel} after each ${answer.xlabel}`;
      const words = Object.entries(answer.series).map(
        ([name, heights]) => `${name}: ${heights.map(percent).join(", ")}`,
      );
      canvas.setAttribute("aria-label", `${caption.textContent}. ${words.join(". ")}.`);
      redraw();
    },
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Page["palette"]} palette
 * @param {number} width
 * @param {LinesShown} answer
 */
function paintLines(context, palette, width, { x, series }) {
  const right = width - RIGHT;
  const bottom = HEIGHT - BOTTOM;
  const across = makeScale([x[0], x.at(-1)], [LEFT, right]);
  const up = makeScale([0, 1], [bottom, TOP]);
  const text = (/** @type {number} */ share) => `${100 * share}`;
  paintAxis(context, palette, up, {
    side: "left",
    ticks: PERCENTS,
    across: [LEFT, right],
    unit: "%",
    text,
  });
  paintAxis(context, palette, across, { side: "bottom", ticks: x, across: [bottom, bottom] });
  const colours = [palette.ink2, palette.add];
  const labels = Object.entries(series).map(([name, heights], k) => {
    const points = heights.map((height, place) => [across.at(x[place]), up.at(height)]);
    paintSeries(context, points, { colour: colours[k], dash: k ? [] : [6, 4] });
    const last = heights.at(-1);
    return { text: `${name} ${percent(last)}`, y: up.at(last), colour: colours[k] };
  });
  paintEndLabels(context, labels, { x: right + 10, gap: 18, bottom });
}
