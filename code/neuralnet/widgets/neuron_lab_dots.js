// NeuronLab's 500 dots, painted pixel by pixel: as shapes of a canvas they would cost many times more.

import { element } from "./js/element.js";
import { STAGE } from "./js/stage.js";

export const DOT = 3; // radius
const LIGHT = (245 << 16) | (241 << 8) | 238; // the stage's ink, blue first

/** The outline of a dot around (x, y): sevens are triangles, ones circles. */
export function traceDot(context, label, x, y) {
  context.beginPath();
  if (label === 7) {
    context.moveTo(x, y - 1.2 * DOT);
    context.lineTo(x + 1.15 * DOT, y + 0.9 * DOT);
    context.lineTo(x - 1.15 * DOT, y + 0.9 * DOT);
    context.closePath();
  } else context.arc(x, y, DOT, 0, 2 * Math.PI);
}

/** A dot's pixels, three numbers each: right, down, colour. Right ones are filled with green, wrong ones hollow. */
function stamp(label, right, scale) {
  const side = Math.ceil(2 * (DOT + 2) * scale);
  const canvas = element("canvas", { width: side, height: side });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.scale(scale, scale);
  traceDot(context, label, side / scale / 2, side / scale / 2);
  context.globalAlpha = right ? 0.75 : 1;
  context.fillStyle = right ? STAGE.right : STAGE.ground;
  context.fill();
  Object.assign(context, { lineWidth: 1.5, strokeStyle: STAGE.ink });
  if (!right) context.stroke();
  const pixels = new Uint32Array(context.getImageData(0, 0, side, side).data.buffer);
  const dot = [];
  pixels.forEach((pixel, k) => {
    if (pixel >>> 24) dot.push((k % side) - (side >> 1), Math.floor(k / side) - (side >> 1), pixel);
  });
  return Float64Array.from(dot);
}

/**
 * A painter of dots. `show(size, unit, { labels, xs, ys, right, light })` paints them on a ground of so
 * many units, width and height: dots at places `xs`, `ys`, wrong ones over right ones. The ground is
 * lit between `light.top` and `light.bottom`, at each place across by `light.at(x)`, 0 to 1. Returns
 * the canvas's context, in units.
 */
export function makeDots() {
  const canvas = element("canvas", { tabindex: "0", role: "application" });
  const context = canvas.getContext("2d");
  let [picture, pixels, stamps, made] = [null, null, null, ""];

  function prepare(columns, rows, scale) {
    const key = [columns, rows, scale].join();
    if (key === made) return;
    made = key;
    [canvas.width, canvas.height] = [columns, rows];
    picture = context.createImageData(columns, rows);
    pixels = new Uint32Array(picture.data.buffer);
    stamps = {};
    for (const label of [1, 7]) stamps[label] = [0, 1].map((right) => stamp(label, right, scale));
  }
  function lit(light, scale) {
    const { width } = canvas;
    const [top, bottom] = [light.top, light.bottom].map((y) => Math.round(y * scale) * width);
    for (let x = 0; x < width; x++) {
      pixels[top + x] = (Math.round(46 * light.at((x + 0.5) / scale)) << 24) | LIGHT;
    }
    for (let row = top + width; row < bottom; row += width) {
      pixels.copyWithin(row, top, top + width);
    }
  }
  function put(dot, left, top) {
    const { width, height } = canvas;
    for (let k = 0; k < dot.length; k += 3) {
      const x = left + dot[k];
      const y = top + dot[k + 1];
      const pixel = dot[k + 2];
      const at = y * width + x;
      // Where dots meet, the less transparent pixel stays.
      const over = pixel >>> 24 >= pixels[at] >>> 24;
      if (over && x >= 0 && x < width && y >= 0 && y < height) pixels[at] = pixel;
    }
  }
  function show([width, height], unit, { labels, xs, ys, right, light }) {
    const scale = unit * (window.devicePixelRatio || 1);
    prepare(Math.round(width * scale), Math.round(height * scale), scale);
    pixels.fill(0);
    lit(light, scale);
    for (const kind of [1, 0]) {
      for (let k = 0; k < labels.length; k++) {
        if (right[k] !== kind) continue;
        put(stamps[labels[k]][kind], Math.round(xs[k] * scale), Math.round(ys[k] * scale));
      }
    }
    context.putImageData(picture, 0, 0);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    return context;
  }
  return { canvas, show };
}
