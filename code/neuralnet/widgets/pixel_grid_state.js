// What PixelGrid shows: the numbers in their order, and what is on its way.

import { imageAt, SIDE, thresholded } from "./js/images.js";
import { change } from "./js/model.js";
import { mulberry32, shuffled } from "./js/random.js";
import { between, isStill, tween } from "./js/tween.js";

export const SIZE = SIDE * SIDE;
// Which pixel stands at which place while the places are shuffled: as PLACES in pixel_grid.py.
const PLACES = shuffled(SIZE, mulberry32(1));
const IN_ORDER = [...PLACES.keys()];

export const ROW_TIME = 500; // milliseconds that a row is on its way to the list
export const ROW_DELAY = 40; // after the row before it
const UNROLLING = ROW_TIME + (SIDE - 1) * ROW_DELAY;
const SHUFFLING = 800;

/** The state of one view; `shown` holds the 784 numbers as they are on the screen. */
export function makeGrid(model) {
  const grid = {
    model,
    flight: null, // what is in the air: { kind, at, places }
    looked: null, // what the lens follows: "grid", "list" or nothing
    finger: false, // whether a finger covers what the lens shows
    seen: [], // what the board shows already
    stop: () => {},
    redraw: () => {},
  };
  grid.target = read(grid);
  grid.shown = grid.target.values;
  return grid;
}

function read({ model }) {
  const image = imageAt(model.get("pixels"), model.get("index"));
  const [mixed, threshold] = [model.get("shuffled"), model.get("threshold")];
  const places = mixed ? PLACES : IN_ORDER;
  const values = places.map((pixel) => thresholded(image[pixel], threshold));
  const { pixels, index, unrolled } = Object.fromEntries(
    ["pixels", "index", "unrolled"].map((name) => [name, model.get(name)]),
  );
  return { image, values, places, threshold, pixels, index, unrolled };
}

/** The model has changed: another digit comes on a short way, pixels and rows fly to their places. */
export function follow(grid) {
  const from = grid.target;
  const to = read(grid);
  const before = grid.shown;
  grid.target = to;
  if (from.places !== to.places) return fly(grid, "shuffle", SHUFFLING, from.places);
  if (from.unrolled !== to.unrolled) return fly(grid, "unroll", UNROLLING, to.places);
  if (from.index === to.index && from.pixels === to.pixels) {
    if (!grid.flight) grid.stop();
    grid.shown = to.values;
    return;
  }
  grid.stop();
  grid.flight = null;
  grid.stop = tween(240, (share) => {
    grid.shown = share < 1 ? between(before, to.values, share) : grid.target.values;
    grid.redraw();
  });
}

/** Let rows or pixels fly for so many milliseconds; numbers alone are not seen to move. */
function fly(grid, kind, milliseconds, places) {
  grid.stop();
  grid.shown = grid.target.values;
  grid.flight = null;
  if (isStill() || grid.model.get("only_numbers")) return;
  grid.stop = tween(
    milliseconds,
    (share) => {
      grid.flight = share < 1 ? { kind, places, at: share * milliseconds, share } : null;
      grid.redraw();
    },
    (share) => share,
  );
  grid.flight = { kind, places, at: 0, share: 0 };
}

/** Pick the pixel at a place of the list. */
export function pick({ model }, place) {
  const [row, column] = [Math.floor(place / SIDE), place % SIDE];
  if (row !== model.get("row") || column !== model.get("column")) change(model, { row, column });
}

export function placeOf({ model }) {
  return SIDE * model.get("row") + model.get("column");
}

// A number as it is written. Numbers alone are all equally long: else the digit would show in how much
// is printed.
export function written(value, alone) {
  if (!alone && (value === 0 || value === 1)) return String(value);
  return value.toFixed(2).replace(/^0/, "").slice(0, 3);
}

export const STEPS = 20; // steps of 0.05, in which pixels are counted

/** In which step a number above 0 is counted. */
export const levelOf = (value) => Math.min(Math.floor(value * STEPS), STEPS - 1);

/** How many pixels hold how much, those that are 0 left out. */
export function countLevels(image) {
  const counts = new Uint16Array(STEPS);
  for (const value of image) if (value > 0) counts[levelOf(value)]++;
  return counts;
}
