// Drawings made into images, and images that are moved, turned and measured: as in images.py.

/** @import { Numbers, Point, Spoiling } from "./types.d.ts" */

import { SIDE } from "./images.js";

export const PEN = 2.8; // pixels of 28: what the network for drawings learned to read best
const SPECK = 3; // a piece of ink that is so many times shorter than the longest is dust

/**
 * A drawing of `height` rows of `width` numbers, made into an image like MNIST's.
 * As `images.preprocess` in Python, which says what is done and why.
 * @param {Numbers} drawing
 * @param {number} [height]
 * @param {number} [width]
 */
export function preprocess(drawing, height = SIDE, width = SIDE) {
  const image = new Float64Array(SIDE * SIDE);
  const place = placement(drawing, height, width);
  if (!place) return image;
  const { ink, top, left, tall, broad, scale } = place;
  const down = averaging(place.down + scale * top, tall, scale);
  const across = averaging(place.right + scale * left, broad, scale);
  for (const { to: row, from: y, part: high } of down) {
    for (const { to: column, from: x, part: wide } of across) {
      image[row * SIDE + column] += high * wide * ink[(top + y) * width + left + x];
    }
  }
  return image;
}

/**
 * Where `preprocess` puts a drawing: a place x of it comes to `right + scale * x`, a place y to
 * `down + scale * y`; its `ink`, which is the drawing without its paper, is but for specks in the
 * box `top`, `left`, `tall`, `broad`. Null if it is empty.
 * @param {Numbers} drawing
 * @param {number} [height]
 * @param {number} [width]
 */
export function placement(drawing, height = SIDE, width = SIDE) {
  const ink = withoutPaper(drawing, height, width);
  const pieces = piecesOf(ink, height, width);
  if (!pieces.length) return null;
  const [top, left, bottom, end] = boxWithoutSpecks(pieces);
  const [tall, broad] = [bottom - top, end - left];
  const rowInk = new Float64Array(tall);
  const columnInk = new Float64Array(broad);
  for (let y = 0; y < tall; y++) {
    for (let x = 0; x < broad; x++) {
      const value = ink[(top + y) * width + left + x];
      rowInk[y] += value;
      columnInk[x] += value;
    }
  }
  const scale = 20 / Math.max(tall, broad);
  const down = centred(rowInk, scale) - scale * top;
  const right = centred(columnInk, scale) - scale * left;
  return { ink, top, left, tall, broad, scale, down, right };
}

/**
 * A drawing with its paper at 0: as `images.without_paper` in Python, which says how.
 * @param {Numbers} drawing
 * @param {number} height
 * @param {number} width
 */
function withoutPaper(drawing, height, width) {
  const low = drawing.reduce((a, b) => Math.min(a, b), 1);
  const high = drawing.reduce((a, b) => Math.max(a, b), 0);
  if (low === high) return drawing.map((value) => (value < 0.5 ? 0 : value));
  const middle = (low + high) / 2;
  let near = Uint8Array.from(drawing, (value) => Number(value > middle));
  const reach = Math.ceil(Math.max(height, width) / (2 * SIDE));
  for (let step = 0; step < reach; step++) near = grown(near, height, width);
  const paper = Float64Array.from(drawing)
    .filter((_, place) => !near[place])
    .sort();
  if (!paper.length) return drawing;
  const tone = paper[Math.floor(paper.length / 2)];
  const lighter = paper[Math.floor((9 * paper.length) / 10)];
  if (lighter === 0) return drawing;
  const limit = tone + 3 * (lighter - tone);
  return drawing.map((value) => (value > limit ? (value - tone) / (1 - tone) : 0));
}

/**
 * The places around a place, and itself, as far as they are on the drawing.
 * @param {number} place
 * @param {number} height
 * @param {number} width
 */
function around(place, height, width) {
  const [row, column] = [Math.floor(place / width), place % width];
  const places = [];
  for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, height - 1); y++) {
    for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, width - 1); x++) {
      places.push(y * width + x);
    }
  }
  return places;
}

/**
 * Marks, with all pixels around each.
 * @param {Uint8Array} marks
 * @param {number} height
 * @param {number} width
 */
