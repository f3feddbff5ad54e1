// Controls, and text that is read aloud.

/** @import { Announcer, Choice, DragHandle, PlayBar, Slider } from "./types.d.ts" */
/** @import { Attributes, BarLine, Numbers, Point, Range } from "./types.d.ts" */
/** @import { Stepper, Toggle } from "./types.d.ts" */

import { element, setAttributes, setText, writeText } from "./element.js";

/**
 * @param {string|Node} label
 * @param {(event: MouseEvent) => void} onClick
 * @param {Attributes} [attributes]
 */
export function button(label, onClick, attributes = {}) {
  const node = element("button", { type: "button", ...attributes }, label);
  node.addEventListener("click", onClick);
  return node;
}

/**
 * The share of the thumb's way at which a number from min to max stands.
 * @param {number} value
 * @param {number} min
 * @param {number} max
 */
const along = (value, min, max) => (value - min) / (max - min);

/** @param {HTMLInputElement} input @param {number} value */
function setValue(input, value) {
  if (input.value !== String(value)) input.value = String(value);
}

/**
 * A slider with its label and its value in words. Its track is filled from 0, or from `min` if 0
 * is not on it; where it goes to both sides of 0, blue above and orange below. `show(value, text)`
 * moves it to where the model is.
 * @param {string} label
 * @param {Range} range
 * @param {(value: number) => void} onInput
 * @returns {Slider}
 */
export function slider(label, { min, max, step }, onInput) {
  const input = element("input", { type: "range", min, max, step });
  const output = element("output");
  const node = element("label", { class: "nn-slider" }, element("span", {}, label), input, output);
  const zero = Math.min(Math.max(0, min), max);
  /** @type {number} */
  let filled = null;
  /** @param {number} value */
  const fill = (value) => {
    if (value === filled) return;
    filled = value;
    input.style.setProperty("--from", String(along(Math.min(value, zero), min, max)));
    input.style.setProperty("--to", String(along(Math.max(value, zero), min, max)));
    if (min < 0 && max > 0) {
      input.style.setProperty("--nn-fill", value < 0 ? "var(--nn-take)" : "var(--nn-add)");
    }
  };
  input.addEventListener("input", () => {
    fill(Number(input.value)); // under the hand at once
    onInput(Number(input.value));
  });
  return {
    node,
    input,
    show(value, text) {
      setValue(input, value);
      fill(Math.min(Math.max(value, min), max));
      setAttributes(input, { "aria-valuetext": text });
      writeText(output, text);
    },
  };
}

/**
 * A slider whose steps multiply: from `min` to `max`, both above 0, in so many `steps`. The number
 * that it gives has two digits that count.
 * @param {string} label
 * @param {{min: number, max: number, steps: number}} range
 * @param {(value: number) => void} onInput
 * @returns {Slider}
 */
export function logSlider(label, { min, max, steps }, onInput) {
  const ratio = Math.log(max / min);
  const inner = slider(label, { min: 0, max: steps, step: 1 }, (k) =>
    onInput(Number((min * Math.exp((ratio * k) / steps)).toPrecision(2))),
  );
  /** @type {Slider["show"]} */
  const show = (value, text) =>
    inner.show(Math.round((steps * Math.log(value / min)) / ratio), text);
  return { ...inner, show };
}

/**
 * One choice among a few, as a bar of radio buttons. `options` are [value, name]. `show(value)`
 * marks the one that the model holds, or none.
 * @param {string} label
 * @param {(readonly[any, string | Node])[]} options
 * @param {(value: any) => void} onChoose
 * @returns {Choice<any>}
 */
export function choiceGroup(label, options, onChoose) {
  const name = `nn-choice-${Math.random()}`; // radio buttons of one name are one group of the page
  const inputs = options.map(([value]) => {
    const input = element("input", { type: "radio", name, value: String(value) });
    input.addEventListener("change", () => onChoose(value));
    return input;
  });
  const bar = element(
    "div",
    {},
    ...options.map(([, text], k) => element("label", {}, inputs[k], text)),
  );
  return {
    node: element("fieldset", { class: "nn-choices" }, element("legend", {}, label), bar),
    inputs,
    show(value) {
      options.forEach(([own], k) => {
        inputs[k].checked = own === value;
      });
    },
  };
}

/**
 * A whole number from min to max, typed or stepped: − value +. What is typed counts at once; while
 * the field is empty or holds too small a number nothing changes, and it gets its number back.
 * @param {string} label
 * @param {{min: number, max: number, step?: number}} range
 * @param {(value: number) => void} onChange
 * @returns {Stepper}
 */
export function stepper(label, { min, max, step = 1 }, onChange) {
  const input = element("input", { type: "number", min, max, step, "aria-label": label });
  let shown = min;
  /** @param {number} value */
  const set = (value) => onChange(Math.min(Math.max(Math.floor(value), min), max));
  const [less, more] = [-1, 1].map((sign) =>
    button(sign < 0 ? "−" : "+", () => set(shown + sign * step), {
      "aria-label": `${label}: ${sign < 0 ? "less" : "more"}`,
    }),
  );
  input.addEventListener("input", () => Number(input.value) >= min && set(Number(input.value)));
  input.addEventListener("change", () => {
    input.value = String(shown);
  });
  return {
    node: element("div", { class: "nn-stepper" }, less, input, more),
    input,
    show(value) {
      shown = value;
      if (Number(input.value) !== value) input.value = String(value);
      less.disabled = value <= min;
      more.disabled = value >= max;
    },
  };
}

