// Where the parts of DigitReader stand, in CSS pixels at a font size of 16.

const WIDE = 960;
const NARROW = 620;

/** `count` places from `from` on, `pitch` apart, around the middle of `room`. */
function spread(count, room, widest) {
  const pitch = Math.min(room / count, widest);
  const start = (room - pitch * (count - 1)) / 2;
  return Array.from({ length: count }, (_, j) => start + j * pitch);
}

/** Layers as columns, from left to right; outputs with room for a bar at their right. */
function columns(width, height, sizes) {
  const [top, room] = [64, height - 128];
  const first = width * 0.5;
  const last = width * 0.825;
  const layers = sizes.slice(1);
  return layers.map((count, k) => {
    const output = k === layers.length - 1;
    const x = layers.length > 1 ? first + ((last - first) * k) / (layers.length - 1) : last;
    const places = spread(count, room, output ? 44 : 29);
    const pitch = count > 1 ? places[1] - places[0] : 44;
    const radius = Math.min(output ? 14 : 11, pitch / 2 - 1);
    return places.map((y) => ({ x, y: top + y, radius, pitch }));
  });
}

/** Layers as rows, one below the other; large ones zigzag, so that a finger finds each neuron. */
function rows(width, top, bottom, sizes) {
  const layers = sizes.slice(1);
  return layers.map((count, k) => {
    const output = k === layers.length - 1;
    const y = layers.length > 1 ? top + ((bottom - top) * k) / (layers.length - 1) : bottom;
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
 * The places of pad and neurons for a figure of this width and a network of these sizes. `spots[k][j]` is
 * neuron j of layer k + 1: its middle, its radius, and how far its neighbours are.
 */
export function layOut(width, sizes) {
  if (width < NARROW) {
    const side = Math.min(224, width - 150);
    const pad = { x: 16, y: 60, side };
    const top = Math.max(pad.y + side, width < 340 ? 316 : 0) + 46; // below the buttons beside the pad
    return { pad, upright: true, height: 700, spots: rows(width, top, 530, sizes) };
  }
  const height = width < WIDE ? 540 : 600;
  const side = width < WIDE ? Math.min(320, width * 0.36) : 364;
  return {
    pad: { x: 28, y: 84, side },
    upright: false,
    height,
    spots: columns(width, height, sizes),
    bar: { gap: 44, width: Math.min(100, width * 0.175 - 72) },
  };
}
