// NeuronLab's 500 digits as dots where their sums are, and the fence that says from where on it fires.

import { activationOf } from "./js/activations.js";
import { fitCanvas } from "./js/canvas.js";
import { makeScale, paintAxis, roundTicks } from "./js/chart.js";
import { dragHandle } from "./js/controls.js";
import { element, setAttributes, setText } from "./js/element.js";
import { signed } from "./js/format.js";
import { change } from "./js/model.js";
import { claim, isCommand } from "./js/pen.js";
import { hit, paintGlow, paintNeuron } from "./js/stage.js";
import { DOT, makeDots } from "./neuron_lab_dots.js";
import { labelOf, remember, setBias } from "./neuron_lab_state.js";

const [TOP, BOTTOM, SIDES] = [26, 44, 10]; // room for the fence's tag, for the axis, and beside it
const GOLDEN = 0.618034; // its multiples spread evenly

export function makeFence(lab) {
  const dots = makeDots();
  const { canvas } = dots;
  const under = element("canvas", { class: "nn-cover", "aria-hidden": "true" });
  const hidden = { "aria-hidden": "true" };
  const tag = element("span", { class: "nn-tag", ...hidden });
  const ring = element("div", { class: "nn-looked", ...hidden, hidden: true });
  const bands = ["nn-sevens", "nn-ones"].map((name) =>
    element("span", { class: `nn-band ${name}`, ...hidden }),
  );
  const plot = { plan: null, dragged: false };
  const fence = makeHandle(lab, plot);
  const parts = [under, canvas, ring, ...bands, fence.node, tag];
  const node = element("div", { class: "nn-plot", "data-own": "" }, ...parts);
  connectDots(lab, plot, node, canvas);

  let base = "";
  function show([width, height], { unit, palette }, state, sum) {
    const x = makeScale(state.axis, [SIDES, width - SIDES]);
    plot.plan = { unit, width, height, x };
    const key = [width, height, unit, ...state.axis, palette.ink].join();
    if (base !== key) {
      const context = fitCanvas(under, width * unit, height * unit, "12px system-ui, sans-serif");
      context.scale(unit, unit);
      paintBase(context, plot.plan, palette);
      base = key;
    }
    const context = dots.show([width, height], unit, dotsOf(lab, plot.plan, state));
    showLooked(context, plot.plan, lab, { state, sum, ring });
    const at = x.at(-state.bias);
    node.classList.toggle("nn-fence-left", at < width / 2);
    if (lab.digits) nameBands(bands, width, lab.target.count);
    setText(tag, `over ${signed(-state.bias, 1)}: bias ${signed(state.bias, 1)}`);
    tag.style.transform = `translateX(${Math.min(Math.max(at, 72), width - 72) * unit}px) translateX(-50%)`;
    const text = `bias ${signed(state.bias, 1)}: it fires where the sum is over ${signed(-state.bias, 1)}`;
    fence.show(at * unit, (height / 2) * unit, -lab.target.bias, text);
  }
  return { node, show, canvas };
}

/** The fence: a slider from left to right, so its value is the bias with the sign turned round. */
function makeHandle(lab, plot) {
  const limits = { min: -100, max: 100, step: 0.5 };
  const fence = dragHandle("Bias: the fence", limits, {
    onDrag([x]) {
      plot.dragged = true;
      const [low, high] = lab.target.axis;
      setBias(lab, -Math.min(Math.max(plot.plan.x.value(x / plot.plan.unit), low), high));
    },
    onInput(place) {
      remember(lab, "fence");
      setBias(lab, -place);
    },
  });
  fence.node.classList.add("nn-fence");
  fence.node.addEventListener("pointerdown", ({ button }) => {
    if (button !== 0) return;
    remember(lab);
    [plot.dragged, lab.dragging] = [false, true];
  });
  for (const end of ["pointerup", "pointercancel"]) {
    fence.node.addEventListener(end, () => {
      if (lab.dragging && !plot.dragged) lab.past.pop(); // nothing has changed
      lab.dragging = false;
      lab.redraw();
    });
  }
  return fence;
}

/** A click on a dot lays its digit on the pad, and so do the arrow keys, from dot to dot. */
function connectDots(lab, plot, node, canvas) {
  const look = (example) => example >= 0 && change(lab.model, { example });
  node.addEventListener("click", ({ clientX, clientY }) => {
    const moved = plot.dragged;
    plot.dragged = false;
    if (moved || !lab.digits) return;
    const { left, top } = canvas.getBoundingClientRect();
    const { unit } = plot.plan;
    const place = { x: (clientX - left) / unit, y: (clientY - top) / unit };
    const { sums } = lab.target;
    const spots = Array.from(sums, (_, k) => spot(lab, plot.plan, k, sums));
    look(hit(spots, place, 12));
  });
  canvas.addEventListener("keydown", (event) => {
    if (!event.key.startsWith("Arrow") || isCommand(event) || !lab.digits) return;
    claim(event);
    look(neighbour(lab, event.key));
  });
}

