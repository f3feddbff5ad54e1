// On the first visit a pen that nobody holds writes a digit, and the network lights with it.

import { read } from "./digit_reader_reading.js";
import { PEN, stroke } from "./js/drawings.js";
import { SIDE } from "./js/images.js";
import { isStill, tween } from "./js/tween.js";

const WRITING = 1600; // milliseconds
const SEEN = "neuralnet-greeted";

/** Whether this visit has had its greeting; where nothing can be stored, it has. */
function isGreeted() {
  try {
    const greeted = sessionStorage.getItem(SEEN);
    sessionStorage.setItem(SEEN, "yes");
    return greeted !== null;
  } catch {
    return true;
  }
}

/** The part of a stroke's points that is written when `share` of it is. */
function written(points, share) {
  const at = share * (points.length - 1);
  const whole = Math.floor(at);
  const part = points.slice(0, whole + 1);
  if (whole < points.length - 1) {
    const [[x0, y0], [x1, y1]] = [points[whole], points[whole + 1]];
    part.push([x0 + (x1 - x0) * (at - whole), y0 + (y1 - y0) * (at - whole)]);
  }
  return part;
}

/** Write what the model holds already, from the beginning; any input shows it whole at once. */
export function greet(reading) {
  const { model } = reading;
  const points = model.get("greeting");
  if (!points.length || isStill() || isGreeted()) return () => {};
  reading.strokes = [points];
  const stopWriting = tween(
    WRITING,
    (share) => {
      const part = share < 1 ? written(points, share) : points;
      const ink = new Float64Array(SIDE * SIDE);
      for (let k = 1; k < part.length; k++) stroke(ink, part[k - 1], part[k], PEN);
      reading.writing = share < 1;
      reading.strokes = [part];
      reading.shown = share < 1 ? read(reading, ink) : reading.target;
      if (share === 1) forget();
      reading.redraw();
    },
    (share) => share,
  );
  const inputs = ["pointerdown", "keydown", "wheel"];
  function forget() {
    for (const name of inputs) removeEventListener(name, end, true);
    model.off("change:drawing", end);
    reading.strokes = [];
  }
  function end() {
    stopWriting();
    reading.writing = false;
    reading.shown = reading.target;
    forget();
    reading.redraw();
  }
  for (const name of inputs) addEventListener(name, end, { capture: true, passive: true });
  model.on("change:drawing", end);
  return end;
}
