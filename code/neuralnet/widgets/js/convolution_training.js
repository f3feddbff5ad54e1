// Backpropagation and gradient descent for layers of windows: the same as convolution.py's.

/** @import { Convolution, InkRow, MapPassage, MapRoom, MapTrainer, Measured, Numbers } from "./types.d.ts" */

import { softmax } from "./activations.js";
import { CLASSES, makeConvolution, REACH } from "./convolution.js";
import { SIDE } from "./images.js";
import { measureOutputs, takeStep } from "./training.js";

const TAPS = REACH * REACH;

// While images pass through, the numbers of all maps at one place stand side by side, and so do
// the weights that meet them: what is added up lies in a run. An image's paper and all that ReLU
// has set to 0 are left out, and on the way back all but the largest of each block.

/**
 * Where images pass through a convolutional network, one after the other.
 * @param {Convolution} network
 * @returns {MapPassage}
 */
export function makeMapPassage(network) {
  const rooms = network.layers.map(({ count, before, side, weights }) => {
    const across = side - REACH + 1;
    const half = across / 2;
    return {
      across,
      half,
      sums: new Float64Array(across * across * count),
      best: new Int32Array(half * half * count),
      values: new Float64Array(half * half * count),
      slopes: new Float64Array(half * half * count),
      rows: new Float64Array(weights.length), // of each map: [map][tap][map before]
      columns: new Float64Array(weights.length), // of each tap: [tap][map before][map]
      added: new Float64Array(weights.length), // the gradient, as rows
      before,
      count,
    };
  });
  return {
    network,
    rooms,
    image: new Float64Array(SIDE * SIDE),
    last: new Float64Array(network.weights.length), // [place][map][output]
    lastAdded: new Float64Array(network.weights.length),
    along: new Float64Array(CLASSES),
  };
}

/**
 * Lay the weights out as they are met, as they are now.
 * @param {MapPassage} passage
 */
function layOutWeights({ network, rooms, last }) {
  network.layers.forEach(({ count, before, weights }, k) => {
    const { rows, columns } = rooms[k];
    for (let map = 0; map < count; map++) {
      for (let own = 0; own < before; own++) {
        for (let tap = 0; tap < TAPS; tap++) {
          const weight = weights[(map * before + own) * TAPS + tap];
          rows[(map * TAPS + tap) * before + own] = weight;
          columns[(tap * before + own) * count + map] = weight;
        }
      }
    }
  });
  const { count } = network.layers.at(-1);
  for (let output = 0; output < CLASSES; output++) {
    for (let i = 0; i < network.inputs; i++) {
      last[placeOf(i, network.inputs, count) * CLASSES + output] =
        network.weights[output * network.inputs + i];
    }
  }
}

/**
 * Where number i of the last maps, map by map as in Python, stands place by place.
 * @param {number} i
 * @param {number} inputs
 * @param {number} count
 */
function placeOf(i, inputs, count) {
  const places = inputs / count;
  return (i % places) * count + Math.floor(i / places);
}

/**
 * One image's way forward; returns its outputs.
 * @param {MapPassage} passage
 * @param {InkRow} row
 */
function passOne({ network, rooms, image, last }, { ink, place }) {
  const [from, to] = [ink.starts[place], ink.starts[place + 1]];
  image.fill(0);
  rooms[0].sums.fill(0);
  for (let k = from; k < to; k++) {
    image[ink.places[k]] = ink.values[k];
    scatter(rooms[0], ink.places[k], SIDE, 0, ink.values[k]);
  }
  keepLargest(rooms[0], network.layers[0].biases);
  for (let k = 1; k < rooms.length; k++) {
    scatterMaps(rooms[k], rooms[k - 1]);
    keepLargest(rooms[k], network.layers[k].biases);
  }
  return softmax(sumOutputs(network.biases, rooms.at(-1).values, last));
}

