// SquashCurve: one neuron with one input, and the function that squashes its sum.

/** @import { Render } from "@anywidget/types" */

import { activationOf, slopeOf } from "./js/activations.js";
import { makeBoard, paintBoard, pointsOf, within } from "./js/board.js";
import { widthOfText } from "./js/canvas.js";
import { paintLine, paintSeries } from "./js/chart.js";
import { choiceGroup, dragHandle } from "./js/controls.js";
import { setAttributes } from "./js/element.js";
import { decimal, signed } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

const STATE = ["function", "x", "weight", "bias"];
const FIRST = { function: "sigmoid", x: 1, weight: 1, bias: 0 };
const NAMES = { sigmoid: "Sigmoid", tanh: "tanh", relu: "ReLU", step: "Step", identity: "None" };
const FIELD = { height: 256, x: [-6, 6], y: [-1.25, 2.25], across: "input →", up: "" };
const LEVER = 66; // sixteenths of a rem from the line's middle to the end that is dragged

/** @type {Render} */
function render({ model, el }) {
  const lab = { model, board: null, now: null };
  const parts = makeParts(lab);
  mount(el, model, parts.frame);
  return drawOnChange(model, STATE, parts.frame.figure, (page) => {
    lab.now = stateOf(model);
    lab.board = paintBoard(parts.canvas, page, {
      ...FIELD,
      still: (board) => nameLines(board, page.palette),
    });
    const places = placesOf(lab.board, lab.now);
    paintNeuron(lab.board, page.palette, lab.now, places);
    nameAll(lab.board, page.palette, lab.now, places);
    showHandles(lab.now, places, parts);
    describe(lab.now, parts);
  }).stop;
}

function stateOf(model) {
  const [name, x, weight, bias] = STATE.map((trait) => model.get(trait));
  const value = activationOf(name, weight * x + bias);
  const middle = weight ? -bias / weight : 0; // where the sum is 0, if it is anywhere
  return { name, x, weight, bias, value, middle, slope: weight * slopeOf(name, value) };
}

function makeParts(lab) {
  const set = (values) => change(lab.model, values);
  const frame = makeFrame({
    name: "squash-curve",
    ground: "paper",
    title: "Bend the curve",
    label: "A neuron with one input",
    onReset: () => set(FIRST),
  });
  const choice = choiceGroup("Activation function", Object.entries(NAMES), (name) =>
    set({ function: name }),
  );
  frame.tools.prepend(choice.node);
  /** The bias with which the line crosses 0 at this place of the board. */
  const crossAt = (place) =>
    set({ bias: within(-(lab.now.weight || 1) * lab.board.x.value(place), -10, 10, 10) });
  const bias = dragHandle("Bias", { min: -10, max: 10, step: 0.1 }, { onDrag: ([x]) => crossAt(x), onInput: (value) => set({ bias: value }) }); // biome-ignore format: one handle
  const weight = dragHandle("Weight", { min: -5, max: 5, step: 0.1 }, { onDrag: (point) => set({ weight: turned(lab, point) }), onInput: (value) => set({ weight: value }) }); // biome-ignore format: one handle
  const ball = dragHandle("Input", { min: -6, max: 6, step: 0.1 }, { onDrag: ([x]) => set({ x: within(lab.board.x.value(x), -6, 6, 20) }), onInput: (x) => set({ x }) }); // biome-ignore format: one handle
  const { node, canvas } = makeBoard(bias, weight, ball);
  frame.body.append(node);
  connectCurve(canvas, lab, crossAt);
  return { frame, canvas, choice, bias, weight, ball };
}

/** The curve itself is dragged sideways. */
function connectCurve(canvas, lab, crossAt) {
  let grip = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    grip = event.clientX - lab.board.x.at(lab.now.middle);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (grip !== null && canvas.hasPointerCapture(event.pointerId)) crossAt(event.clientX - grip);
  });
  canvas.addEventListener("lostpointercapture", () => {
    grip = null;
  });
}

// The line of the weighted sum: where it crosses 0, and its end, by which it is turned.

const heldMiddle = ({ x }, { middle }) => x.at(within(middle, -5.8, 5.8, 1000));

/** Which end of the line is dragged: the left one, where there is room for it. */
const sideOf = ({ middle }) => (middle < -3 ? 1 : -1);

