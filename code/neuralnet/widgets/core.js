// The mathematics of the live figures: the same as Python's, and tested against it.
// Nothing here touches the page. Images are arrays of 784 numbers from 0 to 1.

const SIDE = 28;

/** A pixel's byte, 0 to 255, as the number that the network sees, 0 to 1. */
function pixelValue(byte) {
  return byte / 255;
}

/** What is shown of a pixel: its value, or, above a threshold of 0, only 0 or 1. */
function thresholded(value, threshold) {
  if (threshold <= 0) return value;
  return value >= threshold ? 1 : 0;
}

/** How many of these numbers are not 0. */
function countNonzero(values) {
  return values.reduce((count, value) => count + (value !== 0 ? 1 : 0), 0);
}

/** Where the largest of these numbers stands. */
function largest(values) {
  return values.reduce((best, value, k) => (value > values[best] ? k : best), 0);
}

// Activation functions of one weighted sum; softmax, of a whole layer, stands apart.
const FUNCTIONS = {
  sigmoid: (z) => 0.5 * (1 + Math.tanh(0.5 * z)),
  tanh: Math.tanh,
  relu: (z) => Math.max(z, 0),
  identity: (z) => z,
};

// Their slopes where they have the value a.
const SLOPES = {
  sigmoid: (a) => a * (1 - a),
  tanh: (a) => 1 - a * a,
  relu: (a) => (a > 0 ? 1 : 0),
  identity: () => 1,
};

function softmax(sums) {
  const most = sums.reduce((a, b) => Math.max(a, b));
  const powers = sums.map((z) => Math.exp(z - most));
  const total = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / total);
}

/** A layer's activations from its weighted sums. */
function activate(name, sums) {
  return name === "softmax" ? softmax(sums) : sums.map(FUNCTIONS[name]);
}

function countParameters(sizes) {
  return sizes.slice(1).reduce((count, neurons, k) => count + (sizes[k] + 1) * neurons, 0);
}

/**
 * A network: `parameters`, a Float64Array laid out as in Python, and layers that view it.
 * The weight from input i to neuron j of a layer is `weights[j * inputs + i]`.
 */
function makeNetwork(sizes, hidden, output, parameters) {
  let start = 0;
  const layers = sizes.slice(1).map((neurons, k) => {
    const inputs = sizes[k];
    const middle = start + inputs * neurons;
    const layer = {
      inputs,
      neurons,
      activation: k === sizes.length - 2 ? output : hidden,
      weights: parameters.subarray(start, middle),
      biases: parameters.subarray(middle, middle + neurons),
    };
    start = middle + neurons;
    return layer;
  });
  return { sizes, hidden, output, parameters, layers };
}

/** The places of the inputs that are not 0: the others add nothing to any sum. */
function nonzeroPlaces(values) {
  const places = [];
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) places.push(i);
  return places;
}

/** A layer's weighted sums: weights times inputs, added up, and the bias. */
function weightedSums({ inputs, weights, biases }, values, places = nonzeroPlaces(values)) {
  return biases.map((bias, j) => {
    let sum = 0;
    for (const i of places) sum += weights[j * inputs + i] * values[i];
    return sum + bias;
  });
}

/**
 * The forward pass. `activations` holds the inputs and every layer's activations;
 * `sums[k]` the weighted sums of layer k; `places` each layer's inputs that are not 0.
 */
function forward(network, image) {
  const pass = { activations: [image], sums: [], places: [] };
  for (const layer of network.layers) {
    const values = pass.activations.at(-1);
    const places = nonzeroPlaces(values);
    const sums = weightedSums(layer, values, places);
    pass.places.push(places);
    pass.sums.push(sums);
    pass.activations.push(activate(layer.activation, sums));
  }
  return pass;
}

/** Costs of one image's outputs; `target` is 1 at the right answer and 0 elsewhere. */
const COSTS = {
  quadratic: (outputs, target) =>
    0.5 * outputs.reduce((cost, output, k) => cost + (output - target[k]) ** 2, 0),
  "cross-entropy": (outputs, target) =>
    -outputs.reduce((cost, output, k) => cost + target[k] * Math.log(Math.max(output, 1e-300)), 0),
};

/** Slopes along activations, turned into slopes along the weighted sums behind them. */
function throughActivation(name, activations, slopes) {
  if (name !== "softmax") return slopes.map((slope, j) => slope * SLOPES[name](activations[j]));
  const mean = slopes.reduce((sum, slope, j) => sum + slope * activations[j], 0);
  return slopes.map((slope, j) => activations[j] * (slope - mean));
}

