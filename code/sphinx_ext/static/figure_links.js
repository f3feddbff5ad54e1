// Links in the text that move figures, and links to a figure's state.
//
// <a href="#reader" data-state="layer=1&neuron=5"> sets two traits of the figure named "reader".
// An address that ends in #reader?layer=1&neuron=5 opens the page with the figure in that state.
// What a figure does not take (see links.py) is left out.
(() => {
  const figures = new Map(); // name: {box, model, first}
  const waiting = new Map(); // name: state, of figures that are not alive yet

  // ---- values as text, and back

  const number = (text, [low, high], whole) => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    return value >= low && value <= high && (!whole || Number.isInteger(value)) ? value : undefined;
  };
  const all = (values) => (values.includes(undefined) ? undefined : values);
  const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

  const READ = {
    whole: (text, { ends }) => number(text, ends, true),
    number: (text, { ends }) => number(text, ends, false),
    wholes(text, { ends, count: [least, most] }) {
      const parts = text.split(",");
      if (parts.length < least || parts.length > most) return undefined;
      return all(parts.map((part) => number(part, ends, true)));
    },
    numbers(text, { limits }) {
      const parts = text.split(",");
      if (parts.length !== limits.length) return undefined;
      return all(parts.map((part, k) => number(part, limits[k], false)));
    },
    switch: (text) => ({ on: true, off: false })[text],
    choice: (text, { of }) => of.find((choice) => choice === text),
    text: (text, { longest }) => (text.length <= longest ? text : undefined),
    bits(text, { count }) {
      // Nothing written is nothing drawn.
      const bytes = text ? fromBase64(text) : new Uint8Array(Math.ceil(count / 8));
      if (bytes?.length !== Math.ceil(count / 8)) return undefined;
      const drawn = Uint8Array.from(
        { length: count },
        (_, k) => ((bytes[k >> 3] >> (k & 7)) & 1) * 255,
      );
      return new DataView(drawn.buffer);
    },
  };

  const WRITE = {
    switch: (value) => (value ? "on" : "off"),
    bits(view) {
      const drawn = bytesOf(view);
      const bytes = new Uint8Array(Math.ceil(drawn.length / 8));
      drawn.forEach((value, k) => {
        if (value >= 128) bytes[k >> 3] |= 1 << (k & 7);
      });
      return toBase64(bytes);
    },
  };

  function toBase64(bytes) {
    const text = btoa(String.fromCharCode(...bytes));
    return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  function fromBase64(text) {
    try {
      const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
      return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
    } catch {
      return undefined;
    }
  }

  /** The values that a figure takes from a link's text, in the order in which it names them. */
  function read(model, state) {
    const given = new URLSearchParams(state);
    const values = {};
    for (const [name, takes] of Object.entries(model.get("reach"))) {
      const value = given.has(name) ? READ[takes.kind]?.(given.get(name), takes) : undefined;
      if (value !== undefined) values[name] = value;
    }
    return values;
  }

  /** All that a link may set of a figure, as text. A test digit needs no drawing beside its index. */
  function texts(model) {
    const isDigit = model.get("index") >= 0;
    const reach = Object.entries(model.get("reach"));
    const needed = reach.filter(([, { kind }]) => kind !== "bits" || !isDigit);
    return needed.map(([name, { kind }]) => {
      const value = model.get(name);
      return [name, WRITE[kind]?.(value) ?? String(value)];
    });
  }

  /** A figure's state as a link's text: what is no longer as it was when the page was opened. */
  function write({ model, first }) {
    const changed = texts(model).filter(([name, text]) => text !== first.get(name));
    return new URLSearchParams(changed).toString().replaceAll("%2C", ",");
  }

  // ---- moving a figure

  function move(name, state, show) {
    const figure = figures.get(name);
    if (!figure) {
      waiting.set(name, state);
      return;
    }
    const { box, model } = figure;
    for (const [trait, value] of Object.entries(read(model, state))) model.set(trait, value);
    if (show) reveal(box);
  }

  /** Mark a figure once, and bring it into view if it is out of sight. */
  function reveal(box) {
    const { top, bottom } = box.getBoundingClientRect();
    const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
    if (seen < Math.min(bottom - top, innerHeight) / 2) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      box.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    }
    box.classList.remove("nn-moved");
    requestAnimationFrame(() => box.classList.add("nn-moved"));
    setTimeout(() => box.classList.remove("nn-moved"), 1500);
  }

  function follow(address) {
    const [, name, state] = /^#([a-z][a-z0-9-]*)\?(.*)$/.exec(address) ?? [];
    if (name) move(name, state, true);
  }

  // ---- a link to a figure as it is now

  const CHAIN = "M9 15l6-6M10 6l2-2a4 4 0 0 1 6 6l-2 2M14 18l-2 2a4 4 0 0 1-6-6l2-2";

  function icon() {
    const NS = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(NS, "svg");
    const path = document.createElementNS(NS, "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", CHAIN);
    svg.append(path);
    return svg;
  }

  function offer(name, figure) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "nn-copy", title: "Copy link" });
    button.setAttribute("aria-label", "Copy a link to the figure as it is now");
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    button.append(icon());
    button.addEventListener("click", async () => {
      const state = write(figure);
      history.replaceState(null, "", `#${name}${state && "?"}${state}`);
      said.textContent = "The link is in the address bar.";
      try {
        await navigator.clipboard.writeText(location.href);
        said.textContent = "The link is copied.";
      } catch {} // a page opened from a disk may not
      setTimeout(() => (said.textContent = ""), 3000);
    });
    figure.box.append(said, button);
  }

  document.addEventListener("live-figure", ({ target, detail: model }) => {
    const name = model.get("name");
    if (!name || figures.has(name)) return;
    const figure = { box: target, model, first: new Map(texts(model.opened)) };
    figures.set(name, figure);
    offer(name, figure);
    if (waiting.has(name) && !model.kept) move(name, waiting.get(name), true);
    waiting.delete(name);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-state]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    move(link.hash.slice(1), link.dataset.state, true);
  });
  // What plays a film moves its figure too, and marks nothing.
  document.addEventListener("move-figure", ({ target, detail }) => move(target.id, detail, false));
  addEventListener("hashchange", () => follow(location.hash));
  follow(location.hash);
})();
