// TrainingRoom's panel for another network: nothing changes until the reader says so.

import { button, choiceGroup, slider } from "./js/controls.js";
import { element } from "./js/element.js";
import { replaceNetwork } from "./training_room_run.js";
import { FUNCTION_NAMES } from "./training_room_words.js";

const WIDTHS = [2, 4, 8, 16, 24, 32];

/** The button that opens the panel, and the panel, which lies over the charts. */
export function makeNewNetwork(room) {
  const wanted = { sizes: [], hidden: "" };
  const widths = [1, 2].map((layer) =>
    slider(`Hidden layer ${layer}`, { min: 0, max: WIDTHS.length - 1, step: 1 }, (place) => {
      wanted.sizes[layer] = WIDTHS[place];
      show();
    }),
  );
  const kinds = choiceGroup("Hidden neurons", Object.entries(FUNCTION_NAMES), (hidden) => {
    wanted.hidden = hidden;
  });
  const make = button(
    "Make it",
    () => {
      close();
      replaceNetwork(room, wanted.sizes, wanted.hidden);
    },
    { class: "nn-primary" },
  );
  const panel = element(
    "div",
    { class: "nn-new", role: "group", "aria-label": "New network", hidden: true },
    ...widths.map(({ node }) => node),
    kinds.node,
    element("p", { class: "nn-label" }, "The run so far stays, as a grey line."),
    element("div", { class: "nn-row" }, make, button("Cancel", close)),
  );
  const opener = button("New network…", () => (panel.hidden ? open() : close()), {
    "aria-expanded": "false",
  });
  function open() {
    const { sizes, hidden } = room.run.beginning;
    Object.assign(wanted, { sizes: [...sizes], hidden });
    show();
    panel.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    widths[0].input.focus();
  }
  function close() {
    panel.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  }
  function show() {
    widths.forEach(({ show: move }, k) => {
      const neurons = wanted.sizes[k + 1];
      move(
        WIDTHS.findIndex((width) => width >= neurons),
        `${neurons} neurons`,
      );
    });
    kinds.show(wanted.hidden);
  }
  panel.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  return { opener, panel };
}
