// KnobWall: all parameters of a network, to turn, to break and to silence.

import { largest } from "./js/arrays.js";
import { fitCanvas, paintCells, paintImage, ring, stack } from "./js/canvas.js";
import { grey, signColour } from "./js/colours.js";
import { announcer, barLines, button, outputLines, slider } from "./js/controls.js";
import { element } from "./js/element.js";
import { fetchDigits } from "./js/fetching.js";
import { signed, whole } from "./js/format.js";
import { imageAt, SIDE } from "./js/images.js";
import { change, networkOf } from "./js/model.js";
import { forward, makeNetwork } from "./js/network.js";
import { mulberry32, normal, shuffled } from "./js/random.js";
import { drawOnChange } from "./js/schedule.js";

const WALL_STATE = ["parameters", "knob", "turned", "broken", "noise", "seed", "silenced", "index"];
const MOST_TURN = 4; // how far a knob turns to either side

function render({ model, el }) {
  const figure = element("div", { class: "nn-figure nn-knob-wall", role: "group" });
  figure.setAttribute("aria-label", "All knobs of a network");
  const title = element("p", { class: "nn-title" });
  const wall = element("canvas", { tabindex: "0", role: "application" });
  const mark = ring();
  const readout = announcer("nn-readout");
  const digit = element("canvas", { role: "img" });
  const outputs = barLines("The ten outputs", 5);
  const score = announcer("nn-score");
  const turn = slider("Turn it", { min: -MOST_TURN, max: MOST_TURN, step: 0.05 }, (value) =>
    change(model, { turned: { ...model.get("turned"), [model.get("knob")]: value } }),
  );
  const broken = slider("Broken", { min: 0, max: 1, step: 0.01 }, (value) =>
    change(model, { broken: value }),
  );
  const noise = slider("Noise", { min: 0, max: 1, step: 0.02 }, (value) =>
    change(model, { noise: value }),
  );
  const silence = button("Silence this neuron", () => {
    const own = neuronOf(model.get("knob"));
    const others = model.get("silenced").filter((pair) => pair.join() !== own.join());
    const before = others.length < model.get("silenced").length;
    change(model, { silenced: before ? others : [...others, own] });
  });
  const step = (by) => change(model, { index: (model.get("index") + by + 100) % 100 });
  figure.append(
    title,
    element("div", { class: "nn-screen" }, stack(wall, mark)),
    ...readout.nodes,
    element("div", { class: "nn-pair" }, turn.node, element("div", { class: "nn-row" }, silence)),
    element("div", { class: "nn-pair" }, broken.node, noise.node),
    element(
      "div",
      { class: "nn-row" },
      button("Other dice", () => change(model, { seed: model.get("seed") + 1 })),
      button("Restore all", () =>
        change(model, { turned: {}, broken: 0, noise: 0, seed: 0, silenced: [] }),
      ),
      button("◀ Previous digit", () => step(-1)),
      button("Next digit ▶", () => step(1)),
    ),
    ...score.nodes,
    element("div", { class: "nn-parts nn-beside" }, digit, outputs.node),
  );
  el.replaceChildren(figure);

  // The network as it came, and how large the weights of each of its layers are.
  let original, spreads;
  const renew = () => {
    original = networkOf(model);
    spreads = original.layers.map(({ weights }) =>
      Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0) / weights.length),
    );
  };
  renew();

  // Which knob is which.
  function locate(knob) {
    let start = 0;
    for (const [k, { inputs, neurons }] of original.layers.entries()) {
      const weights = inputs * neurons;
      const at = knob - start;
      if (at < weights) return { layer: k, neuron: Math.floor(at / inputs), input: at % inputs };
      if (at < weights + neurons) return { layer: k, neuron: at - weights, input: -1 };
      start += weights + neurons;
    }
    return { layer: 0, neuron: 0, input: 0 };
  }
  function knobOf({ layer, neuron, input }) {
    let start = 0;
    for (let k = 0; k < layer; k++) {
      start += (original.layers[k].inputs + 1) * original.layers[k].neurons;
    }
    const { inputs, neurons } = original.layers[layer];
    return start + (input < 0 ? inputs * neurons + neuron : neuron * inputs + input);
  }
  // The hidden neuron that a knob belongs to: its own, or for an output the one it comes from.
  function neuronOf(knob) {
    const { layer, neuron, input } = locate(knob);
    return layer < 2 ? [layer + 1, neuron] : [2, Math.max(input, 0)];
  }

  // The network after all that was done to it.
  let [dealt, order, shifts] = [-1, [], []];
  function deal() {
    const seed = model.get("seed");
    const count = original.parameters.length;
    if (dealt === seed && order.length === count) return;
    const random = mulberry32(seed);
    order = shuffled(count, random);
    shifts = Float64Array.from({ length: count }, () => normal(random));
    dealt = seed;
  }
  function changed() {
    deal();
    const { sizes, hidden, output } = original;
    const network = makeNetwork(sizes, hidden, output, original.parameters.slice());
    const { parameters } = network;
    let start = 0;
    original.layers.forEach(({ weights, neurons }, layer) => {
      const end = start + weights.length + neurons;
      const most = model.get("noise") * spreads[layer];
      for (let k = start; most && k < end; k++) parameters[k] += most * shifts[k];
      start = end;
    });
    for (const [knob, value] of Object.entries(model.get("turned"))) parameters[knob] = value;
    const gone = Math.round(model.get("broken") * parameters.length);
    for (let k = 0; k < gone; k++) parameters[order[k]] = 0;
    for (const [layer, neuron] of model.get("silenced")) {
      const { inputs, neurons, weights } = network.layers[layer];
      for (let j = 0; j < neurons; j++) weights[j * inputs + neuron] = 0;
    }
    return network;
  }

  // The accuracy, on digits that are fetched when the figure is first touched.
  let digits = null;
  let waiting = false;
  let counting = 0;
  function ask() {
    if (digits || waiting) return;
    waiting = true;
    fetchDigits(model, "test").then(
      ({ images, labels }) => {
        digits = { labels, images: [...labels.keys()].map((k) => imageAt(images, k)) };
        redraw();
      },
      (error) => {
        waiting = false;
        score.say(`No accuracy: ${error.message}`);
      },
    );
  }
  function count(network) {
    clearTimeout(counting);
    if (!digits) return;
    // After the drawing and in small parts, so that a thousand digits hold nothing up.
    let [right, next] = [0, 0];
    const readOn = () => {
      for (const end = next + 50; next < end; next++) {
        const answers = forward(network, digits.images[next]).activations.at(-1);
        right += largest(answers) === digits.labels[next] ? 1 : 0;
      }
      if (next < digits.images.length) counting = setTimeout(readOn);
      else score.say(`It reads ${right} of 1,000 test digits.`);
    };
    counting = setTimeout(readOn, 30);
  }
  score.say("Touch something, and it is tried on 1,000 test digits.");
  const changes = ["turned", "broken", "noise", "seed", "silenced"];
  for (const name of changes) model.on(`change:${name}`, ask);
  for (const event of ["pointerdown", "keydown"]) figure.addEventListener(event, ask);

  // Where the knobs hang: the pictures of the first layer, then two tables; biases beside.
  let plan = null;
  function lay(room) {
    const width = Math.min(room - 8, 680);
    const narrow = width < 480;
    const [, first, second, last] = original.sizes;
    const columns = narrow ? 4 : 8;
    const cell = Math.max(Math.floor((width / columns - 6) / SIDE), 1);
    const big = narrow ? 9 : 10;
    const [across, down] = [cell * SIDE + 6, cell * SIDE + big + 9];
    const areas = [];
    for (let j = 0; j < first; j++) {
      const [x, y] = [(j % columns) * across + 3, Math.floor(j / columns) * down + 3];
      areas.push({ layer: 0, neuron: j, x, y, cell, columns: SIDE, count: SIDE * SIDE });
      areas.push({ layer: 0, neuron: j, x, y: y + cell * SIDE + 2, cell: big, columns: 1, count: 1, bias: true });
    }
    const table = (layer, neurons, left, top) => {
      const { inputs } = original.layers[layer];
      const beside = left + (inputs + 0.5) * big;
      for (let j = 0; j < neurons; j++) {
        const y = top + j * big;
        areas.push({ layer, neuron: j, x: left, y, cell: big, columns: inputs, count: inputs });
        areas.push({ layer, neuron: j, x: beside, y, cell: big, columns: 1, count: 1, bias: true });
      }
    };
    const top = Math.ceil(first / columns) * down + 24;
    const under = top + second * big + 24;
    table(1, second, 3, top);
    table(2, last, narrow ? 3 : (first + 3) * big, narrow ? under : top);
    plan = {
      areas,
      width: Math.max(columns * across, (narrow ? 0 : first + second + 5) * big) + 4,
      height: (narrow ? under + last * big : Math.max(under - 24, top + last * big)) + 4,
    };
  }
  const knobAt = ({ layer, neuron, bias }, place) => knobOf({ layer, neuron, input: bias ? -1 : place });
  function placeOf(knob) {
    const { layer, neuron, input } = locate(knob);
    const area = plan.areas.find(
      (a) => a.layer === layer && a.neuron === neuron && Boolean(a.bias) === input < 0,
    );
    const at = Math.max(input, 0);
    return {
      x: area.x + (at % area.columns) * area.cell,
      y: area.y + Math.floor(at / area.columns) * area.cell,
      cell: area.cell,
    };
  }

  // Picking a knob.
  function pick(event) {
    const box = wall.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    for (const area of plan.areas) {
      const column = Math.floor((x - area.x) / area.cell);
      const row = Math.floor((y - area.y) / area.cell);
      const place = row * area.columns + column;
      if (column >= 0 && column < area.columns && row >= 0 && place < area.count) {
        change(model, { knob: knobAt(area, place) });
        return;
      }
    }
  }
  wall.addEventListener("pointerdown", pick);
  wall.addEventListener("keydown", (event) => {
    const { layer, neuron, input } = locate(model.get("knob"));
    const { inputs, neurons } = original.layers[layer];
    const down = layer === 0 ? SIDE : inputs + 1;
    const all = original.parameters.length;
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -down, ArrowDown: down }[event.key];
    const ends = { Home: 0, End: all - 1 }[event.key];
    const next = { PageUp: -1, PageDown: 1 }[event.key];
    if ((by ?? ends ?? next) === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab has uses of its own for these keys
    let knob = ends ?? model.get("knob") + (by ?? 0);
    if (next !== undefined) {
      knob = knobOf({ layer, neuron: Math.min(Math.max(neuron + next, 0), neurons - 1), input });
    }
    change(model, { knob: Math.min(Math.max(knob, 0), all - 1) });
  });

  // Drawing.
  let painted = null;
  function draw({ width, ink }) {
    lay(width);
    const network = changed();
    paintWall(network, ink);
    const image = imageAt(model.get("pixels"), model.get("index"));
    const answers = forward(network, image).activations.at(-1);
    paintImage(digit, 4, (k) => grey(image[k]));
    describe(network, answers);
    const key = changes.map((name) => JSON.stringify(model.get(name))).join();
    if (digits && key !== painted) {
      painted = key;
      count(network);
    }
  }

  function same(values, others, from, to) {
    while (from < to && values[from] === others[from]) from++;
    return from === to;
  }
  let [hung, hungOn] = [null, ""]; // the parameters as they were painted, and on what
  function paintWall({ parameters }, ink) {
    const context = fitCanvas(wall, plan.width, plan.height);
    const ground = [wall.width, wall.height, ink].join();
    if (ground !== hungOn) {
      context.clearRect(0, 0, plan.width, plan.height);
      context.fillStyle = ink;
      const tables = [1, 2].map((k) => plan.areas.find((area) => area.layer === k));
      context.fillText("hidden layer 2", tables[0].x, tables[0].y - 6);
      context.fillText("output", tables[1].x, tables[1].y - 6);
    }
    for (const area of plan.areas) {
      const start = knobAt(area, 0);
      if (ground === hungOn && same(parameters, hung, start, start + area.count)) continue;
      const most = 2.5 * spreads[area.layer];
      paintCells(context, area, (k) => signColour(parameters[start + k], most));
    }
    [hung, hungOn] = [parameters, ground];
    const { x, y, cell } = placeOf(model.get("knob"));
    mark.show(x, y, cell);
  }

  function nameOf(knob) {
    const { layer, neuron, input } = locate(knob);
    const to = layer === 2 ? `output ${neuron}` : `neuron ${neuron + 1} of hidden layer ${layer + 1}`;
    if (input < 0) return `bias of ${to}`;
    if (layer > 0) return `weight from neuron ${input + 1} to ${to}`;
    return `weight from the pixel in row ${Math.floor(input / SIDE)}, column ${input % SIDE}, to ${to}`;
  }

  function describe(network, answers) {
    const [knob, index] = [model.get("knob"), model.get("index")];
    const all = original.parameters.length;
    const value = network.parameters[knob];
    const best = largest(answers);
    title.textContent = `${whole(all)} knobs, reading a ${model.get("labels")[index]} as a ${best}`;
    const trained = signed(original.parameters[knob]);
    readout.say(
      `Knob ${whole(knob + 1)}, ${nameOf(knob)}: ${signed(value)} (trained: ${trained}).`,
    );
    wall.setAttribute(
      "aria-label",
      `${all} knobs. Arrow keys move from knob to knob, page keys from neuron to neuron. ` +
        readout.nodes[0].textContent,
    );
    digit.setAttribute("aria-label", `Test digit ${index + 1}: a ${model.get("labels")[index]}.`);
    turn.show(value, signed(value));
    broken.show(model.get("broken"), `${whole(Math.round(model.get("broken") * all))} knobs at 0`);
    noise.show(model.get("noise"), model.get("noise") ? `${Math.round(100 * model.get("noise"))}%` : "none");
    const [layer, neuron] = neuronOf(knob);
    const silent = model.get("silenced").some((pair) => pair.join() === `${layer},${neuron}`);
    silence.textContent = `${silent ? "Hear" : "Silence"} neuron ${neuron + 1} of hidden layer ${layer}`;
    outputs.show(outputLines(answers));
  }

  const replace = () => {
    renew();
    painted = null;
    hungOn = "";
  };
  model.on("change:parameters", replace);
  const { redraw, stop } = drawOnChange(model, WALL_STATE, figure, draw);
  return () => {
    clearTimeout(counting);
    model.off("change:parameters", replace);
    for (const name of changes) model.off(`change:${name}`, ask);
    stop();
  };
}

export default { render };
