// Which scrolling parts of a page the keyboard stops at, in place of the theme's own script.
//
// The theme asks one part after the other whether it scrolls and tells each at once, when the page
// has loaded and 300 ms after each change of a figure. The browser lays the page out anew for each
// part, and also what is out of sight: up to half a second on a slow phone, before the first
// figure lives. Here a few at a time are asked, and then told, while the browser has nothing to do.
(() => {
  const PARTS = "pre, .cell_output > .output, .pst-scrollable-table-container";
  const AT_ONCE = 4;
  const soon = (act) =>
    globalThis.requestIdleCallback
      ? requestIdleCallback(act, { timeout: 300 })
      : setTimeout(act, 50);
  let waiting = [];

  function settle(parts) {
    const scrolls = parts.map(
      ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
        scrollWidth > clientWidth || scrollHeight > clientHeight,
    );
    parts.forEach((part, k) => {
      part.tabIndex = scrolls[k] ? 0 : -1;
    });
  }

  function settleSome() {
    settle(waiting.splice(0, AT_ONCE));
    if (waiting.length) soon(settleSome);
  }

  function settleAll() {
    if (!waiting.length) soon(settleSome);
    waiting = [...document.querySelectorAll(PARTS)];
  }

  addEventListener("load", settleAll);
  addEventListener("resize", settleAll);
  // What was folded had no width.
  document.addEventListener(
    "toggle",
    ({ target }) => settle([...target.querySelectorAll(PARTS)]),
    true,
  );
})();
