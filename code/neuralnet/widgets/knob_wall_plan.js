// Where the knobs hang: pictures of the first layer's weights, tables of the others, biases beside.

import { SIDE } from "./js/images.js";
import { knobAt, locateKnob } from "./js/knobs.js";

/** Sizes in CSS pixels of a weight in a picture, in a table, of a knob under the loupe, and of a digit's pixel. */
export function sizesFor(width) {
  const isNarrow = width < 620;
  if (isNarrow) {
    const fit = Math.min(1, width / 400); // narrower than a phone, all of it is smaller
    return { isNarrow, picture: 2 * fit, table: 5.5 * fit, loupe: 20 * fit, digit: 3 * fit };
  }
  if (width >= 960) return { isNarrow, picture: 4, table: 10, loupe: 19, digit: 5 };
  if (width >= 930) return { isNarrow, picture: 3.5, table: 10, loupe: 19, digit: 5 };
  if (width >= 860) return { isNarrow, picture: 3.5, table: 8, loupe: 15, digit: 5 };
  return width < 760
    ? { isNarrow, picture: 2, table: 6, loupe: 11, digit: 3 }
    : { isNarrow, picture: 2.75, table: 8, loupe: 15, digit: 4 };
}

/**
 * The wall's areas, each a rectangle of cells: `{ layer, neuron, x, y, cell, columns, count, bias }`, and how
 * large the wall is.
 */
export function planWall(network, { picture, table }) {
  const [, first, second, last] = network.sizes;
  const areas = [];
  const [across, down] = [picture * SIDE + 6, picture * SIDE + table + 5];
  for (let j = 0; j < first; j++) {
    const [x, y] = [(j % 4) * across, Math.floor(j / 4) * down];
    const below = y + picture * SIDE + 1;
    areas.push({ layer: 0, neuron: j, x, y, cell: picture, columns: SIDE, count: SIDE * SIDE });
    areas.push({ layer: 0, neuron: j, x, y: below, cell: table, columns: 1, count: 1, bias: true });
  }
  const left = 4 * across + 8;
  const tops = [18, 18 + second * table + 24];
  for (const [layer, neurons, top] of [
    [1, second, tops[0]],
    [2, last, tops[1]],
  ]) {
    const { inputs } = network.layers[layer];
    for (let j = 0; j < neurons; j++) {
      const row = { layer, neuron: j, y: top + j * table, cell: table };
      areas.push({ ...row, x: left, columns: inputs, count: inputs });
      areas.push({ ...row, x: left + (inputs + 0.5) * table, columns: 1, count: 1, bias: true });
    }
  }
  return {
    areas,
    tables: { left, tops, end: tops[1] + last * table },
    width: left + (Math.max(first, second) + 1.5) * table,
    height: Math.max(Math.ceil(first / 4) * down, tops[1] + last * table),
  };
}

/** The knob under a point of the wall, or null. */
export function knobUnder(network, { areas }, [x, y]) {
  for (const { layer, neuron, bias, ...area } of areas) {
    const [column, row] = [(x - area.x) / area.cell, (y - area.y) / area.cell].map(Math.floor);
    const place = row * area.columns + column;
    if (column >= 0 && column < area.columns && row >= 0 && place < area.count) {
      return knobAt(network, { layer, neuron, input: bias ? -1 : place });
    }
  }
  return null;
}

/** Where a knob hangs: its corner and its size. */
export function placeOfKnob(network, { areas }, knob) {
  const { layer, neuron, input } = locateKnob(network, knob);
  const area = areas.find(
    (one) => one.layer === layer && one.neuron === neuron && Boolean(one.bias) === input < 0,
  );
  const at = Math.max(input, 0);
  return {
    x: area.x + (at % area.columns) * area.cell,
    y: area.y + Math.floor(at / area.columns) * area.cell,
    cell: area.cell,
  };
}

/** The knobs around one, up to four steps to each side: `{ knob, column, row }`, itself at 4, 4. */
export function neighbourhood(network, knob) {
  const { layer, neuron, input } = locateKnob(network, knob);
  const { inputs, neurons } = network.layers[layer];
  const [columns, rows] = layer === 0 ? [SIDE, SIDE] : [inputs + 1, neurons];
  const at =
    layer === 0 ? [input % SIDE, Math.floor(input / SIDE)] : [input < 0 ? inputs : input, neuron];
  if (layer === 0 && input < 0) return [{ knob, column: 4, row: 4 }];
  const around = [];
  for (let row = 0; row < 9; row++) {
    for (let column = 0; column < 9; column++) {
      const [x, y] = [at[0] + column - 4, at[1] + row - 4];
      if (x < 0 || y < 0 || x >= columns || y >= rows) continue;
      const place =
        layer === 0
          ? { layer, neuron, input: y * SIDE + x }
          : { layer, neuron: y, input: x === inputs ? -1 : x };
      around.push({ knob: knobAt(network, place), column, row });
    }
  }
  return around;
}
