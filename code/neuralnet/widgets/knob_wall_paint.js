// KnobWall's pictures: the wall, the loupe in which weights are knobs, and the score's dial.

import { fitCanvas, paintStill } from "./js/canvas.js";
import { stageSign } from "./js/colours.js";
import { element } from "./js/element.js";
import { makeNews } from "./js/schedule.js";
import { STAGE } from "./js/stage.js";
import { placeOfKnob } from "./knob_wall_plan.js";

const TURN = 0.75 * Math.PI; // of a knob, to either side, for the largest value
const HOLE = Infinity; // in the place of a broken knob's value
const MARKED = 4; // CSS pixels: in smaller holes a mark would be brighter than any weight
const FAINT = 0.25; // what nobody listens to
const LOOKS = 5; // of pointers to either side, from faint to bright
const [BLACK, INK] = [0xff000000, 0xfff5f1ee]; // as words of a picture

function sameBetween(values, others, from, to) {
  let at = from;
  while (at < to && values[at] === others[at]) at++;
  return at === to;
}

/** A colour as one word of a picture. @param {number[]} colour */
const wordOf = ([red, green, blue]) => 0xff000000 | (blue << 16) | (green << 8) | red;

/** The mark ✕ of a hole `side` by `side` pixels large: light on black, at least a pixel wide. */
function holeOf(side) {
  const edge = side < 6 ? 0 : Math.floor(side / 6);
  const wide = side / 9;
  return Array.from({ length: side * side }, (_, k) => {
    const [x, y] = [k % side, Math.floor(k / side)];
    const inside = Math.min(x, y) >= edge && Math.max(x, y) < side - edge;
    const off = Math.min(Math.abs(x - y), Math.abs(x + y - side + 1));
    return inside && off < Math.max(wide, 0.5) ? INK : BLACK;
  });
}

let sheet = null; // the canvas of the small pictures

/**
 * Paint an area's knobs in their colours, and holes where they are broken: as one small picture in
 * which a knob has as many pixels as on the screen, or a single one where no hole has a mark.
 */
function paintArea(context, { x, y, cell, columns, count }, values, most, pixels) {
  const hasMarks = cell >= MARKED && values.includes(HOLE);
  const side = hasMarks ? Math.max(Math.round(cell * pixels), 2) : 1;
  const hole = hasMarks ? holeOf(side) : [BLACK];
  const [width, rows] = [columns * side, count / columns];
  const words = new Uint32Array(width * rows * side);
  for (let k = 0; k < count; k++) {
    const start = Math.floor(k / columns) * side * width + (k % columns) * side;
    const isHole = values[k] === HOLE;
    const colour = isHole ? 0 : wordOf(stageSign(values[k], most));
    for (let down = 0; down < side; down++) {
      const from = start + down * width;
      if (!isHole) words.fill(colour, from, from + side);
      else for (let k = 0; k < side; k++) words[from + k] = hole[down * side + k];
    }
  }
  sheet ??= element("canvas");
  if (sheet.width !== width) sheet.width = width;
  if (sheet.height !== rows * side) sheet.height = rows * side;
  const picture = new ImageData(new Uint8ClampedArray(words.buffer), width);
  sheet.getContext("2d").putImageData(picture, 0, 0);
  context.imageSmoothingEnabled = false;
  context.clearRect(x, y, columns * cell, rows * cell);
  context.drawImage(sheet, x, y, columns * cell, rows * cell);
}