/**
 * Play or pause, and one step. What is played goes on in the chart's own time, along `scrubber`,
 * a slider of the figure's. `show(playing, name)` says what the button will do.
 * @param {{play: () => void, step: () => void, stepLabel?: string}} actions
 * @param {...(Node|string)} scrubber
 * @returns {PlayBar}
 */
export function playBar({ play, step, stepLabel = "One step" }, ...scrubber) {
  const sign = element("span", { class: "nn-sign", "aria-hidden": "true" });
  const round = button(sign, play, { class: "nn-round", "aria-label": "Play" });
  const one = button(stepLabel, step);
  return {
    node: element("div", { class: "nn-play" }, round, one, ...scrubber),
    round,
    one,
    show(playing, name = "Play") {
      round.dataset.sign = playing ? "pause" : name.toLowerCase();
      round.setAttribute("aria-label", playing ? "Pause" : name);
    },
  };
}

/**
 * An amber point over a picture that the reader drags: by pointer, `onDrag([x, y])` with places
 * in CSS pixels of the element that it lies in; by keys, as the slider that it is,
 * `onInput(value)`. `show(x, y, value, text)` moves it.
 * @param {string} label
 * @param {Range} range
 * @param {{onDrag: (point: Point) => void, onInput: (value: number) => void}} handlers
 * @returns {DragHandle}
 */
export function dragHandle(label, { min, max, step }, { onDrag, onInput }) {
  const input = element("input", { type: "range", min, max, step, "aria-label": label });
  const node = element("div", { class: "nn-handle" }, input);
  /** How far from the point's middle it was taken. @type {Point} */
  let grip = null;
  /** @type {(event: PointerEvent) => Point} */
  const place = (event) => {
    const box = node.offsetParent.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  let at = [0, 0];
  node.addEventListener("pointerdown", (event) => {
    if (grip || event.button !== 0) return;
    event.preventDefault();
    input.focus({ preventScroll: true });
    node.setPointerCapture(event.pointerId);
    const [x, y] = place(event);
    grip = [x - at[0], y - at[1]];
  });
  node.addEventListener("pointermove", (event) => {
    if (!grip || !node.hasPointerCapture(event.pointerId)) return;
    const [x, y] = place(event);
    onDrag([x - grip[0], y - grip[1]]);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    node.addEventListener(end, () => {
      grip = null;
    });
  }
  input.addEventListener("input", () => onInput(Number(input.value)));
  return {
    node,
    input,
    show(x, y, value, text) {
      if (x !== at[0] || y !== at[1]) node.style.transform = `translate(${x}px, ${y}px)`;
      at = [x, y];
      setValue(input, value);
      setAttributes(input, { "aria-valuetext": text });
    },
  };
}

/**
 * A switch with its label. `show(on)` moves it to where the model is.
 * @param {string} label
 * @param {(on: boolean) => void} onChange
 * @returns {Toggle}
 */
export function toggle(label, onChange) {
  const input = element("input", { type: "checkbox", role: "switch" });
  input.addEventListener("change", () => onChange(input.checked));
  return {
    node: element("label", { class: "nn-toggle" }, input, element("span", {}, label)),
    show(on) {
      input.checked = on;
    },
  };
}

/**
 * Text that a screen reader speaks when it has stopped changing.
 * @param {string} className
 * @returns {Announcer}
 */
export function announcer(className) {
  const node = element("p", { class: className });
  const spoken = element("p", { class: "nn-spoken", role: "status" });
  let [said, timer] = ["", 0];
  return {
    nodes: [node, spoken],
    say(text) {
      if (text === said) return;
      said = text;
      writeText(node, text);
      clearTimeout(timer);
      timer = setTimeout(() => setText(spoken, text), 400);
    },
  };
}

/**
 * Lines of text, each on a bar: `show` takes `{ text, share, negative }` for each. `rows` lines
 * are one piece of text, which the page lays out many times faster than a list.
 * @param {string} label
 * @param {number} rows
 * @returns {{node: HTMLElement, show(lines: BarLine[]): void}}
 */
export function barLines(label, rows) {
  const node = element("div", { class: "nn-lines", role: "group", "aria-label": label });
  /** Of each block, as they are on the page. @type {string[]} */
  const tints = [];
  /** @param {BarLine} line */
  const tint = ({ negative }) =>
    `color-mix(in srgb, var(--nn-${negative ? "take" : "add"}) 35%, transparent)`;
  /** @param {HTMLElement} block @param {number} k @param {BarLine[]} lines */
  function showBlock(block, k, lines) {
    const colours = lines.map((line) => `linear-gradient(${tint(line)} 0 0)`).join();
    if (tints[k] !== colours) block.style.backgroundImage = tints[k] = colours;
    block.style.backgroundSize = lines
      .map(({ share }) => `${(100 * share).toFixed(1)}% 1.4em`)
      .join();
    block.textContent = lines.map(({ text }) => text).join("\n");
  }
  /** @param {BarLine[]} lines */
  function show(lines) {
    while (rows * node.children.length < lines.length) {
      const places = lines.slice(0, rows).map((_, k) => `0 ${(1.6 * k + 0.1).toFixed(1)}em`);
      node.append(element("p", { style: `background-position: ${places.join()}` }));
    }
    [...node.children].forEach((block, k) =>
      showBlock(/** @type {HTMLElement} */ (block), k, lines.slice(k * rows, (k + 1) * rows)),
    );
  }
  return { node, show };
}
