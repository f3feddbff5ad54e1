// Painting on a canvas.

/** @import { Cells, Colour } from "./types.d.ts" */

import { element } from "./element.js";
import { SIDE } from "./images.js";

/**
 * Fit a canvas's pixels to the screen's, and return its context, in CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 * @param {string} [font]
 */
export function fitCanvas(canvas, width, height, font = "13px system-ui, sans-serif") {
  const ratio = window.devicePixelRatio || 1;
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
    canvas.getContext("2d").font = font; // as all else of a context, it went with the size
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/**
 * How a line is best drawn. The browser draws lines of one pixel of the screen several times as
 * fast as wider ones: what is only a little wider is drawn so too, and brighter.
 * @param {CanvasRenderingContext2D} context
 * @param {number} width in CSS pixels
 * @param {number} alpha
 */
export function lineLook(context, width, alpha) {
  const pixel = 1 / context.getTransform().a;
  if (width >= 2 * pixel) return { width, alpha };
  return { width: pixel, alpha: Math.min((alpha * width) / pixel, 1) };
}

/** What stays as it is on a canvas, by canvas: see `paintStill`. @type {WeakMap<HTMLCanvasElement, {key: string, still: HTMLCanvasElement}>} */
const stills = new WeakMap();

/**
 * Clear a canvas, and paint on it what stays as it is while the hand moves: it is painted once,
 * and laid down as one picture until `key` or the canvas's size is another.
 * @param {HTMLCanvasElement} canvas fitted to the screen
 * @param {string} key
 * @param {(context: CanvasRenderingContext2D) => void} paint
 */
export function paintStill(canvas, key, paint) {
  const { width, height } = canvas;
  const context = canvas.getContext("2d");
  const whole = [key, width, height].join();
  if (stills.get(canvas)?.key !== whole) {
    const still = element("canvas", { width, height });
    const under = still.getContext("2d");
    under.font = context.font;
    under.setTransform(context.getTransform());
    paint(under);
    stills.set(canvas, { key: whole, still });
    still.addEventListener("contextlost", () => stills.delete(canvas));
  }
  context.save();
  context.resetTransform();
  context.globalCompositeOperation = "copy";
  context.drawImage(stills.get(canvas).still, 0, 0);
  context.restore();
}

/** @type {Map<string, number>} */
const widths = new Map();

/**
 * How wide a text is, measured once for all texts that differ in their digits alone.
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 */
export function widthOfText(context, text) {
  const kind = text.replaceAll(/\d/g, "0");
  const key = `${context.font} ${kind}`;
  if (!widths.has(key)) widths.set(key, context.measureText(kind).width);
  return widths.get(key);
}

/**
 * Write a text around a place, moved as far as it must be to stand on the canvas as a whole.
 * @param {CanvasRenderingContext2D} context with its text centred
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
export function writeWhole(context, text, x, y) {
  const half = widthOfText(context, text) / 2;
  const { a, e } = context.getTransform();
  const [left, right] = [-e / a, (context.canvas.width - e) / a];
  context.fillText(text, Math.min(Math.max(x, left + half), right - half), y);
}

/** The canvas of the small pictures, made when it is first needed. @type {HTMLCanvasElement} */
let small = null;

/**
 * Paint cells row by row, the k-th in the red, green, blue that `colourAt(k)` gives. They are
 * painted as one small picture, enlarged: many times faster than a rectangle for each.
 * @param {CanvasRenderingContext2D} context
 * @param {Cells} area
 * @param {(place: number) => Colour} colourAt
 */
export function paintCells(context, { x, y, cell, columns, count }, colourAt) {
  const rows = count / columns;
  small ??= element("canvas");
  [small.width, small.height] = [columns, rows];
  small.getContext("2d").putImageData(pictureOf(columns, rows, colourAt), 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, x, y, columns * cell, rows * cell);
}

/**
 * @param {number} columns
 * @param {number} rows
 * @param {(place: number) => Colour} colourAt
 */
function pictureOf(columns, rows, colourAt) {
  const picture = new ImageData(columns, rows);
  for (let k = 0; k < columns * rows; k++) {
    const [red, green, blue, opacity = 1] = colourAt(k);
    picture.data[4 * k] = red;
    picture.data[4 * k + 1] = green;
    picture.data[4 * k + 2] = blue;
    picture.data[4 * k + 3] = 255 * opacity;
  }
  return picture;
}

/**
 * Fit a canvas to 28 by 28 cells and paint them as paintCells does; returns its context.
 * @param {HTMLCanvasElement} canvas
 * @param {number} cell
 * @param {(place: number) => Colour} colourAt
 */
export function paintGrid(canvas, cell, colourAt) {
  const context = fitCanvas(canvas, cell * SIDE, cell * SIDE);
  paintCells(context, { x: 0, y: 0, cell, columns: SIDE, count: SIDE * SIDE }, colourAt);
  return context;
}

/**
 * The same where nothing else will be painted: the page enlarges the small picture.
 * @param {HTMLCanvasElement} canvas
 * @param {number} cell
 * @param {(place: number) => Colour} colourAt
 */
export function paintImage(canvas, cell, colourAt) {
  paintSmall(canvas, colourAt);
  Object.assign(canvas.style, { width: `${cell * SIDE}px`, height: `${cell * SIDE}px` });
  canvas.style.imageRendering = "pixelated";
}

/**
 * The same, 28 by 28 pixels large where no style sheet says otherwise.
 * @param {HTMLCanvasElement} canvas
 * @param {(place: number) => Colour} colourAt
 */
export function paintSmall(canvas, colourAt) {
  if (canvas.width !== SIDE || canvas.height !== SIDE) [canvas.width, canvas.height] = [SIDE, SIDE];
  canvas.getContext("2d").putImageData(pictureOf(SIDE, SIDE, colourAt), 0, 0);
}
