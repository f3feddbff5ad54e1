// SquashCurve: one neuron with one input, and the function that squashes its sum.

/** @import { Render } from "@anywidget/types" */

import { activationOf, slopeOf } from "./js/activations.js";
import { makeBoard, paintBoard, paintInside, pointsOf, within } from "./js/board.js";
import { widthOfText } from "./js/canvas.js";
import { paintSeries, paintTag } from "./js/chart.js";
import { choiceGroup, dragHandle } from "./js/controls.js";
import { setAttributes } from "./js/element.js";
import { decimal, signed } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

const STATE = ["function", "x", "weight", "bias"];
const FIRST = { function: "sigmoid", x: 1, weight: 1, bias: 0 };
const NAMES = { sigmoid: "Sigmoid", tanh: "tanh", relu: "ReLU", step: "Step", identity: "None" };
const FIELD = { height: 240, x: [-6, 6], y: [-1.25, 2.25], across: "input →", up: "" };
const LEVER = 66; // sixteenths of a rem from the line's middle to the end that is dragged

/** @type {Render} */
function render({ model, el }) {
  const lab = { model, board: null, now: null };
  const parts = makeParts(lab);
  mount(el, model, parts.frame);
  return drawOnChange(model, STATE, parts.frame.figure, (page) => {
    lab.now = stateOf(model);
    lab.board = paintBoard(parts.canvas, page, FIELD);
    paintNeuron(lab.board, page.palette, lab.now);
    placeHandles(lab, page.palette.ink2, parts);
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

function placeHandles({ board, now }, colour, { bias, weight, ball, choice }) {
  const { x, y, top, bottom, unit } = board;
  const middle = heldMiddle(board, now);
  const side = sideOf(now);
  const [across, up] = [x.at(1) - x.at(0), now.weight * (y.at(0) - y.at(1))];
  const reach = (side * LEVER * unit) / Math.hypot(across, up);
  const inside = (place) => Math.min(Math.max(place, top), bottom);
  /** @type {[number, number]} */
  const end = [middle + across * reach, inside(y.at(0) - up * reach)];
  bias.show(middle, y.at(0), now.bias, signed(now.bias, 1));
  weight.show(...end, now.weight, signed(now.weight, 1));
  nameHandle(board, colour, `bias ${signed(now.bias, 1)}`, middle, y.at(0), -side);
  nameHandle(board, colour, `weight ${signed(now.weight, 1)}`, ...end, side);
  ball.show(x.at(now.x), inside(y.at(now.value)), now.x, signed(now.x, 2));
  choice.show(now.name);
}

/** A handle's number, beside it, where the line does not go and where there is room. */
function nameHandle({ context, right, unit }, colour, text, x, y, wanted) {
  const room = wanted < 0 ? x : right + 12 * unit - x;
  const side = room < widthOfText(context, text) + 18 * unit ? -wanted : wanted;
  context.fillStyle = colour;
  context.textAlign = side < 0 ? "right" : "left";
  context.fillText(text, x + 18 * side * unit, y + (side < 0 ? 0 : 16) * unit);
}

function paintNeuron(board, palette, now) {
  const { context, x, y, unit, right } = board;
  const { name, weight, bias, value, slope } = now;
  const end = now.x > 4.9 ? -1 : 1; // the triangle's run, of one unit, within the picture
  const corner = [x.at(now.x + end), y.at(value)];
  const tip = [corner[0], y.at(value + end * slope)];
  paintInside(board, () => {
    const line = pointsOf(board, (at) => weight * at + bias, 1);
    paintSeries(context, line, { colour: palette.ink2, width: 1.5, dash: [5, 4] });
    const curve = pointsOf(board, (at) => activationOf(name, weight * at + bias));
    paintSeries(context, curve, { colour: palette.ink });
    const ball = [x.at(now.x), y.at(value)];
    paintSeries(context, [ball, corner], { colour: palette.ink2, width: 1.5 });
    paintSeries(context, [ball, tip], { colour: palette.ink2, width: 1.5 });
    const look = slope < 0 ? { colour: palette.take, dash: [4, 3] } : { colour: palette.add };
    paintSeries(context, [corner, tip], { ...look, width: 4 });
    context.fillStyle = palette.ink2;
    context.textAlign = "center";
    context.fillText("1", (ball[0] + corner[0]) / 2, ball[1] + (end * slope < 0 ? -9 : 11) * unit);
    context.textAlign = "left";
    nameLine(board, now);
  });
  const high = Math.min(Math.max(tip[1], board.top), board.bottom);
  paintTag(context, palette, `slope ${decimal(slope)}`, [corner[0], high], [x.at(-6), right]);
}

/** The dashed line's name, where it leaves the picture. */
function nameLine({ context, x, y, left, right, unit }, { weight, bias }) {
  const leaves = (2.05 - bias) / (weight || 1e-9);
  const inside = Math.abs(leaves) < 4.6;
  const at = inside ? leaves : 2.5;
  const [px, py] = [x.at(at), y.at(weight * at + bias)];
  if (py > y.at(-1.1)) return;
  const name = "weighted sum";
  const room = weight < 0 ? px - left : right - px;
  const fits = room > widthOfText(context, name) + 8 * unit;
  const before = weight < 0 === fits; // the line: on its lower side, where there is room
  context.textAlign = before ? "right" : "left";
  context.fillText(name, px + (before ? -8 : 8) * unit, inside ? py : py - 9 * unit);
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
