// DigitReader's network of maps: what carries most to each where its sum is largest, and how maps look.

import { decodeNumbers } from "./js/bytes.js";
import { grey, stageSign } from "./js/colours.js";
import { carriedTo, countWindows, forwardMaps, makeConvolution } from "./js/convolution.js";
import { element } from "./js/element.js";
import { signed } from "./js/format.js";
import { SIDE } from "./js/images.js";
import { STAGE } from "./js/stage.js";

/** How a neuron's sum is said: `where` it is taken, and what its `result` is. */
export const SAID = { where: "", result: "activation" };

const WINDOW = 5;
const REACH_OF_SUM = [5, 14]; // pixels along each side of what a sum of the first, the second layer sees
const ORDER = ["First", "Second"];

/** A network of maps, as digit_reader_network.js says; a unit of its layers is a map. */
export function makeMapReader(model) {
  const maps = model.get("maps");
  const parameters = decodeNumbers(model.get("parameters"), countWindows(maps));
  const network = makeConvolution(maps, parameters);
  const last = maps.length + 1;
  const windowOf = (map) => network.layers[0].weights.subarray(25 * map, 25 * (map + 1));
  return {
    units: [SIDE * SIDE, ...maps, 10],
    maps,
    windowOf,
    read(image) {
      const pass = forwardMaps(network, image);
      return { activations: [image, ...pass.maps, pass.outputs], places: pass.places };
    },
    terms: ({ activations, places }, layer, only) =>
      carriedTo(network, activations[layer - 1], places[layer - 1], layer - 1, only),
    bias: (layer, unit) => (network.layers[layer - 1] ?? network).biases[unit],
    squash: (layer) => (layer === last ? "softmax" : "relu"),
    result({ activations }, layer, unit) {
      if (layer === last) return activations[layer][unit];
      return mapOf(activations[layer], maps[layer - 1], unit).reduce((a, b) => Math.max(a, b), 0);
    },
    tint({ places }, layer, unit) {
      if (layer !== 1) return null;
      const [row, column] = places[0][unit];
      const laid = new Float64Array(SIDE * SIDE);
      windowOf(unit).forEach((weight, k) => {
        laid[SIDE * (row + Math.floor(k / WINDOW)) + column + (k % WINDOW)] = weight;
      });
      return laid;
    },
    name(layer, unit) {
      if (layer === last) return `Output ${unit}`;
      return `${ORDER[layer - 1]} layer, map ${unit + 1} of ${maps[layer - 1]}`;
    },
    words: (layer) =>
      layer === last ? SAID : { where: " in the frame", result: "largest number" },
    line: (_, layer, __, i, term) => `map ${i + 1} of layer ${layer - 1}: ${signed(term)}`,
  };
}

/** What a map in focus sees where its sum is largest, in pixels: `[right, down, side]`, or null. */
export function frameOf({ shown }, { layer, neuron }) {
  const place = shown.places?.[layer - 1]?.[neuron];
  if (!place) return null;
  const [row, column] = place.map((start) => start * 2 ** (layer - 1));
  return [column, row, REACH_OF_SUM[layer - 1]];
}

/** One of `count` maps that stand one after the other. */
function mapOf(numbers, count, map) {
  const size = numbers.length / count;
  return numbers.slice(map * size, (map + 1) * size);
}

/** What a layer is painted on, made when it is first needed. @type {HTMLCanvasElement} */
let sheet = null;

/** Paint `count` square pictures of a layer in one go: below each other, a number a pixel. */
function paintLayer(numbers, count, colourAt) {
  const side = Math.sqrt(numbers.length / count);
  sheet ??= element("canvas");
  Object.assign(sheet, { width: side, height: side * count });
  const picture = new ImageData(side, side * count);
  for (let k = 0; k < numbers.length; k++) picture.data.set([...colourAt(k), 255], 4 * k);
  sheet.getContext("2d").putImageData(picture, 0, 0);
  return side;
}

/** The maps of all layers, the brighter, the larger a number; beside the first layer its windows. */
export function paintMaps(context, { spots, windows }, { network, shown }, focus) {
  const { maps } = network;
  context.imageSmoothingEnabled = false;
  maps.forEach((count, k) => {
    const numbers = shown.activations[k + 1];
    const most = numbers.reduce((top, value) => Math.max(top, value), 1e-9);
    const side = paintLayer(numbers, count, (at) =>
      grey(Math.sqrt(Math.max(numbers[at], 0) / most)),
    );
    spots[k].forEach(({ x, y, radius }, map) => {
      const apart = focus && !(focus.layer === k + 1 && focus.neuron === map);
      const [left, top, size] = [x - radius, y - radius, 2 * radius];
      context.fillStyle = STAGE.ground;
      context.fillRect(left, top, size, size);
      context.globalAlpha = apart ? 0.45 : 1;
      context.drawImage(sheet, 0, map * side, side, side, left, top, size, size);
      context.globalAlpha = 1;
      context.lineWidth = 1;
      context.strokeStyle = STAGE.hairline;
      context.strokeRect(left - 0.5, top - 0.5, size + 1, size + 1);
      if (focus && !apart) paintFrame(context, left - 4, top - 4, size + 8);
    });
  });
  if (windows) paintWindows(context, spots[0], windows, network, focus);
}

/** The windows of the first layer, each beside its map: blue adds, orange with dots takes away. */
function paintWindows(context, spots, { gap, side }, { windowOf }, focus) {
  const cell = side / WINDOW;
  spots.forEach(({ x, y, radius }, map) => {
    const weights = windowOf(map);
    const most = weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 1e-12);
    const [left, top] = [x - radius - gap - side, y - side / 2];
    paintLayer(weights, 1, (k) => stageSign(weights[k], most));
    context.globalAlpha = focus && !(focus.layer === 1 && focus.neuron === map) ? 0.3 : 1;
    context.drawImage(sheet, left, top, side, side);
    context.fillStyle = STAGE.ground;
    weights.forEach((weight, k) => {
      if (weight > -0.15 * most) return;
      const [right, down] = [k % WINDOW, Math.floor(k / WINDOW)].map(
        (at) => (at + 0.5) * cell - 0.5,
      );
      context.fillRect(left + right, top + down, 1.2, 1.2);
    });
    context.globalAlpha = 1;
  });
}

/** An amber square, on one of ink, around what the reader has picked. */
export function paintFrame(context, left, top, side) {
  for (const [width, colour] of [
    [5, STAGE.ground],
    [2.5, STAGE.hand],
  ]) {
    Object.assign(context, { lineWidth: width, strokeStyle: colour });
    context.strokeRect(left, top, side, side);
  }
}