function grown(marks, height, width) {
  const more = new Uint8Array(marks.length);
  marks.forEach((mark, place) => {
    if (mark) for (const other of around(place, height, width)) more[other] = 1;
  });
  return more;
}

/**
 * The boxes of what hangs together, also by corners: [top, left, bottom, right] each.
 * @param {Numbers} ink
 * @param {number} height
 * @param {number} width
 */
function piecesOf(ink, height, width) {
  const left = Uint8Array.from(ink, (value) => Number(value > 0));
  const boxes = [];
  for (let start = 0; start < left.length; start++) {
    if (!left[start]) continue;
    left[start] = 0;
    const box = [height, width, 0, 0];
    for (const open = [start]; open.length; ) {
      const place = open.pop();
      const [row, column] = [Math.floor(place / width), place % width];
      box[0] = Math.min(box[0], row);
      box[1] = Math.min(box[1], column);
      box[2] = Math.max(box[2], row + 1);
      box[3] = Math.max(box[3], column + 1);
      for (const other of around(place, height, width)) {
        if (left[other]) open.push(other);
        left[other] = 0;
      }
    }
    boxes.push(box);
  }
  return boxes;
}

/**
 * The box that holds all boxes but those of specks.
 * @param {number[][]} boxes
 */
function boxWithoutSpecks(boxes) {
  /** @param {number[]} box */
  const long = ([top, left, bottom, right]) => Math.max(bottom - top, right - left);
  const longest = Math.max(...boxes.map(long));
  const kept = boxes.filter((box) => SPECK * long(box) >= longest);
  return kept.reduce(([top, left, bottom, right], box) => [
    Math.min(top, box[0]),
    Math.min(left, box[1]),
    Math.max(bottom, box[2]),
    Math.max(right, box[3]),
  ]);
}

/**
 * Where ink begins whose centre of mass, scaled, comes to the middle, as far as there is room.
 * @param {Numbers} mass
 * @param {number} scale
 */
function centred(mass, scale) {
  const total = mass.reduce((a, b) => a + b);
  const centre = mass.reduce((sum, ink, k) => sum + ink * (k + 0.5), 0) / total;
  return Math.min(Math.max(14.5 - scale * centre, 0), SIDE - scale * mass.length);
}

/**
 * Which part of pixel `to` the pixel `from` comes to cover, scaled.
 * @param {number} start
 * @param {number} length
 * @param {number} scale
 */
function averaging(start, length, scale) {
  const parts = [];
  for (let from = 0; from < length; from++) {
    const [begin, end] = [start + scale * from, start + scale * (from + 1)];
    for (let to = Math.max(Math.floor(begin), 0); to < Math.min(end, SIDE); to++) {
      const part = Math.min(end, to + 1) - Math.max(begin, to);
      if (part > 0) parts.push({ from, to, part });
    }
  }
  return parts;
}

/**
 * How far the middle of a pixel is from a stroke from one point to another (right, down).
 * @param {number} place
 * @param {Point} from
 * @param {Point} to
 */
