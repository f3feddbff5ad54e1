// A film: a list of captions, each with a link that moves a figure, played one after the other.
// It can be stopped, stepped through, and taken over: who touches the figure has it.
(() => {
  const SPEEDS = [
    ["slow", 1.6],
    ["normal", 1],
    ["fast", 0.6],
  ];
  // Reading takes about a third of a second a word; looking takes some more.
  const seconds = (caption) => 2 + 0.33 * caption.textContent.trim().split(/\s+/).length;

  const make = globalThis.bookElement;

  function show(film) {
    const steps = [...film.querySelectorAll(":scope > ol > li")];
    const links = steps.map((step) => step.querySelector("a[data-state]"));
    const box = document.querySelector(links.find(Boolean)?.hash ?? "#");
    if (!box) return; // a film of no figure stays a list
    let [at, timer, speed] = [-1, 0, 1];

    const play = make("button", { type: "button", className: "play" });
    const back = make("button", { type: "button", "aria-label": "One step back" }, "◀");
    const next = make("button", { type: "button", "aria-label": "One step on" }, "▶");
    const place = make("span", { className: "place" });
    const choices = SPEEDS.map(([name, factor]) => {
      const radio = make("input", { type: "radio", name: "film-speed", checked: factor === 1 });
      radio.addEventListener("change", () => {
        speed = factor;
        if (timer) wait();
      });
      return make("label", {}, radio, name);
    });
    const pace = make("fieldset", {}, make("legend", {}, "Speed"), ...choices);
    const bar = make("div", { className: "film-bar" }, play, back, next, place, pace);
    const caption = film.querySelector("ol");
    caption.setAttribute("aria-live", "polite");
    film.append(bar);
    film.dataset.live = "";

    function say() {
      const begun = at >= 0;
      for (const [k, step] of steps.entries()) step.classList.toggle("off", k !== Math.max(at, 0));
      place.textContent = begun ? `${at + 1} of ${steps.length}` : `${steps.length} steps`;
      const ended = at === steps.length - 1;
      play.textContent = timer ? "Pause" : begun && !ended ? "Go on" : ended ? "Again" : "Play";
      back.disabled = at <= 0;
      next.disabled = ended;
    }

    function wait() {
      clearTimeout(timer);
      timer = setTimeout(
        () => (at < steps.length - 1 ? go(at + 1) : pause()),
        1000 * speed * seconds(steps[at]),
      );
    }

    function pause() {
      clearTimeout(timer);
      timer = 0;
      say();
    }

    function go(to) {
      at = to;
      const state = links[at]?.dataset.state;
      if (state)
        box.dispatchEvent(new CustomEvent("move-figure", { bubbles: true, detail: state }));
      if (timer) wait();
      say();
    }

    play.addEventListener("click", () => {
      if (timer) return pause();
      timer = 1;
      // Where the reader took over, the machine is put back to where the film was.
      go(at < 0 || at === steps.length - 1 ? 0 : at);
    });
    const step = (by) => {
      pause();
      go(at + by);
    };
    back.addEventListener("click", () => step(-1));
    next.addEventListener("click", () => step(1));
    for (const touch of ["pointerdown", "keydown"]) {
      box.addEventListener(touch, () => timer && pause(), { capture: true });
    }
    document.addEventListener("visibilitychange", () => document.hidden && timer && pause());
    say();
  }

  for (const film of document.querySelectorAll("div.film")) show(film);
})();
