// SlopeRelay's picture: the row of neurons, and above each the message that it has.

import { fitCanvas, paintStill, widthOfText, writeWhole } from "./js/canvas.js";
import { makeScale, paintLine, paintTag } from "./js/chart.js";
import { grey } from "./js/colours.js";

// Of the picture, in sixteenths of a rem: its height, what stands for a message of 1, the line that
// it stands on, the neurons' middle, and the rows of words below them.
const [HIGH, ONE, BASE, ROW, FACTORS, PLACES] = [272, 144, 184, 208, 234, 258];
const MOST = 1.1; // what is larger leaves the picture
export const LEAST = 0.01; // what is smaller is looked at through a lens
const LENS = 30; // its radius

export function paintRelay(canvas, { width, unit, palette }, { now, at }) {
  const narrow = width < 620 * unit;
  const wide = width - (narrow ? 32 : 50) * unit; // the frame's padding and lines
  const context = fitCanvas(canvas, wide, HIGH * unit, `${12 * unit}px system-ui, sans-serif`);
  const x = makeScale([0, now.count + 1], [0, wide]);
  const pitch = x.at(1);
  const board = { context, palette, unit, narrow, wide, x, pitch, base: BASE * unit, bar: Math.min(pitch - 4 * unit, 44 * unit) }; // biome-ignore format: one board
  const { name, weight, count } = now;
  const key = JSON.stringify([name, now.x, weight, count, at === 0, palette]);
  paintStill(canvas, key, (under) => paintRow({ ...board, context: under }, now, at === 0));
  Object.assign(context, { textBaseline: "middle", textAlign: "center" });
  if (narrow && at) {
    const last = count - Math.ceil(at); // the neuron through which it goes or has gone
    context.fillStyle = palette.ink2;
    writeWhole(context, `×${plain(now.factors[last])}`, x.at(last + 0.5), FACTORS * unit);
  }
  const whole = Math.floor(at);
  const [from, to] = [now.sent[whole], now.sent[Math.min(whole + 1, count)]];
  const size = from + (at - whole) * (to - from);
  const place = x.at(count + 0.5 - at);
  const tag = tagOf(context, size, place, wide);
  context.globalAlpha = 0.5;
  for (let k = 0; k < at; k++) paintMessage(board, k, now, tag);
  context.globalAlpha = 1;
  paintToken(board, place, size, tag, sideOf(board, now, at));
  return { x, token: [x.at(count + 0.5 - at), ROW * unit] };
}

/** What stands still: the neurons, as bright as their activations are large, and their factors. */
function paintRow({ context, palette, unit, narrow, wide, x, pitch, base }, now, isNew) {
  Object.assign(context, { textBaseline: "middle", textAlign: "center", lineWidth: 1 });
  context.strokeStyle = palette.hairline;
  paintLine(context, [0, Math.round(base - ONE * unit) + 0.5, wide, Math.round(base - ONE * unit) + 0.5]); // biome-ignore format: one line
  context.strokeStyle = palette.rule;
  for (const y of [base, ROW * unit]) paintLine(context, [0, y, wide, y]);
  context.lineWidth = 1.5;
  now.activations.forEach((activation, k) => {
    const at = x.at(k + 0.5);
    context.beginPath();
    context.arc(at, ROW * unit, Math.min(pitch / 2 - 3 * unit, 12 * unit), 0, 7);
    context.fillStyle = `rgb(${grey(Math.min(Math.abs(activation), 1))})`;
    context.fill();
    context.stroke();
    context.fillStyle = palette.ink2;
    const isFree = k + 1 < now.count || pitch > 28 * unit; // beside "error"
    if (isFree) writeWhole(context, k ? String(k + 1) : "first", at, PLACES * unit);
    if (!narrow)
      writeWhole(context, fitting(context, now.factors[k], pitch - 2), at, FACTORS * unit);
  });
  context.fillStyle = palette.ink2;
  writeWhole(context, "error", x.at(now.count + 0.5), PLACES * unit);
  if (isNew) paintInvitation({ context, palette, unit, narrow, x, base, pitch }, now.count);
}

function paintInvitation({ context, palette, unit, narrow, x, base, pitch }, count) {
  context.beginPath();
  context.arc(x.at(count + 0.5), ROW * unit, 12 * unit, 0, 7);
  context.fillStyle = palette.hand;
  context.fill();
  const y = base - 0.5 * ONE * unit;
  const tip = x.at(count + 0.5) - Math.min(pitch, 48 * unit) - 44 * unit;
  Object.assign(context, { strokeStyle: palette.ink, fillStyle: palette.ink, lineWidth: 2.5, textAlign: "right", font: `${14 * unit}px system-ui, sans-serif` }); // biome-ignore format: one look
  paintLine(context, [tip + 6 * unit, y, tip + 44 * unit, y]);
  context.beginPath();
  for (const sign of [0, -1, 1]) context.lineTo(tip + (sign ? 10 * unit : 0), y + 6 * sign * unit);
  context.fill();
  const lines = narrow
    ? ["Hand it back.", "How much of it", "reaches the first?"]
    : ["Hand it back, from neuron to neuron.", "How much of it reaches the first?"];
  lines.forEach((line, k) => {
    context.fillText(line, tip - 10 * unit, y + (k - (lines.length - 1) / 2) * 20 * unit);
  });
}

/** The token's size in words, and between which places it will stand. */
function tagOf(context, size, at, wide) {
  const text = `${plain(size)}${size ? "" : ": nothing"}`;
  const half = widthOfText(context, text) / 2 + 8;
  const middle = Math.min(Math.max(at, half), wide - half);
  return { text, from: middle - half, to: middle + half };
}

