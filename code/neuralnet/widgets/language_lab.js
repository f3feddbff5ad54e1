// LanguageLab: write a sentence, and see which language the network takes it for.

import { countNonzero, largest } from "./js/arrays.js";
import { fitCanvas, paintCells } from "./js/canvas.js";
import { grey } from "./js/colours.js";
import { announcer, barLines, button, outputLines } from "./js/controls.js";
import { element } from "./js/element.js";
import { SIDE } from "./js/images.js";
import { change, networkOf } from "./js/model.js";
import { forward } from "./js/network.js";
import { drawOnChange } from "./js/schedule.js";
import { letterPairs, textSymbols } from "./js/text.js";

const [PAIR_CELL, PAIR_MARGIN] = [9, 15]; // CSS pixels of a pair, and of the letters beside
const SYMBOL_NAMES = [..."abcdefghijklmnopqrstuvwxyz␣*"];
const SPOKEN_SYMBOLS = { "␣": "a space", "*": "another letter" };
const LONGEST_TEXT = 10_000;

function render({ model, el }) {
  const figure = element("div", { class: "nn-figure nn-language-lab", role: "group" });
  figure.setAttribute("aria-label", "Write a sentence, and see the network guess its language");
  figure.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab leaves its keys alone

  const title = element("label", { class: "nn-title" }, "Write or paste a sentence");
  const field = element("textarea", { rows: 3, maxlength: LONGEST_TEXT, spellcheck: "false" });
  title.append(field);
  const canvas = element("canvas", { role: "img" });
  const readout = announcer("nn-readout");
  const detail = element("p", { class: "nn-last" });
  const names = model.get("names");
  const list = barLines("The network's ten answers", names.length);
  figure.append(
    title,
    element(
      "div",
      { class: "nn-row" },
      button("Another sentence ▶", another),
      button("Clear", () => write("")),
    ),
    element(
      "div",
      { class: "nn-parts nn-beside" },
      element("div", { class: "nn-controls" }, canvas, detail),
      element("div", { class: "nn-controls" }, ...readout.nodes, list.node),
    ),
  );
  el.replaceChildren(figure);

  let network = networkOf(model);

  function write(text) {
    change(model, { text });
  }
  function another() {
    const examples = model.get("examples");
    write(examples[(examples.indexOf(model.get("text")) + 1) % examples.length]);
  }
  field.addEventListener("input", () => write(field.value));
  field.addEventListener("keydown", (event) => event.stopPropagation());

  function draw({ ink }) {
    const text = model.get("text");
    const image = letterPairs(text);
    const symbols = textSymbols(text);
    const last = /\s$/.test(text) ? symbols.slice(-2) : symbols.slice(-3, -1);
    paint(image, last, ink);
    const answers = forward(network, image).activations.at(-1);
    showAnswers(answers, countNonzero(image) === 0);
    showPairs(image, last);
    if (field.value !== text) field.value = text;
  }

  function paint(image, last, ink) {
    const side = PAIR_MARGIN + SIDE * PAIR_CELL;
    const context = fitCanvas(canvas, side, side, "9px monospace");
    context.clearRect(0, 0, side, side);
    context.fillStyle = ink;
    [context.textAlign, context.textBaseline] = ["center", "middle"];
    SYMBOL_NAMES.forEach((name, k) => {
      const middle = PAIR_MARGIN + (k + 0.5) * PAIR_CELL;
      context.fillText(name, middle, PAIR_MARGIN / 2);
      context.fillText(name, PAIR_MARGIN / 2, middle);
    });
    const cells = { x: PAIR_MARGIN, y: PAIR_MARGIN, cell: PAIR_CELL, columns: SIDE, count: SIDE * SIDE };
    paintCells(context, cells, (k) => grey(image[k]));
    if (last.length < 2) return;
    context.strokeStyle = "#ffb000";
    context.lineWidth = 2;
    const [y, x] = last.map((symbol) => PAIR_MARGIN + symbol * PAIR_CELL);
    context.strokeRect(x - 1, y - 1, PAIR_CELL + 2, PAIR_CELL + 2);
  }

  function showAnswers(answers, empty) {
    const best = largest(answers);
    const second = largest(answers.map((value, k) => (k === best ? -Infinity : value)));
    const answer =
      `${names[best]} (${answers[best].toFixed(2)}), ` +
      `then ${names[second]} (${answers[second].toFixed(2)})`;
    readout.say(empty ? `Nothing is written. It answers all the same: ${answer}` : `It reads ${answer}`);
    list.show(outputLines(answers, names));
  }

  function showPairs(image, last) {
    const count = countNonzero(image);
    const words = last.map((symbol) => SYMBOL_NAMES[symbol]);
    const spoken = words.map((name) => SPOKEN_SYMBOLS[name] ?? name);
    canvas.setAttribute("aria-label", `${count} different pairs of letters, as a picture.`);
    detail.textContent =
      `Row: a letter. Column: the one after it. ${count} different pairs` +
      (last.length < 2 ? "." : `; the last, in the ring: ${spoken[0]}, then ${spoken[1]}.`);
  }

  // A network from Python takes the place of the old one.
  const renew = () => (network = networkOf(model));
  model.on("change:parameters", renew);
  const { stop } = drawOnChange(model, ["text", "parameters"], figure, draw);
  return () => {
    model.off("change:parameters", renew);
    stop();
  };
}

export default { render };
