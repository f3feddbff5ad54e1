// PixelGrid: one picture as the numbers that it is made of.

/** @import { Render } from "@anywidget/types" */

import { countNonzero } from "./js/arrays.js";
import { button, dragHandle, toggle } from "./js/controls.js";
import { element, setAttributes } from "./js/element.js";
import { aDigit } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { SIDE } from "./js/images.js";
import { change } from "./js/model.js";
import { claim, drawWithPointer, isCommand } from "./js/pen.js";
import { drawOnChange } from "./js/schedule.js";
import { makeBoard } from "./pixel_grid_board.js";
import { layOut, STRIP } from "./pixel_grid_layout.js";
import { makeLens } from "./pixel_grid_lens.js";
import { follow, makeGrid, pick, placeOf, SIZE } from "./pixel_grid_state.js";
import { makeThreshold } from "./pixel_grid_threshold.js";

const FOLLOWED = ["pixels", "index", "threshold", "shuffled", "unrolled"];
const STATE = [...FOLLOWED, "labels", "row", "column", "only_numbers"];
const SWITCHES = [
  ["only_numbers", "Numbers only"],
  ["shuffled", "Shuffle the places"],
  ["unrolled", "Unroll"],
];

/** @type {Render} */
function render({ model, el }) {
  const grid = makeGrid(model);
  const parts = makeParts(grid);
  mount(el, model, parts.frame);
  connectGrid(grid, parts);
  connectList(grid, parts);
  let stale = false;
  const mark = () => (stale = true);
  for (const name of FOLLOWED) model.on(`change:${name}`, mark);
  const { redraw, stop } = drawOnChange(model, STATE, parts.frame.figure, (page) => {
    if (stale) follow(grid);
    stale = false;
    draw(grid, parts, page);
  });
  grid.redraw = redraw;
  return () => {
    grid.stop();
    stop();
    for (const name of FOLLOWED) model.off(`change:${name}`, mark);
  };
}

function makeParts(grid) {
  const { model } = grid;
  const frame = makeFrame({
    name: "pixel-grid",
    ground: "stage",
    label: "A handwritten digit, pixel by pixel",
  });
  const board = makeBoard();
  const lens = makeLens();
  const spot = element("div", { class: "nn-spot", "aria-hidden": "true" });
  const mark = dragHandle(
    "Place in the list",
    { min: 0, max: SIZE - 1, step: 1 },
    {
      onDrag: ([, y]) => pickInList(grid, parts, y),
      onInput: (place) => pick(grid, place),
    },
  );
  mark.node.classList.add("nn-mark");
  const threshold = makeThreshold(grid);
  const switches = SWITCHES.map(([name, label]) =>
    toggle(label, (on) => change(model, { [name]: on })),
  );
  const kinds = makeKinds(model);
  frame.body.append(
    element(
      "div",
      { class: "nn-board" },
      element("div", { class: "nn-square" }, board.pixels, board.lines, spot),
      element("div", { class: "nn-strip" }, board.list, mark.node),
      board.air,
      lens.node,
      lens.window,
    ),
    element("div", { class: "nn-steps" }, makeSteps(model), kinds.node),
    threshold.node,
    element("div", { class: "nn-switches" }, ...switches.map(({ node }) => node)),
  );
  const parts = { frame, board, lens, spot, mark, threshold, switches, kinds, side: 0 };
  return parts;
}

function makeSteps(model) {
  const count = () => model.get("labels").length;
  const step = (by) => change(model, { index: (model.get("index") + by + count()) % count() });
  return element(
    "div",
    { class: "nn-row", role: "group", "aria-label": "Step through the digits" },
    button("◀ Previous", () => step(-1)),
    button("Next ▶", () => step(1)),
  );
}

/** A button for each kind of digit: it goes to the next of it. */
function makeKinds(model) {
  const showNext = (label) => {
    const labels = model.get("labels");
    const start = model.get("index") + 1;
    const later = labels.map((_, k) => (start + k) % labels.length);
    const index = later.find((k) => labels[k] === label);
    if (index !== undefined) change(model, { index });
  };
  const buttons = Array.from({ length: 10 }, (_, label) =>
    button(String(label), () => showNext(label), {
      "aria-label": `Next ${label}`,
      class: "nn-quiet",
    }),
  );
  const group = {
    class: "nn-kinds",
    role: "group",
    "aria-label": "Go to the next digit of a kind",
  };
  return { node: element("div", group, ...buttons), buttons };
}

