// The counters as a table: one line a scene.

/**
 * The columns that these scenes need.
 * @param {Scene[]} scenes
 */
function columnsOf(scenes) {
  const fails = scenes.some((scene) => scene.outcome.some((one) => one !== ANSWERED));
  const failed = fails ? ["failed"] : [];
  return ["in flight", "waiting", "longest queue", "idle pods", "answered", ...failed, "mean latency", "p99 latency"];
}

/**
 * The texts of one line, by column.
 * @param {Moment} moment
 * @param {number} digits
 * @returns {Record<string, string>}
 */
function counts({ pods, mean_s, p99_s }, digits) {
  return {
    "in flight": grouped(sumOf(pods, "in_flight")),
    waiting: grouped(sumOf(pods, "waiting")),
    "longest queue": longestQueue(pods),
    "idle pods": String(idle(pods)),
    answered: grouped(sumOf(pods, "answered")),
    failed: grouped(sumOf(pods, "failed")),
    "mean latency": lasting(mean_s, digits),
    "p99 latency": lasting(p99_s, digits),
  };
}

class Counters {
  constructor() {
    this.node = make("table", { class: "course-counters" });
    /** @type {Scene[]} */ this.scenes = [];
    /** @type {Record<string, HTMLElement>[]} */ this.cells = [];
    this.digits = 1;
  }

  /**
   * Makes one line a scene.
   * @param {Scene[]} scenes
   */
  load(scenes) {
    this.scenes = scenes;
    this.digits = digitsOf(Math.max(...scenes.map(({ header }) => header.end_s)));
    const columns = columnsOf(scenes);
    this.cells = scenes.map(() => Object.fromEntries(columns.map((name) => [name, make("td", {})])));
    const head = make("tr", {}, ...["run", ...columns].map((name) => make("th", { scope: "col" }, name)));
    const lines = scenes.map(({ header }, n) => {
      return make("tr", {}, make("th", { scope: "row" }, header.title), ...Object.values(this.cells[n]));
    });
    const parts = [make("caption", {}, "The counters"), make("thead", {}, head), make("tbody", {}, ...lines)];
    this.node.replaceChildren(...parts);
  }

  /** @param {number} t */
  show(t) {
    this.scenes.forEach((scene, n) => {
      const texts = counts(scene.at(t), this.digits);
      for (const [name, cell] of Object.entries(this.cells[n])) {
        if (cell.textContent !== texts[name]) cell.textContent = texts[name];
      }
    });
  }
}
