// WindowLab: a window of weights, slid over a digit, and the map of what it finds.

/** @import { Render } from "@anywidget/types" */

import { button, choiceGroup, toggle } from "./js/controls.js";
import { element, setAttributes, setText } from "./js/element.js";
import { signed } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { SIDE } from "./js/images.js";
import { change } from "./js/model.js";
import { claim, drawWithKeys, drawWithPointer, isCommand } from "./js/pen.js";
import { drawOnChange } from "./js/schedule.js";
import { makeDigit, makeMap, makeWeights } from "./window_lab_pictures.js";
import {
  choose,
  chooseLearned,
  chosen,
  clearWeights,
  countLearned,
  follow,
  forget,
  MADE,
  makeLab,
  PLACES,
  paintWeight,
  pullsOf,
  slide,
  WINDOW,
} from "./window_lab_state.js";

const STATE = ["painted", "pixels", "labels", "index", "row", "column", "whole", "paint"];
/** @type {[number, string, string][]} */
const PAINTS = [
  [1, "+", "Adds"],
  [-1, "−", "Takes away"],
  [0, "0", "Erase"],
];
const NARROW = 620;

/** @type {Render} */
function render({ model, el }) {
  const lab = makeLab(model);
  const parts = makeParts(lab);
  mount(el, model, parts.frame);
  connectWindow(lab, parts);
  connectWeights(lab, parts);
  const { redraw, stop } = drawOnChange(model, STATE, parts.frame.figure, (page) => {
    follow(lab);
    draw(lab, parts, page);
  });
  lab.redraw = redraw;
  return stop;
}

function makeParts(lab) {
  const { model } = lab;
  const frame = makeFrame({
    name: "window-lab",
    ground: "stage",
    title: "Slide the window over the digit",
    label: "A window of weights, slid over a digit",
    onReset: () => forget(lab),
  });
  const [digit, weights, map] = [makeDigit(), makeWeights(), makeMap()];
  const [pane, place, cursor] = ["nn-pane", "nn-place", "nn-cursor"].map((name) =>
    element("div", { class: name, "aria-hidden": "true" }),
  );
  cursor.hidden = true;
  const paints = choiceGroup(
    "Paint",
    PAINTS.map(([value, text]) => [value, text]),
    (paint) => change(model, { paint }),
  );
  PAINTS.forEach(([, , name], k) => {
    setAttributes(paints.inputs[k], { "aria-label": name, title: `${name} (key ${k + 1})` });
  });
  const made = choiceGroup("Weights", [...MADE.entries()], (which) => choose(lab, which));
  const learned = button("Learned ▶", () => chooseLearned(lab));
  const whole = toggle("All places", (on) => change(model, { whole: on }));
  const tools = element(
    "div",
    { class: "nn-presets" },
    made.node,
    learned,
    button("Clear", () => clearWeights(lab)),
  );
  const box = (text, name, ...nodes) =>
    element("div", { class: `nn-box ${name}` }, element("span", { class: "nn-label" }, text), ...nodes); // biome-ignore format: one box
  const [digitBox, weightsBox, mapBox] = [
    box("digit", "nn-digit", digit.canvas, pane),
    box("window", "nn-weights nn-zone", weights.canvas, cursor),
    box("map", "nn-map", map.canvas, place),
  ];
  frame.body.append(digitBox, weightsBox, mapBox, makeSteps(model), paints.node, whole.node, tools);
  return {
    frame,
    digit,
    weights,
    map,
    pane,
    place,
    cursor,
    paints,
    made,
    learned,
    whole,
    digitBox,
    weightsBox,
    mapBox,
  };
}

function makeSteps(model) {
  const count = () => model.get("labels").length;
  const step = (by) => change(model, { index: (model.get("index") + by + count()) % count() });
  return element(
    "div",
    { class: "nn-row nn-steps", role: "group", "aria-label": "Which digit it lies on" },
    button("◀", () => step(-1), { "aria-label": "Previous digit" }),
    button("Digit ▶", () => step(1), { "aria-label": "Next digit" }),
  );
}

