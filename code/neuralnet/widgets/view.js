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

/** Set several values of the model at once and tell Python. */
function change(model, values) {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  model.save_changes();
}

/**
 * Call `draw` when one of the named values changes or `el` gets another size, at most
 * once a frame; and once now. Returns a function that ends it.
 */
function drawOnChange(model, names, el, draw) {
  let frame = 0;
  const schedule = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      draw();
    });
  };
  for (const name of names) model.on(`change:${name}`, schedule);
  const resized = new ResizeObserver(schedule);
  resized.observe(el);
  draw();
  return () => {
    cancelAnimationFrame(frame);
    resized.disconnect();
    for (const name of names) model.off(`change:${name}`, schedule);
  };
}

/** Fit a canvas's pixels to the screen's, and return its context, in CSS pixels. */
function fitCanvas(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** The grey of a number from 0 (dark) to 1 (bright): the same in both themes. */
function grey(value) {
  const level = Math.round(16 + 239 * value);
  return `rgb(${level}, ${level}, ${level})`;
}
