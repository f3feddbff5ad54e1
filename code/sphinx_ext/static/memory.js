// What a reader did on the book's pages, kept in this browser and sent nowhere.
//
// One entry of the browser's storage holds all of it, by page: {"01-digits": {read, guesses,
// questions}}. Where nothing can be stored, the page that is open still remembers.
(() => {
  const KEY = "thirteen-thousand-knobs";
  let unstored = {};

  /** All pages' records. A damaged entry counts as none. */
  function all() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
      return found && typeof found === "object" && !Array.isArray(found) ? found : {};
    } catch {
      return unstored;
    }
  }

  function store(records) {
    unstored = records;
    try {
      localStorage.setItem(KEY, JSON.stringify(records));
    } catch {}
    dispatchEvent(new Event("book-memory"));
  }

  const page = decodeURIComponent(location.pathname.split("/").pop()).replace(/\.html$/, "");

  globalThis.bookMemory = {
    all,
    /** What is remembered of this page under a name, such as "guesses": a table. */
    recall: (name) => ({ ...all()[page]?.[name] }),
    /** Remember a value on this page under a name and a key. */
    keep(name, key, value) {
      const records = all();
      const own = { ...records[page] };
      own[name] = { ...own[name], [key]: value };
      store({ ...records, [page]: own });
    },
    erase: () => store({}),
  };
})();
