// Where the parts of TrainingRoom stand, in CSS pixels at a font size of 16; the rest is in
// training_room.css.

/** How large the chart, the weight pictures and the digits are in a room of this width. */
export function layOut(width) {
  if (width >= 960) return { chart: width - 434, height: 368, cell: 3, gap: 4, pitch: 35 };
  if (width >= 620) {
    const pitch = Math.min(Math.floor((width - 350) / 10), 39);
    return { chart: width - 242, height: 236, cell: 2, gap: 4, pitch };
  }
  const chart = width - 32;
  const pitch = Math.min(Math.floor(chart / 10), 33);
  const height = [210, 184, 120].find((_, k) => width >= [353, 241, 0][k]);
  return { chart, height, cell: width < 353 ? 1 : 1.5, gap: 3, pitch };
}

/** The plot in a chart of this width: numbers stand left of it, and what lines have come to right. */
export function plotIn(width) {
  return { left: 60, right: width - 50 };
}
