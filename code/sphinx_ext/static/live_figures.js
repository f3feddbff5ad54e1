// Brings the live figures of a published page to life, without a kernel.
//
// The page holds every widget's state, as Jupyter's own html-manager reads it. This host
// gives each figure's module a model with that state, and an element to draw in.
(() => {
  const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
  const VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';
  const HERE = document.currentScript.src;
  const tab = globalThis.bookComingBack;

  function decode(base64) {
    return new DataView(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer);
  }

  const KEPT_ELSEWHERE = ["hands", "writer"]; // in the browser's own storage: js/shelf.js

  // The part of a widget's model that anywidget promises to a figure; and for a reader who comes
  // back to the page what was changed before.
  class Model {
    constructor({ state, buffers = [] }, kept) {
      const opened = { ...state };
      for (const { path, data } of buffers) opened[path[0]] = decode(data);
      this.opened = { get: (name) => opened[name] };
      this.kept = kept;
      this.values = { ...opened, ...kept?.values };
      this.listeners = [];
    }
    // A figure says how to hold what is not among its values, and is given what it held before.
    recall(hold) {
      this.hold = hold;
      return this.kept?.held ?? null;
    }
    // What is no longer as the page was opened; null if all is.
    changed() {
      const changed = Object.entries(this.values).filter(
        ([name, value]) =>
          !KEPT_ELSEWHERE.includes(name) && !Object.is(value, this.opened.get(name)),
      );
      const held = this.hold?.() ?? null;
      return changed.length || held ? { values: Object.fromEntries(changed), held } : null;
    }
    get(name) {
      return this.values[name];
    }
    set(name, value) {
      if (Object.is(this.values[name], value)) return;
      this.values[name] = value;
      this.tell(`change:${name}`, this, value);
      this.tell("change", this);
    }
    tell(event, ...words) {
      for (const listener of [...this.listeners]) {
        if (listener.event === event) listener.callback(...words);
      }
    }
    on(events, callback) {
      for (const event of events.split(/\s+/)) this.listeners.push({ event, callback });
    }
    off(events, callback) {
      const gone = events?.split(/\s+/);
      this.listeners = this.listeners.filter(
        (listener) =>
          (gone && !gone.includes(listener.event)) || (callback && listener.callback !== callback),
      );
    }
    save_changes() {} // there is no Python to tell
    // A figure may ask for digits; Python would send them.
    async send({ digits, afresh }) {
      const buffers = [];
      try {
        buffers.push(decode(await digitFile(digits, afresh)));
      } catch (error) {
        console.warn(error.message);
      }
      this.tell("msg:custom", { digits }, buffers);
    }
  }

  // A file of digits is a script, which a page opened from a disk may load too. What came is
  // kept for other figures, but not if it was of no use (`afresh`); what is under way is awaited.
  const files = new Map();
  let attempts = 0;
  function digitFile(name, afresh) {
    if (!files.has(name) || (afresh && files.get(name).settled)) {
      const file = { settled: false, text: loadDigits(name, afresh ? `?${++attempts}` : "") };
      const settle = () => (file.settled = true);
      file.text.then(settle, settle);
      files.set(name, file);
    }
    return files.get(name).text;
  }

  function loadDigits(name, query) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const missing = () => reject(new Error(`The file of the ${name} digits is missing.`));
      script.src = new URL(`digits/${name}.js${query}`, HERE);
      script.onerror = missing;
      script.onload = () => {
        const text = globalThis.bookDigits?.[name]; // another file may have come in its place
        delete globalThis.bookDigits?.[name];
        if (typeof text === "string") resolve(text);
        else missing();
      };
      document.head.append(script);
    });
  }

  const modules = new Map();
  function load(text) {
    if (!modules.has(text)) {
      const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
      modules.set(
        text,
        import(address).finally(() => URL.revokeObjectURL(address)),
      );
    }
    return modules.get(text);
  }

  const styled = new Set();
  function addStyle(text) {
    if (!text || styled.has(text)) return;
    styled.add(text);
    const style = document.createElement("style");
    style.textContent = text;
    document.head.append(style);
  }

  // What several figures of a page hold stands in it once: see live_figures.py.
  function restore({ state, shared }) {
    const whole = (value) =>
      value?.shared ? value.shared.map((place) => shared[place]).join("") : value;
    for (const { state: values, buffers = [] } of Object.values(state)) {
      for (const name of Object.keys(values)) values[name] = whole(values[name]);
      for (const buffer of buffers) buffer.data = whole(buffer.data);
    }
    return state;
  }

  async function bringToLife(view, state, models, signal) {
    const id = JSON.parse(view.textContent).model_id;
    const box = view.closest(".live-figure");
    if (!box || !state[id]?.state._esm) return; // another widget: its picture stays
    if (!models.has(id)) models.set(id, new Model(state[id], tab.recall(id)));
    const model = models.get(id);
    addStyle(model.get("_css"));
    const { default: figure } = await load(model.get("_esm"));
    const el = document.createElement("div");
    el.className = "live-figure-view";
    view.before(el);
    try {
      await figure.initialize?.({ model, signal });
      await figure.render({ model, el, signal });
    } catch (error) {
      el.remove(); // half of a figure is none
      if (!model.kept) throw error;
      models.set(id, new Model(state[id])); // what was kept is of no use
      return bringToLife(view, state, models, signal);
    }
    box.dataset.live = "";
    printWhatIsSeen(box, el, model);
    box.dispatchEvent(new CustomEvent("live-figure", { bubbles: true, detail: model }));
  }

  // Paper shows the picture, or, once the reader has changed something, what is on the screen, as
  // it is laid out there and no wider than a sheet.
  const SHEET = 640; // CSS pixels
  function printWhatIsSeen(box, el, model) {
    const paper = matchMedia("print");
    new ResizeObserver(() => {
      const { offsetWidth: width, offsetHeight: height } = el; // both before any is written
      if (paper.matches || !width) return;
      el.style.setProperty("--paper-width", `${width}px`);
      el.style.setProperty("--paper-height", `${height}px`);
      el.style.setProperty("--paper-scale", String(Math.min(1, SHEET / width)));
    }).observe(el);
    const mark = () => (box.dataset.changed = "");
    if (model.kept) mark();
    model.on("change", mark);
  }

  // A figure that cannot start leaves its picture, with a sentence that says why.
  function explain(view, error) {
    console.error(`A live figure did not start: ${error.message}`);
    const note = view.closest(".live-figure")?.querySelector(".live-figure-note");
    if (!note) return;
    note.textContent = `This is a picture: the live figure could not start here. The browser says: ${error.message}`;
    note.classList.add("live-figure-failed");
  }

  function start() {
    const holder = document.querySelector(STATE);
    if (!holder) return;
    const state = restore(JSON.parse(holder.textContent));
    const models = new Map();
    tab.whenLeft((keep) => {
      for (const [id, model] of models) {
        const changed = model.changed();
        if (changed) keep(id, changed);
      }
    });
    const { signal } = new AbortController();
    for (const view of document.querySelectorAll(VIEW)) {
      bringToLife(view, state, models, signal).catch((error) => explain(view, error));
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
