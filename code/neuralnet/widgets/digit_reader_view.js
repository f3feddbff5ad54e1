// DigitReader on the screen: every frame, from what the reading holds.

import { layOut } from "./digit_reader_layout.js";
import { paintNeurons, paintThreads } from "./digit_reader_machine.js";
import { frameOf, paintFrame, paintMaps } from "./digit_reader_maps.js";
import { makePadPainter, paintCursor } from "./digit_reader_pad.js";
import { focusOf, ranking, sumOf, wayBack } from "./digit_reader_reading.js";
import { countNonzero } from "./js/arrays.js";
import { fitCanvas } from "./js/canvas.js";
import { PEN, placement } from "./js/drawings.js";
import { element, setText, writeText } from "./js/element.js";
import { SIDE } from "./js/images.js";
import { makeNews } from "./js/schedule.js";

/** Returns what paints one frame. */
export function makePainter(reading, parts) {
  const padPainter = makePadPainter(parts.pad);
  const answer = element("span", { class: "nn-answer" });
  const sure = element("span", { class: "nn-sure" });
  parts.frame.figure.querySelector(".nn-title").append(answer, " ", sure);
  const [padNews, threadNews, neuronNews] = [makeNews(), makeNews(), makeNews()];
  let [layout, placed, naming] = [null, "", 0];

  return function paint({ width, unit }) {
    const { units, maps } = reading.network;
    const key = [width, unit, units, maps.length].join();
    if (key !== placed) {
      layout = layOut(width / unit, units, maps.length);
      reading.upright = layout.upright;
      place(parts, layout, unit);
      placed = key;
    }
    const focus = focusOf(reading);
    const { shown, network, sign, light, writing, developing, cursor } = reading;
    const seen = [shown, network, layout, focus?.layer, focus?.neuron];
    const moving = writing || developing || cursor ? Symbol("never the same") : null;
    if (padNews(...seen, moving)) paintPad(reading, parts, padPainter, layout, unit, focus);
    if (threadNews(...seen, moving, sign, light)) paintLinks(reading, parts, layout, { width, unit, focus }); // biome-ignore format: one picture
    if (neuronNews(...seen, sign)) paintMachine(reading, parts, layout, { width, unit, focus });
    tell(reading, parts, { answer, sure, focus });
    parts.strip.show(focus);
    parts.centring.show(reading.model.get("centred"));
    parts.random.hidden = reading.model.get("learned");
    parts.taught.show();
    clearTimeout(naming);
    naming = setTimeout(() => parts.neurons.name(reading)); // after the frame, which does not show it
  };
}

function place({ zone, pad, frame, neurons }, { pad: at, spots, upright, windows }, unit) {
  const margin = 16; // strokes may begin a little outside
  zone.style.cssText = `left: ${(at.x - margin) * unit}px; top: ${(at.y - margin) * unit}px; padding: ${margin * unit}px`;
  pad.style.cssText = `width: ${at.side * unit}px; height: ${at.side * unit}px`;
  const edges = { "--pad-end": at.x + at.side, "--pad-bottom": at.y + at.side };
  edges["--machine-start"] = spots[0][0].x - spots[0][0].radius - 9;
  if (windows) edges["--machine-start"] -= windows.gap + windows.side;
  for (const [name, edge] of Object.entries(edges)) {
    frame.figure.style.setProperty(name, `${edge * unit}px`);
  }
  frame.figure.classList.toggle("nn-upright", upright);
  neurons.place(spots, unit);
}

