// DigitReader's other reader: the network that the reader of the book has taught, if one is kept.

import { button } from "./js/controls.js";
import { element, setAttributes } from "./js/element.js";
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

/** A button that stays pressed while the taught network reads: `node`, `show()` and `stop`. */
export function makeTaught(model, redraw) {
  let [taught, own] = [null, null];
  const isTeachable = () => {
    const shape = ["sizes", "hidden", "output"].map((name) => model.get(name));
    return JSON.stringify(shape) === TEACHABLE;
  };
  function use(on) {
    if (on) own = model.get("parameters");
    change(model, { parameters: on ? taught : own });
  }
  const isUsed = () => Boolean(taught) && model.get("parameters") === taught;
  const node = button("Taught", () => use(!isUsed()), {
    class: "nn-chip",
    "aria-label": "Taught by you",
  });
  node.append(element("span", {}, " by you")); // where there is room
  function hear(text) {
    const used = isUsed();
    taught = taughtParameters(text);
    if (used) change(model, { parameters: taught ?? own });
    redraw();
  }
  const stop = onKept(TAUGHT, hear);
  hear(keptText(TAUGHT));
  const opened = model.opened?.get("parameters"); // for a reader who comes back to the page: live_figures.js
  if (opened && model.get("parameters") !== opened) {
    own = opened;
    change(model, { parameters: taught ?? own });
  }
  return {
    node,
    stop,
    show() {
      node.hidden = !(taught && isTeachable() && model.get("learned"));
      setAttributes(node, { "aria-pressed": String(isUsed()) });
    },
  };
}