/**
 * Add `share` times the gradient of one image's cost to `gradient`, a network of the same
 * sizes that holds slopes in place of parameters. As `Gradient.add` in training.py.
 */
function backpropagate(network, pass, target, cost, share, gradient) {
  const outputs = pass.activations.at(-1);
  let slopes = Float64Array.from(outputs, (output, j) => (output - target[j]) * share);
  if (cost !== "cross-entropy") slopes = throughActivation(network.output, outputs, slopes);
  for (let k = network.layers.length - 1; k >= 0; k--) {
    const { inputs, neurons, weights } = network.layers[k];
    const { weights: weightSlopes, biases: biasSlopes } = gradient.layers[k];
    const values = pass.activations[k];
    const before = new Float64Array(k > 0 ? inputs : 0);
    for (let j = 0; j < neurons; j++) {
      const slope = slopes[j];
      if (slope === 0) continue;
      const row = j * inputs;
      biasSlopes[j] += slope;
      for (const i of pass.places[k]) weightSlopes[row + i] += slope * values[i];
      for (let i = 0; i < before.length; i++) before[i] += slope * weights[row + i];
    }
    if (k > 0) slopes = throughActivation(network.hidden, values, before);
  }
}

/** What training needs besides the network: its gradient, and the speed of its last step. */
function makeTrainer(network, { cost, learningRate, momentum = 0 }) {
  const { sizes, hidden, output, parameters } = network;
  const gradient = makeNetwork(sizes, hidden, output, new Float64Array(parameters.length));
  const velocity = new Float64Array(parameters.length);
  return { network, cost, learningRate, momentum, gradient, velocity };
}

/**
 * Learn from one batch: images and labels at the places that `batch` lists. `imageAt(place)`
 * gives 784 numbers. Returns the batch's mean cost and the share that was read right.
 */
function trainBatch(trainer, imageAt, labels, batch) {
  const { network, gradient, velocity, momentum, learningRate } = trainer;
  const target = new Float64Array(network.sizes.at(-1));
  let [cost, right] = [0, 0];
  gradient.parameters.fill(0);
  for (const place of batch) {
    const pass = forward(network, imageAt(place));
    const outputs = pass.activations.at(-1);
    target.fill(0)[labels[place]] = 1;
    cost += COSTS[trainer.cost](outputs, target);
    right += largest(outputs) === labels[place] ? 1 : 0;
    backpropagate(network, pass, target, trainer.cost, 1 / batch.length, gradient);
  }
  for (let k = 0; k < velocity.length; k++) {
    velocity[k] = momentum * velocity[k] + gradient.parameters[k];
    network.parameters[k] -= learningRate * velocity[k];
  }
  return { cost: cost / batch.length, accuracy: right / batch.length };
}

/** Mean cost and accuracy of a network on the images at these places. */
function evaluate(network, imageAt, labels, places, costName) {
  const target = new Float64Array(network.sizes.at(-1));
  let [cost, right] = [0, 0];
  for (const place of places) {
    const outputs = forward(network, imageAt(place)).activations.at(-1);
    target.fill(0)[labels[place]] = 1;
    cost += COSTS[costName](outputs, target);
    right += largest(outputs) === labels[place] ? 1 : 0;
  }
  return { cost: cost / places.length, accuracy: right / places.length };
}

// Python sends parameters as the smallest numbers that hold them exactly: 2, 4 or 8 bytes.
const READERS = {
  2: (view, k) => halfFloat(view.getUint16(2 * k, true)),
  4: (view, k) => view.getFloat32(4 * k, true),
  8: (view, k) => view.getFloat64(8 * k, true),
};

/** The number that 16 bits stand for (IEEE 754, binary16; infinity is never sent). */
function halfFloat(bits) {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size = exponent ? 2 ** (exponent - 25) * (1024 + fraction) : 2 ** -24 * fraction;
  return bits & 0x8000 ? -size : size;
}

function decodeNumbers(view, count) {
  const read = READERS[view.byteLength / count];
  return Float64Array.from({ length: count }, (_, k) => read(view, k));
}

/** Digits as Python packs them (digit_files.py): labels, a bit a pixel, the inked pixels. */
function unpackDigits(bytes, count) {
  const pixels = count * SIDE * SIDE;
  const bits = bytes.subarray(count, count + pixels / 8);
  const images = new Uint8Array(pixels);
  let next = count + pixels / 8;
  for (let k = 0; k < pixels; k++) {
    if (bits[k >> 3] & (128 >> (k & 7))) images[k] = bytes[next++];
  }
  return { labels: bytes.subarray(0, count), images };
}

