// Parts of the page.

/** @import { Attributes } from "./types.d.ts" */

/**
 * Make an element: attributes by name, then its children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...(Node|string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false) node.setAttribute(name, String(value));
  }
  node.append(...children);
  return node;
}

/**
 * Set attributes, but only those that change: the page need not look at the rest again. What is
 * only heard is set when the picture stands.
 * @param {Element} node
 * @param {Record<string, string>} attributes
 */
export function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (ONLY_HEARD.includes(name)) writeSoon(node, name, value);
    else setAttribute(node, name, value);
  }
}

/**
 * Set an element's text, if it is another one.
 * @param {Element} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent === text) return;
  const [only] = node.childNodes;
  if (node.childNodes.length === 1 && only instanceof Text) only.data = text;
  else node.textContent = text;
}

/**
 * Set an element's text when the picture that is being drawn stands on the screen.
 * @param {Element} node
 * @param {string} text
 */
export function writeText(node, text) {
  writeSoon(node, TEXT, text);
}

const ONLY_HEARD = ["aria-label", "aria-valuetext"];
const TEXT = "";
const NEXT_FRAME = 20; // milliseconds

/** @param {Element} node @param {string} name @param {string} value */
function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** What waits to be written, by element: its attributes, and its text. @type {Map<Element, Map<string, string>>} */
const waiting = new Map();

/**
 * Words are laid out in the frame after the picture's, which they would hold up; what has none yet
 * gets them at once.
 * @param {Element} node
 * @param {string} name
 * @param {string} words
 */
function writeSoon(node, name, words) {
  if (name === TEXT ? !node.firstChild : !node.hasAttribute(name)) {
    writeNow(node, name, words);
    return;
  }
  if (!waiting.size) setTimeout(writeAll, NEXT_FRAME);
  if (!waiting.has(node)) waiting.set(node, new Map());
  waiting.get(node).set(name, words);
}

/** @param {Element} node @param {string} name @param {string} words */
function writeNow(node, name, words) {
  if (name === TEXT) setText(node, words);
  else setAttribute(node, name, words);
}

function writeAll() {
  for (const [node, all] of waiting) for (const [name, words] of all) writeNow(node, name, words);
  waiting.clear();
}
