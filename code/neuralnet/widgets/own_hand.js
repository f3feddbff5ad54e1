// OwnHand: write digits, and see which readers can read you.

/** @import { Render } from "@anywidget/types" */

import { button, choiceGroup } from "./js/controls.js";
import { inkOfStrokes } from "./js/drawings.js";
import { element, setAttributes } from "./js/element.js";
import { aDigit } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change, recall } from "./js/model.js";
import { saveFile } from "./js/saving.js";
import { drawOnChange } from "./js/schedule.js";
import { makePad } from "./own_hand_pad.js";
import { makeMeasureRows, makePeopleRows, makeReaderRows, scoreWords } from "./own_hand_rows.js";
import { makeSheet } from "./own_hand_sheet.js";
import {
  chooseWriter,
  digitsOf,
  erase,
  fileText,
  keepDrawing,
  makeOwn,
  nameOf,
  open,
  readSome,
  scoreOf,
  skip,
  undo,
} from "./own_hand_state.js";

const NARROW = 620;
/** @type {[string, string][]} */
const VIEWS = [
  ["digits", "Digits"],
  ["readers", "Readers"],
  ["habits", "Habits"],
  ["people", "People"],
];

/** @type {Render} */
function render({ model, el }) {
  const own = makeOwn(model);
  const parts = makeParts(own);
  mount(el, model, parts.frame);
  const { redraw, stop } = drawOnChange(
    model,
    ["hands", "writer", "view"],
    parts.frame.figure,
    (page) => draw(own, parts, page),
  );
  own.redraw = redraw;
  return () => {
    own.stop();
    stop();
  };
}

function makeParts(own) {
  const frame = makeFrame({
    name: "own-hand",
    ground: "stage",
    label: "Write digits, and see who can read them",
  });
  const back = button("↶", () => undo(own), {
    class: "nn-quiet",
    "aria-label": "Undo",
    title: "Undo",
  });
  frame.tools.append(back, makeWhose(own)); // so that the list ends where the sheet does
  const keep = () => {
    if (keepDrawing(own, inkOfStrokes(pad.strokes))) pad.wipe();
  };
  const pad = makePad(frame.figure, { keep, redraw: () => own.redraw() });
  const hold = () => (pad.strokes.length ? { strokes: pad.strokes, prompt: own.prompt } : null);
  const held = recall(own.model, hold);
  if (held) {
    pad.strokes = held.strokes;
    own.prompt = held.prompt;
  }
  const row = element(
    "div",
    { class: "nn-row" },
    button("Keep it", keep, { class: "nn-primary" }),
    button("Wipe", pad.wipe),
    button("Skip", () => skip(own)),
  );
  const views = {
    digits: makeSheet(own),
    readers: makeReaderRows(own),
    habits: makeMeasureRows(own),
    people: makePeopleRows(own),
  };
  const choice = choiceGroup("What to see", VIEWS, (view) => {
    change(own.model, { view });
  });
  const panel = element(
    "div",
    { class: "nn-panel" },
    choice.node,
    ...Object.values(views).map(({ node }) => node),
  );
  frame.body.append(element("div", { class: "nn-write" }, pad.node, row), panel, makeFiles(own));
  return { frame, back, pad, views, choice };
}

/** Whose digits are looked at. */
function makeWhose(own) {
  const list = element("select");
  list.addEventListener("change", () => chooseWriter(own, list.value));
  own.showWhose = () => {
    const names = ["", ...own.people.map(({ writer }) => writer).filter(Boolean)];
    const writer = own.model.get("writer");
    if (!names.includes(writer)) names.push(writer);
    const listed = [...list.options].map(({ value }) => value);
    if (JSON.stringify(listed) !== JSON.stringify(names)) {
      list.replaceChildren(
        ...names.map((name) => element("option", { value: name }, nameOf(name))),
      );
    }
    list.value = writer;
  };
  return element("label", { class: "nn-whose" }, element("span", {}, "Whose"), list);
}

/** What can be done with all of it: save, open, erase. */
function makeFiles(own) {
  const input = element("input", {
    type: "file",
    accept: ".json,application/json",
    multiple: true,
    hidden: true,
    tabindex: "-1",
    "aria-hidden": "true",
  });
  input.addEventListener("change", async () => {
    await open(own, [...input.files]);
    input.value = "";
  });
  const sample = () => {
    const text = own.model.get("sample");
    open(own, [new File([text], "invented.json")]);
  };
  const save = () => {
    const name = own.model.get("writer") || "my-digits";
    saveFile(`${name}.json`, fileText(own), "application/json");
  };
  return element(
    "div",
    { class: "nn-row nn-files" },
    button("Save", save, { class: "nn-chip" }),
    button("Open …", () => input.click(), { class: "nn-chip" }),
    button("An invented person", sample, { class: "nn-chip" }),
    button("Erase all", () => erase(own), { class: "nn-chip" }),
    input,
  );
}

function draw(own, { frame, back, pad, views, choice }, { width, unit }) {
  const done = readSome(own);
  const digits = digitsOf(own);
  const narrow = width < NARROW * unit;
  frame.figure.dataset.kind = narrow ? "upright" : "beside";
  // As large as leaves the sheet cells that six rows of fit.
  const side = Math.min(Math.max(width / unit - 450, 280), 334);
  pad.paint((narrow ? 224 : side) * unit);
  frame.retitle(`Write ${aDigit(own.prompt)}`);
  own.showWhose();
  back.style.visibility = own.before ? "" : "hidden"; // so that its place stays
  const view = own.model.get("view");
  choice.show(view);
  for (const [name, { node, show }] of Object.entries(views)) {
    node.hidden = name !== view;
    if (name === view) show();
  }
  setAttributes(pad.canvas, {
    "aria-label": `A pad: write ${aDigit(own.prompt)}. ${pad.strokes.length} strokes are drawn. Arrow keys move the pen, Space lowers and lifts it, Enter keeps the digit, Delete wipes it.`,
  });
  if (done) frame.say(wordsOf(own, digits));
}

/** What was done last, and how well it is read all in all. */
function wordsOf(own, digits) {
  const count = digits.length;
  const kept = own.full
    ? "This browser keeps nothing of it: save it as a file."
    : "Kept in this browser; nothing is sent.";
  const whose = own.model.get("writer");
  const score = count
    ? `The book's network reads ${scoreWords(scoreOf(digits, "ours"))}.`
    : `${whose ? `${whose} has written nothing` : "You have written nothing yet; thirty digits take a minute"}.`;
  return `${own.said ? `${own.said} ` : ""}${score}\n${count ? kept : "What you write stays in this browser."}`;
}

export default { render };
