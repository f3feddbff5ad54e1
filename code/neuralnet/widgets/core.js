// The mathematics of the live figures: the same as Python's, and tested against it.
// Nothing here touches the page.

/** A pixel's byte, 0 to 255, as the number that the network sees, 0 to 1. */
function pixelValue(byte) {
  return byte / 255;
}

/** What is shown of a pixel: its value, or, above a threshold of 0, only 0 or 1. */
function thresholded(value, threshold) {
  if (threshold <= 0) return value;
  return value >= threshold ? 1 : 0;
}

/** How many of these numbers are not 0. */
function countNonzero(values) {
  return values.reduce((count, value) => count + (value !== 0 ? 1 : 0), 0);
}