/**
 * What one number gives to all sums whose windows see it: it is at `place` of map `own`.
 * @param {MapRoom} room
 * @param {number} place
 * @param {number} side of the maps that are read
 * @param {number} own
 * @param {number} value
 */
function scatter({ sums, columns, across, before, count }, place, side, own, value) {
  const row = Math.floor(place / side);
  const column = place - row * side;
  const [top, bottom] = [Math.max(0, row - across + 1), Math.min(REACH - 1, row)];
  const [left, right] = [Math.max(0, column - across + 1), Math.min(REACH - 1, column)];
  for (let i = top; i <= bottom; i++) {
    for (let j = left; j <= right; j++) {
      const to = ((row - i) * across + column - j) * count;
      const from = ((i * REACH + j) * before + own) * count;
      for (let map = 0; map < count; map++) sums[to + map] += value * columns[from + map];
    }
  }
}

/**
 * The sums of a layer that is not the first.
 * @param {MapRoom} room
 * @param {MapRoom} earlier
 */
function scatterMaps(room, { values, half }) {
  const { before } = room;
  room.sums.fill(0);
  for (let place = 0; place < half * half; place++) {
    for (let own = 0; own < before; own++) {
      const value = values[place * before + own];
      if (value !== 0) scatter(room, place, half, own, value);
    }
  }
}

/**
 * Of each block of 2 by 2 the largest sum, and where it stands; then the bias, and ReLU. Of equal
 * ones, the first.
 * @param {MapRoom} room
 * @param {Float64Array} biases
 */
function keepLargest({ sums, best, values, across, half, count }, biases) {
  for (let row = 0; row < half; row++) {
    for (let column = 0; column < half; column++) {
      const first = (2 * row * across + 2 * column) * count;
      const to = (row * half + column) * count;
      for (let map = 0; map < count; map++) {
        const above = first + map;
        const below = above + across * count;
        const upper = sums[above + count] > sums[above] ? above + count : above;
        const lower = sums[below + count] > sums[below] ? below + count : below;
        const at = sums[lower] > sums[upper] ? lower : upper;
        best[to + map] = at;
        values[to + map] = Math.max(sums[at] + biases[map], 0);
      }
    }
  }
}

/**
 * @param {Float64Array} biases
 * @param {Float64Array} values
 * @param {Float64Array} last
 */
function sumOutputs(biases, values, last) {
  const sums = biases.slice();
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === 0) continue;
    for (let j = 0; j < CLASSES; j++) sums[j] += value * last[i * CLASSES + j];
  }
  return sums;
}

/**
 * One image's way back, right after its way forward: adds its part of the gradient.
 * @param {MapPassage} passage
 * @param {Convolution} gradient
 */
function passOneBack({ network, rooms, image, last, lastAdded, along }, gradient) {
  const end = rooms.at(-1);
  end.slopes.fill(0);
  for (let j = 0; j < CLASSES; j++) gradient.biases[j] += along[j];
  for (let i = 0; i < end.values.length; i++) {
    const value = end.values[i];
    if (value === 0) continue; // ReLU lets nothing back either
    let slope = 0;
    for (let j = 0; j < CLASSES; j++) {
      lastAdded[i * CLASSES + j] += along[j] * value;
      slope += along[j] * last[i * CLASSES + j];
    }
    end.slopes[i] = slope;
  }
  for (let k = network.layers.length - 1; k >= 0; k--) {
    const earlier = k > 0 ? rooms[k - 1] : null;
    earlier?.slopes.fill(0);
    throughWindows(rooms[k], earlier?.values ?? image, earlier?.slopes, gradient.layers[k].biases);
    if (earlier) stopAtZero(earlier);
  }
}

/**
 * From the slopes along a layer's maps: its gradient, and the slopes along the maps before. Only
 * the largest sum of each block gets one.
 * @param {MapRoom} room
 * @param {Float64Array} given
 * @param {Float64Array | undefined} back
 * @param {Float64Array} biases
 */
