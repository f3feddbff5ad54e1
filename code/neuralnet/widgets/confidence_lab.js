// ConfidenceLab: how sure a network is, and how often it is right when it is so sure.

import { largest } from "./js/arrays.js";
import { fitCanvas, paintImage } from "./js/canvas.js";
import { grey, NEGATIVE, POSITIVE } from "./js/colours.js";
import { announcer, barLines, button, outputLines, slider } from "./js/controls.js";
import { element } from "./js/element.js";
import { whole } from "./js/format.js";
import { imageAt, SPOILERS } from "./js/images.js";
import { change, networkOf } from "./js/model.js";
import { forward } from "./js/network.js";
import { mulberry32 } from "./js/random.js";
import { drawOnChange } from "./js/schedule.js";

const SURE_STATE = ["parameters", "kind", "amount", "index", "seed", "record"];
const SPOILS = {
  noise: "Noise",
  blank: "Fade away",
  rotated: "Turn",
  blended: "Blend with the next",
  inverted: "Invert",
};

function render({ model, el }) {
  const figure = element("div", { class: "nn-figure nn-confidence-lab", role: "group" });
  figure.setAttribute("aria-label", "How sure, and how often right");
  const title = element("p", { class: "nn-title" });
  const picture = element("canvas", { role: "img" });
  const outputs = barLines("The ten outputs", 5);
  const chart = element("canvas", { role: "img" });
  const readout = announcer("nn-readout");
  const kinds = Object.entries(SPOILS).map(([kind, text]) =>
    button(text, () => change(model, { kind })),
  );
  const amount = slider("How much", { min: 0, max: 1, step: 0.02 }, (value) =>
    change(model, { amount: value }),
  );
  const others = button("Other noise", () => change(model, { seed: model.get("seed") + 1 }));
  const step = (by) => change(model, { index: (model.get("index") + by + 100) % 100 });
  figure.append(
    title,
    element("div", { class: "nn-row", role: "group", "aria-label": "How to spoil it" }, ...kinds),
    element(
      "div",
      { class: "nn-pair" },
      amount.node,
      element(
        "div",
        { class: "nn-row" },
        button("◀ Previous digit", () => step(-1)),
        button("Next digit ▶", () => step(1)),
        others,
      ),
    ),
    element("div", { class: "nn-parts nn-beside" }, picture, outputs.node),
    ...readout.nodes,
    element("p", {}, "Its record on the 10,000 test digits: the share read right in each tenth of confidence, and how many digits these are"),
    element("div", {}, chart),
  );
  el.replaceChildren(figure);

  let network = networkOf(model);
  function spoiled() {
    const [pixels, index] = [model.get("pixels"), model.get("index")];
    const other = imageAt(pixels, (index + 1) % 100);
    const random = mulberry32(model.get("seed"));
    return SPOILERS[model.get("kind")](imageAt(pixels, index), model.get("amount"), { other, random });
  }

  function draw({ width, ink }) {
    const image = spoiled();
    const answers = forward(network, image).activations.at(-1);
    const best = largest(answers);
    const sure = Math.min(Math.max(answers[best], 0), 1);
    const bin = Math.min(Math.floor(sure * 10), 9);
    paintImage(picture, 6, (k) => grey(image[k]));
    drawChart(Math.max(Math.min(width - 8, 480), 200), ink, sure, bin);
    outputs.show(outputLines(answers));
    describe(best, sure, bin);
  }

  function drawChart(width, ink, sure, bin) {
    const height = 200;
    const context = fitCanvas(chart, width, height);
    context.clearRect(0, 0, width, height);
    const [left, right, top, bottom] = [44, width - 14, 10, height - 46];
    const x = (value) => left + value * (right - left);
    const y = (value) => bottom - value * (bottom - top);
    model.get("record").forEach(([count, good], k) => {
      if (!count) return;
      context.fillStyle = k === bin ? NEGATIVE : POSITIVE;
      const high = y(good / count);
      context.fillRect(x(k / 10) + 2, high, x(0.1) - x(0) - 4, bottom - high);
      if (k !== bin) return;
      context.strokeStyle = ink;
      context.lineWidth = 3;
      context.strokeRect(x(k / 10) + 2, high, x(0.1) - x(0) - 4, bottom - high);
    });
    context.strokeStyle = context.fillStyle = ink;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x(0), y(1));
    context.lineTo(x(0), y(0));
    context.lineTo(x(1), y(0));
    context.stroke();
    context.setLineDash([5, 4]);
    context.beginPath();
    context.moveTo(x(0), y(0));
    context.lineTo(x(1), y(1));
    context.stroke();
    context.setLineDash([]);
    context.textAlign = "left";
    context.fillText("100%", 4, y(1) + 5);
    context.fillText("right", 4, y(0.5) + 4);
    context.fillText("digits", 4, bottom + 25);
    context.textAlign = "center";
    for (const tick of [0, 0.5, 1]) context.fillText(tick.toFixed(1), x(tick), bottom + 42);
    context.fillText("confidence", x(0.75), bottom + 42);
    const room = 0.9 * (x(0.1) - x(0));
    model.get("record").forEach(([count], k) => {
      context.fillText(count, x(k / 10 + 0.05), bottom + 25, room);
    });
    context.beginPath();
    context.moveTo(x(sure), bottom + 2);
    context.lineTo(x(sure) - 6, bottom + 12);
    context.lineTo(x(sure) + 6, bottom + 12);
    context.fill();
  }

  function describe(best, sure, bin) {
    const label = model.get("labels")[model.get("index")];
    const [count, good] = model.get("record")[bin];
    const [kind, share] = [model.get("kind"), model.get("amount")];
    const turn = kind === "rotated" ? ` = ${Math.round(180 * share)}°` : "";
    const spoiling = `${Math.round(100 * share)}%${turn}`;
    title.textContent = `Test digit ${model.get("index") + 1}, a ${label}, spoiled by ${spoiling}`;
    const record = count
      ? `Of the test digits in the same tenth, ${bin / 10} to ${(bin + 1) / 10}, it reads ` +
        `${whole(good)} of ${whole(count)} right`
      : "No test digit is in the same tenth";
    readout.say(`It says ${best}, with a confidence of ${sure.toFixed(2)}. ${record}.`);
    picture.setAttribute("aria-label", title.textContent);
    chart.setAttribute(
      "aria-label",
      `Share read right for each tenth of confidence: ${model
        .get("record")
        .map(([n, r], k) => (n ? `${k / 10}: ${Math.round((100 * r) / n)}% of ${n}` : ""))
        .filter(Boolean)
        .join(", ")}. Now at ${sure.toFixed(2)}.`,
    );
    amount.show(share, spoiling);
    kinds.forEach((node, k) =>
      node.setAttribute("aria-current", String(Object.keys(SPOILS)[k] === kind)),
    );
    others.disabled = kind !== "noise";
  }

  const renew = () => (network = networkOf(model));
  model.on("change:parameters", renew);
  const { stop } = drawOnChange(model, SURE_STATE, figure, draw);
  return () => {
    model.off("change:parameters", renew);
    stop();
  };
}

export default { render };
