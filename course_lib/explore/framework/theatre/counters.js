// The counters as a table, one line a scene, and the key to the picture.

/** The columns that these scenes need. @param {Scene[]} scenes */
function columnsOf(scenes) {
  const fails = scenes.some((scene) => scene.outcome.some((one) => one !== ANSWERED));
  return ["in flight", "waiting", "longest queue", "idle pods", "answered", ...(fails ? ["failed"] : []), "mean latency", "p99 latency"];
}

/** The texts of one line, by column. @param {Moment} moment @param {number} digits @returns {Record<string, string>} */
function counts({ pods, mean_s, p99_s }, digits) {
  const sum = (/** @type {"in_flight" | "waiting" | "answered" | "failed"} */ name) => total(pods.map((pod) => pod[name])).toLocaleString("en-US");
  return {
    "in flight": sum("in_flight"), waiting: sum("waiting"), "longest queue": longestQueue(pods), "idle pods": String(idle(pods)),
    answered: sum("answered"), failed: sum("failed"), "mean latency": lasting(mean_s, digits), "p99 latency": lasting(p99_s, digits),
  };
}

class Counters {
  constructor() {
    this.node = make("table", { class: "course-counters" });
    /** @type {Scene[]} */ this.scenes = [];
    /** @type {Record<string, HTMLElement>[]} */ this.cells = [];
    this.digits = 1;
  }

  /** Makes one line a scene. @param {Scene[]} scenes */
  load(scenes) {
    this.scenes = scenes;
    this.digits = digitsOf(Math.max(...scenes.map(({ header }) => header.end_s)));
    const columns = columnsOf(scenes);
    this.cells = scenes.map(() => Object.fromEntries(columns.map((name) => [name, make("td", {})])));
    const head = make("tr", {}, ...["run", ...columns].map((name) => make("th", { scope: "col" }, name)));
    const lines = scenes.map(({ header }, n) => make("tr", {}, make("th", { scope: "row" }, header.title), ...Object.values(this.cells[n])));
    this.node.replaceChildren(make("caption", {}, "The counters"), make("thead", {}, head), make("tbody", {}, ...lines));
  }

  /** @param {number} t */
  show(t) {
    this.scenes.forEach((scene, n) => {
      const texts = counts(scene.at(t), this.digits);
      for (const [name, cell] of Object.entries(this.cells[n])) if (cell.textContent !== texts[name]) cell.textContent = texts[name];
    });
  }
}

/**
 * What can be seen in these scenes, and how it is drawn.
 * @param {Scene[]} scenes
 * @returns {[string, (pen: Pen) => void][]}
 */
function legend(scenes) {
  const some = (/** @type {(scene: Scene) => boolean} */ test) => scenes.some(test);
  const has = (/** @type {number} */ outcome) => some((scene) => scene.outcome.includes(outcome));
  const { [ANSWERED]: _, ...failures } = { [TIMED_OUT]: "given up", [REJECTED]: "rejected", [CRASHED]: "lost in a crash", [REFUSED]: "refused" };
  const failed = Object.entries(failures).filter(([outcome]) => has(Number(outcome))).map(([, name]) => name);
  /** @type {[boolean, string, (pen: Pen) => void][]} */
  const all = [
    [true, "on its way", (pen) => pen.dot(8, 7, DOT, pen.look.ink)],
    [some((scene) => scene.attempt.some(Boolean)), "tried again", (pen) => pen.dot(8, 7, DOT, pen.look.ink, { hollow: true })],
    [true, "waiting", (pen) => pen.box(1, 4, 14, 6, { fill: pen.look.waiting, round: 2 })],
    [has(TIMED_OUT), "waiting, though its client gave up", (pen) => pen.box(1.5, 4.5, 13, 5, { edge: pen.look.waiting, round: 1 })],
    [true, "being served: the pod fills up", (pen) => { pen.box(3, 6, 10, 7, { fill: pen.look.work }); pen.box(3, 1, 10, 12, { edge: pen.look.pod, thick: 1.6 }); }],
    [some(({ header }) => header.connections > 0), "an open connection", (pen) => pen.line([[1, 7], [15, 7]], pen.look.pod, { width: 2 })],
    [failed.length > 0, failed.join(", "), (pen) => pen.cross(8, 7, 4.5, pen.look.ink)],
    [some(({ header }) => header.join_s.some((at_s) => at_s > 0)), "a pod that joins later", (pen) => pen.box(3, 1, 10, 12, { edge: pen.look.ink, dash: DOTTED })],
    [some(({ header }) => header.crashes.length > 0), "a pod that is down", (pen) => { pen.box(3, 1, 10, 12, { edge: pen.look.ink, dash: DASHED }); pen.cross(8, 7, 3.5, pen.look.ink); }],
  ];
  return all.filter(([there]) => there).map(([, name, paint]) => [name, paint]);
}

/** The key to the picture, as a list. @param {Scene[]} scenes @param {Look} look */
function legendItems(scenes, look) {
  return legend(scenes).map(([name, paint]) => {
    const canvas = make("canvas", { "aria-hidden": "true" });
    paint(new Pen(canvas, 16, 14, look));
    return make("li", {}, canvas, name);
  });
}
