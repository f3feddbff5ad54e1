// What the live figures share of the page: controls, and when to draw.

/** Make an element: attributes by name, then its children. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** Set attributes, but only those that change: the page need not look at the rest again. */
function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
}

function button(label, onClick, attributes = {}) {
  const node = element("button", { type: "button", ...attributes }, label);
  node.addEventListener("click", onClick);
  return node;
}

/**
 * A slider with its label and its value in words.
 * `show(value, text)` moves it to where the model is.
 */
function slider(label, { min, max, step }, onInput) {
  const input = element("input", { type: "range", min, max, step });
  const output = element("output");
  const node = element("label", { class: "nn-slider" }, element("span", {}, label), input, output);
  input.addEventListener("input", () => onInput(Number(input.value)));
  return {
    node,
    input,
    show(value, text) {
      input.value = value;
      input.setAttribute("aria-valuetext", text);
      output.textContent = text;
    },
  };
}

/** A switch with its label. `show(on)` moves it to where the model is. */
function toggle(label, onChange) {
  const input = element("input", { type: "checkbox", role: "switch" });
  input.addEventListener("change", () => onChange(input.checked));
  return {
    node: element("label", { class: "nn-toggle" }, input, element("span", {}, label)),
    show(on) {
      input.checked = on;
    },
  };
}

/** Text that a screen reader speaks when it has stopped changing. */
function announcer(className) {
  const node = element("p", { class: className });
  const spoken = element("p", { class: "nn-spoken", role: "status" });
  let timer;
  return {
    nodes: [node, spoken],
    say(text) {
      if (node.textContent === text) return;
      node.textContent = text;
      clearTimeout(timer);
      timer = setTimeout(() => (spoken.textContent = text), 400);
    },
  };
}

/**
 * Lines of text, each on a bar: `show` takes `{ text, share, negative }` for each. `rows` lines
 * are one piece of text, which the page lays out many times faster than a list.
 */
function barLines(label, rows) {
  const node = element("div", { class: "nn-lines", role: "group", "aria-label": label });
  const tints = []; // of each block, as they are on the page
  const tint = ({ negative }) =>
    `color-mix(in srgb, ${negative ? NEGATIVE : POSITIVE} 35%, transparent)`;
  function showBlock(block, k, lines) {
    const colours = lines.map((line) => `linear-gradient(${tint(line)} 0 0)`).join();
    if (tints[k] !== colours) block.style.backgroundImage = tints[k] = colours;
    block.style.backgroundSize = lines.map(({ share }) => `${(100 * share).toFixed(1)}% 1.4em`).join();
    block.textContent = lines.map(({ text }) => text).join("\n");
  }
  function show(lines) {
    while (rows * node.children.length < lines.length) {
      const places = lines.slice(0, rows).map((_, k) => `0 ${(1.6 * k + 0.1).toFixed(1)}em`);
      node.append(element("p", { style: `background-position: ${places.join()}` }));
    }
    [...node.children].forEach((block, k) =>
      showBlock(block, k, lines.slice(k * rows, (k + 1) * rows)),
    );
  }
  return { node, show };
}

/** The lines of a network's outputs: what each stands for, its value, and a mark at the largest. */
function outputLines(outputs, names = outputs.map((_, k) => k)) {
  const best = largest(outputs);
  return Array.from(outputs, (value, k) => ({
    text: `${names[k]}: ${value.toFixed(3)}${k === best ? " ←" : ""}`,
    share: Math.min(Math.abs(value), 1),
    negative: value < 0,
  }));
}

/** Set several values of the model at once and tell Python. */
function change(model, values) {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  model.save_changes();
}

/**
 * Call `draw` when one of the named values changes, `el` gets another size or the page another
 * theme, at most once a frame; and once now. It is given `{ width, ink }`: the width of `el`,
 * or of a part that is named, and the colour of its text. Both are remembered, since to answer
 * such a question the page must lay itself out; as it must to set the font of a canvas. While
 * `el` is far off the screen nothing is drawn: it is made good when it comes back. Returns a
 * function that ends it; its `redraw` asks for a drawing after a change that the model does
 * not hold.
 */
