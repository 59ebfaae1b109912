// The theatre: puts trace, geometry, drawing and transport together.

const COUNT_EVERY_MS = 200; // while playing: faster nobody reads
const REQUESTS_A_SECOND = 14; // at the usual speed, unless that would last too short or too long
const LASTING_S = { least: 15, most: 60 };
const ON_ITS_WAY_S = 0.45; // of the learner's time, at the usual speed; but no longer than a request's work

const PLAYING = "Playing. Pause to read the numbers at that moment.";
const PICTURE = "Requests on their way from clients through a balancer to the queues of pods.";

/** One view of the theatre. */
class Stage {
  /** @param {any} model @param {HTMLElement} el @param {AbortSignal} signal */
  constructor(model, el, signal) {
    this.model = model;
    this.el = el;
    /** @type {Scene[]} */ this.scenes = [];
    /** @type {Layout[]} */ this.layouts = [];
    /** @type {Painter | undefined} */ this.painter = undefined;
    /** @type {Float64Array} */ this.events_s = new Float64Array();
    this.end_s = 1;
    this.lead_s = 0;
    this.clock = new Clock((t) => this.show(t), () => this.say(), signal);
    this.transport = new Transport(this.clock, (by) => this.step(by), signal);
    this.counters = new Counters();
    this.background = make("canvas", { "aria-hidden": "true" });
    this.moving = make("canvas", { role: "img" });
    this.strip = make("canvas", { "aria-hidden": "true" });
    this.view = make("div", { class: "course-stage" }, this.background, this.moving);
    this.names = make("div", { class: "course-names" });
    this.jump = make("button", { type: "button", class: "course-jump" });
    this.jump.addEventListener("click", () => this.clock.seek(telling(this.scenes, this.events_s)), { signal });
    this.legend = make("ul", { class: "course-legend" });
    this.status = make("p", { class: "course-now", role: "status" });
    this.words = make("p", { class: "course-outcome", role: "status" });
    this.table = make("table", {});
    this.counted = 0;
    this.place();
  }

  /** Puts everything into the page. */
  place() {
    const title = "The runs in numbers";
    // What may scroll must be reachable by keyboard.
    const scroller = (/** @type {string} */ name, /** @type {HTMLElement} */ inner) => make(
      "div", { class: "course-scroller", tabindex: 0, role: "group", "aria-label": name }, inner,
    );
    this.el.append(
      this.view, make("div", { class: "course-lines" }, this.names, this.jump),
      make("div", { class: "course-timeline" }, this.strip, this.transport.slider), this.transport.node,
      this.legend, scroller("The counters", this.counters.node), this.status, this.words,
      make("details", {}, make("summary", {}, title), scroller(title, this.table)),
    );
  }

  /** Takes over new scenes; the clock stays where it is, if the run is that long. */
  load() {
    this.scenes = decoded(this.model.get("scenes"), this.model.get("data"));
    this.end_s = Math.max(...this.scenes.map(({ header }) => header.end_s));
    this.events_s = distinct(this.scenes.map((scene) => scene.events_s));
    const requests = Math.max(...this.scenes.map(({ header }) => header.attempts));
    const pace = this.end_s / Math.min(LASTING_S.most, Math.max(LASTING_S.least, requests / REQUESTS_A_SECOND));
    this.lead_s = Math.min(ON_ITS_WAY_S * pace, this.scenes[0].header.service_s);
    this.clock.end_s = this.end_s;
    this.transport.load(this.end_s, pace, digitsOf(this.end_s));
    this.counters.load(this.scenes);
    this.jump.textContent = this.scenes.length > 1 ? "Go to where they differ most" : "Go to where most are in flight";
    this.words.textContent = this.model.get("words");
    fillTable(this.table, this.model.get("table"));
    this.fit();
    this.clock.seek(this.clock.t);
  }

  /** Lays everything out anew: another width, another theme, other scenes. */
  fit() {
    const width = Math.floor(this.view.clientWidth);
    if (!width) return;
    const look = this.look();
    this.layouts = layouts(this.scenes, width);
    const height = Math.max(...this.layouts.map(({ bottom }) => bottom));
    this.view.style.height = `${height}px`;
    const background = new Painter(this.background, width, height, look);
    this.painter = new Painter(this.moving, width, height, look);
    this.scenes.forEach((scene, n) => paintBackground(background, scene, this.layouts[n]));
    paintTimeline(new Painter(this.strip, width, STRIP.height, look), this.scenes, this.end_s);
    this.names.replaceChildren(...lineNames(this.scenes, look));
    this.legend.replaceChildren(...legend(this.scenes, look));
    this.paint();
  }

  /** The colours of the things and of the page around. @returns {Look} */
  look() {
    const { color, fontFamily } = getComputedStyle(this.el);
    const paper = getComputedStyle(this.view).backgroundColor;
    return { ...this.model.get("look"), ink: color, paper, font: fontFamily };
  }

  /** Paints the scenes as they are now. */
  paint() {
    const { painter, lead_s, layouts: places, clock: { t, still, playing } } = this;
    if (!painter) return;
    painter.clear();
    const how = { t, lead_s, glides: !still.matches, marks: !playing };
    this.scenes.forEach((scene, n) => paintMoving(painter, { scene, layout: places[n], ...how }));
  }

  /** Shows an instant. @param {number} t */
  show(t) {
    this.paint();
    this.transport.show(t);
    const now = performance.now();
    if (this.clock.playing && now - this.counted < COUNT_EVERY_MS) return;
    this.counted = now;
    this.counters.show(t);
  }

  /** Says what is seen: where the clock stands, not in every frame. */
  say() {
    const { t } = this.clock;
    this.transport.show(t);
    this.counters.show(t);
    const text = this.clock.playing ? PLAYING : happening(this.scenes, t) + said(this.scenes, t);
    this.status.textContent = text;
    this.moving.setAttribute("aria-label", `${PICTURE} ${text}`);
  }

  /**
   * Goes to the next instant at which something happens, or back to the one before.
   * @param {1 | -1} by
   */
  step(by) {
    const { t } = this.clock;
    const next = by > 0 ? this.events_s[upTo(this.events_s, t)] : this.events_s.findLast((one) => one < t);
    this.clock.seek(next ?? (by > 0 ? this.end_s : 0));
  }
}

/** Ends with the view, or when its output is cleared. @param {{model: any, el: HTMLElement}} view */
function render({ model, el }) {
  const ends = new AbortController();
  const { signal } = ends;
  el.classList.add("course-theatre");
  keepKeys(el, signal);
  const stage = new Stage(model, el, signal);
  const load = () => stage.load();
  const fit = () => stage.fit();
  model.on("change", load); // once a message, whatever it brings: other scenes may have the same numbers
  const size = new ResizeObserver(fit);
  const theme = new MutationObserver(fit);
  const sight = new IntersectionObserver((entries) => { if (!entries.at(-1)?.isIntersecting) stage.clock.pause(); });
  size.observe(stage.view);
  theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name", "class"] });
  sight.observe(stage.view);
  document.addEventListener("visibilitychange", () => { if (document.hidden) stage.clock.pause(); }, { signal });
  for (const colours of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    window.matchMedia(colours).addEventListener("change", fit, { signal });
  }
  load();
  return () => {
    ends.abort();
    model.off("change", load);
    for (const observer of [size, theme, sight]) observer.disconnect();
  };
}

export default { render };