/** The weight with which the line goes through a point. */
function turned({ board, now }, [x, y]) {
  const side = sideOf(now);
  const across = Math.max(side * (x - heldMiddle(board, now)), 1);
  const up = side * (board.y.at(0) - y);
  const [stepX, stepY] = [board.x.at(1) - board.x.at(0), board.y.at(0) - board.y.at(1)];
  return within(up / stepY / (across / stepX), -5, 5, 10);
}

/** Where things are in the picture: the handles, and the triangle's run and rise. */
function placesOf(board, now) {
  const { x, y, top, bottom, unit } = board;
  const middle = heldMiddle(board, now);
  const [across, up] = [x.at(1) - x.at(0), now.weight * (y.at(0) - y.at(1))];
  const reach = (sideOf(now) * LEVER * unit) / Math.hypot(across, up);
  const inside = (place) => Math.min(Math.max(place, top), bottom);
  const end = now.x > 4.9 ? -1 : 1; // the run, of one unit, goes where there is room
  const high = y.at(now.value);
  return {
    bias: [middle, y.at(0)],
    weight: [middle + across * reach, inside(y.at(0) - up * reach)],
    ball: [x.at(now.x), Math.max(inside(high), top + 9 * unit)], // below the lines' names
    corner: [x.at(now.x + end), inside(high)],
    tip: [x.at(now.x + end), y.at(now.value + end * now.slope)],
    end,
    isSeen: high === inside(high), // and not held at the picture's edge
  };
}

function showHandles(now, places, { bias, weight, ball, choice }) {
  bias.show(...places.bias, now.bias, signed(now.bias, 1));
  weight.show(...places.weight, now.weight, signed(now.weight, 1));
  ball.show(...places.ball, now.x, signed(now.x, 2));
  choice.show(now.name);
}

/** Above the picture, and so in nothing's way: which line is which. */
function nameLines({ context, left, top, unit }, palette) {
  let x = left;
  const y = top - 8 * unit;
  context.textAlign = "left";
  /** @type {(name: string, look: { colour: string, width?: number, dash?: number[] }) => void} */
  const add = (name, look) => {
    paintSeries(context, [[x, y], [x + 24 * unit, y]], look); // biome-ignore format: one line
    context.fillText(name, x + 30 * unit, y);
    x += widthOfText(context, name) + 50 * unit;
  };
  context.fillStyle = palette.ink2;
  add("activation", { colour: palette.ink });
  add("weighted sum", { colour: palette.ink2, width: 1.5, dash: [5, 4] });
}

function paintNeuron(
  board,
  palette,
  { name, weight, bias, x, slope },
  { ball, corner, tip, isSeen },
) {
  const { context, left, right, top, bottom } = board;
  context.save();
  context.beginPath();
  context.rect(left - 8, top, right - left + 16, bottom - top);
  context.clip();
  const line = pointsOf(board, (at) => weight * at + bias, 1);
  paintSeries(context, line, { colour: palette.ink2, width: 1.5, dash: [5, 4] });
  paintSeries(context, pointsOf(board, (at) => activationOf(name, weight * at + bias)), { colour: palette.ink }); // biome-ignore format: one curve
  paintSquash(board, palette, board.y.at(weight * x + bias), ball);
  if (isSeen) paintTriangle(context, palette, slope, [tip, ball, corner]);
  context.restore();
}

/** The slope: how far it rises, blue or orange, on a run of one unit. */
function paintTriangle(context, palette, slope, [tip, ball, corner]) {
  const colour = slope < 0 ? palette.take : palette.add;
  context.beginPath();
  for (const point of [ball, corner, tip]) context.lineTo(...point);
  context.fillStyle = colour;
  context.globalAlpha = 0.25;
  context.fill();
  context.globalAlpha = 1;
  paintSeries(context, [tip, ball, corner], { colour: palette.ink2, width: 1.5 });
  paintSeries(context, [corner, tip], { colour, width: 4, dash: slope < 0 ? [4, 3] : [] });
}

/** From the weighted sum of the input to its activation: what the function does to it. */
function paintSquash({ context, top, bottom, unit }, { ink2 }, sum, [x, y]) {
  const from = Math.min(Math.max(sum, top), bottom);
  const way = Math.sign(y - from);
  const tip = y - 12 * way * unit; // beside the ball
  if ((tip - from) * way < 6 * unit) return;
  Object.assign(context, { strokeStyle: ink2, fillStyle: ink2, lineWidth: 1.5 });
  paintLine(context, [x, from, x, tip]);
  context.beginPath();
  for (const by of [0, -1, 1]) context.lineTo(x + 4 * by * unit, tip - (by ? 8 * way * unit : 0));
  context.fill();
}