/** Returns what paints the wall, area by area and only those that have changed. */
export function makeWallPainter(canvas, knobOfArea) {
  let [painted, values, ground, unheard] = [null, null, "", ""];
  return function paint({ plan, network, broken, silenced, spreads, unit }) {
    const context = fitCanvas(
      canvas,
      plan.width * unit,
      plan.height * unit,
      `${12 * unit}px system-ui`,
    );
    const pixels = context.getTransform().a * unit;
    context.scale(unit, unit);
    const [now, faint] = [[canvas.width, canvas.height, network.sizes].join(), silenced.join(" ")];
    if (values?.length !== network.parameters.length) values = network.parameters.slice();
    values.set(network.parameters);
    for (const knob of broken) values[knob] = HOLE;
    if (now !== ground) {
      context.clearRect(0, 0, plan.width, plan.height);
      context.fillStyle = STAGE.ink2;
      const { left, tops } = plan.tables;
      context.fillText("hidden layer 2", left, tops[0] - 6);
      context.fillText("output", left, tops[1] - 6);
    }
    const isSame = now === ground && faint === unheard;
    for (const area of plan.areas) {
      const start = knobOfArea(area);
      const end = start + area.count;
      if (isSame && sameBetween(values, painted, start, end)) continue;
      const isFaint = silenced.some(([layer, j]) => layer === area.layer + 1 && j === area.neuron);
      context.globalAlpha = isFaint ? FAINT : 1;
      paintArea(context, area, values.subarray(start, end), 2.5 * spreads[area.layer], pixels);
    }
    context.globalAlpha = 1;
    [painted, values, ground, unheard] = [values, painted, now, faint];
  };
}

/** The ring around the picked knob, over the wall. */
export function placeRing(node, network, plan, knob, unit) {
  const { x, y, cell } = placeOfKnob(network, plan, knob);
  const side = Math.max(cell, 4) + 4;
  node.style.transform = `translate(${(x + cell / 2 - side / 2) * unit}px, ${(y + cell / 2 - side / 2) * unit}px)`;
  const size = `${side * unit}px`;
  if (node.style.width !== size) node.style.width = node.style.height = size;
}

/** Returns what paints the loupe: nine by nine knobs, each with its pointer, those that have changed. */
export function makeLoupePainter(canvas) {
  let [painted, ground] = [[], ""];
  return function paint({ around, parameters, broken, most, picked, size, unit }) {
    const context = fitCanvas(canvas, 9 * size * unit, 9 * size * unit);
    context.scale(unit, unit);
    const now = [canvas.width, most].join();
    if (now !== ground) painted = [];
    const knobs = Array(81).fill("");
    for (const { knob, column, row } of around) {
      const value = broken.has(knob) ? HOLE : parameters[knob];
      knobs[9 * row + column] = `${value} ${knob === picked}`;
    }
    const places = [];
    knobs.forEach((look, k) => {
      if (look === painted[k]) return;
      const [x, y] = [((k % 9) + 0.5) * size, (Math.floor(k / 9) + 0.5) * size];
      context.clearRect(x - size / 2, y - size / 2, size, size);
      const [value, isPicked] = look.split(" ");
      if (look) places.push({ x, y, value: Number(value), isPicked: isPicked === "true" });
    });
    paintKnobs(context, places, 0.4 * size, most);
    for (const { x, y, isPicked } of places) {
      if (isPicked) ringKnob(context, { x, y, radius: 0.5 * size - 2.5 });
    }
    [painted, ground] = [knobs, now];
  };
}

/** Knobs of one kind are painted in one stroke: of 81 strokes each would take as long as all. */
function paintKnobs(context, knobs, radius, most) {
  const [holes, whole] = [[], []];
  for (const knob of knobs) (knob.value === HOLE ? holes : whole).push(knob);
  paintDiscs(context, whole, radius, "#39424d");
  const levelOf = ({ value }) =>
    Math.sign(value) * Math.ceil(LOOKS * Math.min(Math.abs(value) / most, 1));
  for (let level = -LOOKS; level <= LOOKS; level++) {
    const alike = whole.filter((knob) => levelOf(knob) === level);
    paintPointers(context, alike, radius, level);
  }
  paintDiscs(context, holes, radius, "#000000");
  const arm = 0.65 * radius;
  stroke(context, { strokeStyle: STAGE.ink, lineWidth: 2 }, () => {
    for (const { x, y } of holes) {
      for (const sign of [-1, 1]) {
        context.moveTo(x - arm, y - sign * arm);
        context.lineTo(x + arm, y + sign * arm);
      }
    }
  });
}

