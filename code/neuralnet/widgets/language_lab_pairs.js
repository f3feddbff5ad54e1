// LanguageLab's picture of pairs of letters: a row for the first, a column for the second.

import { fitCanvas, paintCells, paintStill } from "./js/canvas.js";
import { ADDING, DARK, TAKING } from "./js/colours.js";
import { element } from "./js/element.js";
import { forward, inputSlopes } from "./js/network.js";
import { claim, isCommand } from "./js/pen.js";
import { STAGE } from "./js/stage.js";
import { letterPairs, SYMBOL_NAMES } from "./js/text.js";

const MARGIN = 18; // CSS pixels, for the letters beside
const EDGE = 3; // for the ring around the last cells
const LETTER = 12;
const COUNT = 28;
const LETTERS = 26; // before the two symbols
const STEPS = { ArrowUp: -COUNT, ArrowDown: COUNT, ArrowLeft: -1, ArrowRight: 1 };
const LIT = [130, 130, 130]; // a pair that is there and hardly matters
const FAINT = 0.42; // of the colour of one that is not there

/** The cell of the picture under a pointer, or null beside it. */
function cellAt({ offsetX, offsetY }, { margin, cell }) {
  const [column, row] = [offsetX, offsetY].map((at) => Math.floor((at - margin) / cell));
  const inside = column >= 0 && row >= 0 && column < COUNT && row < COUNT;
  return inside ? COUNT * row + column : null;
}

/** What each pair says of a language, on average over the examples: found once, and kept. */
function makeFields(lab) {
  let [network, passes, kept] = [null, [], new Map()];
  return function fieldOf(language) {
    if (network !== lab.network) {
      network = lab.network;
      kept = new Map();
      const texts = [...lab.model.get("examples"), ""];
      passes = texts.map((text) => forward(network, letterPairs(text)));
    }
    if (!kept.has(language)) {
      const slopes = passes.map((pass) => inputSlopes(network, pass, language));
      const field = slopes[0].map((_, k) => slopes.reduce((sum, one) => sum + one[k], 0));
      const most = largestOf(field);
      kept.set(language, { field: field.map((value) => value / most), most });
    }
    return kept.get(language);
  };
}

const largestOf = (values) => values.reduce((top, value) => Math.max(top, Math.abs(value)), 1e-12);

export function makePairs(lab) {
  const canvas = element("canvas", {
    role: "application",
    tabindex: "0",
    "aria-label":
      "Pairs of letters: a row for the first, a column for the one after it. Arrow keys look at one.",
  });
  const look = (cell) => {
    if (cell === lab.cell) return;
    lab.cell = cell;
    lab.redraw();
  };
  const fieldOf = makeFields(lab);
  let plan = { margin: 0, cell: 1 };
  canvas.addEventListener("pointermove", (event) => look(cellAt(event, plan)));
  canvas.addEventListener("pointerdown", (event) => look(cellAt(event, plan)));
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

  function show({ width, unit }, { image, last, cell, tint, about }) {
    lab.last = last;
    const size = (width < 680 * unit ? 8 : width < 740 * unit ? 10 : 12) * unit;
    const margin = MARGIN * unit;
    plan = { margin, cell: size, unit };
    const side = margin + COUNT * size + EDGE;
    const context = fitCanvas(canvas, side, side, `${LETTER * unit}px ui-monospace, monospace`);
    const { field, most } = fieldOf(about);
    paintStill(canvas, `${about} ${most}`, (still) => {
      paintField(still, field, plan);
      paintNames(still, plan);
    });
    nameChosen(context, cell ?? last, plan);
    paintPairs(context, image, tint, plan);
    ringCell(context, cell ?? last, plan);
  }
  return { node: element("div", { class: "nn-pairs" }, canvas, makeKey()), show };
}

function makeKey() {
  const lines = [
    "row: a letter",
    "column: the next",
    "bright: used",
    "faint: not used",
    "␣ no letter",
    "* é, ł and others",
  ];
  return element("ul", { class: "nn-key" }, ...lines.map((line) => element("li", {}, line)));
}

