import { test } from "node:test";
import { mulberry32, normal, shuffled } from "../../code/neuralnet/widgets/js/random.js";
import { assertClose, assertSame, pythonSays } from "./python.js";

for (const { seed, uniform, ...python } of pythonSays("random").seeds) {
  test(`random numbers of seed ${seed} are Python's`, () => {
    const random = mulberry32(seed);
    assertSame(
      uniform.map(() => random()),
      uniform,
    );
    assertSame(shuffled(python.shuffled.length, random), python.shuffled);
    const found = python.normal.map(() => normal(random));
    assertClose(found, python.normal, { rtol: 1e-12, atol: 1e-15 });
  });
}
