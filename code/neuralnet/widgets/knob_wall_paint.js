// KnobWall's pictures: the wall, the loupe in which weights are knobs, and the score's dial.

import { fitCanvas, paintCells } from "./js/canvas.js";
import { stageSign } from "./js/colours.js";
import { STAGE } from "./js/stage.js";
import { placeOfKnob } from "./knob_wall_plan.js";

const TURN = 0.75 * Math.PI; // of a knob, to either side, for the largest value

function sameBetween(values, others, from, to) {
  let at = from;
  while (at < to && values[at] === others[at]) at++;
  return at === to;
}

/** Returns what paints the wall, area by area and only those that have changed. */
export function makeWallPainter(canvas, knobOfArea) {
  let [painted, ground] = [null, ""];
  return function paint({ plan, network, spreads, unit }) {
    const context = fitCanvas(
      canvas,
      plan.width * unit,
      plan.height * unit,
      `${12 * unit}px system-ui`,
    );
    context.scale(unit, unit);
    const now = [canvas.width, canvas.height, network.sizes].join();
    const { parameters } = network;
    if (now !== ground) {
      context.clearRect(0, 0, plan.width, plan.height);
      context.fillStyle = STAGE.ink2;
      const { left, tops } = plan.tables;
      context.fillText("hidden layer 2", left, tops[0] - 6);
      context.fillText("output", left, tops[1] - 6);
    }
    for (const area of plan.areas) {
      const start = knobOfArea(area);
      if (now === ground && sameBetween(parameters, painted, start, start + area.count)) continue;
      const most = 2.5 * spreads[area.layer];
      paintCells(context, area, (k) => stageSign(parameters[start + k], most));
    }
    [painted, ground] = [parameters, now];
  };
}

/** The ring around the picked knob, over the wall. */
export function placeRing(node, network, plan, knob, unit) {
  const { x, y, cell } = placeOfKnob(network, plan, knob);
  const side = Math.max(cell, 4) + 4;
  node.style.transform = `translate(${(x + cell / 2 - side / 2) * unit}px, ${(y + cell / 2 - side / 2) * unit}px)`;
  node.style.width = node.style.height = `${side * unit}px`;
}

/** The loupe: nine by nine knobs, each with its pointer; broken ones are crossed. */
export function paintLoupe(canvas, { around, parameters, broken, most, picked, size, unit }) {
  const side = 9 * size;
  const context = fitCanvas(canvas, side * unit, side * unit);
  context.scale(unit, unit);
  context.clearRect(0, 0, side, side);
  for (const { knob, column, row } of around) {
    const [x, y] = [(column + 0.5) * size, (row + 0.5) * size];
    const value = parameters[knob];
    paintKnob(
      context,
      { x, y, radius: 0.4 * size },
      value,
      Math.min(Math.abs(value) / most, 1),
      broken.has(knob),
    );
    if (knob === picked) ringKnob(context, { x, y, radius: 0.45 * size });
  }
}

function paintKnob(context, { x, y, radius }, value, share, isBroken) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = "#39424d";
  context.fill();
  if (isBroken) {
    context.strokeStyle = STAGE.ink2;
    context.lineWidth = 2;
    context.beginPath();
    for (const sign of [-1, 1]) {
      context.moveTo(x - 0.6 * radius, y - 0.6 * sign * radius);
      context.lineTo(x + 0.6 * radius, y + 0.6 * sign * radius);
    }
    context.stroke();
    return;
  }
  const angle = Math.max(Math.min(value / 4, 1), -1) * TURN;
  context.globalAlpha = 0.25 + 0.75 * share;
  context.strokeStyle = value < 0 ? STAGE.take : STAGE.add;
  context.lineWidth = 2.5;
  context.setLineDash(value < 0 ? [3, 2] : []);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + radius * Math.sin(angle), y - radius * Math.cos(angle));
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function ringKnob(context, { x, y, radius }) {
  for (const [line, colour] of [
    [5, "#1b1f27"],
    [2.5, STAGE.hand],
  ]) {
    context.beginPath();
    context.arc(x, y, radius + 1, 0, 2 * Math.PI);
    context.lineWidth = line;
    context.strokeStyle = colour;
    context.stroke();
  }
}

/** The dial: how many of a thousand digits are read right; a mark where the trained network stood. */
export function paintDial(canvas, { right, trained, width, unit }) {
  const [w, h] = [width, 72];
  const context = fitCanvas(canvas, w * unit, h * unit);
  context.scale(unit, unit);
  context.clearRect(0, 0, w, h);
  const [x, y, radius] = [w / 2, h - 6, Math.min(w / 2 - 8, h - 14)];
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
  if (trained === null) return;
  const at = angle(trained / 1000);
  context.beginPath();
  context.moveTo(x + (radius - 10) * Math.cos(at), y + (radius - 10) * Math.sin(at));
  context.lineTo(x + (radius + 8) * Math.cos(at), y + (radius + 8) * Math.sin(at));
  Object.assign(context, { strokeStyle: STAGE.ink2, lineWidth: 2 });
  context.stroke();
}

/** The digit's ten outputs as bars: the largest white. */
export function paintOutputs(canvas, outputs, best, { width, pitch, unit }) {
  const context = fitCanvas(canvas, width * unit, 10 * pitch * unit, `${10 * unit}px system-ui`);
  context.scale(unit, unit);
  context.clearRect(0, 0, width, 10 * pitch);
  context.textBaseline = "middle";
  outputs.forEach((value, k) => {
    context.fillStyle = STAGE.hairline;
    context.fillRect(16, k * pitch + 3, width - 16, 6);
    context.fillStyle = k === best ? "#ffffff" : STAGE.ink2;
    context.fillRect(16, k * pitch + 3, (width - 16) * Math.min(Math.max(value, 0), 1), 6);
    context.fillText(String(k), 2, (k + 0.5) * pitch);
  });
}
