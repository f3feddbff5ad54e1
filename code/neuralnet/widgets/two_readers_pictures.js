// TwoReaders' pictures: the maps of a layer, and ten outputs of two networks back to back.

import { fitCanvas } from "./js/canvas.js";
import { grey } from "./js/colours.js";
import { element } from "./js/element.js";
import { STAGE } from "./js/stage.js";

const BETWEEN = 0xff352c25; // a quiet line, as a word of a picture

/** Maps of `side` by `side` numbers, so many beside each other, a line between them. */
export function makeMaps(side, columns) {
  const canvas = element("canvas", { role: "img", class: "nn-small" });
  const context = canvas.getContext("2d");
  return {
    canvas,
    /** Show maps, as bright as their numbers are large, each number so many pixels of the page. */
    show(maps, size) {
      const rows = maps.length / (side * side) / columns;
      const [width, height] = [columns * (side + 1) - 1, rows * (side + 1) - 1];
      if (canvas.width !== width || canvas.height !== height)
        Object.assign(canvas, { width, height });
      Object.assign(canvas.style, { width: `${width * size}px`, height: `${height * size}px` });
      const picture = context.createImageData(width, height);
      new Uint32Array(picture.data.buffer).fill(BETWEEN);
      const most = maps.reduce((largest, value) => Math.max(largest, value), 1e-9);
      maps.forEach((value, k) => {
        const [map, place] = [Math.floor(k / (side * side)), k % (side * side)];
        const x = (map % columns) * (side + 1) + (place % side);
        const y = Math.floor(map / columns) * (side + 1) + Math.floor(place / side);
        const [level] = grey(Math.sqrt(value / most)); // so that faint ones show
        picture.data.set([level, level, level, 255], 4 * (y * width + x));
      });
      context.putImageData(picture, 0, 0);
    },
  };
}

/** Ten outputs of both networks, the bars of the one to the left, of the other to the right. */
export function paintBoth(canvas, readers, { label, width, height, unit }) {
  const context = fitCanvas(canvas, width * unit, height * unit, "13px system-ui, sans-serif");
  context.scale(unit, unit);
  context.clearRect(0, 0, width, height);
  context.textBaseline = "middle";
  context.textAlign = "center";
  const [middle, head] = [width / 2, 18];
  const pitch = (height - head) / 10;
  const long = middle - 34; // a bar's, with a mark behind it
  context.fillStyle = STAGE.ink2;
  context.fillText("ours", middle / 2, head / 2);
  context.fillText("windows", middle + middle / 2, head / 2);
  readers.forEach(({ outputs, best }, reader) => {
    const sign = reader === 0 ? -1 : 1;
    outputs.forEach((value, k) => {
      const y = head + (k + 0.5) * pitch;
      const bar = (share) => {
        const start = middle + sign * 12;
        context.fillRect(Math.min(start, start + sign * share * long), y - 4, share * long, 8);
      };
      context.fillStyle = STAGE.hairline;
      bar(1);
      context.fillStyle = k === best ? "#ffffff" : STAGE.ink2;
      bar(Math.min(Math.max(value, 0), 1));
      if (k !== best) return;
      if (label === null) return;
      context.fillStyle = k === label ? STAGE.right : STAGE.ink;
      context.fillText(k === label ? "✓" : "✕", middle + sign * (long + 22), y);
    });
  });
  for (let k = 0; k < 10; k++) {
    context.fillStyle = k === label ? STAGE.right : STAGE.ink;
    context.fillText(String(k), middle, head + (k + 0.5) * pitch);
  }
}
