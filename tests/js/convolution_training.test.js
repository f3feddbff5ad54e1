import { test } from "node:test";
import { makeConvolution, newConvolution } from "../../code/neuralnet/widgets/js/convolution.js";
import {
  evaluateMaps,
  gradientOfMaps,
  makeMapPassage,
  makeMapTrainer,
  trainMaps,
} from "../../code/neuralnet/widgets/js/convolution_training.js";
import { inkOf } from "../../code/neuralnet/widgets/js/images.js";
import { rowsOf } from "../../code/neuralnet/widgets/js/passage.js";
import { mulberry32 } from "../../code/neuralnet/widgets/js/random.js";
import { assertClose, pythonSays } from "./python.js";

const { gradients, starts, epoch } = pythonSays("convolution_training");

for (const { maps, parameters, images, labels, cost, accuracy, gradient } of gradients) {
  test(`backpropagation through windows agrees: ${maps.join(" and ")} maps`, () => {
    const network = makeConvolution(maps, Float64Array.from(parameters));
    const trainer = makeMapTrainer(network, { learningRate: 0.1 });
    const rows = rowsOf(inkOf(Float64Array.from(images.flat())), labels);
    gradientOfMaps(trainer, rows.slice(0, 2)); // nothing of it is left in the next
    const found = gradientOfMaps(trainer, rows);
    assertClose([found.cost, found.accuracy], [cost, accuracy], { rtol: 1e-9 });
    assertClose(trainer.gradient.parameters, gradient, { rtol: 1e-9, atol: 1e-13 });
  });
}

for (const { maps, seed, parameters } of starts) {
  test(`a start is Python's: ${maps.join(" and ")} maps`, () => {
    const { parameters: found } = newConvolution(maps, mulberry32(seed));
    assertClose(found, parameters, { rtol: 1e-12 });
  });
}

test("an epoch of training of windows agrees", () => {
  const { maps, parameters, pixels, labels, order, batch, settings, ...python } = epoch;
  const network = makeConvolution(maps, Float64Array.from(parameters));
  const trainer = makeMapTrainer(network, settings);
  const rows = rowsOf(inkOf(Uint8Array.from(pixels.flat())), labels);
  const costs = [];
  for (let start = 0; start < order.length; start += batch) {
    const some = order.slice(start, start + batch).map((place) => rows[place]);
    costs.push(trainMaps(trainer, some).cost);
  }
  const { cost, accuracy } = evaluateMaps(makeMapPassage(network), rows);
  assertClose(costs, python.costs, { rtol: 1e-9 });
  assertClose(network.parameters, python.after, { rtol: 1e-9, atol: 1e-11 });
  assertClose([cost, accuracy], python.measured, { rtol: 1e-9 });
});
