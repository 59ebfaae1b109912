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
    this.node = make("table", { class: "course-counters", role: "table" });
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
    this.cells = scenes.map(() => Object.fromEntries(columns.map((name) => [name, make("td", { role: "cell" })])));
    // In a narrow place the style takes the lines apart, and without their roles they would then be no table's.
    const line = (/** @type {HTMLElement[]} */ ...cells) => make("tr", { role: "row" }, ...cells);
    const names = ["run", ...columns];
    const head = line(...names.map((name) => make("th", { scope: "col", role: "columnheader" }, name)));
    const lines = scenes.map(({ header }, n) => {
      return line(make("th", { scope: "row", role: "rowheader" }, header.title), ...Object.values(this.cells[n]));
    });
    const groups = [make("thead", { role: "rowgroup" }, head), make("tbody", { role: "rowgroup" }, ...lines)];
    this.node.style.setProperty("--course-counters", String(names.length));
    this.node.replaceChildren(make("caption", {}, "The counters"), ...groups);
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
