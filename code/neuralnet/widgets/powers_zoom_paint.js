// PowersZoom's picture: a field of knobs that fills the stage, out of whose middle ours does not move.
// What has become too small to tell apart is tone; the networks around it are drawn instead, and
// when they too are too small, networks of networks.

import { fitCanvas, widthOfText } from "./js/canvas.js";
import { paintRing } from "./js/stage.js";

export const OWN = 13_002;
const HIGH = 300; // CSS pixels
const TONES = [1, 0.42, 0.3, 0.21, 0.14]; // ours is bright; the larger the network, the dimmer
const GAP = 0.28; // of a cell, at most so many pixels between cells
const WIDEST = 5;
const FINE = 4; // pixels: what is smaller is one tone, and the lens shows what it is made of
const LENS = { radius: 46, dot: 3.4, pitch: 10, inset: 56 }; // CSS pixels
const [TAG, LIFT] = [18, 6]; // a name's height, and how far below its frame it hangs
const RING = 7; // pixels: half of the ring that shows where ours is
const LEAST = 6; // pixels: a frame that is lower cannot be told from ours, and has no name

/** How large things are at a sight: the field, a network like ours in it, and a knob. */
export function layField(width, sight) {
  const wide = width - (width < 620 ? 32 : 50);
  const share = Math.sqrt(OWN / sight);
  const across = Math.round(Math.sqrt((OWN * wide) / HIGH));
  const rows = Math.ceil(OWN / across);
  const network = [wide * share, HIGH * share];
  return {
    wide,
    high: HIGH,
    across,
    rows,
    network,
    knob: [network[0] / across, network[1] / rows],
    heap: network.map((side) => side * Math.sqrt(OWN)), // as many networks as ours has knobs
    isFine: Math.min(network[0] / across, network[1] / rows) < FINE,
    isEven: Math.min(...network) < FINE && network[0] * Math.sqrt(OWN) > wide,
  };
}

/** Paint it; `frames` are the networks in sight and the next, as `{ name, count }`, ours first. */
export function paintField(canvas, { unit, palette }, { field, frames, sight }) {
  const { wide, high } = field;
  const font = `${12 * unit}px system-ui, sans-serif`;
  const context = fitCanvas(canvas, wide * unit, high * unit, font);
  context.scale(unit, unit);
  const placed = frames.map((frame) => {
    const share = Math.sqrt(frame.count / sight);
    return { ...frame, w: wide * share, h: high * share };
  });
  paintTones(context, field, placed, palette);
  context.fillStyle = palette.paper;
  hideMissing(context, field);
  const { knob, network, heap } = field;
  paintGaps(context, field, knob, network); // the corner of a network is one of a knob
  paintGaps(context, field, network, network);
  paintGaps(context, field, heap, heap);
  context.strokeStyle = palette.ink2;
  context.lineWidth = 1.5;
  for (const { w, h } of placed.slice(1)) {
    if (w < 0.999 * wide) context.strokeRect((wide - w) / 2, (high - h) / 2, w, h);
  }
  if (placed[0].h < 8) paintRing(context, { x: wide / 2, y: high / 2, radius: 2 });
  paintLens(context, field, palette);
  paintNames(context, field, placed, palette);
}

/** Each network's field in its own tone, the largest first. */
function paintTones(context, { wide, high }, placed, palette) {
  [...placed].reverse().forEach(({ w, h }, k) => {
    const [x, y] = [(wide - w) / 2, (high - h) / 2];
    context.fillStyle = palette.paper;
    context.fillRect(x, y, w, h);
    context.fillStyle = palette.ink;
    const tone = TONES[placed.length - 1 - k] ?? TONES.at(-1);
    // Ours is the brighter, the smaller it has become.
    context.globalAlpha = tone < 1 ? tone : 1 - 0.55 * (w / wide) ** 2;
    context.fillRect(x, y, w, h);
    context.globalAlpha = 1;
  });
}