/** The window is dragged over the digit, or by its place in the map; keys move it too. */
function connectWindow(lab, { digit, map, digitBox, mapBox }) {
  const drag = (zone, surface, size, offset) => {
    drawWithPointer({
      zone,
      surface,
      size,
      start: () => digit.canvas.focus({ preventScroll: true }),
      move: (_, [right, down]) => slide(lab, down - offset, right - offset),
      end: () => {},
    });
  };
  drag(digitBox, digit.canvas, SIDE, WINDOW / 2);
  drag(mapBox, map.canvas, PLACES, 0.5);
  digit.canvas.addEventListener("keydown", (event) => {
    if (isCommand(event)) return;
    const { row, column } = lab.at;
    const moves = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [row, 0],
      End: [row, PLACES - 1],
      PageUp: [0, column],
      PageDown: [PLACES - 1, column],
    };
    if (!(event.key in moves)) return;
    claim(event);
    slide(lab, ...moves[event.key]);
  });
}

function connectWeights(lab, { frame, weightsBox, weights: { canvas }, cursor }) {
  const take = (paint) => () => change(lab.model, { paint });
  drawWithPointer({
    zone: weightsBox,
    field: frame.figure,
    surface: canvas,
    size: WINDOW,
    start: () => {},
    move: (_, to) => paintWeight(lab, to),
    end: () => {},
  });
  drawWithKeys({
    surface: canvas,
    size: WINDOW,
    from: [WINDOW / 2, WINDOW / 2],
    toggles: false,
    keys: { 1: take(1), 2: take(-1), 3: take(0), "+": take(1), "-": take(-1), 0: take(0) },
    move: (_, to) => paintWeight(lab, to),
    show(now) {
      cursor.hidden = !now;
      if (now) cursor.style.translate = now.at.map((at) => `${100 * Math.floor(at)}%`).join(" ");
    },
  });
}

function draw(lab, parts, { width, unit }) {
  const { frame, digit, weights, map, pane, place, paints, made, learned, whole } = parts;
  const { model, at } = lab;
  layOutLab(frame.figure, width / unit, unit);
  digit.show(lab);
  weights.show(lab);
  map.show(lab);
  for (const node of [pane, place]) {
    node.style.setProperty("--row", String(at.row));
    node.style.setProperty("--column", String(at.column));
  }
  paints.show(model.get("paint"));
  const which = chosen(lab);
  made.show(which);
  const nth = which - MADE.length + 1;
  setText(learned, nth > 0 ? `Learned ${nth} of ${countLearned(lab)} ▶` : "Learned ▶");
  whole.show(model.get("whole"));
  describe(lab, parts);
}

/** How large a pixel and a weight are, in CSS pixels at a font size of 16. */
function layOutLab(figure, width, unit) {
  const upright = width < NARROW;
  const room = upright ? width - 32 - 12 : width - 40 - 32 - 160;
  const cell = Math.min(Math.max(Math.floor(room / (SIDE + PLACES)), 3), upright ? 8 : 10);
  const key = [upright, cell, unit].join();
  if (figure.dataset.placed === key) return;
  Object.assign(figure.dataset, { placed: key, kind: upright ? "upright" : "beside" });
  figure.style.setProperty("--cell", `${cell * unit}px`);
}

function describe(lab, { frame, digit, weights, map }) {
  const { shown, at, model, visited } = lab;
  const { up, down } = pullsOf(lab);
  const label = model.get("labels")[shown.index];
  frame.say(
    `Row ${at.row}, column ${at.column}: sum ${signed(up + down)}.\n` +
      `Adds ${up.toFixed(2)}, takes away ${Math.abs(down).toFixed(2)}.`,
  );
  setAttributes(digit.canvas, {
    "aria-label":
      `A handwritten ${label} under a window of 5 by 5 pixels, which begins in row ${at.row}, column ${at.column}. ` +
      "Arrow keys slide the window.",
  });
  let [above, below] = [0, 0];
  for (const weight of shown.weights) {
    if (weight > 0) above++;
    else if (weight < 0) below++;
  }
  setAttributes(weights.canvas, {
    "aria-label":
      `The window's weights: ${above} positive, ${below} negative, ${25 - above - below} at 0. Arrow keys move the brush, ` +
      "Space paints; 1 adds, 2 takes away, 3 erases.",
  });
  const seen = model.get("whole") ? visited.length : visited.reduce((sum, one) => sum + one, 0);
  const [most, least] = [Math.max(...shown.sums), Math.min(...shown.sums)];
  setAttributes(map.canvas, {
    "aria-label":
      `The map: weighted sums at ${seen} of ${visited.length} places. The largest of all is ${signed(most)}, ` +
      `the lowest ${signed(least)}.`,
  });
}

export default { render };
