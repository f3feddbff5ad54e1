// ParameterCounter's picture: layers as columns of dots, between them the counts of weights, under
// them a dot for each bias; and a ruler with networks of others.

import { fitCanvas, paintStill, widthOfText } from "./js/canvas.js";
import { makeScale, paintLine, paintPoint } from "./js/chart.js";
import { whole } from "./js/format.js";

const PITCH = 5; // CSS pixels from dot to dot
const EXACT = 16; // neurons that have a dot each; above, columns grow by powers
const MOST = 100_000;
export const FOOT = 112; // where columns stand
const TALL = FOOT - EXACT * PITCH - 12; // what is left for the powers
const PLATE = 20; // how high what is written on the lines is
const [LOW, HIGH] = [3, 12]; // powers of ten, on the ruler
const [ROW, ROWS] = [16, 2]; // of names over the ruler, and over them all the reader's own
const SUPERSCRIPTS = [..."⁰¹²³⁴⁵⁶⁷⁸⁹"];

export const compact = new Intl.NumberFormat("en", { notation: "compact" }).format;

/** How high a column of so many neurons is, and back. */
export function columnHeight(neurons) {
  if (neurons <= EXACT) return neurons * PITCH;
  return EXACT * PITCH + (TALL * Math.log(neurons / EXACT)) / Math.log(MOST / EXACT);
}

export function neuronsOf(height) {
  if (height <= EXACT * PITCH) return Math.max(Math.round(height / PITCH), 1);
  const power = (height - EXACT * PITCH) / TALL;
  return Math.min(Number((EXACT * (MOST / EXACT) ** power).toPrecision(2)), MOST);
}

/** How far down a neuron's dot is, or its share of a column in which not each has one. */
export function placeOfDot(neuron, neurons) {
  return FOOT - ((neuron + 0.5) * columnHeight(neurons)) / neurons;
}

/**
 * Where things are in a figure of this width: columns, the bands' length, the ruler. Where it is
 * tight, columns have no room for buttons: in a line with the number, or below it on a phone.
 */
export function layColumns(room, count) {
  const isNarrow = room < 620;
  const width = isNarrow ? room - 32 : room - 50;
  const pitch = width / count;
  const line = FOOT + 40 + (ROWS + 1) * ROW + 12;
  return {
    width,
    pitch,
    isTight: pitch < (isNarrow ? 60 : 112),
    line,
    height: line + 28,
    foot: FOOT,
    columns: Array.from({ length: count }, (_, k) => (k + 0.5) * pitch),
  };
}

/** Paint `sizes`, on the way to others perhaps not whole, and the ruler; `power` is of the count. */
export function paintCounter(canvas, { sizes, power, count, landmarks, layout, palette, unit }) {
  const { width, height } = layout;
  const context = fitCanvas(canvas, width * unit, height * unit, "12px system-ui, sans-serif");
  context.scale(unit, unit);
  const names = nameRows(context, landmarks, layout);
  paintStill(canvas, `${Object.values(palette)} ${names.map(({ name }) => name)}`, (still) =>
    paintRuler(still, { names, layout, palette }),
  );
  context.textBaseline = "middle";
  paintCounts(context, sizes, layout, palette);
  sizes.forEach((neurons, k) => {
    paintColumn(context, layout.columns[k], Math.round(neurons), palette);
    paintBiases(context, layout.columns[k], k && Math.round(neurons), layout.pitch, palette);
  });
  paintOwn(context, { power, count, names, layout, palette });
}