function drawOnChange(model, names, el, draw, part = el) {
  let [frame, width, ink] = [0, part.clientWidth, null];
  let [near, stale] = [true, false];
  const paint = () => {
    ink ??= getComputedStyle(el).color;
    draw({ width, ink });
  };
  const schedule = () => {
    if (!near) stale = true;
    else {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        stale = false;
        paint();
      });
    }
  };
  for (const name of names) model.on(`change:${name}`, schedule);
  const resized = new ResizeObserver(() => {
    width = part.clientWidth;
    schedule();
  });
  const recolour = () => {
    ink = null;
    schedule();
  };
  const themed = new MutationObserver(recolour);
  const seen = new IntersectionObserver(
    (entries) => {
      near = entries.at(-1).isIntersecting;
      if (near && stale) schedule();
    },
    { rootMargin: "200px" },
  );
  const themes = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) =>
    matchMedia(query),
  );
  resized.observe(part);
  seen.observe(el);
  for (const node of [document.documentElement, document.body]) {
    themed.observe(node, { attributeFilter: ["class", "data-theme", "data-jp-theme-light"] });
  }
  for (const theme of themes) theme.addEventListener("change", recolour);
  paint();
  const end = () => {
    cancelAnimationFrame(frame);
    for (const observer of [resized, themed, seen]) observer.disconnect();
    for (const theme of themes) theme.removeEventListener("change", recolour);
    for (const name of names) model.off(`change:${name}`, schedule);
  };
  end.redraw = schedule;
  return end;
}

/** The network that a figure's traits hold (see NetworkTraits in Python), with its own copy. */
function networkOf(model) {
  const sizes = model.get("sizes");
  const parameters = decodeNumbers(model.get("parameters"), countParameters(sizes));
  return makeNetwork(sizes, model.get("hidden"), model.get("output"), parameters);
}

/** Image number `index` of many that are held as bytes, one after the other. */
function imageAt(bytes, index) {
  const { buffer, byteOffset } = bytes;
  const size = SIDE * SIDE;
  const pixels = new Uint8Array(buffer, byteOffset + index * size, size);
  const image = new Float64Array(size);
  // Most pixels are 0, as the image is already.
  for (let k = 0; k < size; k++) if (pixels[k]) image[k] = pixelValue(pixels[k]);
  return image;
}

const DIGITS = { train: 10_000, test: 1_000, pair: 500 }; // how many there are of each

/**
 * Ask for digits, a name of DIGITS, when they are first needed: a promise of
 * `{ images, labels }`, both bytes. Python sends them, or the published page fetches them.
 */
function fetchDigits(model, name) {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`The ${name} digits did not come.`));
    const timer = setTimeout(fail, 30000);
    async function answer(content, buffers) {
      if (content?.digits !== name) return;
      clearTimeout(timer);
      model.off("msg:custom", answer);
      if (!buffers?.length) return fail();
      const unpacking = new DecompressionStream("gzip");
      const packed = new Blob([buffers[0]]).stream().pipeThrough(unpacking);
      const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
      resolve(unpackDigits(bytes, DIGITS[name]));
    }
    model.on("msg:custom", answer);
    model.send({ digits: name });
  });
}

/**
 * Start the figure's own code again in a worker, where `onmessage` at its end is to answer
 * (see training_room.js). A plain worker, since pages opened from a disk may not start one
 * from a module; so its export goes. Throws where workers are not allowed.
 */
function startWorker(model) {
  const code = model.get("_esm").replace(/^export .*$/m, "");
  return new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
}

