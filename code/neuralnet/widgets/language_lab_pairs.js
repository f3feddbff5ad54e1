// LanguageLab's picture of pairs of letters: a row for the first, a column for the second.

import { fitCanvas, paintCells } from "./js/canvas.js";
import { ADDING, DARK, TAKING } from "./js/colours.js";
import { element } from "./js/element.js";
import { claim, isCommand } from "./js/pen.js";
import { STAGE } from "./js/stage.js";
import { SYMBOL_NAMES } from "./js/text.js";

const MARGIN = 14; // for the letters beside
const EDGE = 3; // for the ring around the last cells
const LETTER = 12; // pixels
const COUNT = 28;
const STEPS = { ArrowUp: -COUNT, ArrowDown: COUNT, ArrowLeft: -1, ArrowRight: 1 };
const LIT = [110, 110, 110]; // a pair that is there and hardly matters

/** The cell of a picture, of this width, under a pointer, or null beside it. */
function cellAt({ offsetX, offsetY }, side) {
  const cell = (side - MARGIN) / COUNT;
  const [column, row] = [offsetX, offsetY].map((at) => Math.floor((at - MARGIN) / cell));
  const inside = column >= 0 && row >= 0 && column < COUNT && row < COUNT;
  return inside ? COUNT * row + column : null;
}

export function makePairs(lab) {
  const canvas = element("canvas", { role: "application", tabindex: "0" });
  const look = (cell) => {
    if (cell === lab.cell) return;
    lab.cell = cell;
    lab.redraw();
  };
  let side = 0;
  canvas.addEventListener("pointermove", (event) => look(cellAt(event, side)));
  canvas.addEventListener("pointerdown", (event) => look(cellAt(event, side)));
  canvas.addEventListener(
    "pointerleave",
    ({ pointerType }) => pointerType === "mouse" && look(null),
  );
  canvas.addEventListener("blur", () => look(null));
  canvas.addEventListener("keydown", (event) => {
    if (isCommand(event) || !(event.key in STEPS)) return;
    claim(event);
    const next = (lab.cell ?? lab.last ?? 0) + (lab.cell === null ? 0 : STEPS[event.key]);
    if (next >= 0 && next < COUNT * COUNT) look(next);
  });

  function show({ width, unit }, { image, last, cell, tint }) {
    lab.last = last;
    side = (width < 620 * unit ? 238 : width < 740 * unit ? 308 : 364) * unit;
    const context = fitCanvas(
      canvas,
      side + EDGE,
      side + EDGE,
      `${LETTER * unit}px ui-monospace, monospace`,
    );
    const size = (side - MARGIN) / COUNT;
    context.clearRect(0, 0, side + EDGE, side + EDGE);
    paintNames(context, cell ?? last, size, Math.ceil((LETTER * unit) / size));
    const most = tint.reduce((top, value) => Math.max(top, Math.abs(value)), 1e-12);
    const cells = { x: MARGIN, y: MARGIN, cell: size, columns: COUNT, count: COUNT * COUNT };
    paintCells(context, cells, (k) => tinted(tint[k] / most, image[k]));
    markTaking(context, tint, most, size);
    ringCell(context, cell ?? last, size);
    canvas.setAttribute(
      "aria-label",
      "Pairs of letters: a row for the first, a column for the one after it. Arrow keys look at one.",
    );
  }
  return { node: element("div", { class: "nn-pairs" }, canvas), show };
}

/** Letters beside the rows and columns: those of the pair in the ring, and of others every few. */
function paintNames(context, cell, size, every) {
  [context.textAlign, context.textBaseline] = ["center", "middle"];
  for (const [down, chosen] of [Math.floor(cell / COUNT), cell % COUNT].entries()) {
    SYMBOL_NAMES.forEach((name, k) => {
      const away = Math.abs(k - chosen);
      if (away < every ? away > 0 : k % every > 0) return;
      const middle = MARGIN + (k + 0.5) * size;
      context.fillStyle = away === 0 ? STAGE.ink : STAGE.ink2;
      context.fillText(name, ...(down === 0 ? [MARGIN / 2, middle] : [middle, MARGIN / 2]));
    });
  }
}

function tinted(share, value) {
  if (!value) return DARK;
  const to = share < 0 ? TAKING : ADDING;
  return LIT.map((from, part) => from + (to[part] - from) * Math.sqrt(Math.abs(share)));
}

/** Marks on pairs that speak against a language, so that colour is not needed. */
function markTaking(context, tint, most, size) {
  context.fillStyle = "#000000";
  tint.forEach((value, k) => {
    if (value > -0.02 * most) return;
    const [x, y] = [(k % COUNT) + 0.5, Math.floor(k / COUNT) + 0.5].map((at) => MARGIN + at * size);
    context.fillRect(x - 1.5, y - 0.5, 3, 1);
  });
}

function ringCell(context, cell, size) {
  if (cell === undefined || cell === null) return;
  const [x, y] = [cell % COUNT, Math.floor(cell / COUNT)].map((at) => MARGIN + at * size);
  for (const [width, colour] of [
    [4, STAGE.ground],
    [2, STAGE.hand],
  ]) {
    Object.assign(context, { lineWidth: width, strokeStyle: colour });
    context.strokeRect(x - 2, y - 2, size + 4, size + 4);
  }
}
