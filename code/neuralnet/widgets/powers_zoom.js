// PowersZoom: 13,002 knobs beside ever larger numbers of them.

/** @import { Render } from "@anywidget/types" */

import { button, logSlider } from "./js/controls.js";
import { element, setAttributes, writeText } from "./js/element.js";
import { whole } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";
import { tween } from "./js/tween.js";
import { layField, OWN, paintField } from "./powers_zoom_paint.js";

const MOST = 175e9;
const FIRST = 1e6; // in which ours is a small bright place
const POWERS = Math.log10(MOST / OWN);

/** @type {Render} */
function render({ model, el }) {
  let stopTween = () => {};
  const set = (sight) => change(model, { sight: Math.min(Math.max(sight, OWN), MOST) });
  /** Not under the hand: it moves out or in by powers, each of which takes its time. */
  const moveTo = (sight) => {
    const [from, to] = [model.get("sight"), sight].map(Math.log10);
    stopTween();
    stopTween = tween(
      400 + 350 * Math.abs(to - from),
      (share) => set(share < 1 ? 10 ** (from + (to - from) * share) : sight),
      (share) => share * share * (3 - 2 * share),
    );
  };
  const byHand = (sight) => {
    stopTween();
    set(sight);
  };
  const frame = makeFrame({
    name: "powers-zoom",
    ground: "stage",
    label: "Numbers of knobs as a field",
    onReset: () => moveTo(FIRST),
  });
  const title = frame.figure.querySelector(".nn-title");
  const canvas = element("canvas", { role: "img" });
  const sight = logSlider("In sight", { min: OWN, max: MOST, steps: 150 }, (value) => {
    byHand(value > 0.97 * MOST ? MOST : value); // two digits, which differ at each of 150 steps
  });
  const chips = model
    .get("landmarks")
    .map(([name, , count]) => button(name, () => moveTo(count), { class: "nn-chip" }));
  frame.body.append(
    element("div", { class: "nn-board" }, canvas),
    element("div", { class: "nn-row" }, ...chips),
    sight.node,
  );
  mount(el, model, frame);
  connectDrag(canvas, () => model.get("sight"), byHand);
  const { stop } = drawOnChange(model, ["sight", "landmarks"], frame.figure, (page) => {
    const now = model.get("sight");
    const landmarks = model.get("landmarks");
    const field = layField(page.width / page.unit, now);
    paintField(canvas, page, { field, sight: now, frames: framesIn(now, landmarks) });
    writeText(title, `${whole(Math.round(now))} knobs`);
    sight.show(now, large(now));
    const words = wordsFor(field, now);
    frame.say(words);
    setAttributes(canvas, {
      "aria-label": `A field of ${large(now)} knobs, ${OWN} of them in its middle those of this book. ${words} Frames around them: ${landmarks.map(([name, year, count]) => `${name} (${year}) ${large(count)}`).join("; ")}.`,
    });
  });
  return () => {
    stopTween();
    stop();
  };
}

/** Ours, the networks that are in sight, and the next, in whose field we are. */
function framesIn(sight, landmarks) {
  const others = landmarks
    .map(([name, , count]) => ({ name: `${name} ${large(count)}`, count }))
    .sort((a, b) => a.count - b.count);
  const ours = { name: `yours ${whole(OWN)}`, count: OWN, isOwn: true };
  const seen = others.filter(({ count }) => count <= sight).length;
  return [ours, ...others.slice(0, seen + 1)];
}

/** What a dot or a rectangle of the picture stands for, and how few of all knobs are ours. */
function wordsFor({ isFine, isEven, heap, wide }, sight) {
  const share = Math.round(sight / OWN);
  const ours =
    share > 1 ? `One knob in ${whole(share)} is one of yours.` : "All of them are yours.";
  if (share <= 1) return `In the lens each dot is one knob. ${ours} Drag outward.`;
  if (!isFine) return `Each dot is one knob. ${ours}`;
  if (isEven) return `Only the lens still tells knobs apart. ${ours}`;
  const many = heap[0] < wide ? `${whole(OWN)} networks` : "a whole network";
  return `Each rectangle is ${many} like yours. ${ours}`;
}

/** A number in words where it is large: "175 billion". */
function large(value) {
  if (value >= 1e9) return `${Number((value / 1e9).toPrecision(3))} billion`;
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))} million`;
  return whole(Math.round(value));
}

/**
 * A hand that goes outward sees more: the picture's width is all powers.
 * @param {HTMLCanvasElement} canvas @param {() => number} sightOf @param {(sight: number) => void} set
 */
function connectDrag(canvas, sightOf, set) {
  let from = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = { x: event.clientX, sight: sightOf() };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!from || !canvas.hasPointerCapture(event.pointerId)) return;
    set(from.sight * 10 ** ((POWERS * (event.clientX - from.x)) / canvas.clientWidth));
  });
  canvas.addEventListener("lostpointercapture", () => {
    from = null;
  });
}

export default { render };