export function distanceToStroke(place, [x0, y0], [x1, y1]) {
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
 * @param {Numbers} drawing
 * @param {Point} from
 * @param {Point} to
 * @param {number} width
 */
export function stroke(drawing, from, to, width) {
  for (let place = 0; place < drawing.length; place++) {
    const ink = width / 2 + 0.5 - distanceToStroke(place, from, to);
    drawing[place] = Math.max(drawing[place], Math.min(Math.max(ink, 0), 1));
  }
}

/**
 * The width of the pen for strokes, lists of points: finer if they are small, so that loops stay
 * open, but not for a dot. As `images.pen_for` in Python.
 * @param {Point[][]} strokes
 */
export function penFor(strokes) {
  const sides = [0, 1].map((k) => {
    const places = strokes.flat().map((point) => point[k]);
    return Math.max(...places) - Math.min(...places);
  });
  const longer = Math.max(...sides);
  return longer < 3 ? PEN : PEN * Math.min(Math.max(longer / 12, 0.4), 1);
}

/**
 * An image turned about its middle, clockwise: as `images.rotate` in Python.
 * @param {Numbers} image
 * @param {number} degrees
 */
export function rotate(image, degrees) {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin, middle] = [Math.cos(angle), Math.sin(angle), (SIDE - 1) / 2];
  /** @type {(row: number, column: number) => number} */
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

/**
 * What ConfidenceLab does to an image; `amount` goes from 0 to 1. As in confidence_lab.py.
 * @type {Record<string, (image: Numbers, amount: number, more: Spoiling) => Numbers>}
 */
export const SPOILERS = {
  noise: (image, amount, { random }) => image.map((a) => (1 - amount) * a + amount * random()),
  blank: (image, amount) => image.map((a) => (1 - amount) * a),
  rotated: (image, amount) => rotate(image, 180 * amount),
  blended: (image, amount, { other }) => image.map((a, k) => (1 - amount) * a + amount * other[k]),
  inverted: (image, amount) => image.map((a) => (1 - amount) * a + amount * (1 - a)),
  moved: (image, amount) => shift(image, Math.round(8 * amount)),
};

/**
 * An image moved by whole pixels, with empty ones moved in: as `images.shift`.
 * @param {Numbers} image
 * @param {number} right
 * @param {number} [down]
 */
export function shift(image, right, down = 0) {
  return image.map((_, k) => {
    const [row, column] = [Math.floor(k / SIDE) - down, (k % SIDE) - right];
    const inside = row >= 0 && row < SIDE && column >= 0 && column < SIDE;
    return inside ? image[SIDE * row + column] : 0;
  });
}

/**
 * The slant of an image: how far its ink goes to the left for every pixel down. As `images.slants`.
 * @param {Numbers} image
 */
export function slant(image) {
  let [ink, down, right] = [0, 0, 0];
  image.forEach((value, k) => {
    ink += value;
    down += value * Math.floor(k / SIDE);
    right += value * (k % SIDE);
  });
  if (!ink) return 0;
  let [together, alone] = [0, 0];
  image.forEach((value, k) => {
    const below = Math.floor(k / SIDE) - down / ink;
    together += value * below * ((k % SIDE) - right / ink);
    alone += value * below ** 2;
  });
  return 0 - together / Math.max(alone, 1e-12);
}

/**
 * How thick the strokes of an image are, on average, in pixels. As `images.thickness`.
 * @param {Numbers} image
 */
export function thickness(image) {
  /** @type {(row: number, column: number) => number} */
  const at = (row, column) =>
    row < 0 || column < 0 || row === SIDE || column === SIDE ? 0 : image[row * SIDE + column];
  let [ink, edges] = [0, 0];
  for (let row = -1; row < SIDE; row++) {
    for (let column = -1; column < SIDE; column++) {
      const here = at(row, column);
      ink += here;
      edges += Math.hypot(at(row, column + 1) - here, at(row + 1, column) - here);
    }
  }
  return (2 * ink) / Math.max(edges, 1e-12);
}

/**
 * How large a drawing is, the longer side of its ink, and how far its centre of mass is from the
 * middle, both in pixels. As `handwriting.extent` in Python.
 * @param {Numbers} drawing
 */
export function extent(drawing) {
  const place = placement(drawing);
  if (!place) return { size: 0, offset: 0 };
  const { ink, tall, broad } = place;
  let [sum, down, right] = [0, 0, 0];
  ink.forEach((value, k) => {
    sum += value;
    down += value * (Math.floor(k / SIDE) + 0.5);
    right += value * ((k % SIDE) + 0.5);
  });
  const offset = Math.hypot(down / sum - SIDE / 2, right / sum - SIDE / 2);
  return { size: Math.max(tall, broad), offset };
}

/**
 * The ink of strokes, lists of points, drawn with the pen that fits them: 784 numbers.
 * @param {Point[][]} strokes
 */
export function inkOfStrokes(strokes) {
  const ink = new Float64Array(SIDE * SIDE);
  const pen = strokes.length ? penFor(strokes) : PEN;
  for (const points of strokes) {
    points.forEach((point, k) => stroke(ink, points[Math.max(k - 1, 0)], point, pen));
  }
  return ink;
}
