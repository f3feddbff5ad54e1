// TrainingRoom: the network of the book learns in the page, in a worker beside it.

/** @import { Render } from "@anywidget/types" */

import { button, logSlider, playBar, slider } from "./js/controls.js";
import { element, setAttributes, setText } from "./js/element.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";
import { paintCharts } from "./training_room_charts.js";
import { layOut, plotIn } from "./training_room_layout.js";
import { makeNewNetwork } from "./training_room_new.js";
import {
  makeRoom,
  oneBatch,
  pause,
  play,
  shownMoment,
  startAgain,
  tryAgain,
  undo,
  WALL,
} from "./training_room_run.js";
import { connectCharts, makeScrubber } from "./training_room_time.js";
import { makeWallPainter } from "./training_room_wall.js";
import { makeWeightsPainter } from "./training_room_weights.js";
import {
  chartWords,
  countRight,
  guesses,
  networkWords,
  stateWords,
  wallWords,
  weightsWords,
} from "./training_room_words.js";

const STATE = ["learning_rate", "momentum", "batch_size", "sizes", "hidden", "parameters"];
const BATCH_SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** @type {Render} */
function render({ model, el }) {
  const room = makeRoom(model);
  const parts = makeParts(room);
  mount(el, model, parts.frame);
  const paint = makePainter(room, parts);
  const { redraw, stop } = drawOnChange(model, STATE, parts.frame.figure, paint, el);
  room.redraw = redraw;
  return () => {
    room.stop();
    stop();
  };
}

function makeParts(room) {
  const frame = makeFrame({
    name: "training-room",
    ground: "paper",
    title: "Let it learn",
    label: "A network learns to read digits",
    onReset: () => startAgain(room),
  });
  const network = element("span", { class: "nn-label" });
  frame.figure.querySelector(".nn-title").append(" ", network);
  const back = button("↶", () => undo(room), {
    class: "nn-quiet",
    "aria-label": "Undo: back to the run before",
    title: "Undo: back to the run before",
  });
  const scrubber = makeScrubber(room);
  const bar = playBar(
    {
      play: () => (room.running ? pause(room) : play(room)),
      step: () => oneBatch(room),
      stepLabel: "One batch",
    },
    scrubber.node,
  );
  const charts = element("canvas", { role: "img" });
  frame.body.append(bar.node, charts);
  const news = makeNewNetwork(room);
  frame.tools.prepend(back, news.opener);
  const epoch = button("One epoch", () => play(room, { epoch: true }));
  const steps = element("div", { class: "nn-row nn-steps" }, bar.one, epoch);
  const knobs = makeKnobs(room.model);
  const machine = makeMachine(room);
  frame.figure.append(steps, knobs.node, machine.node, news.panel);
  connectCharts(room, charts, () => parts.unit);
  const parts = { frame, network, back, scrubber, bar, charts, knobs, machine, unit: 1 };
  return parts;
}

function makeKnobs(model) {
  const rate = logSlider("Learning rate", { min: 0.001, max: 10, steps: 40 }, (value) =>
    change(model, { learning_rate: value }),
  );
  const batch = slider("Batch size", { min: 0, max: BATCH_SIZES.length - 1, step: 1 }, (place) =>
    change(model, { batch_size: BATCH_SIZES[place] }),
  );
  const momentum = slider("Momentum", { min: 0, max: 0.95, step: 0.05 }, (value) =>
    change(model, { momentum: value }),
  );
  function show() {
    const [learningRate, size, kept] = ["learning_rate", "batch_size", "momentum"].map((name) =>
      model.get(name),
    );
    rate.show(learningRate, String(learningRate));
    const place = BATCH_SIZES.findIndex((value) => value >= size);
    batch.show(place, String(size));
    momentum.show(kept, kept.toFixed(2));
  }
  return {
    node: element("div", { class: "nn-knobs" }, rate.node, batch.node, momentum.node),
    show,
  };
}

/** The network itself, on its dark stage: what its first neurons look for, and what it reads. */
function makeMachine({ wall }) {
  const weights = element("canvas", { role: "img" });
  const digits = element("canvas", { role: "img" });
  const right = element("strong");
  const [about, how] = [element("p", { class: "nn-label" }), element("span")];
  const score = element("p", { class: "nn-tally" }, "It reads ", right, ` of these ${WALL}`, how);
  const node = element(
    "div",
    { class: "nn-machine nn-stage" },
    element("div", { class: "nn-weights" }, about, weights),
    element("div", { class: "nn-tiles" }, score, digits),
  );
  const paintWeights = makeWeightsPainter(weights);
  const paintWall = makeWallPainter(digits, wall);
  return { node, weights, digits, right, about, how, paintWeights, paintWall };
}

/** Returns what paints one frame. */
function makePainter(room, parts) {
  let placed = "";
  return function paint({ width, palette, unit }) {
    const layout = layOut(width / unit);
    const plot = plotIn(layout.chart);
    parts.unit = unit;
    if (placed !== `${width} ${unit}`) {
      const scrub = parts.scrubber.node.style; // its thumb's middle goes from end to end of the plot
      scrub.left = `${(plot.left - 11) * unit}px`;
      scrub.width = `${(plot.right - plot.left + 22) * unit}px`;
      placed = `${width} ${unit}`;
    }
    const { chart, height } = layout;
    paintCharts(parts.charts, room, { width: chart, height, plot, unit, palette });
    const { machine } = parts;
    const { parameters, answers } = shownMoment(room);
    const still = Boolean(room.back) || parts.wasBack;
    machine.paintWeights(parameters, room.run.beginning.sizes[1], { ...layout, unit });
    machine.paintWall(answers, { ...layout, unit, still });
    parts.wasBack = Boolean(room.back);
    describe(room, parts, answers);
  };
}

/** What the state is, in words and on the controls. */
function describe(room, { frame, network, back, scrubber, bar, charts, knobs, machine }, answers) {
  frame.say(stateWords(room));
  frame.offer(room.failure ? () => tryAgain(room) : null);
  network.textContent = networkWords(room.run);
  back.style.visibility = room.ghost ? "" : "hidden"; // so that its place stays
  bar.show(room.running);
  scrubber.show();
  knobs.show();
  const right = countRight(answers, room.wall.labels);
  const idle = guesses(room, right);
  setText(machine.right, String(right));
  setText(machine.how, idle ? ", by guessing" : "");
  setText(machine.about, idle ? "Untrained weights: noise" : "Weights of its first neurons");
  setAttributes(charts, { "aria-label": chartWords(room) });
  setAttributes(machine.weights, { "aria-label": weightsWords(room) });
  setAttributes(machine.digits, { "aria-label": wallWords(room, answers) });
}

export default { render };
