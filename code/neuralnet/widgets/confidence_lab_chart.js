// ConfidenceLab's pictures: ten answers, a ribbon of answers along the amount, and the record.

import { fitCanvas, widthOfText } from "./js/canvas.js";
import { makeScale, paintAxis, paintLine } from "./js/chart.js";
import { STAGE } from "./js/stage.js";

const FEW = 30; // digits: fewer say little

/** A context fitted to so many CSS pixels at a font size of 16, and empty. */
function freshContext(canvas, width, height, unit) {
  const context = fitCanvas(canvas, width * unit, height * unit, "12px system-ui, sans-serif");
  context.scale(unit, unit);
  context.clearRect(0, 0, width, height);
  context.textBaseline = "middle";
  context.textAlign = "left";
  return context;
}

/** Ten outputs; the digit that it is has a tick, a wrong answer a cross. */
export function paintAnswers(canvas, outputs, { best, label, width, pitch, unit }) {
  const context = freshContext(canvas, width, 10 * pitch, unit);
  const right = width - 52;
  outputs.forEach((value, k) => {
    const y = (k + 0.5) * pitch;
    context.fillStyle = STAGE.hairline;
    context.fillRect(18, y - 4, right - 18, 8);
    context.fillStyle = k === best ? "#ffffff" : STAGE.ink2;
    context.fillRect(18, y - 4, (right - 18) * Math.min(Math.max(value, 0), 1), 8);
    context.fillText(String(k), 4, y);
    context.fillText(value.toFixed(2), right + 6, y);
    if (k === label) {
      context.fillStyle = STAGE.right;
      context.fillText("✓", right + 38, y);
    } else if (k === best) context.fillText("✕", right + 38, y);
  });
}

/** What it answers along the slider: as high as it is sure; the answers stand where they begin. */
export function paintRibbon(canvas, answers, { label, width, unit }) {
  const height = 64;
  const context = freshContext(canvas, width, height, unit);
  const [left, right, low] = [11, width - 11, height - 16];
  const wide = (right - left) / (answers.length - 1);
  let free = 0; // from where on there is room for a word
  let stretches = 0; // of one wrong answer: neighbours are of two greys
  answers.forEach(({ best, sure }, k) => {
    const x = left + k * wide;
    const isNew = k === 0 || answers[k - 1].best !== best;
    if (isNew && best !== label) stretches += 1;
    context.fillStyle = best === label ? STAGE.right : STAGE.ink2;
    context.globalAlpha = best === label ? 0.9 : stretches % 2 ? 0.85 : 0.5;
    const gap = isNew && k > 0 ? 2 : 0;
    context.fillRect(x - wide / 2 + gap, low - sure * low, wide - 1 - gap, sure * low);
    context.globalAlpha = 1;
    if (!isNew || x < free) return;
    context.fillStyle = STAGE.ink;
    const mark = `${best}${best === label ? "✓" : "✕"}`;
    const last = width - widthOfText(context, mark) - 1;
    context.fillText(mark, Math.max(Math.min(x - wide / 2, last), 0), height - 7);
    free = x + 24;
  });
}

/** How often it is right when it is so sure; tenths with few digits are hollow. */
export function paintRecord(canvas, record, { sure, width, height, unit }) {
  const context = freshContext(canvas, width, height, unit);
  const x = makeScale([0, 1], [44, width - 24]);
  const y = makeScale([0, 1], [height - 46, 12]);
  const across = { x: [x.at(0), x.at(1)], y: [y.at(1), y.at(0)] };
  const text = (tick) => `${Math.round(100 * tick)}%`;
  paintAxis(context, STAGE, x, { side: "bottom", ticks: [0, 0.5, 1], across: across.y, text });
  paintAxis(context, STAGE, y, { side: "left", ticks: [0, 0.5, 1], across: across.x, text });
  context.fillStyle = STAGE.ink2;
  context.textAlign = "left";
  context.fillText("read right", x.at(0) + 4, y.at(1) + 8);
  context.textAlign = "right";
  context.fillText("confidence →", x.at(1) + 18, y.at(0) + 36); // below all that stands on the axis
  context.strokeStyle = STAGE.rule;
  context.setLineDash([5, 4]);
  paintLine(context, [x.at(0), y.at(0), x.at(1), y.at(1)]);
  context.setLineDash([]);
  for (const [count, right, mean] of record) {
    if (!count) continue;
    context.beginPath();
    context.arc(x.at(mean), y.at(right / count), 5, 0, 2 * Math.PI);
    context.fillStyle = count < FEW ? STAGE.ground : STAGE.ink;
    context.fill();
    context.strokeStyle = STAGE.ink;
    context.lineWidth = 1.5;
    context.stroke();
  }
  const bin = record[Math.min(Math.floor(sure * 10), 9)];
  context.strokeStyle = STAGE.hand;
  context.lineWidth = 2.5;
  paintLine(context, [x.at(sure), y.at(0), x.at(sure), y.at(bin[0] ? bin[1] / bin[0] : 0)]);
}
