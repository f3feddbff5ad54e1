// KnobWall's score: how many of a thousand test digits the network reads, counted in small parts.

/** @import { Layer, Numbers } from "./js/types.d.ts" */

import { activate } from "./js/activations.js";
import { largest, nonzeroPlaces } from "./js/arrays.js";
import { fetchDigits } from "./js/fetching.js";
import { imageAt } from "./js/images.js";

const LEAD = 8; // milliseconds for what the hand does to be drawn first
const PART = 3; // milliseconds of counting at a time

/**
 * The score follows the wall's network, and `tell` is called when it is another. As trained it is
 * known from Python; digits are fetched when the figure is first touched. What is being counted is
 * counted to its end, so that the score walks along while the hand moves on.
 */
export function makeScore(wall, figure, tell) {
  let [digits, waiting, timer, counted] = [null, false, 0, null];
  let readOn = () => {};
  const score = {
    right: null,
    trained: null,
    words: "It is being tried on 1,000 test digits.",
    failed: false,
    ask,
    follow,
    stop,
    isCounting: () => timer > 0,
  };

  function ask() {
    if (digits || waiting) return;
    waiting = true;
    score.failed = false;
    fetchDigits(wall.model, "test").then(
      ({ images, labels }) => {
        digits = Array.from(labels, (label, k) => {
          const image = imageAt(images, k);
          return { label, image, places: Int32Array.from(nonzeroPlaces(image)) };
        });
        counted = null; // what was said when they did not come is no score
        follow();
      },
      (error) => {
        waiting = false;
        score.failed = true;
        score.words = `No accuracy: ${error.message}`;
        tell();
      },
    );
  }
  function count(network) {
    const layers = network.layers.map((layer) => ({ ...layer, weights: turnedOver(layer) }));
    let [right, next] = [0, 0];
    readOn = () => {
      const end = performance.now() + PART;
      while (next < digits.length && performance.now() <= end) {
        const { image, places, label } = digits[next++];
        right += answerOf(layers, image, places) === label ? 1 : 0;
      }
      if (next < digits.length) timer = setTimeout(readOn);
      else reach(network, right);
    };
    giveWay();
  }
  function giveWay() {
    clearTimeout(timer);
    timer = setTimeout(readOn, LEAD);
  }
  function reach(network, right) {
    clearTimeout(timer);
    [counted, timer] = [network, 0];
    score.trained = wall.model.get("trained");
    score.right = right;
    score.words = `It reads ${right} of 1,000 test digits.`;
    tell();
    follow();
  }
  function follow() {
    const { network, original } = wall;
    if (counted === network) return;
    if (!timer && counted && isAs(counted, network)) counted = network;
    else if (isAs(network, original)) reach(network, wall.model.get("trained"));
    else if (timer) giveWay();
    else if (digits) count(network);
    else ask();
  }
  function stop() {
    clearTimeout(timer);
    for (const event of ["pointerdown", "keydown"]) figure.removeEventListener(event, ask);
  }
  for (const event of ["pointerdown", "keydown"]) figure.addEventListener(event, ask);
  return score;
}

const isAs = ({ parameters }, other) =>
  parameters.every((value, k) => value === other.parameters[k]);

/**
 * A layer's weights input by input, so that an empty pixel is passed over for all neurons at once.
 * @param {Layer} layer
 */
function turnedOver({ inputs, neurons, weights }) {
  const turned = new Float64Array(weights.length);
  for (let j = 0, k = 0; j < neurons; j++) {
    for (let i = 0; i < inputs; i++) turned[i * neurons + j] = weights[k++];
  }
  return turned;
}

/**
 * The network's answer to an image: what `forward` finds, in a fraction of the time.
 * @param {Layer[]} layers with their weights turned over
 * @param {Numbers} image
 * @param {Int32Array} inked
 */
function answerOf(layers, image, inked) {
  let values = image;
  for (const { neurons, activation, weights, biases } of layers) {
    const sums = Float64Array.from(biases);
    const count = values === image ? inked.length : values.length;
    for (let n = 0; n < count; n++) {
      const place = values === image ? inked[n] : n;
      const value = values[place];
      const start = place * neurons;
      for (let j = 0; j < neurons; j++) sums[j] += weights[start + j] * value;
    }
    values = activate(activation, sums);
  }
  return largest(values);
}