/**
 * A drawing of `height` rows of `width` numbers, made into an image like MNIST's.
 * As `images.preprocess` in Python, which says what is done and why.
 */
function preprocess(drawing, height = SIDE, width = SIDE) {
  const image = new Float64Array(SIDE * SIDE);
  const rowInk = new Float64Array(height);
  const columnInk = new Float64Array(width);
  drawing.forEach((ink, place) => {
    rowInk[Math.floor(place / width)] += ink;
    columnInk[place % width] += ink;
  });
  const rows = nonzeroPlaces(rowInk);
  const columns = nonzeroPlaces(columnInk);
  if (!rows.length) return image;
  const [top, left] = [rows[0], columns[0]];
  const [tall, broad] = [rows.at(-1) + 1 - top, columns.at(-1) + 1 - left];
  const scale = 20 / Math.max(tall, broad);
  const down = averaging(rowInk.subarray(top, top + tall), scale);
  const across = averaging(columnInk.subarray(left, left + broad), scale);
  for (const { to: row, from: y, part: high } of down) {
    for (const { to: column, from: x, part: wide } of across) {
      image[row * SIDE + column] += high * wide * drawing[(top + y) * width + left + x];
    }
  }
  return image;
}

/** Which part of pixel `to` the pixel `from` comes to cover, scaled and centred. */
function averaging(mass, scale) {
  const total = mass.reduce((a, b) => a + b);
  const centre = mass.reduce((sum, ink, k) => sum + ink * (k + 0.5), 0) / total;
  const start = Math.min(Math.max(14.5 - scale * centre, 0), SIDE - scale * mass.length);
  const parts = [];
  for (let from = 0; from < mass.length; from++) {
    const [begin, end] = [start + scale * from, start + scale * (from + 1)];
    for (let to = Math.max(Math.floor(begin), 0); to < Math.min(end, SIDE); to++) {
      const part = Math.min(end, to + 1) - Math.max(begin, to);
      if (part > 0) parts.push({ from, to, part });
    }
  }
  return parts;
}

/** How far the middle of a pixel is from a stroke from one point to another (right, down). */
function distanceToStroke(place, [x0, y0], [x1, y1]) {
  const [x, y] = [(place % SIDE) + 0.5 - x0, Math.floor(place / SIDE) + 0.5 - y0];
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const along = length ? (x * dx + y * dy) / length : 0;
  const nearest = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - nearest * dx, y - nearest * dy);
}

/**
 * Draw with a round pen with soft edges, from one point to another (pixels right and down),
 * into `drawing`, 28 by 28 numbers: as `images.trace` in Python.
 */
function stroke(drawing, from, to, width) {
  for (let place = 0; place < drawing.length; place++) {
    const ink = width / 2 + 0.5 - distanceToStroke(place, from, to);
    drawing[place] = Math.max(drawing[place], Math.min(Math.max(ink, 0), 1));
  }
}

// Two landscapes to roll down, as landscapes.py has them. A place is a list of knobs.
const LANDSCAPES = {
  curve: {
    cost: ([x]) => 0.1 * x ** 4 - 0.6 * x ** 2 + 0.2 * x + 1.5,
    slopes: ([x]) => [0.4 * x ** 3 - 1.2 * x + 0.2],
  },
  valley: {
    cost: ([x, y]) => 0.5 * (x ** 2 + 12 * y ** 2),
    slopes: ([x, y]) => [x, 12 * y],
  },
};

/** One step downhill: the place after it, and the speed, of which momentum keeps a share. */
function stepDownhill(landscape, place, velocity, learningRate, momentum) {
  const slopes = LANDSCAPES[landscape].slopes(place);
  const speed = slopes.map((slope, k) => momentum * (velocity[k] ?? 0) + slope);
  return { place: place.map((x, k) => x - learningRate * speed[k]), velocity: speed };
}

/**
 * Random numbers from 0 to 1, the same for the same seed: mulberry32, by Tommy Ettinger (2017).
 */
function makeRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The numbers below `count` in a random order (Fisher and Yates). */
function shuffled(count, random) {
  const order = [...Array(count).keys()];
  for (let k = count - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    [order[k], order[other]] = [order[other], order[k]];
  }
  return order;
}

