// LanguageLab's answers: for each language a bar, and how the answer came with each letter.

import { largest } from "./js/arrays.js";
import { fitCanvas } from "./js/canvas.js";
import { element } from "./js/element.js";
import { forward } from "./js/network.js";
import { STAGE } from "./js/stage.js";
import { growingPairs } from "./js/text.js";

const [PLACE, MOST] = [9, 24]; // the width of a letter's place, and how many have one at most
const HEAD = 20; // CSS pixels for the words and letters over the strips

/** The answers after each of the last letters; what was computed for a beginning is kept. */
function makeHistory() {
  let [kept, network] = [new Map(), null];
  return function history(current, text, from) {
    if (current !== network) [kept, network] = [new Map(), current];
    const found = growingPairs(text, from, (beginning) => kept.has(beginning));
    const next = new Map();
    for (const { beginning, image } of found) {
      next.set(beginning, kept.get(beginning) ?? forward(network, image).activations.at(-1));
    }
    kept = next;
    return [...kept.values()];
  };
}

export function makeLanguages(lab, names) {
  const canvas = element("canvas", { class: "nn-cover", "aria-hidden": "true" });
  const history = makeHistory();
  const look = (language) => {
    lab.language = language;
    lab.redraw();
  };
  const rows = names.map((name, k) => {
    const value = element("span", { class: "nn-value" });
    const row = element(
      "button",
      { type: "button", class: "nn-language" },
      element("span", {}, name),
      value,
    );
    row.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && look(k));
    row.addEventListener("pointerleave", () => look(-1));
    row.addEventListener("focus", () => look(k));
    row.addEventListener("blur", () => look(-1));
    return { row, value };
  });
  const node = element(
    "div",
    { class: "nn-languages", role: "group", "aria-label": "The network's answers" },
    canvas,
    ...rows.map(({ row }) => row),
  );

  function show({ width, unit }, { network, shown, language }, text) {
    const pairs = width < 680 * unit ? 248 : width < 740 * unit ? 304 : 360; // as the style sheet has it
    const whole = width < 620 * unit ? width - 32 * unit : width - (48 + pairs + 20) * unit;
    const [pitch, left, right, head] = [24, 100, 44, HEAD].map((length) => length * unit);
    const high = head + pitch * names.length;
    const context = fitCanvas(canvas, whole, high, `${12 * unit}px ui-monospace, monospace`);
    context.clearRect(0, 0, whole, high);
    const best = largest(shown);
    const room = whole - left - right;
    const places = Math.min(Math.floor((0.66 * room) / (PLACE * unit)), MOST);
    const cell = (0.66 * room) / places;
    const from = Math.max(text.length - places + 1, 0); // the last place is for the next letter
    const strips = { left, cell, pitch, unit, head, count: names.length };
    paintLetters(context, text.slice(from), strips);
    paintStrips(context, history(network, text, from), strips);
    const [x, long] = [left + 0.7 * room, 0.3 * room];
    context.fillStyle = STAGE.ink2;
    context.textAlign = "left";
    context.fillText("now", x, 0.45 * head);
    names.forEach((_, k) => {
      const y = head + (k + 0.5) * pitch - 4 * unit;
      context.fillStyle = STAGE.hairline;
      context.fillRect(x, y, long, 8 * unit);
      context.fillStyle = k === best ? "#ffffff" : STAGE.ink2;
      context.fillRect(x, y, long * shown[k], 8 * unit);
      const text = shown[k].toFixed(2);
      if (rows[k].value.textContent !== text) rows[k].value.textContent = text;
      rows[k].row.classList.toggle("nn-best", k === best);
      rows[k].row.classList.toggle("nn-looked", k === language);
    });
  }
  return { node, show };
}

/** The letters over the strips, and the amber place of the one that comes next. */
function paintLetters(context, letters, { left, cell, head, unit }) {
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.fillStyle = STAGE.ink2;
  context.fillText("after letter", 0, 0.45 * head);
  context.textAlign = "center";
  context.fillStyle = STAGE.ink;
  [...letters.replace(/\s/g, "␣")].forEach((letter, k) => {
    context.fillText(letter, left + (k + 0.5) * cell, 0.45 * head);
  });
  context.fillStyle = STAGE.hand;
  context.fillRect(left + letters.length * cell + unit, 0.8 * head, cell - 2 * unit, 2 * unit);
}

/** A strip for each language: the brighter, the surer it was of it after that letter. */
function paintStrips(context, answers, { left, cell, pitch, head, unit, count }) {
  answers.forEach((outputs, letter) => {
    for (let k = 0; k < count; k++) {
      context.fillStyle = STAGE.hairline;
      context.globalAlpha = 0.5;
      const place = [
        left + letter * cell + unit / 2,
        head + (k + 0.2) * pitch,
        cell - unit,
        0.6 * pitch,
      ];
      context.fillRect(...place);
      context.fillStyle = STAGE.ink;
      context.globalAlpha = outputs[k];
      context.fillRect(...place);
    }
  });
  context.globalAlpha = 1;
}
