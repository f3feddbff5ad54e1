// ConfidenceLab: how sure a network is, and how often it is right when it is so sure.

/** @import { Render } from "@anywidget/types" */

import { paintAnswers, paintRecord, paintRibbon } from "./confidence_lab_chart.js";
import { largest } from "./js/arrays.js";
import { paintImage } from "./js/canvas.js";
import { grey } from "./js/colours.js";
import { button, choiceGroup, slider } from "./js/controls.js";
import { SPOILERS } from "./js/drawings.js";
import { element } from "./js/element.js";
import { aDigit, whole } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { imageAt } from "./js/images.js";
import { change, networkOf } from "./js/model.js";
import { forward } from "./js/network.js";
import { drawWithPointer } from "./js/pen.js";
import { mulberry32 } from "./js/random.js";
import { drawOnChange } from "./js/schedule.js";

const STATE = ["parameters", "kind", "amount", "index", "seed", "record"];
const SPOILS = {
  moved: "Move",
  rotated: "Turn",
  noise: "Noise",
  blank: "Fade",
  blended: "Blend",
  inverted: "Invert",
};
const STOPS = 50; // of the ribbon, beside its beginning

/** @type {Render} */
function render({ model, el }) {
  const lab = { model, network: networkOf(model), ribbon: [], key: "" };
  const parts = makeParts(lab);
  mount(el, model, parts.frame);
  connectDigit(lab, parts.digit);
  const renew = () => {
    lab.network = networkOf(model);
    lab.key = "";
  };
  model.on("change:parameters", renew);
  const { stop } = drawOnChange(model, STATE, parts.frame.figure, (page) =>
    drawSure(lab, parts, page),
  );
  return () => {
    model.off("change:parameters", renew);
    stop();
  };
}

/** The digit as it is after so much of the chosen spoiling. */
function spoiled({ model }, amount) {
  const [pixels, index] = [model.get("pixels"), model.get("index")];
  const other = imageAt(pixels, (index + 1) % 100);
  const random = mulberry32(model.get("seed"));
  return SPOILERS[model.get("kind")](imageAt(pixels, index), amount, { other, random });
}

/** The network's answer to each amount, from none to all: computed when something else than it changes. */
function answersAlong(lab) {
  const { model, network } = lab;
  const key = ["kind", "index", "seed"].map((name) => model.get(name)).join();
  if (key === lab.key) return lab.ribbon;
  lab.key = key;
  lab.ribbon = Array.from({ length: STOPS + 1 }, (_, k) => {
    const outputs = forward(network, spoiled(lab, k / STOPS)).activations.at(-1);
    const best = largest(outputs);
    return { best, sure: outputs[best] };
  });
  return lab.ribbon;
}

function makeParts(lab) {
  const { model } = lab;
  const frame = makeFrame({
    name: "confidence-lab",
    ground: "stage",
    label: "How sure, and how often right",
    onReset: () => change(model, { amount: 0, seed: 0 }),
  });
  const [digit, answers, ribbon, record] = Array.from({ length: 4 }, () =>
    element("canvas", { role: "img" }),
  );
  const kinds = choiceGroup("How to spoil it", Object.entries(SPOILS), (kind) =>
    change(model, { kind }),
  );
  const amount = slider("How much", { min: 0, max: 1, step: 0.02 }, (value) =>
    change(model, { amount: value }),
  );
  const step = (by) => change(model, { index: (model.get("index") + by + 100) % 100 });
  const others = button("Other noise", () => change(model, { seed: model.get("seed") + 1 }));
  frame.tools.prepend(
    button("◀", () => step(-1), { "aria-label": "Previous digit" }),
    button("▶", () => step(1), { "aria-label": "Next digit" }),
  );
  frame.body.append(
    element("div", { class: "nn-spoiled" }, digit),
    element("div", { class: "nn-ten" }, answers),
    element("div", { class: "nn-record" }, record),
    element("div", { class: "nn-row nn-kinds" }, kinds.node, others),
    element("div", { class: "nn-ribbon" }, ribbon, amount.node),
  );
  return { frame, digit, answers, ribbon, record, kinds, amount, others };
}