/** The lens follows the mouse, the finger on the marker, and the keys. */
function connectGrid(grid, { board: { pixels }, spot, frame }) {
  const { model } = grid;
  const clamp = (place) => Math.min(SIDE - 1, Math.max(0, Math.floor(place)));
  /** @param {number[]} point */
  const pickAt = ([x, y]) => pick(grid, SIDE * clamp(y) + clamp(x));
  const at = ({ clientX, clientY }) => {
    const { left, top, width, height } = pixels.getBoundingClientRect();
    return [((clientX - left) / width) * SIDE, ((clientY - top) / height) * SIDE];
  };
  const look = (looked, finger = false) => {
    Object.assign(grid, { looked, finger });
    grid.redraw();
  };
  const square = pixels.parentElement;
  square.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse") return;
    look("grid");
    pickAt(at(event));
  });
  square.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") look(document.activeElement === pixels ? "grid" : null);
  });
  pixels.addEventListener("pointerdown", (event) => {
    look("grid", event.pointerType === "touch");
    pickAt(at(event));
  });
  // A finger on the marker moves it anywhere; elsewhere it scrolls the page.
  drawWithPointer({
    zone: spot,
    surface: pixels,
    size: SIDE,
    start: () => pixels.focus({ preventScroll: true }),
    move: (_, to) => pickAt(to),
    end: () => {},
  });
  spot.addEventListener("pointerdown", ({ pointerType }) => look("grid", pointerType === "touch"));
  pixels.addEventListener("focus", () => look("grid", grid.finger));
  pixels.addEventListener("blur", () => look(null));
  pixels.addEventListener("keydown", (event) => {
    if (isCommand(event)) return;
    if (event.key === "Escape") return look(null);
    const [row, column] = [model.get("row"), model.get("column")];
    const moves = {
      ArrowUp: { row: clamp(row - 1) },
      ArrowDown: { row: clamp(row + 1) },
      ArrowLeft: { column: clamp(column - 1) },
      ArrowRight: { column: clamp(column + 1) },
      Home: { column: 0 },
      End: { column: SIDE - 1 },
      PageUp: { row: 0 },
      PageDown: { row: SIDE - 1 },
    };
    if (!(event.key in moves)) return;
    claim(event);
    look("grid");
    change(model, moves[event.key]);
  });
  frame.figure.addEventListener("pointercancel", () => look(null));
}

function pickInList(grid, { side }, y) {
  pick(grid, Math.min(Math.max(Math.floor((y / side) * SIZE), 0), SIZE - 1));
}

function connectList(grid, parts) {
  const { list } = parts.board;
  const strip = list.parentElement;
  const look = (looked) => {
    grid.looked = looked;
    grid.redraw();
  };
  const pickAt = (event) => {
    look("list");
    pickInList(grid, parts, event.clientY - list.getBoundingClientRect().top);
  };
  strip.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse") pickAt(event);
  });
  list.addEventListener("pointerdown", pickAt);
  strip.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType === "mouse" && document.activeElement !== parts.mark.input) look(null);
  });
  parts.mark.input.addEventListener("focus", () => look("list"));
  parts.mark.input.addEventListener("blur", () => look(null));
}

function draw(grid, parts, page) {
  const { frame, board, lens, spot, mark, threshold, switches } = parts;
  const { model, target } = grid;
  const { unit } = page;
  const layout = layOut(page.width / unit);
  const { cell } = layout;
  const side = SIDE * cell;
  parts.side = side * unit;
  place(frame.figure, layout, unit);
  const alone = model.get("only_numbers");
  const seen = [grid.shown, grid.flight, target.unrolled, alone, cell, unit];
  if (seen.some((value, k) => value !== grid.seen[k])) board.show(layout, unit, grid, alone);
  grid.seen = seen;
  const [row, column] = [model.get("row"), model.get("column")];
  const [x, y] = [(column + 0.5) * cell, (row + 0.5) * cell];
  spot.style.transform = `translate(${x * unit}px, ${y * unit}px)`;
  const at = placeOf(grid);
  const top = ((at + 0.5) / SIZE) * side;
  const room = [side + STRIP + 10, side];
  mark.show((STRIP / 2) * unit, top * unit, at, `${at}, holding ${target.values[at].toFixed(2)}`);
  lens.show(grid, { row, column, spot: [x, y], room, alone, unit });
  lens.showWindow(grid, { place: at, top, room, unit });
  threshold.show(widthOf(layout, page.width / unit), page, target, at);
  SWITCHES.forEach(([name], k) => switches[k].show(model.get(name)));
  describe(grid, parts, { row, column, at, alone });
}

/** The room of what stands beside the grid, or below it on a phone. */
function widthOf({ kind, cell }, width) {
  return kind === "upright" ? width - 32 : width - 40 - SIDE * cell - 10 - STRIP - 16;
}

function place(figure, { kind, cell }, unit) {
  const key = [kind, cell, unit].join();
  if (figure.dataset.placed === key) return;
  Object.assign(figure.dataset, { placed: key, kind });
  figure.style.setProperty("--cell", `${cell * unit}px`);
}

function describe({ model, target }, { frame, board, kinds }, { row, column, at, alone }) {
  const [index, labels] = [model.get("index"), model.get("labels")];
  const label = alone ? null : labels[index]; // else the answer is given away
  const { threshold, values } = target;
  const lit = countNonzero(values);
  const counts =
    threshold > 0 ? `hold at least ${threshold.toFixed(2)} and are shown as 1` : "are not 0";
  const mixed = model.get("shuffled") ? " Their places are shuffled." : "";
  frame.retitle(
    `Digit ${index + 1} of ${labels.length}: ${alone ? "which digit is it?" : `somebody wrote ${aDigit(label)}`}`,
  );
  frame.say(
    `Row ${row}, column ${column}: ${values[at].toFixed(2)}.\nPlace ${SIDE} × ${row} + ${column} = ${at}.`,
  );
  setAttributes(board.pixels, {
    "aria-label":
      `The digit's pixels. ${alone ? "Which digit is it?" : `${aDigit(label, true)};`} ${lit} of 784 pixels ${counts}.${mixed} ` +
      "Arrow keys move from pixel to pixel.",
  });
  kinds.buttons.forEach((node, k) => {
    node.disabled = !labels.includes(k);
    if (node.disabled) node.title = `There is no ${k} among them`;
    if (k === label) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  });
}

export default { render };
