// TrainingRoom's weight pictures: what each neuron of the first hidden layer looks for.

import { fitCanvas, paintCells } from "./js/canvas.js";
import { stageSign } from "./js/colours.js";
import { SIDE } from "./js/images.js";

const SIZE = SIDE * SIDE;

/** Returns what paints them, where anything has changed. */
export function makeWeightsPainter(canvas) {
  let painted = [];
  return function paint(parameters, neurons, { cell, gap, unit }) {
    const key = [parameters, neurons, cell, unit];
    if (key.every((value, k) => value === painted[k])) return;
    painted = key;
    const room = 4 * (cell * SIDE + gap) - gap;
    const columns = Math.ceil(Math.sqrt(neurons));
    const fitting = Math.floor((2 * ((room + gap) / columns - gap)) / SIDE) / 2;
    const side = fitting * SIDE + gap;
    const context = fitCanvas(canvas, room * unit, room * unit);
    context.scale(unit, unit);
    context.clearRect(0, 0, room, room);
    for (let j = 0; j < neurons; j++) {
      const own = parameters.subarray(j * SIZE, (j + 1) * SIZE);
      const most = own.reduce((top, weight) => Math.max(top, Math.abs(weight)), 0);
      const [x, y] = [(j % columns) * side, Math.floor(j / columns) * side];
      paintCells(context, { x, y, cell: fitting, columns: SIDE, count: SIZE }, (k) =>
        stageSign(own[k], most),
      );
    }
  };
}
