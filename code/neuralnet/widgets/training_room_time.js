// TrainingRoom's scrubber: the time axis of its charts, and the charts themselves, by hand.

import { slider } from "./js/controls.js";
import { setAttributes } from "./js/element.js";
import { claim, isCommand } from "./js/pen.js";
import { timeOf } from "./training_room_charts.js";
import { plotIn } from "./training_room_layout.js";
import { lookAt, lookOn, momentsOf, shownMoment } from "./training_room_run.js";
import { epochsOf } from "./training_room_words.js";

const KEYS = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: -Infinity,
  End: Infinity,
};
const SLOP = 6; // CSS pixels that a finger may move before it means to look back

/** The scrubber. Keys go from moment to moment, a hand to the nearest. */
export function makeScrubber(room) {
  const scrubber = slider("Look back", { min: 0, max: 1, step: 1 }, (at) => lookAt(room, at));
  const { input, node } = scrubber;
  node.classList.add("nn-scrubber");
  input.addEventListener("keydown", (event) => {
    if (isCommand(event) || !(event.key in KEYS)) return;
    claim(event);
    lookOn(room, KEYS[event.key]);
  });
  function show() {
    const shown = shownMoment(room);
    const end = timeOf(room);
    setAttributes(input, { max: String(end) });
    scrubber.show(shown.at, room.back ? `at ${epochsOf(shown)}` : "now");
    input.style.setProperty("--to", String(room.run.now.at / end)); // as far as it has learned
    input.disabled = momentsOf(room).length < 2;
  }
  return { node, show };
}

/** Let a hand on the charts look back too; a vertical swipe scrolls the page. */
export function connectCharts(room, canvas, unitOf) {
  let from = null; // where the hand came down, until it has moved
  const look = ({ clientX }) => {
    if (momentsOf(room).length < 2) return;
    const { left: start, width } = canvas.getBoundingClientRect();
    const { left, right } = plotIn(width / unitOf());
    const share = ((clientX - start) / unitOf() - left) / (right - left);
    lookAt(room, Math.max(share, 0) * timeOf(room));
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = event.clientX;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    if (from !== null && Math.abs(event.clientX - from) < SLOP) return;
    from = null;
    look(event);
  });
  canvas.addEventListener("click", look);
}