function throughWindows({ slopes, best, rows, added, across, before, count }, given, back, biases) {
  const [run, side] = [REACH * before, across + REACH - 1];
  for (let k = 0; k < slopes.length; k++) {
    const slope = slopes[k];
    if (slope === 0) continue;
    const [map, at] = [k % count, Math.floor(best[k] / count)];
    biases[map] += slope;
    const [row, column] = [Math.floor(at / across), at % across];
    for (let i = 0; i < REACH; i++) {
      const from = ((row + i) * side + column) * before;
      const to = (map * REACH + i) * run;
      for (let j = 0; j < run; j++) added[to + j] += slope * given[from + j];
      if (back) for (let j = 0; j < run; j++) back[from + j] += slope * rows[to + j];
    }
  }
}

/** @param {MapRoom} room */
function stopAtZero({ slopes, values }) {
  for (let k = 0; k < slopes.length; k++) if (values[k] === 0) slopes[k] = 0;
}

/**
 * Put what was added up, as it lay, where the gradient has it.
 * @param {MapPassage} passage
 * @param {Convolution} gradient
 */
function gather({ rooms, lastAdded }, gradient) {
  gradient.layers.forEach(({ count, before, weights }, k) => {
    for (let map = 0; map < count; map++) {
      for (let own = 0; own < before; own++) {
        for (let tap = 0; tap < TAPS; tap++) {
          weights[(map * before + own) * TAPS + tap] =
            rooms[k].added[(map * TAPS + tap) * before + own];
        }
      }
    }
  });
  const { inputs, weights, layers } = gradient;
  const { count } = layers.at(-1);
  for (let output = 0; output < CLASSES; output++) {
    for (let i = 0; i < inputs; i++) {
      weights[output * inputs + i] = lastAdded[placeOf(i, inputs, count) * CLASSES + output];
    }
  }
}

/**
 * What training needs besides the network: its gradient, the speed of its last step, and where
 * images pass through. The cost is cross-entropy.
 * @param {Convolution} network
 * @param {{learningRate: number, momentum?: number}} settings
 * @returns {MapTrainer}
 */
export function makeMapTrainer(network, { learningRate, momentum = 0 }) {
  const { maps, parameters } = network;
  const gradient = makeConvolution(maps, new Float64Array(parameters.length));
  const velocity = new Float64Array(parameters.length);
  return {
    network,
    learningRate,
    momentum,
    gradient,
    velocity,
    passage: makeMapPassage(network),
  };
}

/**
 * Set a trainer's gradient to that of a batch's mean cost. Returns this, and the share that was
 * read right.
 * @param {MapTrainer} trainer
 * @param {InkRow[]} batch
 * @returns {Measured}
 */
export function gradientOfMaps({ passage, gradient }, batch) {
  gradient.parameters.fill(0);
  for (const { added } of passage.rooms) added.fill(0);
  passage.lastAdded.fill(0);
  layOutWeights(passage);
  /** @type {Numbers[]} */
  const outputs = [];
  for (const row of batch) {
    const found = passOne(passage, row);
    outputs.push(found);
    for (let j = 0; j < CLASSES; j++) {
      passage.along[j] = (found[j] - Number(j === row.label)) / batch.length;
    }
    passOneBack(passage, gradient);
  }
  gather(passage, gradient);
  return measureOutputs((row) => outputs[row], batch, "cross-entropy");
}

/**
 * Learn from one batch. Returns its mean cost and the share that was read right.
 * @param {MapTrainer} trainer
 * @param {InkRow[]} batch
 */
export function trainMaps(trainer, batch) {
  const found = gradientOfMaps(trainer, batch);
  takeStep(trainer);
  return found;
}

/**
 * Mean cost and accuracy of a convolutional network on labelled images.
 * @param {MapPassage} passage
 * @param {InkRow[]} rows
 */
export function evaluateMaps(passage, rows) {
  layOutWeights(passage);
  const outputs = rows.map((row) => passOne(passage, row));
  return measureOutputs((row) => outputs[row], rows, "cross-entropy");
}
