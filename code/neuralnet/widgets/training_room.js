// TrainingRoom: the network of the book learns in the page, in a worker beside it.

/** @import { Render } from "@anywidget/types" */

import { fitCanvas, paintCells } from "./js/canvas.js";
import { NEGATIVE, POSITIVE, signColour } from "./js/colours.js";
import { announcer, button, slider } from "./js/controls.js";
import { element } from "./js/element.js";
import { fetchDigits } from "./js/fetching.js";
import { SIDE } from "./js/images.js";
import { change, networkOf } from "./js/model.js";
import { newNetwork } from "./js/network.js";
import { mulberry32 } from "./js/random.js";
import { drawOnChange } from "./js/schedule.js";
import { startWorker } from "./js/worker.js";

const ROOM_STATE = ["learning_rate", "momentum", "batch_size", "sizes", "hidden", "parameters"];
const BATCH_SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const WIDTHS = [2, 4, 8, 16, 24, 32];
const MOMENTS = 60; // that are kept at most, to look back on
const POINTS = 1000; // of a drawn line that are kept at most

/**
 * A list that stays short. When it holds more than `most` (an even number), every other one
 * goes, and of those that come later only every other one is kept: always evenly spaced.
 */
function makeHistory(most) {
  let [every, count] = [1, 0];
  const history = { kept: [] };
  history.add = (item) => {
    if (count++ % every) return;
    history.kept.push(item);
    if (history.kept.length <= most) return;
    history.kept = history.kept.filter((_, k) => k % 2 === 0);
    every *= 2;
  };
  return history;
}

