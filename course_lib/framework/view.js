// The live view of an output: it takes the still's place where its model is, and says so when its kernel has gone.

const TAG = "course-view";
const GONE = "The kernel was restarted or has stopped: run the cells again, from the top down to this one.";
const ENDS = ["restarting", "autorestarting", "terminating", "dead"]; // what a kernel does that forgets all widgets
const AWAY_MS = 1000; // Jupyter takes a notebook out of the page and puts it back, where its tab is dragged

/** The element in an output: it holds a still, until the model is there whose id it bears. */
class Place extends HTMLElement {
  /** @type {Map<string, any>} the widget managers that have a kernel, by the ids of the models that they have */
  static managers = new Map();

  /** @param {string} id */
  static of(id) { return /** @type {NodeListOf<Place>} */ (document.querySelectorAll(`${TAG}[data-model="${id}"]`)); }

  connectedCallback() {
    clearTimeout(this.leaves);
    this.fill();
  }

  disconnectedCallback() { this.leaves = setTimeout(() => this.clear(), AWAY_MS); }

  /** Shows the model, if it is there, in the place of one whose kernel has gone. */
  async fill() {
    const manager = Place.managers.get(this.dataset.model);
    if (!manager || this.manager === manager) return;
    this.clear();
    this.manager = manager;
    const view = this.view = manager.get_model(this.dataset.model).then((model) => manager.create_view(model));
    const { el } = await view;
    if (this.view !== view) return;
    this.append(el);
    this.settle();
  }

  /** Takes the still away, once there is something in its place. */
  settle() {
    if (this.still || !this.lastElementChild?.matches(".course-live:not(:empty)")) return;
    this.still = [...this.childNodes].slice(0, -1);
    for (const node of this.still) node.remove();
  }

  /** Ends the view and puts the still back. */
  clear() {
    this.view?.then((view) => view.remove());
    this.view = this.manager = undefined;
    if (this.still) this.replaceChildren(...this.still);
    this.still = undefined;
  }
}

/**
 * Calls back once the kernel has gone, if the front end tells.
 * @param {any} kernel
 * @param {() => void} gone
 * @param {AbortSignal} signal
 */
function watch(kernel, gone, signal) {
  const hear = (/** @type {any} */ _, /** @type {string} */ status) => { if (ENDS.includes(status)) gone(); };
  kernel?.statusChanged.connect(hear);
  kernel?.disposed.connect(gone);
  signal.addEventListener("abort", () => {
    kernel?.statusChanged.disconnect(hear);
    kernel?.disposed.disconnect(gone);
  });
}

/**
 * Says that there is no kernel any more, and lets nothing be pressed that would ask it. What was written can be copied.
 * @param {HTMLElement} el
 */
function retire(el) {
  if (el.classList.contains("course-gone")) return;
  el.classList.add("course-gone");
  el.prepend(make("p", { role: "status" }, GONE));
  for (const asks of el.querySelectorAll(".course-asks")) {
    for (const one of asks.querySelectorAll("button, input, select")) one.disabled = true;
    for (const one of asks.querySelectorAll("textarea")) one.readOnly = true;
  }
}

/** One model: its children's views, and whether there is still a kernel behind them. */
export default () => {
  /** @type {Set<HTMLElement>} */ const shown = new Set();
  let alone = false;

  function initialize({ model, signal }) {
    const id = model.get("identity");
    if (!customElements.get(TAG)) customElements.define(TAG, Place);
    const { of, managers } = /** @type {typeof Place} */ (customElements.get(TAG));
    const manager = model.widget_manager;
    const withdraw = () => { if (managers.get(id) === manager) managers.delete(id); };
    watch(manager.kernel, () => {
      alone = true;
      withdraw();
      shown.forEach(retire);
    }, signal);
    manager.get_model(id).then((/** @type {any} */ { comm_live: answers }) => {
      if (!answers || alone || signal.aborted) return; // a model that a file kept has nobody to ask
      if (managers.has(id)) return; // another notebook or a console on the same kernel was first
      managers.set(id, manager);
      for (const place of of(id)) place.fill();
    });
    signal.addEventListener("abort", () => {
      withdraw();
      for (const place of of(id)) if (place.manager === manager) place.clear();
    });
  }

  async function render({ model, el, host, signal }) {
    const parts = model.get("children").map(async (ref) => {
      const part = make("div", {});
      await (await host.getWidget(ref)).render({ el: part, signal });
      return part;
    });
    el.append(...await Promise.all(parts));
    el.classList.add("course-live");
    shown.add(el);
    signal.addEventListener("abort", () => shown.delete(el));
    if (alone) retire(el);
    el.closest(TAG)?.settle?.();
  }

  return { initialize, render };
};
