// Faint digits of an invented person, in the places where the reader's own will stand.

import { paintSmall } from "./js/canvas.js";
import { grey } from "./js/colours.js";
import { element } from "./js/element.js";
import { handsIn } from "./js/handwriting.js";
import { imageAt } from "./js/images.js";

export const GHOSTS = 30; // three of each digit, 0 to 9 again and again

/** @param {{ get(name: string): any }} model with the text of an invented person's digits */
export function makeGhosts(model) {
  const [{ drawings }] = handsIn(model.get("sample"));
  return Array.from({ length: GHOSTS }, (_, place) => {
    const canvas = element("canvas");
    const image = imageAt(drawings, place);
    paintSmall(canvas, (k) => grey(image[k]));
    return element("span", { class: "nn-tile nn-ghost", "aria-hidden": "true" }, canvas);
  });
}
