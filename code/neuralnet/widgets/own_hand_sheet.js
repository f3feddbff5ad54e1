// OwnHand's sheet: all digits of one person in MNIST's manner, one column for each digit; and the
// one that is picked, as the readers see it.

import { paintImage, paintSmall } from "./js/canvas.js";
import { grey } from "./js/colours.js";
import { button } from "./js/controls.js";
import { element, setAttributes } from "./js/element.js";
import { aDigit } from "./js/format.js";
import { handsIn } from "./js/handwriting.js";
import { imageAt } from "./js/images.js";
import { digitsOf, NETWORKS, remove } from "./own_hand_state.js";

const NAMES = { ours: "the book's", drawer: "for drawings", windows: "of windows" };
const GHOSTS = 60; // six of each digit, 0 to 9 again and again
const mark = (answer, label) => (answer === label ? "✓" : "✕");

/** Faint digits of an invented person, in the places where the reader's own will stand. */
function makeGhosts(model) {
  const [{ drawings }] = handsIn(model.get("sample"));
  return Array.from({ length: GHOSTS }, (_, place) => {
    const canvas = element("canvas");
    const image = imageAt(drawings, place);
    paintSmall(canvas, (k) => grey(image[k]));
    return element("span", { class: "nn-tile nn-ghost", "aria-hidden": "true" }, canvas);
  });
}

export function makeSheet(own) {
  const columns = Array.from({ length: 10 }, (_, k) =>
    element("div", { class: "nn-column" }, element("span", { "aria-hidden": "true" }, String(k))),
  );
  const sheet = element(
    "div",
    { class: "nn-sheet", role: "group", "aria-label": "All digits, one column for each" },
    ...columns,
  );
  const [drawn, seen] = [0, 1].map(() => element("canvas", { role: "img" }));
  const words = element("p");
  const gone = button("Remove", () => remove(own, picked), { class: "nn-chip" });
  const detail = element("div", { class: "nn-detail" }, drawn, seen, words, gone);
  /** The tile of each digit. @type {Map<object, {node: HTMLElement, mark: HTMLElement}>} */
  let tiles = new Map();
  let picked = null;
  /** Where the reader's own digits will stand, row by row. @type {HTMLElement[]} */
  let ghosts = [];

  function tileOf(digit) {
    const canvas = element("canvas", { "aria-hidden": "true" });
    paintSmall(canvas, (k) => grey(digit.image[k]));
    const sign = element("span", { "aria-hidden": "true" });
    const node = button("", () => {
      picked = picked === digit ? null : digit;
      own.redraw();
    });
    node.classList.add("nn-tile");
    node.append(canvas, sign);
    return { node, mark: sign };
  }
  function show() {
    const digits = digitsOf(own);
    if (!digits.includes(picked)) picked = null;
    const fresh = new Map(digits.map((digit) => [digit, tiles.get(digit) ?? tileOf(digit)]));
    for (const [digit, { node }] of tiles) if (!fresh.has(digit)) node.remove();
    digits.forEach((digit) => {
      const { node, mark: sign } = fresh.get(digit);
      const column = columns[digit.label];
      if (!node.isConnected) column.insertBefore(node, column.querySelector(".nn-ghost"));
      const { drawer } = digit.answers;
      const read = drawer === undefined ? "" : `, read as ${drawer} ${mark(drawer, digit.label)}`;
      sign.textContent = drawer === undefined || drawer === digit.label ? "" : String(drawer);
      node.dataset.right = String(drawer === digit.label);
      setAttributes(node, {
        "aria-label": `${aDigit(digit.label, true)}${read}`,
        "aria-pressed": String(digit === picked),
      });
    });
    tiles = fresh;
    showPicked(digits, showGhosts(digits));
  }
  /** Each of the reader's own takes the place of a ghost. Returns whether there are any left. */
  function showGhosts(digits) {
    const counts = columns.map((_, k) => digits.filter(({ label }) => label === k).length);
    const places = counts.map((count) => (own.model.get("writer") === "" ? count : Infinity));
    if (!ghosts.length && Math.min(...places) < GHOSTS / 10) {
      ghosts = makeGhosts(own.model);
      ghosts.forEach((ghost, k) => {
        columns[k % 10].append(ghost);
      });
    }
    ghosts.forEach((ghost, k) => {
      ghost.hidden = Math.floor(k / 10) < places[k % 10];
    });
    return ghosts.some((ghost) => !ghost.hidden);
  }
  function showPicked(digits, hasGhosts) {
    detail.dataset.empty = String(!picked);
    gone.hidden = !picked;
    if (!picked) {
      const faint = hasGhosts
        ? "Faint digits are an invented person's: yours take their places."
        : "";
      const tap = digits.length ? "Tap a digit to see what the networks make of it." : "";
      words.textContent = `${tap} ${faint}`.trim();
      return;
    }
    const { drawing, image, label, answers, sure } = picked;
    paintImage(drawn, 2, (k) => grey(drawing[k]));
    paintImage(seen, 2, (k) => grey(image[k]));
    const read = NETWORKS.map(
      (name) =>
        `${NAMES[name]} ${answers[name]} ${mark(answers[name], label)} (${sure[name]?.toFixed(2)})`,
    );
    words.textContent = `Meant as ${aDigit(label)}, and centred. Read by: ${read.join(", ")}.`;
    setAttributes(drawn, { "aria-label": `The ${label} as it was drawn.` });
    setAttributes(seen, { "aria-label": `The ${label} as the networks see it.` });
  }
  return { node: element("div", { class: "nn-digits" }, sheet, detail), show };
}