/** Faintly all pairs, as they speak for a language or, with a mark, against it. */
function paintField(context, field, { margin, cell }) {
  const area = { x: margin, y: margin, cell, columns: COUNT, count: COUNT * COUNT };
  paintCells(context, area, (k) => {
    const to = field[k] < 0 ? TAKING : ADDING;
    return mixed(DARK, to, FAINT * Math.abs(field[k]) ** 0.7);
  });
  context.globalAlpha = 0.5;
  markTaking(context, field, 0.1, { margin, cell });
  context.globalAlpha = 1;
}

/** The pairs of the text, as they add to the answer or take from it. */
function paintPairs(context, image, tint, { margin, cell }) {
  const most = largestOf(tint);
  image.forEach((value, k) => {
    if (!value) return;
    const to = tint[k] < 0 ? TAKING : ADDING;
    context.fillStyle = `rgb(${mixed(LIT, to, Math.sqrt(Math.abs(tint[k]) / most))})`;
    const [x, y] = [k % COUNT, Math.floor(k / COUNT)].map((at) => margin + at * cell);
    context.fillRect(x, y, cell, cell);
  });
  markTaking(context, tint, 0.02 * most, { margin, cell });
}

const mixed = (from, to, share) => from.map((part, k) => part + (to[k] - part) * share);

/** Marks on pairs that speak against a language, so that colour is not needed. */
function markTaking(context, values, least, { margin, cell }) {
  context.fillStyle = "#000000";
  values.forEach((value, k) => {
    if (value > -least) return;
    const [x, y] = [(k % COUNT) + 0.5, Math.floor(k / COUNT) + 0.5].map((at) => margin + at * cell);
    context.fillRect(x - 1.5, y - 0.5, 3, 1);
  });
}

/** Letters beside the rows and over the columns: every other, for they are close. */
function paintNames(context, plan) {
  [context.textAlign, context.textBaseline] = ["center", "middle"];
  context.fillStyle = STAGE.ink2;
  for (const isRow of [true, false]) {
    for (let k = 0; k < COUNT; k++) if (isNamed(k)) writeName(context, k, isRow, plan);
  }
}

const isNamed = (k) => k >= LETTERS || k % 2 === 0;

function writeName(context, k, isRow, { margin, cell }) {
  const name = SYMBOL_NAMES[k];
  const at = margin + (k + 0.5) * cell;
  let down = 0;
  if (k >= LETTERS) {
    // These two hang low or high in their line: their middle stands where that of a letter does.
    const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: low } =
      context.measureText(name);
    down = (up - low) / 2;
  }
  if (isRow) context.fillText(name, margin / 2, at + down);
  else context.fillText(name, at, margin / 2 + down);
}

/** The letters of the pair in the ring; those beside give way to one that was not written. */
function nameChosen(context, pair, plan) {
  if (pair === undefined || pair === null) return;
  const { margin, cell } = plan;
  [context.textAlign, context.textBaseline] = ["center", "middle"];
  for (const isRow of [true, false]) {
    const k = isRow ? Math.floor(pair / COUNT) : pair % COUNT;
    if (!isNamed(k)) {
      const [from, long] = [margin + (k - 1) * cell, 3 * cell];
      context.clearRect(...(isRow ? [0, from, margin - 1, long] : [from, 0, long, margin - 1]));
    }
    context.fillStyle = STAGE.ink;
    writeName(context, k, isRow, plan);
  }
}

function ringCell(context, pair, { margin, cell }) {
  if (pair === undefined || pair === null) return;
  const [x, y] = [pair % COUNT, Math.floor(pair / COUNT)].map((at) => margin + at * cell);
  for (const [width, colour] of [
    [4, STAGE.ground],
    [2, STAGE.hand],
  ]) {
    Object.assign(context, { lineWidth: width, strokeStyle: colour });
    context.strokeRect(x - 2, y - 2, cell + 4, cell + 4);
  }
}
