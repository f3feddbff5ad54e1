// KnobWall's score: how many of a thousand test digits the network reads, counted in small parts.

import { largest } from "./js/arrays.js";
import { fetchDigits } from "./js/fetching.js";
import { imageAt } from "./js/images.js";
import { forward } from "./js/network.js";

/**
 * The score follows the wall's network. Its digits are fetched when the figure is first touched.
 * `right` and `trained` are numbers, or null before they are known; `words` say it.
 */
export function makeScore(wall, figure) {
  let [digits, waiting, counting, counted] = [null, false, 0, null];
  const score = {
    right: null,
    trained: null,
    words: "Touch it: then it is tried on 1,000 test digits.",
    failed: false,
    ask,
    follow,
    stop,
  };

  function ask() {
    if (digits || waiting) return;
    waiting = true;
    score.failed = false;
    fetchDigits(wall.model, "test").then(
      ({ images, labels }) => {
        digits = { labels, images: [...labels.keys()].map((k) => imageAt(images, k)) };
        wall.redraw();
      },
      (error) => {
        waiting = false;
        score.failed = true;
        score.words = `No accuracy: ${error.message}`;
        wall.redraw();
      },
    );
  }
  /** How many digits a network reads: told to `done` after the drawing, and in small parts. */
  function count(network, done) {
    let [right, next] = [0, 0];
    const readOn = () => {
      for (const end = next + 50; next < end; next++) {
        const answers = forward(network, digits.images[next]).activations.at(-1);
        right += largest(answers) === digits.labels[next] ? 1 : 0;
      }
      if (next < digits.images.length) counting = setTimeout(readOn);
      else done(right);
    };
    counting = setTimeout(readOn, 30);
  }
  function follow() {
    if (!digits || counted === wall.network) return;
    const { network, original } = wall;
    if (counted?.parameters.every((value, k) => value === network.parameters[k])) return;
    counted = network;
    clearTimeout(counting);
    const show = (right) => {
      score.right = right;
      score.words = `It reads ${right} of 1,000 test digits.`;
      if (score.trained !== null) return wall.redraw();
      count(original, (trained) => {
        score.trained = trained;
        wall.redraw();
      });
    };
    count(network, show);
  }
  function stop() {
    clearTimeout(counting);
    for (const event of ["pointerdown", "keydown"]) figure.removeEventListener(event, ask);
  }
  for (const event of ["pointerdown", "keydown"]) figure.addEventListener(event, ask);
  return score;
}
