// Exercises done in the page, and whole chapters run there: a notebook of JupyterLite in a frame,
// which is fetched when a reader asks for it. What a reader writes stays in this browser: of an
// exercise in the reader's record, of a chapter in JupyterLite's own storage.
(() => {
  if (location.protocol === "file:") return; // a browser fetches nothing for a page on a disk
  const memory = globalThis.bookMemory;
  const make = globalThis.bookElement;
  const page = document.documentElement;
  const root = new URL(page.dataset.content_root, location.href);
  const TOKENS = ["ink", "ink-2", "rule", "hairline", "paper", "surface", "add", "take", "right"];
  const DONE = "Well done.";
  const PATIENCE = 120_000; // ms for the notebook to appear
  let close = () => {}; // what is open: one Python at a time

  const later = (ms) => new Promise((done) => setTimeout(done, ms));
  const button = (words, action, kind = "") => {
    const made = make("button", { type: "button", textContent: words, className: kind });
    made.addEventListener("click", action);
    return made;
  };

  /** A button that asks once more before it does what cannot be undone. */
  function careful(words, question, action) {
    const made = button(words, () => {
      const sure = made.textContent === question;
      made.textContent = sure ? words : question;
      if (sure) action();
    });
    made.addEventListener("blur", () => {
      made.textContent = words;
    });
    return made;
  }

  for (const place of document.querySelectorAll("div.run-here")) offer(place);
  for (const link of document.querySelectorAll("a.btn-run-chapter")) {
    link.dataset.alive = "";
    link.removeAttribute("target"); // the theme's menu opens a new page
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const place = document.querySelector("#run-chapter");
      place.scrollIntoView({ block: "center" });
      place.querySelector("button:enabled").focus();
    });
  }

  function offer(place) {
    const { megabytes, name } = place.dataset;
    const start = button(name ? "Do it here" : "Run this chapter here", () => open(place), "start");
    const own = name ? memory.recall("exercises")[name] : undefined;
    const words = own?.solved ? ["✓ You have solved this one. "] : [];
    if (own?.code !== undefined) words.push("What you wrote is kept in this browser. ");
    words.push(
      `Python runs in this page. The first time, your browser fetches ${megabytes} MB for it`,
      name ? "." : ", and the chapter's data when a cell asks for them.",
    );
    place.replaceChildren(start, make("p", { textContent: words.join("") }));
    place.hidden = false;
    return start;
  }

  /** Open a notebook in its place. */
  function open(place) {
    close();
    const { notebook, name } = place.dataset;
    const said = make("p", { className: "said" });
    said.setAttribute("role", "status");
    const frame = make("iframe", { title: name ? "The exercise's cells" : "The chapter's cells" });
    const address = new URL("lite/notebooks/index.html", root);
    address.searchParams.set("path", notebook);
    frame.src = address.href;
    frame.className = name ? "" : "whole";
    const own = { place, name, notebook, frame, said, closed: false };
    const run = button("Run", () => runAll(own), "commit");
    run.disabled = true;
    const begin = careful("Begin again", "Lose what you wrote?", () => beginAgain(own));
    begin.disabled = true;
    own.buttons = [run, begin];
    frame.addEventListener("load", () => {
      own.absent = !frame.contentDocument?.querySelector("#jupyter-config-data");
    });
    const shut = button("Close", () => close(() => place.querySelector("button").focus()));
    const way = name ? "Esc leads" : "Esc, pressed twice, leads";
    const hint = `Shift and Enter run a cell. In a cell, Tab indents, and ${way} out, to Run.`;
    place.replaceChildren(
      make("div", { className: "bar" }, run, begin, shut),
      said,
      frame,
      make("p", { className: "hint", textContent: hint }),
    );
    said.textContent = "Python is fetched and started. This takes some seconds.";
    const themes = new MutationObserver(() => dress(own));
    themes.observe(page, { attributeFilter: ["data-theme"] });
    close = (then) => {
      close = () => {};
      own.closed = true;
      themes.disconnect();
      const leave = () => {
        offer(place);
        then?.();
      };
      const saving = own.save?.(); // what is not yet saved would go with the frame
      if (saving) saving.finally(leave);
      else leave();
    };
    shut.focus();
    connect(own);
  }

  /** Wait until the frame shows its notebook and Python answers. */
  async function connect(own) {
    try {
      const until = Date.now() + PATIENCE;
      while (!own.panel) {
        await later(100);
        if (own.closed) return;
        own.app = own.frame.contentWindow?.jupyterapp;
        dress(own);
        const panel = own.app?.shell.currentWidget;
        if (panel?.content?.widgets?.length) own.panel = panel;
        if (own.absent || Date.now() > until) throw new Error("no notebook");
      }
      await own.panel.context.ready;
      (own.name ? startExercise : startChapter)(own);
      own.frame.contentWindow.addEventListener("keydown", (event) => pressed(own, event), true);
      await own.panel.sessionContext.ready;
      if (own.closed) return;
      for (const each of own.buttons) each.disabled = false;
      if (own.name) {
        own.panel.content.activeCellIndex = 1;
        await own.app.commands.execute("notebook:run-all-above");
      }
      await own.panel.sessionContext.session?.kernel?.info;
      if (!own.closed && !own.ran) {
        own.said.textContent = own.name
          ? "Python is ready. Change the code, then run."
          : "Python is ready.";
      }
    } catch {
      if (!own.closed) {
        own.said.textContent =
          "Python did not start. The site may be out of reach: close this, and try again.";
      }
    }
  }

  /** Give the frame the page's colours and type, and its height. */
  function dress(own) {
    const inside = own.frame.contentDocument;
    if (!inside?.head) return;
    const colours = getComputedStyle(page);
    for (const token of TOKENS) {
      const name = `--nn-${token}`;
      inside.documentElement.style.setProperty(name, colours.getPropertyValue(name));
    }
    inside.documentElement.style.colorScheme = page.dataset.theme === "dark" ? "dark" : "light";
    inside.documentElement.dataset.kind = own.name ? "exercise" : "chapter";
    if (inside.querySelector("link[data-book]")) return;
    const sheet = make("link", { rel: "stylesheet" });
    sheet.href = new URL("_static/notebook_frame.css", root).href;
    sheet.dataset.book = "";
    inside.head.append(sheet);
  }

  const find = (own, start) =>
    own.panel.content.widgets.find((cell) => cell.model.id === `${start}-${own.name}`);

  const kept = (own) => memory.recall("exercises")[own.name];

  function keep(own, values) {
    memory.keep("exercises", own.name, { ...kept(own), ...values });
  }

  function startExercise(own) {
    const code = find(own, "exercise").model.sharedModel;
    const { outputs } = find(own, "check").model;
    const written = kept(own)?.code;
    if (written !== undefined) code.setSource(written);
    code.changed.connect(() => {
      if (own.closed || own.beginning) return;
      keep(own, { code: code.getSource() });
    });
    outputs.changed.connect(() => {
      const text = JSON.stringify(outputs.toJSON());
      if (text.includes(DONE)) {
        own.said.textContent = `✓ ${DONE}`;
        keep(own, { solved: true });
      }
    });
    fit(own);
  }

  /** What keys mean in the frame beside what they mean in JupyterLab. */
  function pressed(own, event) {
    const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    if (saves && own.name) {
      // The record keeps the text. A copy in JupyterLab's storage would outlive it.
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    const writes = event.target.closest(".cm-content");
    const helped = own.frame.contentDocument.querySelector(".jp-Completer:not(.lm-mod-hidden)");
    // Once JupyterLab has done with the key, which leads it to its own command mode.
    const leads = event.key === "Escape" && !helped && (own.name || !writes);
    if (leads) setTimeout(() => own.buttons[0].focus());
  }

  /** A chapter is kept as a notebook, soon after each change. */
  function startChapter(own) {
    let waiting = 0;
    own.save = () => {
      clearTimeout(waiting);
      if (own.panel?.context.model.dirty && !own.gone) return own.panel.context.save();
    };
    own.panel.context.model.contentChanged.connect(() => {
      clearTimeout(waiting);
      waiting = setTimeout(own.save, 1000);
    });
    addEventListener("pagehide", own.save);
  }

  /** Make the frame as high as its cells, so that nothing in it scrolls on its own. */
  function fit(own) {
    const inside = own.frame.contentWindow;
    const cells = own.panel.content.widgets.map((cell) => cell.node);
    const measure = () => {
      const last = cells.at(-1).getBoundingClientRect();
      const scrolled = cells[0].parentElement.scrollTop;
      own.frame.style.height = `${Math.ceil(last.bottom + scrolled + 24)}px`;
    };
    const watch = new inside.ResizeObserver(measure);
    for (const cell of cells) watch.observe(cell);
    measure();
  }

  async function runAll(own) {
    own.ran = true;
    own.said.textContent = "Python runs …";
    await own.app.commands.execute("notebook:run-all-cells");
    if (own.closed || own.said.textContent.startsWith("✓")) return;
    const outputs = own.panel.content.widgets.flatMap((cell) => cell.model.outputs?.toJSON() ?? []);
    const failed = outputs.find((output) => output.output_type === "error");
    const last = own.name ? find(own, "check").model.outputs.toJSON() : [];
    const text = last
      .flatMap((output) => output.text ?? [])
      .join("")
      .trim();
    // This kernel names an error as Python writes its class: <class 'NameError'>.
    const kind = failed?.ename.match(/\w+(?='|$)/)?.[0];
    own.said.textContent = failed
      ? `✕ Python says: ${kind}: ${failed.evalue}`
      : text.split("\n").at(-1) || "Done.";
  }

  async function beginAgain(own) {
    if (own.name) {
      const cell = find(own, "exercise").model;
      own.beginning = true;
      cell.sharedModel.setSource(cell.getMetadata("begins"));
      own.beginning = false;
      own.app.commands.execute("notebook:clear-all-cell-outputs");
      keep(own, { code: undefined });
      own.said.textContent = "The exercise stands as it did at first.";
      return;
    }
    own.gone = true;
    await own.app.serviceManager.contents.delete(own.notebook);
    open(own.place);
  }
})();