/** Fit a canvas's pixels to the screen's, and return its context, in CSS pixels. */
function fitCanvas(canvas, width, height, font = "13px system-ui, sans-serif") {
  const ratio = window.devicePixelRatio || 1;
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
    canvas.getContext("2d").font = font; // as all else of a context, it went with the size
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

// All colours of pixels, made once: a picture of 784 asks for one 784 times.
const LEVELS = [...Array(256).keys()];
const GREYS = LEVELS.map((level) => [level, level, level]);

/** The grey of a number from 0 (dark) to 1 (bright), as red, green, blue: the same in both themes. */
function grey(value) {
  return GREYS[Math.round(16 + 239 * value)];
}

/** The colours of signs, told apart with any colour vision, on both themes. */
const [POSITIVE, NEGATIVE] = ["#0072b2", "#d55e00"];

const fromWhite = (colour) =>
  LEVELS.map((level) => colour.map((part) => Math.round(255 + ((part - 255) * level) / 255)));
const [BLUES, ORANGES] = [[0, 114, 178], [213, 94, 0]].map(fromWhite);

/** The colour of a weight on white: blue above 0, orange below, stronger the further off. */
function signColour(value, most) {
  const share = most > 0 ? Math.min(Math.abs(value) / most, 1) : 0;
  return (value > 0 ? BLUES : ORANGES)[Math.round(255 * share)];
}

/** A whole number as text: "13,002". */
const whole = new Intl.NumberFormat("en").format;

/** A number with its sign, as text: "+1.25", "−0.40". */
function signed(value, digits = 2) {
  const text = Math.abs(value).toFixed(digits);
  return `${value < 0 && Number(text) !== 0 ? "−" : "+"}${text}`;
}

/**
 * Paint cells row by row, the k-th in the red, green, blue that `colourAt(k)` gives. They are
 * painted as one small picture, enlarged: many times faster than a rectangle for each.
 */
function paintCells(context, { x, y, cell, columns, count }, colourAt) {
  const rows = count / columns;
  const small = (paintCells.canvas ??= element("canvas"));
  [small.width, small.height] = [columns, rows];
  small.getContext("2d").putImageData(pictureOf(columns, rows, colourAt), 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, x, y, columns * cell, rows * cell);
}

function pictureOf(columns, rows, colourAt) {
  const picture = new ImageData(columns, rows);
  for (let k = 0; k < columns * rows; k++) {
    const [red, green, blue, opacity = 1] = colourAt(k);
    picture.data[4 * k] = red;
    picture.data[4 * k + 1] = green;
    picture.data[4 * k + 2] = blue;
    picture.data[4 * k + 3] = 255 * opacity;
  }
  return picture;
}

/** Fit a canvas to 28 by 28 cells and paint them as paintCells does; returns its context. */
function paintGrid(canvas, cell, colourAt) {
  const context = fitCanvas(canvas, cell * SIDE, cell * SIDE);
  paintCells(context, { x: 0, y: 0, cell, columns: SIDE, count: SIDE * SIDE }, colourAt);
  return context;
}

/** The same where nothing else will be painted: the page enlarges the small picture. */
function paintImage(canvas, cell, colourAt) {
  if (canvas.width !== SIDE || canvas.height !== SIDE) [canvas.width, canvas.height] = [SIDE, SIDE];
  Object.assign(canvas.style, { width: `${cell * SIDE}px`, height: `${cell * SIDE}px` });
  canvas.style.imageRendering = "pixelated";
  canvas.getContext("2d").putImageData(pictureOf(SIDE, SIDE, colourAt), 0, 0);
}

/**
 * Paint 28 by 28 signed numbers on white: blue above 0; orange below, with a dot, so that
 * colour is not needed.
 */
function paintSigned(canvas, cell, values, most) {
  const context = paintGrid(canvas, cell, (k) => signColour(values[k], most));
  context.fillStyle = "#000000";
  for (let k = 0; k < SIDE * SIDE; k++) {
    if (values[k] >= -0.15 * most) continue;
    const [x, y] = [(k % SIDE) * cell, Math.floor(k / SIDE) * cell];
    context.fillRect(x + cell / 2 - 0.5, y + cell / 2 - 0.5, 1, 1);
  }
}

/** What may lie over a canvas, so that the canvas need not be painted anew: an image in grey. */
function overlay(cell) {
  const canvas = element("canvas", { "aria-hidden": "true" });
  const show = (image) => paintImage(canvas, cell, (k) => [30, 30, 30, 0.45 * image[k]]);
  return { node: canvas, show };
}

/** And a ring, around a square of so many CSS pixels. */
function ring() {
  const node = element("div", { class: "nn-ring", hidden: true });
  return {
    node,
    show(x, y, side) {
      node.hidden = false;
      node.style.transform = `translate(${x - 2}px, ${y - 2}px)`;
      node.style.width = node.style.height = `${side + 4}px`;
    },
    hide: () => (node.hidden = true),
  };
}

/** Lay them over a canvas. */
function stack(canvas, ...over) {
  return element("div", { class: "nn-stack" }, canvas, ...over.map(({ node }) => node));
}
