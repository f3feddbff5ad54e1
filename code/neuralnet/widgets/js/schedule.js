// When to draw.

/** @import { AnyModel } from "@anywidget/types" */
/** @import { Page } from "./types.d.ts" */

/**
 * The colours of tokens.css as they are where `el` stands, and `unit`: a rem in sixteenths.
 * @param {Element} el
 */
function paletteOf(el) {
  const style = getComputedStyle(el);
  /** @param {string} name */
  const colour = (name) => style.getPropertyValue(`--nn-${name}`).trim();
  return {
    ink: colour("ink"),
    ink2: colour("ink-2"),
    rule: colour("rule"),
    hairline: colour("hairline"),
    paper: colour("paper"),
    surface: colour("surface"),
    add: colour("add"),
    take: colour("take"),
    hand: colour("hand"),
    right: colour("right"),
    unit: Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16,
  };
}

/**
 * A function that says whether what it is given is other than what it was given before: a picture
 * of the same is not painted again. One of screens with other pixels is another.
 */
export function makeNews() {
  /** @type {any[]} */
  let last = [];
  /** @param {...any} given */
  return (...given) => {
    const now = [...given, window.devicePixelRatio];
    const isNew = now.some((value, k) => value !== last[k]);
    last = now;
    return isNew;
  };
}

/**
 * Call `draw` when one of the named values changes, `el` gets another size or the page another
 * theme, at most once a frame; and once now. It is given a Page: the width of `el`, or of a
 * part that is named, the colours where it stands, and how large a rem is. All are remembered,
 * since to answer such a question the page must lay itself out; as it must to set the font of a
 * canvas. While `el` is far off the screen nothing is drawn: what was missed is drawn when it comes back.
 * Returns `{ redraw, stop }`: `redraw` asks for a drawing after a change that the model does not
 * hold.
 * @param {AnyModel} model
 * @param {string[]} names
 * @param {HTMLElement} el
 * @param {(page: Page) => void} draw
 * @param {HTMLElement} [part]
 */
export function drawOnChange(model, names, el, draw, part = el) {
  let [frame, width] = [0, part.clientWidth];
  /** @type {string} */
  let ink = null;
  /** @type {ReturnType<typeof paletteOf>} */
  let palette = null;
  let [near, stale] = [true, false];
  const paint = () => {
    if (!width) return; // nothing is seen; it is told when it gets a size
    ink ??= getComputedStyle(el).color;
    palette ??= paletteOf(el);
    draw({ width, ink, palette, unit: palette.unit });
  };
  const schedule = () => {
    if (!near) stale = true;
    else {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        stale = false;
        paint();
      });
    }
  };
  for (const name of names) model.on(`change:${name}`, schedule);
  const resized = new ResizeObserver(() => {
    width = part.clientWidth;
    palette = null; // a font of another size changes the widths of all
    schedule();
  });
  const recolour = () => {
    ink = null;
    palette = null;
    schedule();
  };
  const themed = new MutationObserver(recolour);
  const seen = new IntersectionObserver(
    (entries) => {
      near = entries.at(-1).isIntersecting;
      if (near && stale) schedule();
    },
    { rootMargin: "200px" },
  );
  const themes = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) =>
    matchMedia(query),
  );
  resized.observe(part);
  seen.observe(el);
  for (const node of [document.documentElement, document.body]) {
    themed.observe(node, { attributeFilter: ["class", "data-theme", "data-jp-theme-light"] });
  }
  for (const theme of themes) theme.addEventListener("change", recolour);
  const stop = () => {
    cancelAnimationFrame(frame);
    for (const observer of [resized, themed, seen]) observer.disconnect();
    for (const theme of themes) theme.removeEventListener("change", recolour);
    for (const name of names) model.off(`change:${name}`, schedule);
  };
  try {
    paint();
  } catch (error) {
    stop(); // what cannot be drawn once is not tried again
    throw error;
  }
  return { redraw: schedule, stop };
}