/** @type {Render} */
function render({ model, el }) {
  const figure = element("div", { class: "nn-figure nn-training-room", role: "group" });
  figure.setAttribute("aria-label", "A network learns to read digits");
  const title = element("p", { class: "nn-title" });
  const readout = announcer("nn-readout");
  const chart = element("canvas", { role: "img" });
  const wall = element("canvas", { role: "img" });
  const run = button("Start", () => (running ? pause() : start()));
  const step = button("One batch", () => begun().then(oneBatch));
  const again = button("Start again", () => reset());
  const past = slider("Look back", { min: 0, max: 1, step: 1 }, (place) => {
    back = earlier()[place] ?? null;
    redraw();
  });
  const rate = slider("Learning rate", { min: -3, max: 1, step: 0.1 }, (power) =>
    change(model, { learning_rate: Math.min(Number((10 ** power).toPrecision(2)), 10) }),
  );
  const batch = slider("Batch size", { min: 0, max: BATCH_SIZES.length - 1, step: 1 }, (place) =>
    change(model, { batch_size: BATCH_SIZES[place] }),
  );
  const momentum = slider("Momentum", { min: 0, max: 0.95, step: 0.05 }, (value) =>
    change(model, { momentum: value }),
  );
  const widths = [0, 1].map((k) =>
    slider(`Hidden layer ${k + 1}`, { min: 0, max: WIDTHS.length - 1, step: 1 }, (place) => {
      const sizes = [...model.get("sizes")];
      sizes[k + 1] = WIDTHS[place];
      rebuild(sizes, model.get("hidden"));
    }),
  );
  const functions = Object.entries({ sigmoid: "Sigmoid", relu: "ReLU", tanh: "tanh" });
  const kinds = functions.map(([name, label]) =>
    button(label, () => rebuild(model.get("sizes"), name)),
  );
  figure.append(
    title,
    element("div", { class: "nn-row" }, run, step, again),
    past.node,
    ...readout.nodes,
    element("div", {}, chart),
    element(
      "p",
      { class: "nn-key" },
      element("span", {}, "training digits"),
      element("span", {}, "test digits"),
    ),
    element("p", {}, "What the neurons of the first hidden layer look for: their weights"),
    element("div", {}, wall),
    element(
      "div",
      { class: "nn-pair" },
      rate.node,
      batch.node,
      momentum.node,
      ...widths.map((w) => w.node),
    ),
    element(
      "div",
      { class: "nn-row", role: "group", "aria-label": "Activation function" },
      element("span", {}, "Hidden neurons:"),
      ...kinds,
    ),
  );
  el.replaceChildren(figure);

  // The present, what has been measured so far, and the moments to look back on.
  let now, points, tests, moments;
  let back = null; // the moment that the reader looks at, if not the present
  let state = "fresh";
  forget();
  function forget() {
    now = { at: 0, point: null, test: null, parameters: networkOf(model).parameters };
    [points, tests, moments] = [POINTS, POINTS, MOMENTS].map(makeHistory);
    back = null;
  }
  function earlier() {
    return moments.kept.filter((moment) => moment.at < now.at);
  }

  // The worker, made when it is first needed.
  let [worker, ready, running] = [null, null, false];
  const settings = () => ({
    learningRate: model.get("learning_rate"),
    momentum: model.get("momentum"),
    batchSize: model.get("batch_size"),
  });
  function begun() {
    ready ??= prepare().catch((error) => {
      ready = null;
      state = "failed";
      running = false;
      redraw();
      readout.say(`It cannot learn here: ${error.message} The picture of a run is in print.`);
      throw error;
    });
    return ready;
  }
  async function prepare() {
    state = "fetching";
    redraw();
    const [train, test] = await Promise.all([
      fetchDigits(model, "train"),
      fetchDigits(model, "test"),
    ]);
    await new Promise((resolve, reject) => {
      try {
        worker = startWorker(model.get("worker"));
      } catch {
        reject(new Error("This browser does not start a worker."));
        return;
      }
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error("The worker did not start."));
      };
      worker.onmessage = ({ data }) => {
        hear(data);
        resolve(null);
      };
      worker.postMessage({ digits: { train, test }, settings: settings(), begin: beginning() });
    });
  }
  function beginning() {
    const network = networkOf(model);
    const { sizes, hidden, output, parameters } = network;
    return { sizes, hidden, output, parameters, seed: model.get("seed") };
  }
  function hear(message) {
    if (message.begun) forget(); // what an earlier run still had to say
    const { seen, point, test, batch, parameters } = message;
    now.at = seen;
    now.test = test ?? now.test;
    now.point = point ?? (points.kept.length ? null : batch) ?? now.point;
    if (point) points.add({ at: seen, ...point });
    if (test) tests.add({ at: seen, ...test });
    if (message.broken) {
      state = "broken";
      running = false;
    } else if (running) state = "running";
    else state = seen ? "paused" : "ready";
    if (parameters) now.parameters = parameters;
    if (test && parameters.every(Number.isFinite)) {
      const last = moments.kept.at(-1)?.at ?? -1;
      if (seen > last) moments.add({ ...now, parameters: Float32Array.from(parameters) });
      const learned = new DataView(parameters.buffer);
      if (!running) change(model, { learned, images_seen: seen });
    }
    redraw();
  }
  async function start() {
    if (state === "broken") reset();
    running = true;
    back = null;
    redraw();
    try {
      await begun();
    } catch {
      return;
    }
    if (running) worker.postMessage({ run: true, settings: settings() });
  }
  function pause() {
    running = false;
    worker?.postMessage({ pause: true });
    redraw();
  }
  function oneBatch() {
    if (running) pause();
    if (state === "broken") return;
    back = null;
    worker.postMessage({ step: true, settings: settings() });
  }
  function reset() {
    running = false;
    forget();
    state = ready ? "ready" : "fresh";
    if (ready) ready.then(() => worker.postMessage({ begin: beginning() }));
    redraw();
  }
  function rebuild(sizes, hidden) {
    const network = newNetwork(sizes, hidden, "softmax", mulberry32(model.get("seed") + 1));
    change(model, { sizes, hidden, parameters: new DataView(network.parameters.buffer) });
  }
  const told = () => worker?.postMessage({ settings: settings() });
  for (const name of ["learning_rate", "momentum", "batch_size"]) model.on(`change:${name}`, told);
  model.on("change:parameters", reset);

  // Drawing.
  let drawn = []; // the parameters that the wall shows, and its width
  function draw({ width: room, ink }) {
    const width = Math.max(Math.min(room - 8, 640), 240);
    drawChart(width, ink);
    const { parameters } = back ?? now;
    if (parameters !== drawn[0] || width !== drawn[1]) drawWall(parameters, width);
    drawn = [parameters, width];
    describe();
  }

  function drawChart(width, ink) {
    const height = 190;
    const context = fitCanvas(chart, width, height);
    context.clearRect(0, 0, width, height);
    const end = Math.max(now.at, 20000);
    const half = width / 2;
    const box = (left) => ({
      left: left + 34,
      right: left + half - 10,
      top: 24,
      bottom: height - 22,
    });
    const costs = points.kept.map((point) => point.cost);
    const most = Math.max(2.5, ...costs.filter((cost) => cost < 20));
    const panels = [
      { name: "cost", area: box(0), top: most, key: "cost" },
      { name: "accuracy", area: box(half), top: 1, key: "accuracy" },
    ];
    for (const { name, area, top, key } of panels) {
      const x = (at) => area.left + (at / end) * (area.right - area.left);
      const y = (value) => area.bottom - (Math.min(value, top) / top) * (area.bottom - area.top);
      context.strokeStyle = context.fillStyle = ink;
      context.lineWidth = 1;
      context.setLineDash([]);
      context.beginPath();
      context.moveTo(area.left, area.top);
      context.lineTo(area.left, area.bottom);
      context.lineTo(area.right, area.bottom);
      context.stroke();
      context.fillText(name, area.left, 14);
      context.fillText(key === "accuracy" ? "100%" : top.toFixed(1), area.left - 33, area.top + 5);
      context.fillText("0", area.left - 12, area.bottom);
      context.fillText(`${(end / 10000).toFixed(0)} epochs`, area.right - 56, area.bottom + 16);
      drawLine(context, points.kept, (point) => [x(point.at), y(point[key])], POSITIVE, []);
      drawLine(context, tests.kept, (point) => [x(point.at), y(point[key])], NEGATIVE, [6, 4]);
      context.setLineDash([]);
      if (back) context.fillRect(x(back.at) - 1, area.top, 2, area.bottom - area.top);
    }
  }
  function drawLine(context, list, place, colour, dash) {
    context.strokeStyle = colour;
    context.lineWidth = 2.5;
    context.setLineDash(dash);
    context.beginPath();
    for (const point of list) if (Number.isFinite(point.cost)) context.lineTo(...place(point));
    context.stroke();
  }

  // The parameters begin with the weights of the first layer, neuron by neuron.
  function drawWall(parameters, width) {
    const neurons = model.get("sizes")[1];
    const columns = Math.min(width < 480 ? 4 : 8, neurons);
    const cell = Math.max(Math.floor((width / columns - 4) / SIDE), 1);
    const side = cell * SIDE + 4;
    const rows = Math.ceil(neurons / columns);
    const context = fitCanvas(wall, columns * side, rows * side);
    context.clearRect(0, 0, columns * side, rows * side);
    const size = SIDE * SIDE;
    for (let j = 0; j < neurons; j++) {
      const own = parameters.subarray(j * size, (j + 1) * size);
      const most = own.reduce((top, weight) => Math.max(top, Math.abs(weight)), 0);
      const [x, y] = [(j % columns) * side, Math.floor(j / columns) * side];
      paintCells(context, { x, y, cell, columns: SIDE, count: size }, (k) =>
        signColour(Number.isFinite(own[k]) ? own[k] : 0, most),
      );
    }
  }

  const percent = (share) => `${(100 * share).toFixed(1)}%`;
  function describe() {
    const hidden = model.get("hidden");
    title.textContent = `${model.get("sizes").join("-")}, learning from 10,000 digits`;
    run.textContent = running ? "Pause" : "Start";
    const { at, point, test } = back ?? now;
    const epochs = `${(at / 10000).toFixed(2)} epochs`;
    const measured =
      (point ? `; training cost ${point.cost.toFixed(3)}, right ${percent(point.accuracy)}` : "") +
      (test ? `; test digits right ${percent(test.accuracy)}` : "");
    const words = {
      fresh: "It has learned nothing yet. Press Start.",
      ready: `It has learned nothing yet${measured}.`,
      fetching: "Fetching the digits, 2 MB, once …",
      failed: readout.nodes[0].textContent,
      broken:
        "The cost is no longer a number: the steps were so long that the parameters flew apart. " +
        "Lower the learning rate and start again.",
    };
    readout.say((!back && words[state]) || `${epochs}${measured}.`);
    const before = earlier();
    past.input.disabled = running || !before.length;
    past.input.max = before.length || 1;
    past.show(back ? before.indexOf(back) : past.input.max, back ? `at ${epochs}` : "now");
    chart.setAttribute(
      "aria-label",
      `Cost and accuracy against images seen; training as a line, test dashed. ${readout.nodes[0].textContent}`,
    );
    wall.setAttribute(
      "aria-label",
      `${model.get("sizes")[1]} pictures of weights of the first layer, after ${epochs}: blue above 0, orange below.`,
    );
    const learningRate = model.get("learning_rate");
    rate.show(Math.log10(learningRate), String(learningRate));
    const size = model.get("batch_size");
    const place = BATCH_SIZES.findIndex((value) => value >= size);
    batch.show(place, size === 1 ? "1 image" : `${size} images`);
    momentum.show(model.get("momentum"), model.get("momentum").toFixed(2));
    widths.forEach((control, k) => {
      const neurons = model.get("sizes")[k + 1];
      control.show(
        WIDTHS.findIndex((value) => value >= neurons),
        `${neurons} neurons`,
      );
    });
    kinds.forEach((node, k) =>
      node.setAttribute("aria-current", String(functions[k][0] === hidden)),
    );
  }

  const { redraw, stop } = drawOnChange(model, ROOM_STATE, figure, draw);
  return () => {
    worker?.terminate();
    for (const name of ["learning_rate", "momentum", "batch_size"]) {
      model.off(`change:${name}`, told);
    }
    model.off("change:parameters", reset);
    stop();
  };
}

export default { render };
