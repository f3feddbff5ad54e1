// LanguageLab's answers: for each language a bar, and how the answer came with each letter.

import { largest } from "./js/arrays.js";
import { fitCanvas } from "./js/canvas.js";
import { element } from "./js/element.js";
import { forward } from "./js/network.js";
import { STAGE } from "./js/stage.js";
import { growingPairs } from "./js/text.js";

const LETTERS = 60; // of the text's end, of which each has a place in the strips

/** The answers after each of the last letters; what was computed for a beginning is kept. */
function makeHistory() {
  let [kept, network] = [new Map(), null];
  return function history(current, text) {
    if (current !== network) [kept, network] = [new Map(), current];
    const from = Math.max(text.length - LETTERS, 0);
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
    const narrow = width < 620 * unit;
    const whole = narrow ? width - 32 * unit : width - (48 + 364 + 24) * unit;
    const [pitch, left, right] = [24, 96, 48].map((length) => length * unit);
    const context = fitCanvas(canvas, whole, pitch * names.length);
    context.clearRect(0, 0, whole, pitch * names.length);
    const best = largest(shown);
    const room = whole - left - right;
    paintStrips(context, history(network, text), {
      left,
      room: 0.6 * room,
      pitch,
      count: names.length,
    });
    names.forEach((_, k) => {
      const [x, y] = [left + 0.63 * room, (k + 0.5) * pitch];
      context.globalAlpha = 1;
      context.fillStyle = STAGE.hairline;
      context.fillRect(x, y - 4 * unit, 0.37 * room, 8 * unit);
      context.fillStyle = k === best ? "#ffffff" : STAGE.ink2;
      context.fillRect(x, y - 4 * unit, 0.37 * room * shown[k], 8 * unit);
      const text = shown[k].toFixed(2);
      if (rows[k].value.textContent !== text) rows[k].value.textContent = text;
      rows[k].row.classList.toggle("nn-best", k === best);
      rows[k].row.classList.toggle("nn-looked", k === language);
    });
  }
  return { node, show };
}

/** A strip for each language: the brighter, the surer it was of it after that letter. */
function paintStrips(context, answers, { left, room, pitch, count }) {
  const placeOf = (letter) => Math.round(left + (letter * room) / LETTERS); // no gaps, no overlaps
  context.fillStyle = STAGE.ink;
  answers.forEach((outputs, letter) => {
    const [from, to] = [placeOf(letter), placeOf(letter + 1)];
    for (let k = 0; k < count; k++) {
      if (outputs[k] < 0.02) continue;
      context.globalAlpha = outputs[k];
      context.fillRect(from, (k + 0.2) * pitch, to - from, 0.6 * pitch);
    }
  });
  context.globalAlpha = 1;
}
