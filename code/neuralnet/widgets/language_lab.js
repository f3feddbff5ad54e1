// LanguageLab: write a sentence, and see which language the network takes it for.

/** @import { Render } from "@anywidget/types" */

import { countNonzero, largest } from "./js/arrays.js";
import { button } from "./js/controls.js";
import { element, setAttributes } from "./js/element.js";
import { makeFrame, mount } from "./js/frame.js";
import { change, networkOf, recall } from "./js/model.js";
import { contributions, forward } from "./js/network.js";
import { drawOnChange } from "./js/schedule.js";
import { letterPairs, SYMBOL_NAMES, textPairs } from "./js/text.js";
import { between, tween } from "./js/tween.js";
import { makeLanguages } from "./language_lab_answers.js";
import { makePairs } from "./language_lab_pairs.js";

const LONGEST_TEXT = 10_000;
const SPOKEN_SYMBOLS = { "␣": "a space", "*": "another letter" };

/** @type {Render} */
function render({ model, el }) {
  const lab = {
    model,
    network: networkOf(model),
    own: "", // what the reader wrote, kept while an example is looked at
    cell: null, // the pair of letters that is looked at, 0 to 783
    language: -1, // the language that is looked at
    shown: null, // its answers, on their way where a new text was chosen
    stop: () => {},
    redraw: () => {},
  };
  lab.own = recall(model, () => lab.own || null) ?? "";
  const parts = makeParts(lab);
  mount(el, model, parts.frame);
  const renew = () => {
    lab.network = networkOf(model);
  };
  model.on("change:parameters", renew);
  const { redraw, stop } = drawOnChange(model, ["text", "parameters"], parts.frame.figure, (page) =>
    drawLab(lab, parts, page),
  );
  lab.redraw = redraw;
  return () => {
    model.off("change:parameters", renew);
    lab.stop();
    stop();
  };
}

function makeParts(lab) {
  const { model } = lab;
  const frame = makeFrame({
    name: "language-lab",
    ground: "stage",
    label: "Write a sentence, and see the network guess its language",
  });
  frame.figure.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab leaves its keys alone
  const [answer, sure] = ["nn-answer", "nn-sure"].map((name) => element("span", { class: name }));
  frame.figure.querySelector(".nn-title").append(answer, " ", sure);
  const chips = makeChips(lab);
  frame.tools.append(
    chips.own,
    button("Clear", () => write(lab, "")),
  );
  const echo = element("div", { class: "nn-echo", "aria-hidden": "true" });
  const field = element("textarea", {
    "aria-label": "Write or paste a sentence",
    maxlength: LONGEST_TEXT,
    placeholder: "Write a sentence",
    spellcheck: "false",
  });
  field.addEventListener("input", () => write(lab, field.value, 0));
  field.addEventListener("keydown", (event) => event.stopPropagation());
  field.addEventListener("scroll", () => echo.scrollTo(0, field.scrollTop));
  const pairs = makePairs(lab);
  const languages = makeLanguages(lab, model.get("names"));
  frame.body.append(
    element("div", { class: "nn-typed" }, echo, field),
    chips.node,
    languages.node,
    pairs.node,
  );
  return { frame, answer, sure, echo, field, pairs, languages, chips };
}

/** Example sentences, each by its language where that is known, and what the reader wrote. */
function makeChips(lab) {
  const { model } = lab;
  const [examples, names] = [model.get("examples"), model.get("example_names")];
  const own = button("Yours", () => write(lab, lab.own), { class: "nn-chip" });
  const others = examples.map((text, k) =>
    button(names[k] ?? `${text.slice(0, 10).trimEnd()}…`, () => write(lab, text), {
      class: "nn-chip",
      ...(names[k] ? {} : { lang: "" }),
    }),
  );
  const words = "Or let it read a sentence in";
  const node = element(
    "div",
    { class: "nn-chips", role: "group", "aria-label": words },
    element("p", { "aria-hidden": "true" }, names.length ? words : "Or let it read"),
    ...others,
  );
  return {
    node,
    own,
    show(text) {
      own.disabled = !lab.own;
      [own, ...others].forEach((chip, k) => {
        const chosen = k ? text === examples[k - 1] : text === lab.own && text !== "";
        setAttributes(chip, { "aria-pressed": String(chosen) });
      });
    },
  };
}

/** A text takes the place of another; what the reader wrote is kept. */
function write(lab, text, milliseconds = 240) {
  const { model } = lab;
  const from = lab.shown;
  const old = model.get("text");
  if (!milliseconds) lab.own = text;
  else if (old && !model.get("examples").includes(old)) lab.own = old;
  change(model, { text });
  lab.stop();
  if (!from || !milliseconds) return;
  lab.stop = tween(milliseconds, (share) => {
    lab.way = share < 1 ? { from, share } : null;
    lab.redraw();
  });
}

function drawLab(lab, parts, page) {
  const text = lab.model.get("text");
  const image = letterPairs(text);
  const pass = forward(lab.network, image);
  const answers = pass.activations.at(-1);
  lab.shown = lab.way ? between(lab.way.from, answers, lab.way.share) : answers;
  if (parts.field.value !== text) parts.field.value = text;
  const pairs = textPairs(text);
  const last = pairs.at(/\s$/.test(text) ? -1 : -2) ?? null;
  const about = lab.language < 0 ? largest(answers) : lab.language; // the one in the lead, if none
  const tint = contributions(lab.network, pass, about);
  echoPairs(parts.echo, text, pairs, lab.cell ?? last?.pair, lab.cell === null ? last : null);
  parts.pairs.show(page, { image, last: last?.pair, cell: lab.cell, tint, about });
  parts.languages.show(page, lab, text);
  parts.chips.show(text);
  tell(lab, parts, { image, answers, pairs, about });
}

/** Mark in the text where a pair of letters stands; only the last one while none is looked at. */
function echoPairs(echo, text, pairs, pair, only) {
  const marks = pairs.filter((one) => one.pair === pair && (!only || one === only));
  const nodes = [];
  let at = 0;
  for (const { start, end } of marks) {
    if (start < at) continue;
    nodes.push(text.slice(at, start), element("mark", {}, text.slice(start, end)));
    at = end;
  }
  echo.replaceChildren(...nodes, text.slice(at), "\u200b");
}

function tell(lab, { frame, answer, sure }, { image, answers, pairs, about }) {
  const names = lab.model.get("names");
  const best = largest(answers);
  const second = largest(answers.map((value, k) => (k === best ? -Infinity : value)));
  const output = `output ${answers[best].toFixed(2)}`;
  const empty = countNonzero(image) === 0;
  answer.textContent = empty ? "Write a sentence" : `It reads ${names[best]}`;
  sure.textContent = empty
    ? `it would say ${names[best]} all the same`
    : `${output}, next: ${names[second]} ${answers[second].toFixed(2)}`;
  const count = pairs.filter(({ pair }) => pair === lab.cell).length;
  const spoken = (symbol) => SPOKEN_SYMBOLS[SYMBOL_NAMES[symbol]] ?? SYMBOL_NAMES[symbol];
  const tinted =
    lab.cell === null
      ? ` Blue pairs speak for ${names[about]}, orange ones against it.`
      : ` The pair in the ring: ${spoken(Math.floor(lab.cell / 28))}, then ${spoken(lab.cell % 28)}; ${count} in this text.`;
  frame.say(
    (empty ? `Nothing is written. It answers all the same: ${names[best]} (${output}).` : "") +
      (empty ? "" : `${countNonzero(image)} different pairs of letters.`) +
      (empty && lab.cell === null ? "" : tinted),
  );
}

export default { render };