/** A message that was here, with its size where there is room. */
function paintMessage(board, k, { sent, count }, tag) {
  const { context, palette, unit, x, pitch } = board;
  const [at, size] = [x.at(count + 0.5 - k), sent[k]];
  const top = paintBar(board, at, size);
  const text = plain(size);
  const half = widthOfText(context, text) / 2;
  if (2 * half > pitch - 4 || (at + half > tag.from && at - half < tag.to)) return;
  context.globalAlpha = 1;
  context.fillStyle = palette.ink2;
  context.fillText(text, at, top - 10 * unit);
  context.globalAlpha = 0.5;
}

const colourOf = (palette, size) => (size < 0 ? palette.take : palette.add);

/** A message as a bar; orange with a sign where it is below 0. Returns where its top is. */
function paintBar({ context, palette, unit, base, bar }, at, size) {
  const high = Math.min(Math.abs(size), MOST) * ONE * unit;
  const gone = Math.abs(size) > MOST; // it goes on above the picture
  context.fillStyle = colourOf(palette, size);
  context.fillRect(at - bar / 2, base - high, bar, high);
  if (gone) {
    context.beginPath();
    for (const sign of [-1, 0, 1]) context.lineTo(at + (sign * bar) / 2, base - high - (sign ? 0 : 10 * unit)); // biome-ignore format: one arrow
    context.fill();
  }
  return base - high - (gone ? 6 * unit : 0);
}

/** Where the first bar is, from the left, that reaches up to the words beside a lens. */
function sideOf({ wide, x, unit, bar }, { sent, count }, at) {
  const tall = sent.findLastIndex((size, k) => k < at && Math.abs(size) * ONE > 30);
  return tall < 0 ? wide : x.at(count + 0.5 - tall) - bar / 2 - 4 * unit;
}

/** The message itself: its bar, its size, and a lens where it is too small to see. */
function paintToken(board, at, size, tag, side) {
  const { context, palette, unit, wide } = board;
  const isTiny = size !== 0 && Math.abs(size) < LEAST;
  const top = paintBar(board, at, size);
  const under = isTiny ? paintLens(board, at, size, side) : top;
  paintTag(context, palette, tag.text, [at, Math.max(under + 4 * unit, 32)], [0, wide]);
}

/** A lens over a place of the line, through which the bar can be seen. */
function paintLens({ context, palette, unit, wide, base, bar }, at, size, side) {
  const radius = LENS * unit;
  const [cx, cy] = [Math.min(Math.max(at, radius + 2), wide - radius - 2), base - 62 * unit];
  const power = Math.ceil(Math.log10(0.031 / Math.abs(size)));
  const [floor, high] = [cy + 0.6 * radius, Math.abs(size) * 10 ** power * ONE * unit];
  context.save();
  Object.assign(context, { fillStyle: palette.paper, strokeStyle: palette.ink2, lineWidth: 2 });
  context.beginPath();
  context.arc(cx, cy, radius, 0, 7);
  context.fill();
  context.clip();
  context.fillStyle = colourOf(palette, size);
  context.fillRect(cx - bar / 2, floor - high, bar, high);
  paintLine(context, [cx - radius, floor, cx + radius, floor]);
  context.restore();
  context.strokeStyle = palette.ink2;
  context.beginPath();
  context.arc(cx, cy, radius, 0, 7);
  for (const sign of [-1, 1]) {
    context.moveTo(cx + 0.6 * sign * radius, cy + 0.8 * radius);
    context.lineTo(at, base - 2);
  }
  context.lineWidth = 2;
  context.stroke();
  const lines = ["magnified", `${times(power)} times`];
  const room = radius + 10 * unit + Math.max(...lines.map((line) => widthOfText(context, line)));
  const isLeft = cx + room > side && cx - room > 0;
  context.textAlign = isLeft ? "right" : "left";
  Object.assign(context, { fillStyle: palette.ink, strokeStyle: palette.paper, lineWidth: 4 });
  lines.forEach((line, k) => {
    const place = [cx + (isLeft ? -1 : 1) * (radius + 8 * unit), cy + (k - 0.5) * 16 * unit];
    if (cx + room > side && !isLeft) context.strokeText(line, ...place); // over bars, there is no other place
    context.fillText(line, ...place);
  });
  context.textAlign = "center";
  return cy - radius;
}

// Numbers as text.

const raised = (power) => [...String(power)].map((sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)]).join(""); // biome-ignore format: one line
const times = (power) => (power < 10 ? (10 ** power).toLocaleString("en") : `10${raised(power)}`);
export const { format } = new Intl.NumberFormat("en", { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 2 }); // biome-ignore format: one line

/** A factor in as many digits as there is room for. */
function fitting(context, factor, room) {
  const size = Math.abs(factor);
  const [digits, power] = size.toExponential(0).split("e");
  const short = size < 0.01 ? `${digits}·10${raised(power)}` : String(Number(size.toPrecision(1)));
  const signed = factor < 0 ? `−${short}` : short;
  const texts = [`×${plain(factor)}`, `×${signed}`, signed];
  return texts.find((text) => widthOfText(context, text) <= room) ?? "≈0";
}

/** Written out, with two digits that count: 0.000000014. What is out of all proportion, as 6·10⁻²⁰. */
export function plain(value) {
  const size = Math.abs(value);
  let text = format(size);
  if (size && size < 1) {
    const [digits, power] = size.toExponential(1).split("e");
    text = Number(power) < -14 ? `${digits}·10${raised(Number(power))}` : Number(size.toPrecision(2)).toFixed(1 - Number(power)); // biome-ignore format: one choice
  }
  return value < 0 ? `−${text}` : text;
}
