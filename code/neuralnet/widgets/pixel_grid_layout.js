// How large the parts of PixelGrid are, in CSS pixels at a font size of 16; where they stand, the
// style sheet says.

const NARROW = 620;
const ROOMY = 760; // from here on all else finds room beside the grid
const BESIDE = 38; // the list and the gap before it

export const STRIP = 28; // the list's width

/** For a figure of this width: its `kind` and the side of a cell. */
export function layOut(width) {
  if (width < NARROW) {
    return {
      kind: "upright",
      cell: Math.max(Math.min(Math.floor((width - 32 - BESIDE) / 28), 12), 2),
    };
  }
  if (width < ROOMY) return { kind: "under", cell: width < 660 ? 12 : 13 };
  return { kind: "beside", cell: 16 };
}
