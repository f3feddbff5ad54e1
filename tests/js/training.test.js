import { test } from "node:test";
import { inkOf } from "../../code/neuralnet/widgets/js/images.js";
import { forward, makeNetwork } from "../../code/neuralnet/widgets/js/network.js";
import { rowsOf } from "../../code/neuralnet/widgets/js/passage.js";
import {
  backpropagate,
  COSTS,
  evaluate,
  makeTrainer,
  predict,
  trainBatch,
} from "../../code/neuralnet/widgets/js/training.js";
import { assertClose, assertSame, pythonSays } from "./python.js";

const { gradients, epochs, predictions } = pythonSays("training");

function made([sizes, hidden, output, parameters]) {
  return makeNetwork(sizes, hidden, output, Float64Array.from(parameters));
}

test("backpropagation agrees for any network", () => {
  for (const { network: given, image, target, cost, share, gradient, price } of gradients) {
    const [network, found] = [made(given), made(given)];
    found.parameters.fill(0);
    const pass = forward(network, image);
    backpropagate(network, pass, target, cost, share, found);
    assertClose(found.parameters, gradient, { rtol: 1e-9, atol: 1e-14 });
    const paid = COSTS[cost](pass.activations.at(-1), target);
    assertClose([paid], [price], { rtol: 1e-9, atol: 1e-14 });
  }
});

for (const { network: given, pixels, labels, order, batch, settings, ...python } of epochs) {
  test(`an epoch of training agrees: ${settings.cost}`, () => {
    const network = made(given);
    const trainer = makeTrainer(network, settings);
    const rows = rowsOf(inkOf(Uint8Array.from(pixels.flat())), labels);
    const costs = [];
    for (let start = 0; start < order.length; start += batch) {
      const places = order.slice(start, start + batch);
      const some = places.map((place) => rows[place]);
      costs.push(trainBatch(trainer, some).cost);
    }
    const { cost, accuracy } = evaluate(network, rows, settings.cost);
    assertClose(costs, python.costs, { rtol: 1e-9 });
    assertClose(network.parameters, python.after, { rtol: 1e-9, atol: 1e-12 });
    assertClose([cost, accuracy], python.measured, { rtol: 1e-9 });
  });
}

test("predictions agree", () => {
  for (const { network, images, answers } of predictions) {
    const rows = rowsOf(inkOf(Float64Array.from(images.flat())), answers);
    assertSame(predict(made(network), rows), answers);
  }
});