/** What a place of ours is made of: knobs, each a dot, seen through a lens. */
function paintLens(context, { wide, high, network }, palette) {
  const { radius, dot, pitch, inset } = LENS;
  const [x, y] = [wide - inset, high - inset];
  const corner = [(wide + Math.min(network[0], 8)) / 2, (high + Math.min(network[1], 8)) / 2];
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  const away = Math.atan2(y - corner[1], x - corner[0]);
  context.beginPath();
  for (const turn of [-1, 1]) {
    const at = away + (turn * Math.PI) / 2;
    context.moveTo(...corner);
    context.lineTo(x + radius * Math.cos(at), y + radius * Math.sin(at));
  }
  context.stroke();
  context.save();
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fillStyle = palette.paper;
  context.fill();
  context.lineWidth = 2;
  context.stroke();
  context.clip();
  context.beginPath();
  for (let down = -radius; down <= radius; down += pitch) {
    for (let across = -radius; across <= radius; across += pitch) {
      context.moveTo(x + across + dot, y + down);
      context.arc(x + across, y + down, dot, 0, 7);
    }
  }
  context.fillStyle = palette.ink;
  context.fill();
  context.restore();
}

/** The last row of ours is not full. */
function hideMissing(context, { wide, high, across, rows, network, knob, isFine }) {
  if (isFine) return;
  const missing = (across * rows - OWN) * knob[0];
  context.fillRect(
    (wide + network[0]) / 2 - missing,
    (high + network[1]) / 2 - knob[1],
    missing,
    knob[1],
  );
}

/** The gaps between cells of this size, of which so much has its middle in ours; fine ones fade. */
function paintGaps(context, { wide, high }, cell, middle) {
  const pitch = Math.min(...cell);
  const alpha = Math.min((pitch - FINE) / 2 + 0.2, 1); // a little as soon as it can be seen
  if (pitch < FINE) return;
  const gap = Math.min(GAP * pitch, WIDEST);
  context.globalAlpha = alpha;
  [wide, high].forEach((end, axis) => {
    const corner = (end - middle[axis]) / 2;
    const start = corner - Math.ceil(corner / cell[axis]) * cell[axis];
    for (let at = start; at <= end + gap; at += cell[axis]) {
      if (axis === 0) context.fillRect(at - gap / 2, 0, gap, high);
      else context.fillRect(0, at - gap / 2, wide, gap);
    }
  });
  context.globalAlpha = 1;
}

/**
 * Names stand at the top left of their frames where these have room for them; the others hang below
 * the smaller frames, one under the other, and cross no frame.
 */
function paintNames(context, { wide, high }, placed, palette) {
  const named = placed
    .filter(({ w, h }, k) => k === 0 || (h >= LEAST && w <= 1.001 * wide))
    .map((frame) => ({ ...frame, room: widthOfText(context, frame.name) + 12 }));
  const hung = named.filter(({ w, h, room }, k) => {
    const inner = k > 0 ? named[k - 1].h : 0;
    return w < room + 24 || (h - inner) / 2 < TAG + 4;
  });
  const start = () => Math.max(RING, ...hung.map(({ h }) => h / 2)) + LIFT;
  const end = () => start() + hung.length * TAG + 4;
  for (const frame of named) {
    if (hung.length && !hung.includes(frame) && frame.h / 2 < end()) hung.push(frame);
  }
  const top = high / 2 + start();
  context.textBaseline = "middle";
  context.textAlign = "center";
  const tag = ({ name, room, isOwn }, x, y) => {
    context.fillStyle = palette.paper;
    context.beginPath();
    context.roundRect(x - room / 2, y - TAG / 2 + 1, room, TAG - 2, 4);
    context.fill();
    context.fillStyle = isOwn ? palette.ink : palette.ink2;
    context.fillText(name, x, y + 0.5);
  };
  for (const frame of named) {
    if (!hung.includes(frame)) {
      tag(frame, (wide - frame.w) / 2 + 8 + frame.room / 2, (high - frame.h) / 2 + 8 + TAG / 2);
    }
  }
  hung.sort((a, b) => b.h - a.h);
  hung.forEach((frame, k) => {
    tag(frame, wide / 2, top + (k + 0.5) * TAG);
  });
}
