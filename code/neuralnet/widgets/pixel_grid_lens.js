// PixelGrid's lens: the picked pixel and those around it with their numbers; in the list, its two sides.

import { fitCanvas } from "./js/canvas.js";
import { grey } from "./js/colours.js";
import { element, setText } from "./js/element.js";
import { SIDE } from "./js/images.js";
import { SIZE, written } from "./pixel_grid_state.js";

const [CELLS, CELL] = [7, 28]; // cells to a side, and CSS pixels of each
const LENS = CELLS * CELL;
const ABOVE = 36; // from the picked pixel up to the lens, where a finger covers it

/** Numbers are written once for each value, as pictures: text costs many times more. */
function makeNumerals() {
  const drawn = new Map();
  return (context, text, dark, x, y, scale) => {
    const key = [text, dark, scale].join();
    if (!drawn.has(key)) {
      const canvas = element("canvas", {
        width: Math.ceil(CELL * scale),
        height: Math.ceil(CELL * scale),
      });
      const pen = canvas.getContext("2d");
      pen.scale(scale, scale);
      pen.font = "600 13px system-ui, sans-serif";
      Object.assign(pen, {
        textAlign: "center",
        textBaseline: "middle",
        fillStyle: dark ? "#000000" : "#ffffff",
      });
      pen.fillText(text, CELL / 2, CELL / 2 + 1);
      drawn.set(key, canvas);
    }
    context.drawImage(drawn.get(key), x, y, CELL, CELL);
  };
}

export function makeLens() {
  const canvas = element("canvas");
  const node = element("div", { class: "nn-lens", "aria-hidden": "true", hidden: true }, canvas);
  const texts = [element("span"), element("b"), element("span")];
  const hidden = { "aria-hidden": "true", hidden: true };
  const window = element("pre", { class: "nn-window", ...hidden }, ...texts);
  const write = makeNumerals();
  let painted = "";

  /** `spot` is the picked pixel's middle in the board, `room` the board's width and height. */
  function show(grid, { row, column, spot, room, alone, unit }) {
    node.hidden = !(grid.looked === "grid" || (alone && grid.looked !== "list"));
    if (node.hidden) return;
    const above = grid.finger ? spot[1] - LENS / 2 - ABOVE : spot[1];
    let [x, y] = [spot[0] - LENS / 2, above - LENS / 2];
    // Near the upper edge there is no room above a finger: then beside it.
    if (grid.finger && y < -20) x = spot[0] + (spot[0] > room[0] / 2 ? -LENS - ABOVE : ABOVE);
    x = Math.min(Math.max(x, -12), room[0] - LENS + 12);
    y = Math.min(Math.max(y, -8), room[1] - LENS + 8);
    node.style.transform = `translate(${x * unit}px, ${y * unit}px)`;
    paint(grid.shown, { row, column, alone, unit });
  }
  function paint(values, { row, column, alone, unit }) {
    const around = Array.from({ length: CELLS * CELLS }, (_, k) => {
      const [y, x] = [row + Math.floor(k / CELLS) - 3, column + (k % CELLS) - 3];
      return y < 0 || x < 0 || y >= SIDE || x >= SIDE ? null : values[SIDE * y + x];
    });
    const key = [alone, unit, ...around].join();
    if (key === painted) return;
    painted = key;
    const scale = unit * (globalThis.devicePixelRatio || 1);
    const context = fitCanvas(canvas, LENS * unit, LENS * unit);
    context.scale(unit, unit);
    around.forEach((value, k) => {
      const [x, y] = [(k % CELLS) * CELL, Math.floor(k / CELLS) * CELL];
      context.fillStyle = value === null ? "#0e1216" : `rgb(${grey(alone ? 0 : value).join()})`;
      context.fillRect(x, y, CELL, CELL);
      if (value !== null)
        write(context, written(value, alone), !alone && value >= 0.45, x, y, scale);
    });
    context.strokeStyle = "rgb(127 138 153 / 0.35)";
    context.lineWidth = 1;
    for (let k = 1; k < CELLS; k++) {
      context.strokeRect(k * CELL - 0.5, -1, LENS, LENS + 2);
      context.strokeRect(-1, k * CELL - 0.5, LENS + 2, LENS);
    }
  }
  /** In the list a number has two neighbours: the one before it and the one after. */
  function showWindow(grid, { place, top, room, unit }) {
    window.hidden = grid.looked !== "list";
    if (window.hidden) return;
    const lines = Array.from({ length: CELLS }, (_, k) => {
      const at = place + k - 3;
      return at < 0 || at >= SIZE
        ? ""
        : `${String(at).padStart(3)}  ${written(grid.shown[at], true)}`;
    });
    [lines.slice(0, 3), lines.slice(3, 4), lines.slice(4)].forEach((part, k) =>
      setText(texts[k], part.join("\n")),
    );
    const y = Math.min(Math.max(top - LENS / 2, -8), room[1] - LENS + 8);
    window.style.transform = `translateY(${y * unit}px)`;
  }
  return { node, window, show, showWindow };
}
