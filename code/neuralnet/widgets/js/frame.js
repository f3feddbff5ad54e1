// The frame of a figure: an imperative at its head, its readout at its foot.

/** @import { Framing } from "./types.d.ts" */
/** @import { AnyModel } from "@anywidget/types" */

import { announcer, button } from "./controls.js";
import { element } from "./element.js";

const NARROWEST = 20; // rem: 320 pixels at a font size of 16, for which every figure is laid out

/**
 * Shrink a figure where type is so large that less than NARROWEST is left of the width: what it says
 * and what can be touched stays beside each other.
 * @param {HTMLElement} el
 * @param {HTMLElement} figure
 */
function shrinkToFit(el, figure) {
  new ResizeObserver(() => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const scale = Math.min(el.clientWidth / (NARROWEST * rem), 1);
    figure.style.zoom = scale > 0 && scale < 1 ? scale.toFixed(4) : "";
  }).observe(el);
}

/**
 * Put a figure into `el`, as high as its model says for the room that there is.
 * @param {HTMLElement} el
 * @param {AnyModel} model
 * @param {{figure: HTMLElement}} frame
 */
export function mount(el, model, { figure }) {
  const heights = model.get("heights");
  ["wide", "middle", "narrow"].forEach((name, k) =>
    el.style.setProperty(`--nn-${name}`, `${heights[k] / 16}rem`),
  );
  el.classList.add("nn-room");
  el.replaceChildren(figure);
  shrinkToFit(el, figure);
}

/**
 * A figure's frame: `ground` is "stage" (the machine, dark) or "paper" (charts), `title` says in
 * a few words what to do, `label` the same to a screen reader. `onReset`, if given, is called by
 * the button at its head. Returns the parts to fill: `body`, `tools` for further buttons at the
 * head, `say(text)` for the foot, `retitle(text)`, and `offer(again)`, which shows the button Try
 * again at the foot for as long as there is something to try.
 * @param {Framing} framing
 */
export function makeFrame({ name, ground, title = "", label, onReset }) {
  const heading = element("p", { class: "nn-title" }, title);
  const tools = element("div", { class: "nn-tools" });
  if (onReset)
    tools.append(
      button("↺", onReset, {
        class: "nn-quiet",
        "aria-label": "Start again",
        title: "Start again",
      }),
    );
  const body = element("div", { class: "nn-body" });
  /** @type {() => void} */
  let again = null;
  const retry = button("Try again", () => again?.(), { hidden: true });
  const readout = announcer("nn-readout");
  const figure = element(
    "div",
    { class: `nn-figure nn-${ground} nn-${name}`, role: "group", "aria-label": label },
    element("div", { class: "nn-head" }, heading, tools),
    body,
    element("div", { class: "nn-foot" }, ...readout.nodes, retry),
  );
  return {
    figure,
    body,
    tools,
    say: readout.say,
    /** @param {() => void} act */
    offer(act) {
      again = act;
      if (retry.hidden === !act) return;
      if (!act && retry === document.activeElement) body.querySelector("button")?.focus();
      retry.hidden = !act;
    },
    /** @param {string} text */
    retitle(text) {
      if (heading.textContent !== text) heading.textContent = text;
    },
  };
}
