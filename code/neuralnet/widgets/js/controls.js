// Controls, and text that is read aloud.

import { largest } from "./arrays.js";
import { NEGATIVE, POSITIVE } from "./colours.js";
import { element } from "./element.js";

export function button(label, onClick, attributes = {}) {
  const node = element("button", { type: "button", ...attributes }, label);
  node.addEventListener("click", onClick);
  return node;
}

/**
 * A slider with its label and its value in words.
 * `show(value, text)` moves it to where the model is.
 */
export function slider(label, { min, max, step }, onInput) {
  const input = element("input", { type: "range", min, max, step });
  const output = element("output");
  const node = element("label", { class: "nn-slider" }, element("span", {}, label), input, output);
  input.addEventListener("input", () => onInput(Number(input.value)));
  return {
    node,
    input,
    show(value, text) {
      input.value = value;
      input.setAttribute("aria-valuetext", text);
      output.textContent = text;
    },
  };
}

/** A switch with its label. `show(on)` moves it to where the model is. */
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

/** Text that a screen reader speaks when it has stopped changing. */
export function announcer(className) {
  const node = element("p", { class: className });
  const spoken = element("p", { class: "nn-spoken", role: "status" });
  let timer;
  return {
    nodes: [node, spoken],
    say(text) {
      if (node.textContent === text) return;
      node.textContent = text;
      clearTimeout(timer);
      timer = setTimeout(() => (spoken.textContent = text), 400);
    },
  };
}

/**
 * Lines of text, each on a bar: `show` takes `{ text, share, negative }` for each. `rows` lines
 * are one piece of text, which the page lays out many times faster than a list.
 */
export function barLines(label, rows) {
  const node = element("div", { class: "nn-lines", role: "group", "aria-label": label });
  const tints = []; // of each block, as they are on the page
  const tint = ({ negative }) =>
    `color-mix(in srgb, ${negative ? NEGATIVE : POSITIVE} 35%, transparent)`;
  function showBlock(block, k, lines) {
    const colours = lines.map((line) => `linear-gradient(${tint(line)} 0 0)`).join();
    if (tints[k] !== colours) block.style.backgroundImage = tints[k] = colours;
    block.style.backgroundSize = lines.map(({ share }) => `${(100 * share).toFixed(1)}% 1.4em`).join();
    block.textContent = lines.map(({ text }) => text).join("\n");
  }
  function show(lines) {
    while (rows * node.children.length < lines.length) {
      const places = lines.slice(0, rows).map((_, k) => `0 ${(1.6 * k + 0.1).toFixed(1)}em`);
      node.append(element("p", { style: `background-position: ${places.join()}` }));
    }
    [...node.children].forEach((block, k) =>
      showBlock(block, k, lines.slice(k * rows, (k + 1) * rows)),
    );
  }
  return { node, show };
}

/** The lines of a network's outputs: what each stands for, its value, and a mark at the largest. */
export function outputLines(outputs, names = outputs.map((_, k) => k)) {
  const best = largest(outputs);
  return Array.from(outputs, (value, k) => ({
    text: `${names[k]}: ${value.toFixed(3)}${k === best ? " ←" : ""}`,
    share: Math.min(Math.abs(value), 1),
    negative: value < 0,
  }));
}
