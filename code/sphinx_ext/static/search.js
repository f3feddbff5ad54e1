// The search's page: numbers are looked for, and words that this book says otherwise.
(() => {
  // What a reader may call it, and what the book does.
  const OTHER_WORDS = {
    derivative: "slope",
    derivatives: "slope",
    loss: "cost",
    losses: "cost",
    objective: "cost",
    unit: "neuron",
    units: "neuron",
    node: "neuron",
    nodes: "neuron",
    backprop: "backpropagation",
    hyperparameter: "settings",
    hyperparameters: "settings",
    cnn: "convolution",
    math: "mathematics",
    maths: "mathematics",
  };
  const SPELLINGS = [
    [/or(s|ed|ing|ful|less)?$/, "our$1"],
    [/iz(e|es|ed|er|ers|ing|ation)$/, "is$1"],
    [/yz(e|es|ed|er|ing)$/, "ys$1"],
    [/er(s|ed)?$/, "re$1"],
    [/^gray/, "grey"],
    [/el(ed|ing)$/, "ell$1"],
    [/og(s)?$/, "ogue$1"],
  ];

  const stemmer = new Stemmer();

  /** What the book calls a word, or null if it says the same, or nothing like it. */
  function bookWord(word) {
    if (Object.hasOwn(OTHER_WORDS, word)) return OTHER_WORDS[word];
    if (word.length < 5) return null; // "for" is not "four"
    const isKnown = (one) => Object.hasOwn(Search._index.terms, stemmer.stemWord(one));
    const spellings = SPELLINGS.map(([pattern, as]) => word.replace(pattern, as));
    return spellings.find((one) => one !== word && isKnown(one)) ?? null;
  }

  const parse = Search._parseQuery;
  Search._parseQuery = (query) => {
    const parsed = parse(query);
    const [, searched, , highlighted] = parsed;
    for (const word of splitQuery(query.toLowerCase())) {
      const own = bookWord(word);
      if (/^\d+$/.test(word)) searched.add(word); // Sphinx leaves numbers out
      if (!own) continue;
      searched.delete(stemmer.stemWord(word));
      searched.add(stemmer.stemWord(own));
      highlighted.add(own);
      tell(word, own);
    }
    return parsed;
  };

  function tell(word, own) {
    const note = document.createElement("p");
    note.className = "search-note";
    note.textContent = `For “${word}” this book says “${own}”: these pages have that word.`;
    Search.status?.before(note);
  }

  // What is said of a picture that has not come to life is no part of the page's text.
  const read = Search.htmlToText;
  Search.htmlToText = (html, anchor) =>
    read(html.replaceAll(/<p class="live-figure-note">.*?<\/p>/gs, ""), anchor);

  // A word such as "constructor" is no word of the index only because every object has one.
  const take = Search.setIndex;
  Search.setIndex = (index) => {
    const words = { __proto__: null, hasOwnProperty: Object.prototype.hasOwnProperty };
    for (const list of [index.terms, index.titleterms]) Object.setPrototypeOf(list, words);
    take(index);
  };
})();
