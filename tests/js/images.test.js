import { test } from "node:test";
import { penFor, preprocess, rotate, stroke } from "../../code/neuralnet/widgets/js/drawings.js";
import { pixelValue, thresholded } from "../../code/neuralnet/widgets/js/images.js";
import { assertClose, assertSame, pythonSays } from "./python.js";

const { bytes, thresholds, preprocessed, pens, strokes, turned } = pythonSays("images");

test("every byte is the same number", () => {
  assertSame(
    bytes.map((_, byte) => pixelValue(byte)),
    bytes,
  );
});

test("thresholds agree", () => {
  for (const { threshold, values, shown } of thresholds) {
    assertSame(
      values.map((value) => thresholded(value, threshold)),
      shown,
    );
  }
});

test("preprocessing agrees", () => {
  for (const { drawing, shape, image } of preprocessed) {
    assertClose(preprocess(Float64Array.from(drawing), ...shape), image, { atol: 1e-9 });
  }
});

test("pens for strokes of any size agree", () => {
  for (const { strokes: lists, width } of pens)
    assertClose([penFor(lists)], [width], { atol: 1e-12 });
});

for (const { from, to, width, drawing } of strokes) {
  test(`a pen that is ${width} pixels wide agrees`, () => {
    const found = new Float64Array(drawing.length);
    stroke(found, from, to, width);
    assertClose(found, drawing, { atol: 1e-3 });
  });
}

for (const { image, degrees, turned: expected } of turned) {
  test(`turning by ${degrees} degrees agrees`, () => {
    assertClose(rotate(image, degrees), expected, { atol: 1e-12 });
  });
}
