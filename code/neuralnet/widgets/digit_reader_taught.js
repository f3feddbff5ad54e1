// DigitReader's other reader: the network that the reader of the book has taught, if one is kept.

import { toggle } from "./js/controls.js";
import { fromBase64 } from "./js/handwriting.js";
import { change } from "./js/model.js";
import { countParameters } from "./js/network.js";
import { keptText, onKept, TAUGHT } from "./js/shelf.js";

const TEACHABLE = JSON.stringify([[784, 16, 16, 10], "relu", "softmax"]); // as HandLesson's

/** What was kept, as a model holds parameters; null if nothing was, or it is damaged. */
function taughtParameters(text) {
  try {
    const { buffer } = fromBase64(text);
    const parameters = new Float64Array(buffer);
    const whole = parameters.length === countParameters([784, 16, 16, 10]);
    return whole && parameters.every(Number.isFinite) ? new DataView(buffer) : null;
  } catch {
    return null;
  }
}

/** A switch between the figure's own network and the taught one: `node`, `show()` and `stop`. */
export function makeTaught(model, redraw) {
  let [taught, own] = [null, null];
  function use(on) {
    if (on) own = model.get("parameters");
    change(model, { parameters: on ? taught : own });
  }
  const inner = toggle("Taught by you", use);
  function hear(text) {
    const used = model.get("parameters") === taught;
    const shape = ["sizes", "hidden", "output"].map((name) => model.get(name));
    taught = JSON.stringify(shape) === TEACHABLE ? taughtParameters(text) : null;
    if (used) change(model, { parameters: taught ?? own });
    redraw();
  }
  const stop = onKept(TAUGHT, hear);
  hear(keptText(TAUGHT));
  return {
    node: inner.node,
    stop,
    show() {
      inner.node.hidden = !taught;
      inner.show(Boolean(taught) && model.get("parameters") === taught);
    },
  };
}
