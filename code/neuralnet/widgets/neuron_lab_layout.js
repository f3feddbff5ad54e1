// How large the parts of NeuronLab are, in CSS pixels at a font size of 16; where they stand, the
// style sheet says.

const NARROW = 620;
const COLUMNS = 900; // from here on pad, neuron and digits stand beside each other
const BESIDE = 350; // from here on there is room for the tools at the pad's side

const cells = (room, most) => 28 * Math.floor(Math.min(room, most) / 28);

/**
 * For a figure of this width: its `kind`, the side of the pad, width and height of the tug of war and of the
 * digits' picture, and whether the tools stand `above` the pad.
 */
export function layOut(width) {
  if (width < NARROW) {
    const inner = Math.max(width - 32, 60); // a box may be hidden, with no width at all
    const above = width < BESIDE;
    const pad = cells(inner - (above ? 0 : 46), 308);
    return {
      kind: "upright",
      above,
      pad,
      tug: [inner, above ? 124 : 104],
      plot: [inner, above ? 180 : 200],
    };
  }
  const inner = width - 48;
  if (width < COLUMNS) {
    const left = 332; // tools and pad
    return { kind: "stacked", pad: 280, tug: [left, 104], plot: [inner - left - 24, 210] };
  }
  const [pad, tug, plot] = width < 1040 ? [364, 148, 216] : [392, 180, 256];
  return { kind: "columns", pad, tug: [tug, pad], plot: [inner - 52 - pad - tug - 24, plot] };
}
