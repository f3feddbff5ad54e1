// TrainingRoom's wall: sixty digits that it never learns from, six of each, column by column.
// They light up when they are read right; what is read wrong stays dim and says as what.

import { fitCanvas } from "./js/canvas.js";
import { element } from "./js/element.js";
import { SIDE } from "./js/images.js";
import { STAGE } from "./js/stage.js";
import { isStill } from "./js/tween.js";

const COLUMNS = 10;
const FLIP = 260; // milliseconds
const GROUND = "#161a1f";

/** All digits side by side, white ink on nothing, to be painted as bright as they should be. */
function makeSheet({ labels, images }) {
  const sheet = element("canvas", { width: labels.length * SIDE, height: SIDE });
  const context = sheet.getContext("2d");
  labels.forEach((_, k) => {
    const picture = new ImageData(SIDE, SIDE);
    picture.data.fill(255);
    for (let i = 0; i < SIDE * SIDE; i++) {
      picture.data[4 * i + 3] = images[k * SIDE * SIDE + i];
    }
    context.putImageData(picture, k * SIDE, 0);
  });
  return sheet;
}

/**
 * Returns what paints the wall. Where an answer turns from wrong to right, or back, its tile
 * flips over, but not under the hand that moves through time (`still`).
 */
export function makeWallPainter(canvas, digits) {
  const sheet = makeSheet(digits);
  const flips = new Map(); // from a digit's place to its answer before, and when it began to flip
  let [answers, size, frame] = [null, { pitch: 0, unit: 0 }, 0];

  function turn(fresh, still) {
    fresh.forEach((answer, k) => {
      const was = answers?.[k] === digits.labels[k];
      if (!answers || still || isStill()) flips.delete(k);
      else if (was !== (answer === digits.labels[k])) {
        flips.set(k, { from: answers[k], since: performance.now() });
      }
    });
    answers = fresh;
  }
  function paintAll() {
    frame = 0;
    const { pitch, unit } = size;
    const rows = Math.ceil(answers.length / COLUMNS);
    const context = fitCanvas(
      canvas,
      COLUMNS * pitch * unit,
      rows * pitch * unit,
      "600 12px system-ui, sans-serif",
    );
    context.scale(unit, unit);
    context.clearRect(0, 0, COLUMNS * pitch, rows * pitch);
    context.textAlign = "center";
    context.textBaseline = "middle";
    const now = performance.now();
    answers.forEach((answer, k) => {
      const flip = flips.get(k);
      const share = flip ? Math.min((now - flip.since) / FLIP, 1) : 1;
      if (share === 1) flips.delete(k);
      const shown = share < 0.5 ? flip.from : answer;
      paintTile(context, { k, shown, share, pitch });
    });
    if (flips.size) frame = requestAnimationFrame(paintAll);
  }
  function paintTile(context, { k, shown, share, pitch }) {
    const label = digits.labels[k];
    const side = pitch - 4;
    const [x, y] = [(k % COLUMNS) * pitch + 2, Math.floor(k / COLUMNS) * pitch + 2];
    context.save();
    context.translate(x + side / 2, y + side / 2);
    context.scale(Math.max(Math.abs(Math.cos(Math.PI * share)), 0.02), 1);
    context.translate(-side / 2, -side / 2);
    context.fillStyle = GROUND;
    context.fillRect(0, 0, side, side);
    context.globalAlpha = shown === label ? 1 : 0.6;
    context.drawImage(sheet, k * SIDE, 0, SIDE, SIDE, 1, 1, side - 2, side - 2);
    context.globalAlpha = 1;
    if (shown === label) paintRight(context, side);
    else paintWrong(context, side, String(shown));
    context.restore();
  }
  return function paint(fresh, { pitch, unit, still }) {
    if (fresh === answers && pitch === size.pitch && unit === size.unit) return;
    if (fresh !== answers) turn(fresh, still);
    size = { pitch, unit };
    cancelAnimationFrame(frame);
    paintAll();
  };
}

/** A green edge, and a tick in its corner. */
function paintRight(context, side) {
  context.strokeStyle = STAGE.right;
  context.lineWidth = 2;
  context.strokeRect(0, 0, side, side);
  const far = Math.min(12, side * 0.45);
  context.fillStyle = STAGE.right;
  context.fillRect(side - far, side - far, far + 1, far + 1);
  context.strokeStyle = GROUND;
  context.beginPath();
  context.moveTo(side - 0.78 * far, side - 0.48 * far);
  context.lineTo(side - 0.55 * far, side - 0.24 * far);
  context.lineTo(side - 0.2 * far, side - 0.72 * far);
  context.stroke();
}

/** The digit that it takes it for, in the corner. */
function paintWrong(context, side, text) {
  context.strokeStyle = STAGE.hairline;
  context.lineWidth = 1;
  context.strokeRect(0.5, 0.5, side - 1, side - 1);
  if (side < 16) return;
  context.fillStyle = GROUND;
  context.fillRect(side - 11, side - 14, 11, 14);
  context.fillStyle = STAGE.ink2; // quieter than the digit itself
  context.fillText(text, side - 6, side - 6.5);
}
