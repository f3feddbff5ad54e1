import assert from "node:assert/strict";
import { test } from "node:test";
import {
  alteredNetwork,
  brokenKnobs,
  dealKnobs,
  knobAt,
  locateKnob,
} from "../../code/neuralnet/widgets/js/knobs.js";
import { makeNetwork } from "../../code/neuralnet/widgets/js/network.js";
import { assertClose, pythonSays } from "./python.js";

const { changes } = pythonSays("knobs");

function made([sizes, hidden, output, parameters]) {
  return makeNetwork(sizes, hidden, output, Float64Array.from(parameters));
}

for (const { state, network, parameters } of changes) {
  test(`a network after all that was done to it agrees: ${JSON.stringify(state)}`, () => {
    const dealt = dealKnobs(state.seed, parameters.length);
    const broken = brokenKnobs(dealt, state.broken, state.smashed);
    const found = alteredNetwork(made(network), dealt, { ...state, broken }).parameters;
    assertClose(found, parameters, { rtol: 1e-12, atol: 1e-15 });
  });
}

test("each knob has a place, and each place its knob", () => {
  const network = made(changes[0].network);
  network.parameters.forEach((_, knob) => {
    assert.equal(knobAt(network, locateKnob(network, knob)), knob);
  });
  assert.throws(() => locateKnob(network, network.parameters.length), /no knob/);
});