function dot(context, x, y, radius) {
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/** A dot for each neuron, or for a few of many. */
function paintColumn(context, x, neurons, palette) {
  const dots = Math.floor(columnHeight(neurons) / PITCH);
  const gap = neurons > EXACT ? Math.floor(dots / 2) : -2; // where others would be
  context.fillStyle = palette.ink;
  context.beginPath();
  for (let k = 0; k < dots; k++) {
    dot(context, x, FOOT - (k + 0.5) * PITCH, Math.abs(k - gap) <= 1 ? 0.8 : 1.9);
  }
  context.fill();
}

/** How many weights there are between two layers: on a plate over their lines, or above low ones. */
function paintCounts(context, sizes, { columns, pitch }, palette) {
  const long = pitch - 20;
  context.textAlign = "center";
  sizes.slice(1).forEach((neurons, k) => {
    const count = sizes[k] * neurons;
    const high = (columnHeight(sizes[k]) + columnHeight(neurons)) / 2; // of the lines, in their middle
    const x = columns[k] + pitch / 2;
    const y = FOOT - (high < 2 * PLATE ? high + PLATE / 2 : high / 2);
    const whole2 = [sizes[k], sizes[k + 1]].map((size) => whole(Math.round(size)));
    const words = [
      `${whole2.join(" × ")} = ${whole(Math.round(count))}`,
      whole(Math.round(count)),
      compact(count),
    ];
    const text = words.find((one) => widthOfText(context, one) < long - 8);
    if (!text) return;
    const half = widthOfText(context, text) / 2 + 4;
    context.fillStyle = palette.surface;
    context.fillRect(x - half, y - PLATE / 2, 2 * half, PLATE);
    context.fillStyle = palette.ink;
    context.fillText(text, x, y);
  });
}

/** A dot for each bias, as far as there is room, and how many they are. */
function paintBiases(context, x, biases, pitch, palette) {
  context.fillStyle = palette.ink2;
  const dots = Math.min(biases, Math.floor((pitch - 8) / PITCH), 24);
  context.beginPath();
  for (let k = 0; k < dots; k++) {
    dot(
      context,
      x + (k - (dots - 1) / 2) * PITCH,
      FOOT + 10,
      biases > dots && k > dots - 4 ? 0.8 : 1.7,
    );
  }
  context.fill();
  context.textAlign = "center";
  const name = biases === 1 ? "bias" : "biases";
  const words = biases
    ? [`${whole(biases)} ${name}`, whole(biases), compact(biases)]
    : ["no biases", ""];
  context.fillText(words.find((one) => widthOfText(context, one) < pitch) ?? "", x, FOOT + 26);
}

const onRuler = ({ width }) => makeScale([LOW, HIGH], [10, width - 22]);

let kept = { key: "", names: [] };

/** Names over their places, each in the lowest row in which it covers no other. */
function nameRows(context, landmarks, layout) {
  const key = `${layout.width} ${landmarks} ${context.font}`;
  if (kept.key !== key) kept = { key, names: placeNames(context, landmarks, layout) };
  return kept.names;
}

function placeNames(context, landmarks, layout) {
  const taken = Array.from({ length: ROWS }, () => []);
  return landmarks.map(([name, , count]) => {
    const x = onRuler(layout).at(Math.log10(count));
    const { middle, half } = placeOfName(context, name, x, layout);
    const free = taken.findIndex((row) =>
      row.every(([from, to]) => middle + half < from || middle - half > to),
    );
    const row = free < 0 ? ROWS - 1 : free;
    taken[row].push([middle - half, middle + half]);
    return { name, x, middle, half, row };
  });
}

function placeOfName(context, name, x, { width }) {
  const half = widthOfText(context, name) / 2 + 4;
  return { half, middle: Math.min(Math.max(x, half), width - half) };
}

/** What stands still: the ruler, and the networks of others on it. */
function paintRuler(context, { names, layout, palette }) {
  const { line } = layout;
  const scale = onRuler(layout);
  Object.assign(context, { lineWidth: 1, strokeStyle: palette.rule, fillStyle: palette.ink2 });
  Object.assign(context, { textBaseline: "middle", textAlign: "center" });
  paintLine(context, [scale.range[0], line + 0.5, scale.range[1], line + 0.5]);
  for (let tick = LOW; tick <= HIGH; tick++) {
    const x = Math.round(scale.at(tick)) + 0.5;
    paintLine(context, [x, line, x, line + 6]);
    const digits = [...String(tick)].map((digit) => SUPERSCRIPTS[digit]).join("");
    context.fillText(`10${digits}`, x, line + 17);
  }
  context.strokeStyle = palette.hairline;
  for (const { name, x, middle, row } of names) {
    hang(context, x, row, names, line);
    context.fillText(name, middle, rowAt(line, row));
    context.beginPath();
    dot(context, x, line, 3);
    context.fill();
  }
}

const rowAt = (line, row) => line - 16 - row * ROW;

/** A thread from a name in a row down to its place, behind the names of lower rows. */
function hang(context, x, row, names, line) {
  for (let lower = row - 1; lower >= 0; lower--) {
    const isCovered = names.some((one) => one.row === lower && Math.abs(x - one.middle) < one.half);
    const y = rowAt(line, lower);
    if (!isCovered) paintLine(context, [x, y - ROW / 2, x, y + ROW / 2]);
  }
  paintLine(context, [x, line - 8, x, line]);
}

/** The reader's own network, above all others. */
function paintOwn(context, { power, count, names, layout, palette }) {
  const { line } = layout;
  const x = onRuler(layout).at(Math.min(Math.max(power, LOW), HIGH));
  const name = `yours ${whole(count)}`;
  Object.assign(context, { lineWidth: 1, strokeStyle: palette.rule, textAlign: "center" });
  hang(context, x, ROWS, names, line);
  context.fillStyle = palette.ink;
  context.fillText(name, placeOfName(context, name, x, layout).middle, rowAt(line, ROWS));
  paintPoint(context, palette, [x, line], 7);
}
