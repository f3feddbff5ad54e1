// TenLamps: ten outputs made of ten sums, each for itself or all together.

/** @import { Render } from "@anywidget/types" */

import { activate } from "./js/activations.js";
import { largest } from "./js/arrays.js";
import { makeBoard, paintBoard, within } from "./js/board.js";
import { paintSeries } from "./js/chart.js";
import { grey } from "./js/colours.js";
import { choiceGroup, dragHandle } from "./js/controls.js";
import { setAttributes } from "./js/element.js";
import { decimal, signed } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

const LIMIT = 6; // of a sum, either way
const FIRST = [-3, -2, 1, 3, -4, 2, -5, -1, 1.5, -2];

/** @type {Render} */
function render({ model, el }) {
  let board = null;
  const pull = (k, sum) => {
    const sums = [...model.get("sums")];
    sums[k] = within(sum, -LIMIT, LIMIT, 10);
    change(model, { sums });
  };
  const frame = makeFrame({
    name: "ten-lamps",
    ground: "stage",
    title: "Pull one sum up",
    label: "Ten sums and ten outputs",
    onReset: () => change(model, { sums: FIRST }),
  });
  const choice = choiceGroup("Output", [["sigmoid", "Ten sigmoids"], ["softmax", "Softmax"]], (output) => change(model, { output })); // biome-ignore format: one choice
  frame.tools.prepend(choice.node);
  const handles = FIRST.map((_, k) => dragHandle(`Sum of the ${k}`, { min: -LIMIT, max: LIMIT, step: 0.1 }, { onDrag: ([, y]) => pull(k, board.y.value(y)), onInput: (sum) => pull(k, sum) })); // biome-ignore format: one handle
  const { node, canvas } = makeBoard(...handles);
  frame.body.append(node);
  mount(el, model, frame);
  return drawOnChange(model, ["sums", "output"], frame.figure, (page) => {
    const [sums, output] = [model.get("sums"), model.get("output")];
    const outputs = activate(output, sums);
    board = paintBoard(canvas, page, {
      height: 272,
      left: 26,
      right: 4,
      x: [-0.5, 9.5],
      y: [-6.6, 10.5],
      ticksX: FIRST.map((_, k) => k),
      ticksY: [-6, -3, 0, 3, 6],
      across: "",
      up: "",
    });
    paintLamps(board, page.palette, sums, outputs);
    sums.forEach((sum, k) => {
      handles[k].show(board.x.at(k), board.y.at(sum), sum, `${signed(sum, 1)}, output ${outputs[k].toFixed(2)}`); // biome-ignore format: one handle
    });
    choice.show(output);
    const best = largest(outputs);
    const total = outputs.reduce((one, other) => one + other);
    const words = `The largest output is ${outputs[best].toFixed(2)}, of the ${best}. Together they make ${total.toFixed(2)}.`;
    frame.say(words);
    setAttributes(canvas, {
      "aria-label": `${words} Sums: ${Array.from(sums, (sum) => decimal(sum, 1)).join(", ")}. Outputs: ${Array.from(outputs, (value) => value.toFixed(2)).join(", ")}.`,
    });
  }).stop;
}

/** Above each sum its lamp, as bright as its output, and the output as a number. */
function paintLamps({ context, x, y, unit, narrow }, palette, sums, outputs) {
  const best = largest(outputs);
  sums.forEach((sum, k) => {
    const [across, zero] = [x.at(k), y.at(0)];
    paintSeries(context, [[across, zero], [across, y.at(sum)]], { colour: sum < 0 ? palette.take : palette.add, width: 4, dash: sum < 0 ? [5, 3] : [] }); // biome-ignore format: one line
    context.beginPath();
    context.arc(across, y.at(8.9), 12 * unit, 0, 2 * Math.PI);
    context.fillStyle = `rgb(${grey(outputs[k])})`;
    context.fill();
    context.lineWidth = k === best ? 3 : 1.5;
    context.strokeStyle = k === best ? palette.ink : palette.rule;
    context.stroke();
    context.fillStyle = palette.ink;
    context.textAlign = "center";
    const text = outputs[k].toFixed(2);
    context.fillText(narrow ? text.replace(/^0/, "") : text, across, y.at(7.2));
  });
}

export default { render };