/** A new network with random weights, scaled as Python's Network scales them, and biases 0. */
function newNetwork(sizes, hidden, output, random) {
  const parameters = new Float64Array(countParameters(sizes));
  const network = makeNetwork(sizes, hidden, output, parameters);
  for (const { inputs, weights } of network.layers) {
    const spread = Math.sqrt((hidden === "relu" ? 2 : 1) / inputs);
    for (let k = 0; k < weights.length; k++) {
      // Two even random numbers make one of a bell curve (Box and Muller 1958).
      const far = Math.sqrt(-2 * Math.log(1 - random()));
      weights[k] = spread * far * Math.cos(2 * Math.PI * random());
    }
  }
  return network;
}

/** An activation function by name, the step (1 from 0 on, else 0) among them. */
function activationOf(name, z) {
  return name === "step" ? Number(z >= 0) : FUNCTIONS[name](z);
}

/** Its slope where it has the value a; the step is flat wherever it has a slope. */
function slopeOf(name, a) {
  return name === "step" ? 0 : SLOPES[name](a);
}

/**
 * One number through many neurons in a row, all with the same weight and bias: for each its
 * activation, and how fast that changes with the number at the beginning.
 */
function throughNeurons(name, x, weight, bias, count) {
  const passed = [];
  let [value, total] = [x, 1];
  for (let k = 0; k < count; k++) {
    value = activationOf(name, weight * value + bias);
    total *= weight * slopeOf(name, value);
    passed.push({ value, total });
  }
  return passed;
}

/** A sum of neurons at x: each is [weight, bias, share]. Plus an offset. */
function sumOfNeurons(name, neurons, offset, x) {
  return neurons.reduce(
    (sum, [weight, bias, share]) => sum + share * activationOf(name, weight * x + bias),
    offset,
  );
}

/** An image turned about its middle, clockwise: as `images.rotate` in Python. */
function rotate(image, degrees) {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin, middle] = [Math.cos(angle), Math.sin(angle), (SIDE - 1) / 2];
  const at = (row, column) =>
    row >= 0 && row < SIDE && column >= 0 && column < SIDE ? image[row * SIDE + column] : 0;
  return Float64Array.from({ length: SIDE * SIDE }, (_, k) => {
    const [down, right] = [Math.floor(k / SIDE) - middle, (k % SIDE) - middle];
    const [y, x] = [cos * down - sin * right + middle, sin * down + cos * right + middle];
    const [row, column] = [Math.floor(y), Math.floor(x)];
    const [low, far] = [y - row, x - column];
    return (
      at(row, column) * (1 - low) * (1 - far) +
      at(row, column + 1) * (1 - low) * far +
      at(row + 1, column) * low * (1 - far) +
      at(row + 1, column + 1) * low * far
    );
  });
}

// What ConfidenceLab does to an image; `amount` goes from 0 to 1. As in confidence_lab.py.
const SPOILERS = {
  noise: (image, amount, { random }) => image.map((a) => (1 - amount) * a + amount * random()),
  blank: (image, amount) => image.map((a) => (1 - amount) * a),
  rotated: (image, amount) => rotate(image, 180 * amount),
  blended: (image, amount, { other }) => image.map((a, k) => (1 - amount) * a + amount * other[k]),
  inverted: (image, amount) => image.map((a) => (1 - amount) * a + amount * (1 - a)),
};

// Text as a picture.

const [SPACE_SYMBOL, OTHER_SYMBOL] = [26, 27]; // after the letters a to z

/** A text as symbols from 0 to 27: as `text.symbols` in Python, which says which. */
function textSymbols(text) {
  const found = [SPACE_SYMBOL];
  for (const character of text.toLowerCase().normalize("NFC")) {
    const place = character.codePointAt(0) - 97;
    const other = /\p{L}/u.test(character) ? OTHER_SYMBOL : SPACE_SYMBOL;
    const symbol = place >= 0 && place < 26 ? place : other;
    if (symbol !== SPACE_SYMBOL || found.at(-1) !== SPACE_SYMBOL) found.push(symbol);
  }
  if (found.at(-1) !== SPACE_SYMBOL) found.push(SPACE_SYMBOL);
  return found;
}

/** How often each symbol follows each other: as `text.letter_pairs` in Python. */
function letterPairs(text) {
  const found = textSymbols(text);
  const counts = new Float64Array(SIDE * SIDE);
  for (let k = 1; k < found.length; k++) counts[SIDE * found[k - 1] + found[k]] += 1;
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  return counts.map((count) => Math.fround(Math.sqrt(count / most)));
}