/** The digit is dragged itself: sideways to move it, round its middle to turn it, else for more or less. */
function connectDigit({ model }, canvas) {
  drawWithPointer({
    zone: canvas,
    surface: canvas,
    size: 2,
    start: () => {},
    move(from, to) {
      const [a, b] = [from, to].map(([x, y]) => [x - 1, y - 1]);
      let by = (b[0] - a[0]) / 2;
      if (model.get("kind") === "moved") by *= 28 / 8;
      if (model.get("kind") === "rotated") {
        const turn = Math.atan2(b[1], b[0]) - Math.atan2(a[1], a[0]);
        by = Math.atan2(Math.sin(turn), Math.cos(turn)) / Math.PI;
      }
      const amount = Math.min(Math.max(model.get("amount") + by, 0), 1);
      change(model, { amount: Number(amount.toFixed(4)) });
    },
    end() {},
  });
}

function drawSure(lab, parts, { width, unit }) {
  const { model, network } = lab;
  const narrow = width < 620 * unit;
  const image = spoiled(lab, model.get("amount"));
  const outputs = forward(network, image).activations.at(-1);
  const best = largest(outputs);
  const sure = Math.min(Math.max(outputs[best], 0), 1);
  const label = model.get("labels")[model.get("index")];
  const room = width / unit - (narrow ? 32 : 50);
  paintImage(parts.digit, (narrow ? 6 : 8) * unit, (k) => grey(image[k]));
  const ten = narrow ? room - 168 - 16 : Math.min(210, room - 224 - 250 - 48);
  paintAnswers(parts.answers, outputs, {
    best,
    label,
    width: ten,
    pitch: narrow ? 16.8 : 22.4,
    unit,
  });
  const chart = narrow ? room : room - 224 - ten - 48;
  paintRecord(parts.record, model.get("record"), {
    sure,
    width: chart,
    height: narrow ? 190 : 224,
    unit,
  });
  paintRibbon(parts.ribbon, answersAlong(lab), { label, width: room, unit });
  describe(lab, parts, { outputs, best, sure, label });
}

function describe(
  { model },
  { frame, digit, answers, ribbon, record, kinds, amount, others },
  { outputs, best, sure, label },
) {
  const bin = Math.min(Math.floor(sure * 10), 9);
  const [count, good] = model.get("record")[bin];
  const [kind, share] = [model.get("kind"), model.get("amount")];
  const spoiling = amountInWords(kind, share);
  frame.retitle(`${aDigit(label, true)}, read as ${aDigit(best)} ${best === label ? "✓" : "✕"}`);
  const tenth = `${bin / 10} to ${(bin + 1) / 10}`;
  const told = count
    ? `Unspoiled digits from ${tenth}: ${whole(good)} of ${whole(count)} right`
    : `No unspoiled digit from ${tenth}`;
  frame.say(`It says ${best}, confidence ${sure.toFixed(2)}. ${told}.`);
  digit.setAttribute(
    "aria-label",
    `Test digit ${model.get("index") + 1}, ${aDigit(label)}: ${SPOILS[kind].toLowerCase()}, ${spoiling}. Drag it, or use the slider.`,
  );
  answers.setAttribute(
    "aria-label",
    `Outputs: ${Array.from(outputs, (a, k) => `${k}: ${a.toFixed(3)}`).join(", ")}`,
  );
  ribbon.setAttribute(
    "aria-label",
    "Its answer along the slider: right where the bars are green and have a tick.",
  );
  record.setAttribute("aria-label", recordInWords(model.get("record"), sure));
  amount.show(share, spoiling);
  kinds.show(kind);
  others.hidden = kind !== "noise";
}

function amountInWords(kind, share) {
  const percent = `${Math.round(100 * share)}%`;
  if (kind === "rotated") return `${percent} = ${Math.round(180 * share)}°`;
  if (kind === "moved") return `${Math.round(8 * share)} pixels to the right`;
  return percent;
}

function recordInWords(record, sure) {
  const shares = record
    .map(([count, right], k) =>
      count ? `${k / 10}: ${Math.round((100 * right) / count)}% of ${count}` : "",
    )
    .filter(Boolean)
    .join(", ");
  return `Share read right for each tenth of confidence: ${shares}. Now at ${sure.toFixed(2)}.`;
}

export default { render };
