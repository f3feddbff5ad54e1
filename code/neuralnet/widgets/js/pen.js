// A surface to draw on: with one pointer at a time, or with the keys.

/** @import { Cursor, KeyDrawing, Point, PointerDrawing } from "./types.d.ts" */

/** @type {Record<string, Point>} */
const MOVES = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/**
 * Whether a key was pressed together with another that makes it a command of the browser's.
 * @param {KeyboardEvent} event
 */
export function isCommand(event) {
  return event.ctrlKey || event.altKey || event.metaKey;
}

/**
 * Keep a key that a figure has used from the page, and from JupyterLab, which has uses for it.
 * @param {Event} event
 */
export function claim(event) {
  event.preventDefault();
  event.stopPropagation();
}

const PALM = 48; // CSS pixels: what touches more broadly is no finger
// What answers to a pointer itself, or holds words that may be selected.
const OTHERS =
  "button, input, select, a, label, summary, p, [tabindex], [role='slider'], .nn-handle, [data-own]";

/**
 * Draw on `surface`, `size` by `size` units large, with a mouse, a pen or a finger. The first
 * pointer that comes down draws until it lifts; others change nothing, and a palm never does. Only
 * a pen takes over from a finger, which then was the hand that rested. A stroke may begin anywhere
 * in `zone`, which reaches a little further than the surface, and with a mouse or a pen in
 * `field`, where it begins when it comes to the zone. Calls `start(point)`, `move(from, to)` and
 * `end()`, points as [right, down].
 * @param {PointerDrawing} drawing
 */
export function drawWithPointer({ zone, field = zone, surface, size, start, move, end }) {
  zone.dataset.own = ""; // what is pressed in it is no way into another surface of the figure
  /** @type {{id: number, type: string, drawing: boolean, last: Point}} */
  let held = null;
  /** @type {(event: PointerEvent) => Point} */
  const place = ({ clientX, clientY }) => {
    const box = surface.getBoundingClientRect();
    const [right, down] = [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
    return [right * size, down * size];
  };
  /** @param {PointerEvent} event */
  const isInZone = ({ clientX, clientY }) => {
    const { left, right, top, bottom } = zone.getBoundingClientRect();
    return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
  };
  /** @param {PointerEvent} event */
  const mayDraw = ({ target, pointerType, button, width, height }) => {
    if (button !== 0) return false;
    const part = /** @type {Element} */ (target);
    if (zone.contains(part)) return pointerType !== "touch" || Math.max(width, height) <= PALM;
    return pointerType !== "touch" && !part.closest(OTHERS);
  };
  function begin() {
    held.drawing = true;
    start(held.last);
  }
  function lift() {
    const { drawing } = held;
    held = null;
    if (drawing) end();
  }
  field.addEventListener("pointerdown", (event) => {
    if (!mayDraw(event)) return;
    const { pointerId: id, pointerType: type } = event;
    if (held && !(type === "pen" && held.type === "touch")) return;
    if (held) lift();
    held = { id, type, drawing: false, last: place(event) };
    field.setPointerCapture(id);
    if (!isInZone(event)) return;
    begin();
    move(held.last, held.last);
  });
  // What is dragged into the surface selects no text on its way.
  field.addEventListener("mousedown", (event) => held && !held.drawing && event.preventDefault());
  field.addEventListener("pointermove", (event) => {
    if (event.pointerId !== held?.id) return;
    // What the pen did since the last event: a fast stroke keeps its corners.
    const passed = event.getCoalescedEvents?.() ?? [];
    for (const one of passed.length ? passed : [event]) {
      const point = place(one);
      if (!held.drawing && isInZone(one)) begin();
      if (held.drawing) move(held.last, point);
      held.last = point;
    }
  });
  for (const name of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"])) {
    field.addEventListener(name, (event) => event.pointerId === held?.id && lift());
  }
}

/**
 * Draw with the keys: arrows move a cursor, the space bar lowers and lifts the pen (`toggles`)
 * or makes one mark, and `keys` names further ones with what they do. Calls `move(from, to)`
 * for each step with the pen down and `show(cursor)` when the cursor has moved, with null when the
 * surface has lost the focus. A cursor is `{ at: [right, down], down }`.
 * @param {KeyDrawing} drawing
 */
export function drawWithKeys({
  surface,
  size,
  from,
  edge = 0.5,
  toggles = true,
  keys = {},
  move,
  show,
}) {
  /** @type {Cursor} */
  let cursor = null;
  /** @param {number} x */
  const within = (x) => Math.min(Math.max(x, edge), size - edge);
  surface.addEventListener("keydown", (event) => {
    if (isCommand(event) || !(event.key in MOVES || event.key === " " || event.key in keys)) return;
    claim(event);
    if (event.key in keys) return keys[event.key]();
    cursor ??= { at: from, down: false };
    const before = cursor.at;
    if (event.key === " ") {
      if (toggles) cursor.down = !cursor.down;
      if (cursor.down || !toggles) move(before, before);
    } else {
      const [right, down] = MOVES[event.key];
      cursor.at = [within(before[0] + right), within(before[1] + down)];
      if (cursor.down) move(before, cursor.at);
    }
    show(cursor);
  });
  surface.addEventListener("blur", () => {
    cursor = null;
    show(null);
  });
  surface.addEventListener("pointerdown", () => {
    cursor = null;
    show(null);
  });
}

/**
 * Drag what a picture shows, with a mouse or a finger. `placeOf()` says where it is, right and down
 * in pixels of which `cellOf()` is the size, and `move(right, down)` puts it elsewhere.
 * @param {HTMLElement} picture
 * @param {() => Point} placeOf
 * @param {(right: number, down: number) => void} move
 * @param {() => number} cellOf
 */
export function dragPicture(picture, placeOf, move, cellOf) {
  /** Where the pointer would be if what it drags were in the middle. @type {Point} */
  let grip = null;
  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const [x, y] = placeOf();
    grip = [event.clientX - x * cellOf(), event.clientY - y * cellOf()];
    picture.setPointerCapture(event.pointerId);
  });
  picture.addEventListener("pointermove", (event) => {
    if (!grip || !picture.hasPointerCapture(event.pointerId)) return;
    move((event.clientX - grip[0]) / cellOf(), (event.clientY - grip[1]) / cellOf());
  });
  picture.addEventListener("lostpointercapture", () => {
    grip = null;
  });
}
