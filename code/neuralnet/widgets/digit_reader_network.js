// What DigitReader asks of a network: of one of neurons here, of one of maps in digit_reader_maps.js.

import { makeMapReader, SAID } from "./digit_reader_maps.js";
import { signed } from "./js/format.js";
import { networkOf } from "./js/model.js";
import { forward, newNetwork } from "./js/network.js";
import { mulberry32 } from "./js/random.js";

/**
 * The network that the model holds, as one that reads:
 * - `units`: how many pixels, neurons or maps, and outputs its layers have;
 * - `read(image)`: what each layer makes of it, `{ activations }`, the image first;
 * - `terms(found, layer, only)`: what is carried to each unit of a layer (from 1), or to one;
 * - `bias(layer, unit)`, `squash(layer)`, `result(found, layer, unit)`: what becomes of their sum;
 * - `tint(found, layer, unit)`: the weights of a unit that sees pixels, laid where it sees them;
 * - `name`, `words` and `line`: how a unit, its sum, and one of its terms are said.
 *
 * `last`, if given, is the one of before: it is returned if the model still holds the same.
 */
export function readerOf(model, last = null) {
  const traits = ["maps", "learned", "sizes", "hidden", "output", "parameters"];
  const held = traits.map((name) => model.get(name));
  if (last?.held.every((value, k) => value === held[k])) return last;
  return { held, ...(model.get("maps").length ? makeMapReader : makeLayerReader)(model) };
}

function makeLayerReader(model) {
  const network = model.get("learned") ? networkOf(model) : atRandom(model);
  const { sizes, layers } = network;
  const rowOf = (layer, unit) => {
    const { inputs, weights } = layers[layer - 1];
    return weights.subarray(unit * inputs, (unit + 1) * inputs);
  };
  return {
    units: sizes,
    maps: [],
    read: (image) => ({ activations: forward(network, image).activations }),
    terms: ({ activations }, layer, only) =>
      carried(layers[layer - 1], activations[layer - 1], only),
    bias: (layer, unit) => layers[layer - 1].biases[unit],
    squash: (layer) => layers[layer - 1].activation,
    result: ({ activations }, layer, unit) => activations[layer][unit],
    tint: (_, layer, unit) => (layer === 1 ? rowOf(1, unit) : null),
    name(layer, unit) {
      if (layer === layers.length) return `Output ${unit}`;
      return `Hidden layer ${layer}, neuron ${unit + 1} of ${sizes[layer]}`;
    },
    words: () => SAID,
    line({ activations }, layer, unit, i, term) {
      const value = activations[layer - 1][i].toFixed(2);
      return `${i + 1}: ${value} × ${signed(rowOf(layer, unit)[i])} = ${signed(term)}`;
    },
  };
}

/** A network of the same layers that has not learned, as `at_random` in Python. */
function atRandom(model) {
  const [sizes, hidden, output] = ["sizes", "hidden", "output"].map((name) => model.get(name));
  return newNetwork(sizes, hidden, output, mulberry32(1));
}

/** What a layer's inputs carry to one neuron, or to all: `terms[j * inputs + i]`. */
function carried({ inputs, neurons, weights }, values, only) {
  const terms = new Float64Array(inputs * neurons);
  const lit = [];
  for (let i = 0; i < inputs; i++) if (values[i] !== 0) lit.push(i);
  for (let j = 0; j < neurons; j++) {
    if (only !== undefined && j !== only) continue;
    for (const i of lit) terms[j * inputs + i] = weights[j * inputs + i] * values[i];
  }
  return terms;
}
