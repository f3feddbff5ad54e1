// What hands do on KnobWall: pick, turn round, and strike.

/** @import { Point } from "./js/types.d.ts" */

import { SIDE } from "./js/images.js";
import { knobAt, locateKnob } from "./js/knobs.js";
import { change } from "./js/model.js";
import { claim, drawWithPointer, isCommand } from "./js/pen.js";
import { knobUnder } from "./knob_wall_plan.js";

const STRIKE = 5; // CSS pixels: half of the hammer's face
const MOST = 4;

export function connectHands(wall, parts) {
  connectWall(wall, parts.wall);
  connectLoupe(wall, parts.loupe);
}

function connectWall(wall, canvas) {
  const { model } = wall;
  // Places come in shares of the wall's width and height.
  /** @type {(point: number[]) => Point} */
  const at = ([x, y]) => [x * wall.plan.width, y * wall.plan.height];
  const pick = (point) => {
    const knob = knobUnder(wall.original, wall.plan, at(point));
    if (knob !== null) change(model, { knob });
  };
  drawWithPointer({
    zone: canvas,
    surface: canvas,
    size: 1,
    start: pick,
    move: (from, to) => (wall.hammer ? strike(wall, at(from), at(to)) : pick(to)),
    end: () => {},
  });
  canvas.addEventListener("keydown", (event) => {
    const { layer, neuron, input } = locateKnob(wall.original, model.get("knob"));
    const { inputs, neurons } = wall.original.layers[layer];
    const down = layer === 0 ? SIDE : inputs + 1;
    const last = wall.original.parameters.length - 1;
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -down, ArrowDown: down }[event.key];
    const ends = { Home: 0, End: last }[event.key];
    const next = { PageUp: -1, PageDown: 1 }[event.key];
    const hits = wall.hammer && event.key === " ";
    if (isCommand(event) || ((by ?? ends ?? next) === undefined && !hits)) return;
    claim(event);
    if (hits)
      return change(model, { smashed: [...new Set([...model.get("smashed"), model.get("knob")])] });
    let knob = ends ?? model.get("knob") + (by ?? 0);
    if (next !== undefined) {
      const other = Math.min(Math.max(neuron + next, 0), neurons - 1);
      knob = knobAt(wall.original, { layer, neuron: other, input });
    }
    change(model, { knob: Math.min(Math.max(knob, 0), last) });
  });
}

/** The hammer breaks what it passes, from one place of the wall to another. */
function strike(wall, from, to) {
  const hit = new Set(wall.model.get("smashed"));
  const steps = Math.max(Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 2), 1);
  for (let k = 0; k <= steps; k++) {
    const [x, y] = [0, 1].map((axis) => from[axis] + ((to[axis] - from[axis]) * k) / steps);
    for (let dx = -STRIKE; dx <= STRIKE; dx += 2) {
      for (let dy = -STRIKE; dy <= STRIKE; dy += 2) {
        if (dx * dx + dy * dy > STRIKE * STRIKE) continue;
        const knob = knobUnder(wall.original, wall.plan, [x + dx, y + dy]);
        if (knob !== null) hit.add(knob);
      }
    }
  }
  change(wall.model, { smashed: [...hit] });
}

/** Under the loupe a knob is turned: round its middle, or up and down from it. */
function connectLoupe(wall, canvas) {
  const { model } = wall;
  let held = null;
  const turnTo = (value) => {
    if (wall.broken.has(held.knob)) return;
    const inside = Math.min(Math.max(value, -MOST), MOST);
    held.value = inside;
    change(model, {
      turned: { ...model.get("turned"), [held.knob]: Math.round(100 * inside) / 100 },
    });
  };
  drawWithPointer({
    zone: canvas,
    surface: canvas,
    size: 9,
    start([x, y]) {
      const found = wall.around.find(
        ({ column, row }) => column === Math.floor(x) && row === Math.floor(y),
      );
      held = found && { ...found, value: wall.network.parameters[found.knob] };
    },
    move(from, to) {
      if (!held) return;
      const [a, b] = [from, to].map(([x, y]) => [x - held.column - 0.5, y - held.row - 0.5]);
      if (Math.hypot(...a) > 0.6 && Math.hypot(...b) > 0.6) {
        const by = Math.atan2(b[1], b[0]) - Math.atan2(a[1], a[0]);
        const turned = Math.atan2(Math.sin(by), Math.cos(by)); // the shorter way round
        turnTo(held.value + (turned / (0.75 * Math.PI)) * MOST);
      } else turnTo(held.value + (from[1] - to[1]) * 0.8);
    },
    end() {
      if (held) change(model, { knob: held.knob });
      held = null;
    },
  });
}
