// DigitReader's pad: the ink as it is drawn, and how it develops into what the network sees.

import { ADDING, DARK, TAKING } from "./js/colours.js";
import { element } from "./js/element.js";
import { SIDE } from "./js/images.js";
import { STAGE } from "./js/stage.js";

const INK = [255, 255, 255];

/** 28 by 28 numbers as a small picture: ink on dark ground, tinted by weights where given. */
function developed(values, weights) {
  const picture = new ImageData(SIDE, SIDE);
  const most = weights?.reduce((top, weight) => Math.max(top, Math.abs(weight)), 1e-12);
  for (let k = 0; k < values.length; k++) {
    const weight = weights ? weights[k] / most : 0;
    const tint = weight < 0 ? TAKING : ADDING;
    for (let part = 0; part < 3; part++) {
      const under = DARK[part] + (tint[part] - DARK[part]) * Math.abs(weight);
      // Ink lets a little of the tint through: which weights it meets is what counts.
      const ink = weights ? INK[part] * 0.75 + tint[part] * 0.25 : INK[part];
      picture.data[4 * k + part] = under + (ink - under) * values[k];
    }
    picture.data[4 * k + 3] = 255;
  }
  return picture;
}

/** Marks on weights below 0, so that colour is not needed. */
function dotTaking(context, weights, cell) {
  const most = weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 1e-12);
  context.fillStyle = "#000000";
  weights.forEach((weight, k) => {
    if (weight > -0.15 * most) return;
    context.fillRect(
      (k % SIDE) * cell + cell / 2 - 1,
      Math.floor(k / SIDE) * cell + cell / 2 - 1,
      2,
      2,
    );
  });
}

/** The pad's painter. `strokes` are lists of points [right, down] in pixels of 28. */
export function makePadPainter(canvas) {
  const small = element("canvas", { width: SIDE, height: SIDE });
  function paintPixels(context, side, values, weights) {
    small.getContext("2d").putImageData(developed(values, weights), 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(small, 0, 0, side, side);
    if (weights) dotTaking(context, weights, side / SIDE);
  }
  function paintInk(context, side, strokes, width) {
    const cell = side / SIDE;
    context.fillStyle = `rgb(${DARK.join()})`;
    context.fillRect(0, 0, side, side);
    Object.assign(context, {
      lineCap: "round",
      lineJoin: "round",
      lineWidth: width * cell,
      strokeStyle: "#ffffff",
    });
    for (const points of strokes) {
      context.beginPath();
      context.moveTo(points[0][0] * cell, points[0][1] * cell);
      for (const [x, y] of points) context.lineTo(x * cell, y * cell);
      context.stroke();
    }
  }
  /** Pixels on their way from where they were drawn to where the network sees them. */
  function paintSliding(context, side, values, placement, share) {
    small.getContext("2d").putImageData(developed(values), 0, 0);
    context.fillStyle = `rgb(${DARK.join()})`;
    context.fillRect(0, 0, side, side);
    const scale = 1 + (placement.scale - 1) * share;
    const right = placement.right * share * (side / SIDE);
    const down = placement.down * share * (side / SIDE);
    context.imageSmoothingEnabled = false;
    context.drawImage(small, right, down, side * scale, side * scale);
  }
  return { paintPixels, paintInk, paintSliding, canvas };
}

/** A cross and a ring where the pen of the keys is: dashed while it is lifted. */
export function paintCursor(context, { at, down }, width, cell) {
  context.beginPath();
  context.arc(at[0] * cell, at[1] * cell, (width / 2) * cell, 0, 2 * Math.PI);
  context.setLineDash(down ? [] : [4, 3]);
  for (const [line, colour] of [
    [5, STAGE.ground],
    [2.5, STAGE.hand],
  ]) {
    Object.assign(context, { lineWidth: line, strokeStyle: colour });
    context.stroke();
  }
  context.setLineDash([]);
}