function paintDiscs(context, places, radius, colour) {
  context.fillStyle = colour;
  context.beginPath();
  for (const { x, y } of places) {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fill();
}

/** Pointers of one sign and about one size; in those below 0 is a gap. */
function paintPointers(context, knobs, radius, level) {
  const pieces = level < 0 ? [0, 0.4, 0.65, 1] : [0, 1];
  const strokeStyle = level < 0 ? STAGE.take : STAGE.add;
  context.globalAlpha = 0.25 + (0.75 * Math.abs(level)) / LOOKS;
  stroke(context, { strokeStyle, lineWidth: 2.5 }, () => {
    for (const { x, y, value } of knobs) {
      const angle = Math.max(Math.min(value / 4, 1), -1) * TURN;
      const [right, down] = [radius * Math.sin(angle), -radius * Math.cos(angle)];
      pieces.forEach((share, k) => {
        context[k % 2 ? "lineTo" : "moveTo"](x + share * right, y + share * down);
      });
    }
  });
  context.globalAlpha = 1;
}

function stroke(context, look, draw) {
  Object.assign(context, look);
  context.beginPath();
  draw();
  context.stroke();
}

function ringKnob(context, { x, y, radius }) {
  for (const [line, colour] of [
    [5, "#1b1f27"],
    [2.5, STAGE.hand],
  ]) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = line;
    context.strokeStyle = colour;
    context.stroke();
  }
}

const DIAL = { width: 140, height: 84, radius: 58 }; // CSS pixels

/** The dial: how many of a thousand digits are read right; a mark where the trained network stood. */
export function paintDial(canvas, { right, trained, unit }) {
  const { width, height, radius } = DIAL;
  const context = fitCanvas(canvas, width * unit, height * unit);
  context.scale(unit, unit);
  context.clearRect(0, 0, width, height);
  const [x, y] = [width / 2, height - 12];
  const angle = (share) => Math.PI * (1 + share);
  const arc = (from, to, colour, line) => {
    context.beginPath();
    context.arc(x, y, radius, angle(from), angle(to));
    Object.assign(context, { strokeStyle: colour, lineWidth: line });
    context.stroke();
  };
  arc(0, 1, STAGE.hairline, 10);
  if (right === null) return;
  arc(0, right / 1000, STAGE.ink, 10);
  for (const [colour, line] of [
    [STAGE.ground, 6],
    [STAGE.ink2, 2],
  ]) {
    const [cos, sin] = [Math.cos(angle(trained / 1000)), Math.sin(angle(trained / 1000))];
    context.beginPath();
    context.moveTo(x + (radius - 8) * cos, y + (radius - 8) * sin);
    context.lineTo(x + (radius + 11) * cos, y + (radius + 11) * sin);
    Object.assign(context, { strokeStyle: colour, lineWidth: line });
    context.stroke();
  }
  Object.assign(context, { fillStyle: STAGE.ink, textAlign: "center" });
  context.font = "700 28px system-ui, sans-serif";
  context.fillText(String(right), x, y - 12);
  context.font = "12px system-ui, sans-serif";
  context.fillStyle = STAGE.ink2;
  context.fillText("of 1,000", x, y + 4);
}

/** Returns what paints the digit's ten outputs as bars, the largest white, when they are others. */
export function makeOutputsPainter(canvas) {
  const isNew = makeNews();
  return function paint(outputs, best, { width, pitch, unit }) {
    if (!isNew(outputs.join(), width, pitch, unit)) return;
    const font = `${12 * unit}px system-ui, sans-serif`;
    const context = fitCanvas(canvas, width * unit, 10 * pitch * unit, font);
    context.scale(unit, unit);
    const bar = (k, share) => context.fillRect(18, (k + 0.5) * pitch - 4, (width - 18) * share, 8);
    const write = (on, k) => on.fillText(String(k), 2, (k + 0.5) * pitch);
    paintStill(canvas, "", (still) => {
      Object.assign(still, { textBaseline: "middle", fillStyle: STAGE.ink2 });
      outputs.forEach((_, k) => {
        write(still, k);
      });
      still.fillStyle = STAGE.hairline;
      outputs.forEach((_, k) => {
        still.fillRect(18, (k + 0.5) * pitch - 4, width - 18, 8);
      });
    });
    Object.assign(context, { textBaseline: "middle" });
    outputs.forEach((value, k) => {
      context.fillStyle = k === best ? "#ffffff" : STAGE.ink2;
      bar(k, Math.min(Math.max(value, 0), 1));
    });
    context.fillStyle = "#ffffff";
    write(context, best);
  };
}
