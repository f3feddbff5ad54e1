// A reader's own record: at the end of a chapter, how well the guesses were; on the first page,
// what was read and done, to be kept as a file or erased.
(() => {
  const memory = globalThis.bookMemory;

  const make = globalThis.bookElement;

  const several = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

  // ---- the end of a chapter

  const end = document.querySelector("#what-you-now-know");
  if (end) {
    // Who has this part in sight has come to the end of the chapter.
    const watch = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      watch.disconnect();
      memory.keep("read", "end", true);
    });
    watch.observe(end.querySelector("h2") ?? end);

    const blocks = [...document.querySelectorAll("div.predict")];
    const own = make("div", { className: "own-record" });
    const draw = () => {
      const guesses = memory.recall("guesses");
      const rows = blocks
        .filter((block) => guesses[block.id]?.said)
        .map((block) => {
          const { said, measured, verdict } = guesses[block.id];
          const words = measured ? `you said ${said}, measured ${measured}. ` : "";
          const link = make("a", { href: `#${block.id}`, textContent: block.dataset.about });
          return make("li", {}, link, `: ${words}${verdict}`);
        });
      const made = `You have made ${rows.length} of this chapter's ${several(blocks.length, "guess", "guesses")}.`;
      own.replaceChildren(make("p", { textContent: made }), make("ul", {}, ...rows));
    };
    if (blocks.length) {
      end.append(own);
      addEventListener("book-memory", draw);
      draw();
    }
  }

  // ---- the first page

  const place = document.querySelector("div.reading-record");
  if (!place) return;

  function draw() {
    const records = memory.all();
    const pages = Object.values(records);
    const read = pages.filter((page) => page.read?.end).length;
    const guesses = pages.flatMap((page) => Object.keys(page.guesses ?? {})).length;
    const answers = pages.flatMap((page) => Object.values(page.questions ?? {}));
    const exercises = pages.flatMap((page) => Object.values(page.exercises ?? {}));
    const solved = exercises.filter((exercise) => exercise.solved).length;
    place.hidden = pages.length === 0;
    const right = answers.filter((answer) => answer === "right").length;
    const words = [
      `So far you have come to the end of ${several(read, "chapter")}`,
      `made ${several(guesses, "guess", "guesses")}`,
      // Where Python is not beside the site, no exercise can be solved on its pages.
      ...(solved ? [`solved ${several(solved, "exercise")}`] : []),
      `and answered ${several(answers.length, "question")}, ${right} of them right at once.`,
    ];
    const save = make("a", {
      download: "thirteen-thousand-knobs.json",
      textContent: "Save this record",
    });
    save.href = `data:application/json,${encodeURIComponent(JSON.stringify(records, null, 1))}`;
    const erase = make("button", { type: "button", textContent: "Erase it" });
    erase.addEventListener("click", () => {
      if (erase.dataset.sure === undefined) {
        erase.dataset.sure = "";
        erase.textContent = "Erase all of it?";
      } else memory.erase();
    });
    place.replaceChildren(
      make("p", {}, `${words.join(", ")} It is kept in this browser alone. `, save, " ", erase),
    );
  }
  addEventListener("book-memory", draw);
  addEventListener("storage", draw);
  draw();
})();
