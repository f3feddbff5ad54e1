// Brings the live figures of a published page to life, without a kernel.
//
// The page holds every widget's state, as Jupyter's own html-manager reads it. This host
// gives each figure's module a model with that state, and an element to draw in.
(() => {
  const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
  const VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';

  function decode(base64) {
    return new DataView(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer);
  }

  // The part of a widget's model that anywidget promises to a figure.
  class Model {
    constructor({ state, buffers = [] }) {
      this.values = { ...state };
      for (const { path, data } of buffers) this.values[path[0]] = decode(data);
      this.listeners = [];
    }
    get(name) {
      return this.values[name];
    }
    set(name, value) {
      if (Object.is(this.values[name], value)) return;
      this.values[name] = value;
      this.tell(`change:${name}`, value);
      this.tell("change");
    }
    tell(event, ...words) {
      for (const listener of [...this.listeners]) {
        if (listener.event === event) listener.callback(this, ...words);
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
    send() {}
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

  async function bringToLife(view, state, models, signal) {
    const id = JSON.parse(view.textContent).model_id;
    const box = view.closest(".live-figure");
    if (!box || !state[id]?.state._esm) return; // a lab: it needs Python, its picture stays
    if (!models.has(id)) models.set(id, new Model(state[id]));
    const model = models.get(id);
    addStyle(model.get("_css"));
    const { default: figure } = await load(model.get("_esm"));
    const el = document.createElement("div");
    el.className = "live-figure-view";
    view.before(el);
    await figure.initialize?.({ model, signal });
    await figure.render({ model, el, signal });
    box.dataset.live = "";
  }

  function start() {
    const holder = document.querySelector(STATE);
    if (!holder) return;
    const { state } = JSON.parse(holder.textContent);
    const models = new Map();
    const { signal } = new AbortController();
    for (const view of document.querySelectorAll(VIEW)) {
      bringToLife(view, state, models, signal).catch((error) =>
        console.error(`A live figure did not start: ${error.message}`),
      );
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