/** The place of one of the 500: its sum across; down, so that all can be seen, somewhere in its band. */
function spot({ digits }, { x, height }, k, sums) {
  const room = (height - TOP - BOTTOM) / 2;
  const top = TOP + (digits.labels[k] === 7 ? 0 : room);
  return { x: x.at(sums[k]), y: top + 22 + (room - 28) * ((k * GOLDEN) % 1), radius: DOT };
}

/** By the arrow keys: the one with the next smaller or larger sum; up, the nearest seven, down, one. */
function neighbour({ model, digits, target }, key) {
  const { sums, bias } = target;
  const from = model.get("example");
  const at = from < 0 ? -bias : sums[from];
  const others = Array.from(sums.keys()).filter((k) => k !== from);
  const beyond = {
    ArrowRight: (k) => sums[k] > at || (sums[k] === at && k > from),
    ArrowLeft: (k) => sums[k] < at || (sums[k] === at && k < from),
    ArrowUp: (k) => digits.labels[k] === 7,
    ArrowDown: (k) => digits.labels[k] === 1,
  }[key];
  const left = key === "ArrowLeft" ? -1 : 1;
  return others.filter(beyond).reduce((best, k) => {
    const [near, nearest] = [k, best].map((place) => Math.abs(sums[place] - at));
    return best < 0 || near < nearest || (near === nearest && left * (k - best) < 0) ? k : best;
  }, -1);
}

/** What to paint: the dots, and, as brightly as the neuron is active there, the firing side. */
function dotsOf(lab, plan, { sums, bias }) {
  const { x, height } = plan;
  const labels = lab.digits?.labels ?? [];
  const [xs, ys] = [new Float64Array(labels.length), new Float64Array(labels.length)];
  const right = new Uint8Array(labels.length);
  for (let k = 0; k < labels.length; k++) {
    const at = spot(lab, plan, k, sums);
    xs[k] = at.x;
    ys[k] = at.y;
    right[k] = Number(sums[k] + bias > 0 === (labels[k] === 7));
  }
  const steepness = lab.model.get("steepness");
  const [start, end] = x.range;
  const at = (place) =>
    place < start || place > end ? 0 : activationOf("sigmoid", steepness * (x.value(place) + bias));
  return { labels, xs, ys, right, light: { top: TOP, bottom: height - BOTTOM, at } };
}

function nameBands(bands, width, { sevens, ones }) {
  const before = width < 370 ? "" : "fires for "; // short where it would reach the fence
  const kinds = width < 220 ? ["", ""] : [" sevens", " ones"];
  setText(bands[0], `${before}${sevens} of 250${kinds[0]}`);
  setText(bands[1], `${before}${ones} of 250${kinds[1]}`);
}

/** The axis, and between the bands a line; painted anew only where the axis is another. */
function paintBase(context, { x, width, height }, palette) {
  context.clearRect(0, 0, width, height);
  const across = [TOP, height - BOTTOM];
  paintAxis(context, palette, x, {
    side: "bottom",
    ticks: roundTicks(x.domain[0], x.domain[1]),
    across,
  });
  context.fillText(
    width < 220 ? "the sum" : "the sum of weight times pixel",
    width / 2,
    height - 8,
  );
  context.fillStyle = palette.hairline;
  context.fillRect(SIDES, TOP + (height - TOP - BOTTOM) / 2, width - 2 * SIDES, 1);
}

/** The digit that it looks at: ringed if it is one of the 500, else a small lamp on the axis. */
function showLooked(context, plan, lab, { state, sum, ring }) {
  const example = lab.model.get("example");
  const one = example >= 0 && lab.digits;
  ring.hidden = !one;
  if (one) {
    const { x, y } = spot(lab, plan, example, state.sums);
    ring.style.transform = `translate(${x * plan.unit}px, ${y * plan.unit}px)`;
    return;
  }
  const lamp = {
    x: plan.x.at(Math.min(Math.max(sum, state.axis[0]), state.axis[1])),
    y: plan.height - BOTTOM,
    radius: 6,
  };
  const activation = activationOf("sigmoid", lab.model.get("steepness") * (sum + state.bias));
  paintGlow(context, lamp, activation);
  paintNeuron(context, lamp, activation);
}

/** What the picture of the dots says, in words. */
export function dotsInWords(lab) {
  if (!lab.digits) return "The sums of 500 digits";
  const { sevens, ones } = lab.target.count;
  const looked =
    lab.model.get("example") < 0
      ? ""
      : ` It looks at number ${lab.model.get("example") + 1}, a ${labelOf(lab)}.`;
  return (
    `The sums of 250 sevens, of which it fires for ${sevens}, and of 250 ones, of which it fires for ` +
    `${ones}.${looked} Left and right go to the digit with the next sum, up to the nearest seven, down to the nearest one.`
  );
}

export function nameDots(canvas, lab) {
  setAttributes(canvas, { "aria-label": dotsInWords(lab) });
}
