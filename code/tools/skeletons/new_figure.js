// NewFigure: what a reader can do with it, in a line.

/** @import { Render } from "@anywidget/types" */

import { slider } from "./js/controls.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

/** @type {Render} */
function render({ model, el }) {
  const frame = makeFrame({
    name: "new-figure",
    ground: "paper",
    title: "Set the side",
    label: "Pixels of a square",
  });
  const side = slider("Side", { min: 1, max: 28, step: 1 }, (value) =>
    change(model, { side: value }),
  );
  frame.body.append(side.node);
  mount(el, model, frame);
  return drawOnChange(model, ["side"], frame.figure, () => {
    const now = model.get("side");
    side.show(now, `${now}`);
    frame.say(`A square of ${now} by ${now} has ${now ** 2} pixels.`);
  }).stop;
}

export default { render };