// Names, each beside what it names, where nothing else is.

function nameAll(board, palette, now, { bias, weight, corner, tip: rise, ball, end, isSeen }) {
  const { context, x, left, right, top, bottom, unit } = board;
  const around = (/** @type {number[]} */ [px, py], size = 12) => [px - size * unit, py - size * unit, px + size * unit, py + size * unit]; // biome-ignore format: one box
  const tip = [corner[0], Math.min(Math.max(rise[1], top), bottom)];
  const taken = [around(bias), around(weight), around(ball), boxOf([corner, tip]), boxOf([ball, corner])]; // biome-ignore format: one list
  taken.push([left, bias[1] - 2, right, bias[1] + 2]); // the line at 0
  const sum = board.y.at(now.weight * now.x + now.bias);
  taken.push(boxOf([[x.at(now.x), sum], ball])); // the arrow
  const heights = (at) => {
    const z = now.weight * x.value(at) + now.bias;
    return [board.y.at(z), board.y.at(activationOf(now.name, z))];
  };
  context.textAlign = "left";
  const name = (text, at, colour, sides) => {
    const box = placeName(board, taken, heights, widthOfText(context, text), at, sides);
    taken.push(box);
    context.fillStyle = colour;
    context.fillText(text, box[0], (box[1] + box[3]) / 2);
  };
  const side = sideOf(now);
  const middle = [corner[0], (corner[1] + tip[1]) / 2];
  name(`slope ${decimal(now.slope)}`, middle, now.slope < 0 ? palette.take : palette.add, [end, -end]); // biome-ignore format: one name
  if (isSeen) name("1", [(ball[0] + corner[0]) / 2, corner[1]], palette.ink2, []);
  name(`weight ${signed(now.weight, 1)}`, weight, palette.ink2, [side, -side]);
  name(`bias ${signed(now.bias, 1)}`, bias, palette.ink2, [-side, side]);
}

const boxOf = (/** @type {number[][]} */ [[x0, y0], [x1, y1]]) => [Math.min(x0, x1) - 3, Math.min(y0, y1) - 3, Math.max(x0, x1) + 3, Math.max(y0, y1) + 3]; // biome-ignore format: one box

/** The first box for a name, beside, below or above a place, that is in the picture and free. */
function placeName({ left, right, top, bottom, unit }, taken, heights, wide, [x, y], sides) {
  const high = 14 * unit;
  const boxes = [];
  for (const down of [0, 16, -16, 28, -28, 44, -44, 62, -62, 80, -80]) {
    const shifts = sides.map((side) => (side < 0 ? -wide - 16 * unit : 16 * unit));
    if (Math.abs(down) > 14 || !sides.length) shifts.push(-wide / 2);
    for (const shift of sides.length || down ? shifts : []) {
      const at = [x + shift, y + down * unit - high / 2];
      boxes.push([...at, at[0] + wide, at[1] + high]);
    }
  }
  const isFree = (box) => {
    if (box[0] < left + 2 || box[2] > right || box[1] < top - 2 || box[3] > bottom) return false;
    if (taken.some((one) => one[0] < box[2] && one[2] > box[0] && one[1] < box[3] && one[3] > box[1])) return false; // biome-ignore format: one test
    const ends = [heights(box[0]), heights(box[2])]; // both lines only rise, or only fall
    return ends[0].every((from, k) => Math.max(from, ends[1][k]) < box[1] - 2 || Math.min(from, ends[1][k]) > box[3] + 2); // biome-ignore format: one test
  };
  return boxes.find(isFree) ?? boxes[0];
}

function describe(now, { frame, canvas }) {
  const { name, x, weight, bias, value, slope } = now;
  const sum = weight * x + bias;
  let words = `Input ${decimal(x)}, weighted sum ${decimal(sum)}, activation ${decimal(value, 3)}, slope ${decimal(slope, 3)}.`;
  if (name !== "step" && weight && Math.abs(slope) < 0.01) words += " Nearly flat here.";
  frame.say(words);
  setAttributes(canvas, {
    "aria-label": `The activation of one neuron for every input (${NAMES[name]}), weight ${signed(weight, 1)}, bias ${signed(bias, 1)}. ${words}`,
  });
}

export default { render };
