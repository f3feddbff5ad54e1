// A prediction: the reader commits to a guess, then sees it beside what was measured.
//
// The page holds the question and, folded below it, the answer, whose first bold words are what
// was measured. A list in the question makes it a choice, a table in the answer a sketch; else
// it asks for a number.
(() => {
  const memory = globalThis.bookMemory;

  const make = globalThis.bookElement;

  /** The number that stands in a text: "195,508 times" is 195508. */
  const firstNumber = (text) => Number.parseFloat(text.replaceAll(",", "").replace("−", "-"));

  const shown = (value, digits = 3) =>
    Number(value.toPrecision(digits)).toLocaleString("en", { maximumFractionDigits: 12 });

  const MOVES = ["input", "change", "pointerdown"]; // a hand that lets it stand where it is, too

  /** Where a slider begins is no guess: mark its box until it is moved; return whether it was. */
  function unsetUntilMoved(box, moving = box) {
    box.classList.add("unset");
    const moved = () => box.classList.remove("unset");
    for (const kind of MOVES) moving.addEventListener(kind, moved, { capture: true });
    return () => !box.classList.contains("unset");
  }

  // Each kind of question: what the reader moves, the guess in words, and how near it came.

  function numberAsked({ from, to, step = "1", unit = "", scale }) {
    const log = scale === "log";
    const ends = [Number(from), Number(to)].map((end) => (log ? Math.log10(end) : end));
    const input = make("input", { type: "range", min: ends[0], max: ends[1] });
    input.step = log ? String((ends[1] - ends[0]) / 60) : step;
    input.value = String((ends[0] + ends[1]) / 2);
    const value = () =>
      log ? Number((10 ** input.valueAsNumber).toPrecision(2)) : input.valueAsNumber;
    const output = make("output", {}, "?");
    const label = make("label", {}, make("span", {}, "Your guess"), input, output);
    const set = unsetUntilMoved(label, input);
    const words = () => (set() ? shown(value(), 6) + unit : "");
    const say = () => {
      output.value = words() || "?";
      input.setAttribute("aria-valuetext", words() || "no guess yet");
      const share = (input.valueAsNumber - ends[0]) / (ends[1] - ends[0]);
      input.style.setProperty("--share", `${100 * share}%`);
    };
    for (const kind of MOVES) input.addEventListener(kind, say);
    say();
    return {
      controls: [label],
      words,
      missing: "Move the slider first, or have it shown.",
      restore(said) {
        input.value = String(log ? Math.log10(firstNumber(said)) : firstNumber(said));
        label.classList.remove("unset");
        say();
      },
      verdict(measured) {
        const truth = firstNumber(measured);
        const off = value() - truth;
        if (off === 0) return "✓ Exactly.";
        const side = off > 0 ? "too high" : "too low";
        if (log)
          return `You were ${shown(Math.max(value() / truth, truth / value()), 2)} times ${side}.`;
        const near = Math.abs(off) <= 0.05 * (ends[1] - ends[0]);
        const by = `${shown(Math.abs(off))}${unit === "%" ? " points" : unit}`;
        return near ? `✓ Close: ${by} ${side}.` : `You were ${by} ${side}.`;
      },
    };
  }

  function choiceAsked(list, id) {
    const radios = [...list.children].map((item) => {
      const words = item.textContent.trim();
      return make("input", { type: "radio", name: id, value: words });
    });
    const labels = radios.map((radio) => make("label", {}, radio, make("span", {}, radio.value)));
    list.hidden = true;
    const legend = make("legend", {}, "Your guess");
    const chosen = () => radios.find((radio) => radio.checked)?.value;
    return {
      controls: [make("fieldset", {}, legend, ...labels)],
      words: chosen,
      missing: "Choose one first, or have it shown.",
      restore(said) {
        for (const radio of radios) radio.checked = radio.value === said;
      },
      verdict: (measured) => (chosen() === measured.trim() ? "✓ Right." : "✕ Another one."),
    };
  }

  function sketchAsked({ x, y, unit = "" }, table) {
    const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map((c) => c.textContent));
    const at = rows.map(([place]) => place);
    const truth = rows.map(([, value]) => firstNumber(value));
    const inputs = at.map((place) => {
      const input = make("input", { type: "range", min: "0", max: "100", step: "1", value: "50" });
      input.setAttribute("aria-label", `${y} at ${place}`);
      return input;
    });
    const NS = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(NS, "svg");
    const line = document.createElementNS(NS, "polyline");
    const measured = document.createElementNS(NS, "polyline");
    const places = at.map((_, k) => (100 * (k + 0.5)) / at.length);
    const points = (values) => values.map((value, k) => `${places[k]},${100 - value}`).join(" ");
    const values = () => inputs.map((input) => input.valueAsNumber);
    const draw = () => {
      line.setAttribute("points", points(values()));
      for (const input of inputs) input.setAttribute("aria-valuetext", `${input.value}${unit}`);
    };
    svg.setAttribute("viewBox", "0 0 100 100");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    measured.setAttribute("class", "measured");
    svg.append(measured, line);
    const board = make("div", { className: "sketch" }, svg, ...inputs);
    Object.assign(board.dataset, { top: `100${unit}`, bottom: `0${unit}` });
    const follow = ({ clientX, clientY }) => {
      const box = svg.getBoundingClientRect();
      const column = Math.floor((at.length * (clientX - box.left)) / box.width);
      const input = inputs[Math.max(0, Math.min(at.length - 1, column))];
      input.value = String(100 - (100 * (clientY - box.top)) / box.height);
      draw();
    };
    board.addEventListener("pointerdown", (event) => {
      if (!event.isPrimary || board.inert) return;
      event.preventDefault();
      board.setPointerCapture(event.pointerId);
      follow(event);
    });
    board.addEventListener("pointermove", (event) => {
      if (board.hasPointerCapture(event.pointerId)) follow(event);
    });
    const set = unsetUntilMoved(board);
    board.addEventListener("input", draw);
    draw();
    const ticks = make("div", { className: "sketch-ticks" });
    ticks.append(...at.map((place) => make("span", {}, place)));
    const words = () =>
      set()
        ? values()
            .map((value) => `${value}${unit}`)
            .join(", ")
        : "";
    return {
      missing: "Draw a line first, or have it shown.",
      controls: [
        make("p", {}, `Draw your guess: ${y}, from 0 to 100${unit}, for each ${x}.`),
        board,
        ticks,
      ],
      words,
      restore(said) {
        for (const [k, value] of said.split(", ").entries()) inputs[k].value = firstNumber(value);
        board.classList.remove("unset");
        draw();
      },
      verdict() {
        measured.setAttribute("points", points(truth));
        const off = truth.map((value, k) => Math.abs(value - values()[k]));
        const mean = off.reduce((sum, each) => sum + each, 0) / off.length;
        return `The dashed line is what was measured. On average yours is ${shown(mean, 2)} points off.`;
      },
    };
  }

  function asked(block, answer) {
    const list = block.querySelector("ul");
    if (list) return choiceAsked(list, block.id);
    if (block.dataset.sketch !== undefined)
      return sketchAsked(block.dataset, answer.querySelector("table"));
    return numberAsked(block.dataset);
  }

  for (const block of document.querySelectorAll("div.predict")) {
    const answer = block.nextElementSibling;
    if (!answer?.matches("details.answer")) continue;
    const question = asked(block, answer);
    const measured = () => answer.querySelector("strong")?.textContent ?? "";
    const commit = make("button", { type: "button", className: "commit" }, "Commit");
    const show = make("button", { type: "button" }, "Just show me");
    const said = make("p", { className: "said", role: "status" });
    const form = make(
      "div",
      { className: "guess" },
      ...question.controls,
      make("p", {}, commit, show),
      said,
    );
    block.append(form);
    answer.dataset.asked = ""; // its own summary is not needed: the buttons open it

    const reveal = () => {
      answer.open = true;
      show.hidden = true;
    };
    const judge = () => {
      reveal();
      commit.hidden = true;
      for (const control of question.controls) control.inert = true;
      const truth = measured();
      const beside =
        block.dataset.sketch === undefined
          ? `You said ${question.words()}. Measured: ${truth}. `
          : "";
      said.textContent = beside + question.verdict(truth);
    };
    commit.addEventListener("click", () => {
      if (!question.words()) {
        said.textContent = question.missing;
        return;
      }
      judge();
      memory.keep("guesses", block.id, {
        said: question.words(),
        measured: measured(),
        verdict: question.verdict(measured()),
      });
    });
    show.addEventListener("click", reveal);
    const before = memory.recall("guesses")[block.id];
    if (typeof before?.said === "string") {
      question.restore(before.said);
      judge();
    }
  }
})();
