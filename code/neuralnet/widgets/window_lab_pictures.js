// WindowLab's pictures: small ones, a few pixels to a number, which the page enlarges.

import { ADDING, grey, meeting, TAKING } from "./js/colours.js";
import { element } from "./js/element.js";
import { SIDE } from "./js/images.js";
import { PLACES, underWindow, WINDOW } from "./window_lab_state.js";

const FINE = 5; // pixels to a side of a number that may take away, the one in the middle for a dot
const UNSEEN = [14, 18, 22]; // where the window has not been
const NOTHING = [44, 51, 60]; // where it has been, and found nothing
const BLACK = 255 << 24;

const word = (colour) => BLACK | (colour[2] << 16) | (colour[1] << 8) | colour[0];

function makePicture(side, attributes) {
  const canvas = element("canvas", { width: side, height: side, ...attributes });
  const context = canvas.getContext("2d");
  const picture = context.createImageData(side, side);
  const words = new Uint32Array(picture.data.buffer);
  return { canvas, words, show: () => context.putImageData(picture, 0, 0) };
}

/** Fill the square of a number, with a dot in its middle if it takes away. */
function fillSquare(words, side, k, colour, dotted) {
  const first = FINE * ((k % side) + FINE * side * Math.floor(k / side));
  for (let row = 0; row < FINE; row++) {
    const start = first + row * FINE * side;
    words.fill(colour, start, start + FINE);
  }
  if (dotted) words[first + (FINE >> 1) * (FINE * side + 1)] = BLACK;
}

export function makeDigit() {
  const { canvas, words, show } = makePicture(SIDE, { tabindex: "0", role: "application" });
  return {
    canvas,
    show({ shown: { image } }) {
      for (let k = 0; k < words.length; k++) words[k] = word(grey(image[k]));
      show();
    },
  };
}

/** The weights, and under them what the window shows. */
export function makeWeights() {
  const { canvas, words, show } = makePicture(FINE * WINDOW, {
    tabindex: "0",
    role: "application",
  });
  return {
    canvas,
    show(lab) {
      const ink = underWindow(lab);
      lab.shown.weights.forEach((weight, k) => {
        fillSquare(words, WINDOW, k, meeting(weight, ink[k]), weight < -0.15);
      });
      show();
    },
  };
}

export function makeMap() {
  const { canvas, words, show } = makePicture(FINE * PLACES, { role: "img" });
  const [unseen, shares] = [word(UNSEEN), 64];
  // All colours of sums, made once.
  const [blues, oranges] = [ADDING, TAKING].map((tint) =>
    Array.from({ length: shares + 1 }, (_, share) =>
      word(NOTHING.map((ground, k) => Math.round(ground + ((tint[k] - ground) * share) / shares))),
    ),
  );
  return {
    canvas,
    show({ shown: { sums, most }, visited, model }) {
      const whole = model.get("whole");
      sums.forEach((sum, k) => {
        const share = most > 0 ? Math.abs(sum) / most : 0;
        const seen = whole || visited[k];
        const colour = (sum < 0 ? oranges : blues)[Math.round(shares * share)];
        fillSquare(words, PLACES, k, seen ? colour : unseen, seen && sum < 0 && share > 0.2);
      });
      show();
    },
  };
}
