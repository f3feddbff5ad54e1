// What the figures of a page hold, kept while its tab is open, for a reader who comes back to it.
//
// A browser may keep a page that is left as it is, and often does not. So each figure's part is
// written into the tab's own storage when the page is left, or goes out of sight and may be thrown
// away, and given back when the reader comes back to it, and only then: a page that is opened
// or reloaded is as it was made.
(() => {
  const VIEWS = { DataView, Uint8Array, Float32Array, Float64Array };
  const [way] = performance.getEntriesByType("navigation");
  const isBack = way?.type === "back_forward" || document.wasDiscarded;
  const key = (name) => `thirteen-thousand-knobs ${location.pathname} ${name}`;

  // JSON, with bytes, and with numbers that are none.

  function plain(_, value) {
    if (typeof value === "number" && !Number.isFinite(value)) return { number: String(value) };
    if (!ArrayBuffer.isView(value)) return value;
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return { view: value.constructor.name, bytes: btoa(letters) };
  }

  function revived(_, value) {
    if (typeof value?.number === "string") return Number(value.number);
    if (!(value?.view in VIEWS)) return value;
    const bytes = Uint8Array.from(atob(value.bytes), (letter) => letter.charCodeAt(0));
    return new VIEWS[value.view](bytes.buffer);
  }

  globalThis.bookComingBack = {
    /** What was kept under a name when this page was left; null if the reader does not come back. */
    recall(name) {
      try {
        if (isBack) return JSON.parse(sessionStorage.getItem(key(name)), revived);
        if (way?.type === "reload") sessionStorage.removeItem(key(name));
      } catch {} // no storage, or something else in it
      return null;
    },
    /** Call `save(keep)` when the page is left: `keep(name, value)` keeps a value. */
    whenLeft(save) {
      const keep = (name, value) => {
        try {
          sessionStorage.setItem(key(name), JSON.stringify(value, plain));
        } catch {} // no storage, or no room
      };
      addEventListener("pagehide", () => save(keep));
      document.addEventListener("visibilitychange", () => document.hidden && save(keep));
    },
  };
})();
