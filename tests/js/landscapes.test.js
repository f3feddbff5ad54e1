import { test } from "node:test";
import { LANDSCAPES, roll } from "../../code/neuralnet/widgets/js/landscapes.js";
import { assertClose, pythonSays } from "./python.js";

const EXACT = { rtol: 1e-12, atol: 1e-12 };

for (const { name, settings, places, costs, slopes } of pythonSays("landscapes").rolls) {
  test(`rolling down the ${name} agrees: ${settings}`, () => {
    const found = roll(name, places[0], ...settings, places.length - 1).places;
    assertClose(found.flat(), places.flat(), EXACT);
    assertClose(places.map(LANDSCAPES[name].cost), costs, EXACT);
    assertClose(places.flatMap(LANDSCAPES[name].slopes), slopes.flat(), EXACT);
  });
}
