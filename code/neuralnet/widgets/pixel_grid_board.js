// PixelGrid's board: the grid, the list beside it, and what flies from the one to the other.

/** @import { Numbers } from "./js/types.d.ts" */

import { fitCanvas } from "./js/canvas.js";
import { grey } from "./js/colours.js";
import { element } from "./js/element.js";
import { SIDE } from "./js/images.js";
import { STRIP } from "./pixel_grid_layout.js";
import { ROW_DELAY, ROW_TIME, SIZE } from "./pixel_grid_state.js";

const GAP = 10; // between grid and list
const GHOST = 0.14; // what is left in the grid of a row that has gone to the list

/** A canvas of so many numbers, a pixel each, which the page enlarges. */
function makePixels(columns, rows, attributes = {}) {
  const canvas = element("canvas", { width: columns, height: rows, ...attributes });
  const context = canvas.getContext("2d");
  const picture = context.createImageData(columns, rows);
  const words = new Uint32Array(picture.data.buffer);
  /**
   * Show the grey of each number, `visible(k)` of it.
   * @param {Numbers} values
   * @param {(place: number) => number} visible
   */
  function show(values, visible) {
    for (let k = 0; k < words.length; k++) {
      const [level] = grey(values[k] * visible(k));
      words[k] = (255 << 24) | (level << 16) | (level << 8) | level;
    }
    context.putImageData(picture, 0, 0);
  }
  return { canvas, show };
}

export function makeBoard() {
  const pixels = makePixels(SIDE, SIDE, { tabindex: "0", role: "application", class: "nn-pixels" });
  const list = makePixels(1, SIZE, { class: "nn-list", "aria-hidden": "true" });
  const rows = makePixels(SIDE, SIDE); // each as it leaves the grid
  const air = element("canvas", { class: "nn-air", "aria-hidden": "true", hidden: true });
  const lines = element("div", { class: "nn-cells", "aria-hidden": "true" });

  function show({ cell }, unit, { shown, flight, target }, alone) {
    const values = alone ? new Float64Array(SIZE) : shown;
    air.hidden = !flight;
    const unrolling = flight?.kind === "unroll";
    const landed = (row) =>
      unrolling ? rowShare(flight, row, target.unrolled) : Number(target.unrolled);
    const flying = flight?.kind === "shuffle"; // then the pixels are in the air, and none in the grid
    pixels.show(flying ? new Float64Array(SIZE) : values, (k) =>
      landed(Math.floor(k / SIDE)) > 0 ? GHOST : 1,
    );
    // At rest the list is whole; it empties only for the rows that are to come.
    list.show(values, (k) => (unrolling ? Number(landed(Math.floor(k / SIDE)) === 1) : 1));
    if (!flight) return;
    const context = fitCanvas(air, (SIDE * cell + GAP + STRIP) * unit, SIDE * cell * unit);
    context.clearRect(0, 0, air.width, air.height);
    context.scale(unit, unit);
    context.imageSmoothingEnabled = false;
    if (unrolling) {
      rows.show(values, () => 1);
      flyRows(context, cell, rows.canvas, landed);
    } else flyPixels(context, cell, flight, target);
  }
  return { pixels: pixels.canvas, list: list.canvas, air, lines, show };
}

const smooth = (share) => share * share * (3 - 2 * share);

/** How far a row is on its way to the list, 0 to 1; rolled up again, the last comes first. */
function rowShare({ at }, row, unrolled) {
  const order = unrolled ? row : SIDE - 1 - row;
  const share = Math.min(Math.max((at - order * ROW_DELAY) / ROW_TIME, 0), 1);
  return unrolled ? share : 1 - share;
}

/** Each row turns upright and shrinks to its part of the list, which is as high as it was in the grid. */
function flyRows(context, cell, rows, landed) {
  for (let row = 0; row < SIDE; row++) {
    const share = landed(row);
    if (share === 0 || share === 1) continue;
    const s = smooth(share);
    const x = (SIDE * cell) / 2 + s * (SIDE * cell + GAP + STRIP / 2 - (SIDE * cell) / 2);
    context.save();
    context.translate(x, (row + 0.5) * cell);
    context.rotate((s * Math.PI) / 2);
    const [long, thick] = [SIDE * cell + s * (cell - SIDE * cell), cell + s * (STRIP - cell)];
    context.globalCompositeOperation = "lighter"; // what is black hides nothing behind it
    context.fillStyle = `rgb(127 138 153 / ${0.14 * (1 - s)})`;
    context.fillRect(-long / 2, -thick / 2, long, thick);
    context.drawImage(rows, 0, row, SIDE, 1, -long / 2, -thick / 2, long, thick);
    context.restore();
  }
}

/** Each pixel moves from the place where it stood to where it stands now. */
function flyPixels(context, cell, { places: from, share }, { values, places: to }) {
  const before = new Uint16Array(SIZE);
  from.forEach((pixel, place) => {
    before[pixel] = place;
  });
  const s = smooth(share);
  to.forEach((pixel, place) => {
    if (!values[place]) return;
    const old = before[pixel];
    const x = (old % SIDE) + s * ((place % SIDE) - (old % SIDE));
    const y = Math.floor(old / SIDE) + s * (Math.floor(place / SIDE) - Math.floor(old / SIDE));
    context.fillStyle = `rgb(${grey(values[place]).join()})`;
    context.fillRect(x * cell, y * cell, cell, cell);
  });
}
