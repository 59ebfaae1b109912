// Stands before every script of the course: what they all ask of the page.

/**
 * Makes an element with attributes and children.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
function make(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

const TOGETHER = ["%", "m", "Mi"]; // as in 20%, and as Kubernetes writes 100m and 128Mi

/**
 * Returns a number with its unit, as people write it.
 * @param {number | string} number
 * @param {string} unit
 */
function withUnit(number, unit) {
  return `${number}${TOGETHER.includes(unit) ? "" : " "}${unit}`.trim();
}

/**
 * Keeps the keys of a view to itself: Jupyter's own shortcuts must not fire while the learner types or chooses.
 * @param {HTMLElement} el
 * @param {AbortSignal} signal
 */
function keepKeys(el, signal) {
  el.addEventListener("keydown", (event) => event.stopPropagation(), { signal });
}
