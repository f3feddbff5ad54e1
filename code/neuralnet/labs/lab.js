// The labs of the published page: sliders that step through answers which Python computed when the
// book was built. A lab's answers are a file, fetched when it is first touched.

/** @import { LabControl, LabPage, Offered } from "./lab_types.d.ts" */

import { announcer, button, slider, toggle } from "../widgets/js/controls.js";
import { element } from "../widgets/js/element.js";
import { pairsOf, placeOf, unpackAnswers } from "./lab_answers.js";
import { makePicture } from "./lab_pictures.js";

const HERE = /** @type {HTMLScriptElement} */ (document.currentScript).src;
const NOTE = "Computed by Python when the book was built; in a notebook, for any value.";

/**
 * Fetch a lab's answers: a script, which a page opened from a disk may load too.
 * @param {string} name
 * @returns {Promise<string>}
 */
function fetchAnswers(name) {
  return new Promise((resolve, reject) => {
    const script = element("script", { src: new URL(`labs/${name}.js`, HERE).href });
    script.onload = () => resolve(/** @type {any} */ (globalThis).bookLabs[name]);
    script.onerror = () => reject(new Error(`The answers of the lab ${name} are missing.`));
    document.head.append(script);
  });
}

/**
 * A slider over texts, in their order. Where "0" is one of them it is filled from there.
 * @param {string} label
 * @param {string[]} texts
 * @param {number} at
 * @param {(at: number) => void} onChange
 */
function textSlider(label, texts, at, onChange) {
  const zero = Math.max(texts.indexOf("0"), 0);
  const range = { min: -zero, max: texts.length - 1 - zero, step: 1 };
  const { node, show } = slider(label, range, (value) => move(value + zero, onChange));
  /** @param {number} next @param {(at: number) => void} [tell] */
  function move(next, tell) {
    show(next - zero, texts[next].replace("-", "−"));
    tell?.(next);
  }
  move(at);
  return { node, move };
}

/** Of each kind, the control that steps through what it offers.
 * @type {Record<Offered["kind"], (offered: Offered, onChange: (at: number) => void) => LabControl>}
 */
const CONTROLS = {
  slider({ label, texts, at }, onChange) {
    return { nodes: [textSlider(label, texts, at, onChange).node], count: texts.length };
  },
  // Two sliders, of which each pushes the other one along where they meet.
  span({ label, texts, at }, onChange) {
    const pairs = pairsOf(texts.length);
    const pair = [...pairs[at]];
    const tell = () =>
      onChange(pairs.findIndex(([from, to]) => from === pair[0] && to === pair[1]));
    const ends = ["from", "to"].map((end, k) =>
      textSlider(`${label} ${end}`, texts, pair[k], (next) => {
        pair[k] = k ? Math.max(next, 1) : Math.min(next, texts.length - 2);
        pair[1 - k] = k ? Math.min(pair[0], pair[1] - 1) : Math.max(pair[1], pair[0] + 1);
        for (const [place, { move }] of ends.entries()) move(pair[place]);
        tell();
      }),
    );
    return { nodes: ends.map(({ node }) => node), count: pairs.length };
  },
  menu({ label, texts, at }, onChange) {
    const options = texts.map((text, k) => element("option", { selected: k === at }, text));
    const select = element("select", {}, ...options);
    select.addEventListener("change", () => onChange(select.selectedIndex));
    const node = element("label", { class: "nn-menu" }, element("span", {}, label), select);
    return { nodes: [node], count: texts.length };
  },
  switch({ label, at }, onChange) {
    const { node, show } = toggle(label, (on) => onChange(Number(on)));
    show(at === 1);
    return { nodes: [node], count: 2 };
  },
};

/**
 * Put a lab into its box on the page, in the place of its picture.
 * @param {Element} holder
 */
async function bringToLife(holder) {
  /** @type {LabPage} */
  const page = JSON.parse(holder.textContent);
  const at = page.controls.map((offered) => offered.at);
  const controls = page.controls.map((offered, k) =>
    CONTROLS[offered.kind](offered, (next) => {
      at[k] = next;
      show();
    }),
  );
  const counts = controls.map(({ count }) => count);
  const readout = announcer("nn-readout");
  const picture = makePicture();
  const again = button("Try again", () => show(), { hidden: true });
  const inputs = element("div", { class: "nn-lab-controls" }, ...controls.flatMap((c) => c.nodes));
  /** @type {ReturnType<typeof unpackAnswers>} */
  let loading = null;
  let wanted = 0;

  function load() {
    loading ??= fetchAnswers(page.name).then(unpackAnswers);
    return loading;
  }

  /** @param {Awaited<ReturnType<typeof unpackAnswers>>} from @param {number} place */
  function draw({ answers, image }, place) {
    picture.show(answers[place], image);
    readout.say(answers[place].says);
  }

  async function show() {
    const asked = ++wanted;
    again.hidden = true;
    try {
      const waiting = setTimeout(() => readout.say("The answers are on their way."), 300);
      const file = await load().finally(() => clearTimeout(waiting));
      if (asked === wanted) draw(file, placeOf(at, counts));
    } catch (error) {
      console.warn(String(error));
      loading = null; // ask again the next time
      readout.say("The answers of this lab did not come. The rest of the page needs none of them.");
      again.hidden = false;
    }
  }

  draw(await unpackAnswers(page.start), 0);
  const answer = element("div", { class: "nn-lab-answer" }, ...readout.nodes, again);
  const note = element("p", { class: "nn-label" }, NOTE);
  const parts = [inputs, answer, picture.node, note];
  const words = { class: "nn-figure nn-paper nn-lab", role: "group", "aria-label": "Lab" };
  const box = holder.closest(".live-figure");
  holder.before(element("div", { class: "live-figure-view" }, element("div", words, ...parts)));
  /** @type {HTMLElement} */ (box).dataset.live = "";
  // The first touch: the file comes while the hand is still on its way.
  for (const event of ["pointerdown", "focusin"])
    inputs.addEventListener(event, () => load().catch(() => (loading = null)), { once: true });
}

/**
 * A lab that cannot start leaves its picture, with a sentence that says why.
 * @param {Element} holder
 * @param {Error} error
 */
function explain(holder, error) {
  console.error(`A lab did not start: ${error.message}`);
  const note = holder.closest(".live-figure").querySelector(".live-figure-note");
  note.textContent = `This is a picture: the lab could not start here. The browser says: ${error.message}`;
  note.classList.add("live-figure-failed");
}

for (const holder of document.querySelectorAll("script.lab-page")) {
  bringToLife(holder).catch((error) => explain(holder, error));
}