function paintPad(reading, { pad }, painter, { pad: { side } }, unit, focus) {
  const context = fitCanvas(pad, side * unit, side * unit);
  context.scale(unit, unit);
  const { shown, strokes, writing, developing, network, cursor } = reading;
  // A window lies where it reads; that is elsewhere while the drawing is not in the middle yet.
  const laid = focus && !(network.maps.length && wayBack(reading));
  const tint = laid ? network.tint(shown, focus.layer, focus.neuron) : null;
  const at = developing ? developing.share * 390 : 0;
  if (writing && strokes.length && !tint) painter.paintInk(context, side, strokes, reading.pen);
  else if (developing && at < 150 && strokes.length) {
    painter.paintPixels(context, side, shown.drawn);
    context.globalAlpha = 1 - at / 150;
    painter.paintInk(context, side, strokes, reading.pen);
    context.globalAlpha = 1;
  } else if (developing && reading.model.get("centred") && placement(shown.drawn)) {
    painter.paintSliding(
      context,
      side,
      shown.drawn,
      placement(shown.drawn),
      Math.max(at - 150, 0) / 240,
    );
  } else painter.paintPixels(context, side, writing ? shown.drawn : shown.seen, tint);
  const frame = laid && frameOf(reading, focus);
  if (frame) paintFrame(context, ...frame.map((pixels) => (pixels * side) / SIDE));
  if (cursor) paintCursor(context, cursor, PEN, side / 28);
}

function paintLinks(reading, { threads }, layout, { width, unit, focus }) {
  const { shown, target, writing } = reading;
  const under = fitCanvas(threads, width, layout.height * unit);
  under.clearRect(0, 0, width, layout.height * unit);
  under.scale(unit, unit);
  const busy = writing || shown !== target;
  paintThreads(under, { ...reading, layout, focus, back: wayBack(reading), busy });
}

function paintMachine(reading, { machine }, layout, { width, unit, focus }) {
  const { network, shown } = reading;
  const over = fitCanvas(machine, width, layout.height * unit);
  over.clearRect(0, 0, width, layout.height * unit);
  over.scale(unit, unit);
  const { best } = ranking(shown.activations.at(-1));
  if (network.maps.length) {
    paintMaps(over, layout, reading, focus);
    if (focus?.layer > 1)
      paintThreads(over, { ...reading, layout, focus, light: null, isAbove: true }); // a map would hide them
  }
  paintNeurons(over, { layout, network, activations: shown.activations, focus, best });
}

/** The answer in words, at the head and at the foot. */
function tell(reading, { frame, numeral, neurons }, { answer, sure, focus }) {
  const { model, target } = reading;
  const outputs = target.activations.at(-1);
  const { best, second } = ranking(outputs);
  const empty = countNonzero(target.drawn) === 0;
  const index = model.get("index");
  setText(answer, empty ? "Draw a digit" : `It reads ${best}`);
  const otherwise = `output ${outputs[best].toFixed(2)}, next: ${second}`;
  writeText(sure, empty ? `it would say ${best} all the same` : otherwise);
  setText(numeral, String(best));
  frame.figure.classList.toggle("nn-empty", empty);
  const label = index >= 0 ? model.get("labels")[index] : -1;
  neurons.outputs()?.forEach((one, j) => {
    one.classList.toggle("nn-best", j === best && !empty);
    const mark = j === label ? (j === best ? " ✓" : " ✕") : "";
    setText(one.firstElementChild.lastElementChild, mark);
  });
  const what =
    index >= 0
      ? `Test digit ${index + 1}: somebody wrote ${label === 8 ? "an" : "a"} ${label};`
      : "";
  const ink = `${countNonzero(target.seen)} of 784 pixels carry ink.`;
  const hint = empty
    ? `Nothing is drawn. It answers all the same: ${best} (output ${outputs[best].toFixed(2)}).`
    : `${what || "A drawing:"} it reads ${best} (output ${outputs[best].toFixed(2)}), then ${second} (${outputs[second].toFixed(2)}). ${ink}`;
  frame.say(focus ? focusWords(reading, focus) : hint);
}

function focusWords(reading, focus) {
  const sum = sumOf(reading, focus);
  const { layer, neuron } = focus;
  const { network } = reading;
  const { where, result } = network.words(layer);
  return `${network.name(layer, neuron)}: what adds${where} is ${sum.up.toFixed(2)}, what takes away ${Math.abs(sum.down).toFixed(2)}, the bias ${sum.bias.toFixed(2)}; its ${result} is ${sum.result.toFixed(2)}.`;
}
