// Where the parts of DigitReader stand, in CSS pixels at a font size of 16.

const WIDE = 960;
const NARROW = 620;
const EIGHT = 8; // maps beside or below each other

/** `count` places from `from` on, `pitch` apart, around the middle of `room`. */
function spread(count, room, widest) {
  const pitch = Math.min(room / count, widest);
  const start = (room - pitch * (count - 1)) / 2;
  return Array.from({ length: count }, (_, j) => start + j * pitch);
}

/** `count` maps around a middle, in `lanes` across or down: squares, so many to each lane. */
function block({ x, y }, count, lanes, [right, down], size, upright) {
  const length = Math.ceil(count / lanes);
  const [across, along] = upright ? [length, lanes] : [lanes, length];
  return Array.from({ length: count }, (_, j) => ({
    x: x + right * ((j % across) - (across - 1) / 2),
    y: y + down * (Math.floor(j / across) - (along - 1) / 2),
    radius: size / 2,
    pitch: Math.min(right, down),
  }));
}

/** Layers as columns, from left to right; outputs with room for a bar at their right. */
function columns(width, height, sizes, maps) {
  const [top, room] = [64, height - 128];
  const first = width * 0.5;
  const last = width * 0.825;
  const layers = sizes.slice(1);
  return layers.map((count, k) => {
    const output = k === layers.length - 1;
    const x = layers.length > 1 ? first + ((last - first) * k) / (layers.length - 1) : last;
    if (k < maps) {
      const lanes = Math.ceil(count / EIGHT);
      const down = Math.min(room / EIGHT, 59);
      const right = lanes > 1 ? Math.min(42, ((last - first) * 0.55) / 4) : down;
      const size = Math.min(right - (lanes > 1 ? 4 : 11), down - 11);
      return block({ x, y: height / 2 }, count, lanes, [right, down], size, false);
    }
    const places = spread(count, room, output ? 44 : 29);
    const pitch = count > 1 ? places[1] - places[0] : 44;
    const radius = Math.min(output ? 14 : 11, pitch / 2 - 1);
    return places.map((y) => ({ x, y: top + y, radius, pitch }));
  });
}

/** Layers as rows, one below the other; large ones zigzag, so that a finger finds each neuron. */
function rows(width, top, bottom, sizes, maps) {
  const layers = sizes.slice(1);
  return layers.map((count, k) => {
    const output = k === layers.length - 1;
    const y = layers.length > 1 ? top + ((bottom - top) * k) / (layers.length - 1) : bottom;
    if (k < maps) {
      const lanes = Math.ceil(count / EIGHT);
      const right = (width - 24) / EIGHT;
      const [down, size] = lanes > 1 ? [28, 24] : [right, Math.min(36, right - 5)];
      return block({ x: width / 2, y }, count, lanes, [right, down], size, true);
    }
    const places = spread(count, width - 24, 34);
    const pitch = count > 1 ? places[1] - places[0] : 34;
    const zigzag = !output && pitch < 26 ? 13 : 0;
    const radius = Math.min(output ? 12 : 9, zigzag ? pitch - 2 : pitch / 2 - 1);
    return places.map((x, j) => ({
      x: 12 + x,
      y: y + (j % 2 ? zigzag : -zigzag),
      radius,
      pitch: zigzag ? 26 : pitch,
    }));
  });
}

/**
 * The places of pad and neurons for a figure of this width and a network of these sizes, the first
 * `maps` of whose layers are maps. `spots[k][j]` is neuron or map j of layer k + 1: its middle, its
 * radius or half its side, and how far its neighbours are. `windows` is there where there is room.
 */
export function layOut(width, sizes, maps) {
  if (width < NARROW) {
    const side = Math.min(224, width - 150);
    const pad = { x: 16, y: 60, side };
    const top = Math.max(pad.y + side, width < 340 ? 316 : 0) + 46; // below the buttons beside the pad
    return { pad, upright: true, height: 700, spots: rows(width, top, 530, sizes, maps) };
  }
  const height = width < WIDE ? 540 : 600;
  const side = width < WIDE ? Math.min(308, width * 0.36) : 364; // 11 or 13 a pixel
  return {
    pad: { x: 28, y: 76, side },
    upright: false,
    height,
    spots: columns(width, height, sizes, maps),
    windows: maps && sizes[1] <= EIGHT ? { gap: 8, side: 25 } : null,
    bar: { gap: 66, width: Math.min(100, width * 0.175 - 94) }, // behind a digit and its tick
  };
}
