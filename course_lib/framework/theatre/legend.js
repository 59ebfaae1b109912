// The key to the picture: only what can be seen in these scenes.

/** @type {[number, string][]} */
const FAILURES = [
  [TIMED_OUT, "given up"], [REJECTED, "rejected"], [CRASHED, "lost in a crash"], [REFUSED, "refused"],
];
const SIGN = { width: 16, height: 14 };

/** @typedef {{name: string, there: boolean, paint: (painter: Painter) => void}} Entry */

/**
 * What may be seen of requests.
 * @param {Scene[]} scenes
 * @returns {Entry[]}
 */
function requestEntries(scenes) {
  const has = (/** @type {number} */ outcome) => scenes.some((scene) => scene.outcome.includes(outcome));
  const failed = FAILURES.filter(([outcome]) => has(outcome)).map(([, name]) => name);
  return [
    {
      name: "on its way (which takes no time in the run)", there: true,
      paint: (painter) => painter.dot(8, 7, DOT, painter.look.ink),
    },
    {
      name: "tried again", there: scenes.some((scene) => scene.attempt.some(Boolean)),
      paint: (painter) => painter.dot(8, 7, DOT, painter.look.ink, { hollow: true }),
    },
    { name: "waiting", there: true, paint: (painter) => painter.box(1, 4, 14, 6, { fill: painter.look.waiting, round: 2 }) },
    {
      name: "waiting, though its client gave up", there: has(TIMED_OUT),
      paint: (painter) => painter.box(1.5, 4.5, 13, 5, { edge: painter.look.waiting, round: 1 }),
    },
    { name: failed.join(", "), there: failed.length > 0, paint: (painter) => painter.cross(8, 7, 4.5, painter.look.ink) },
  ];
}

/**
 * What may be seen of pods and connections.
 * @param {Scene[]} scenes
 * @returns {Entry[]}
 */
function podEntries(scenes) {
  const some = (/** @type {(header: Header) => boolean} */ test) => scenes.some(({ header }) => test(header));
  const absent = (/** @type {Painter} */ painter, /** @type {number[]} */ dash) => {
    painter.box(3, 1, 10, 12, { edge: painter.look.ink, dash });
  };
  return [
    {
      name: "being served: the pod fills up", there: true,
      paint: (painter) => {
        painter.box(3, 6, 10, 7, { fill: painter.look.work });
        painter.box(3, 1, 10, 12, { edge: painter.look.pod, thick: 1.6 });
      },
    },
    {
      name: "happening at this instant", there: true,
      paint: (painter) => painter.box(1.5, 0.5, 13, 13, { edge: painter.look.ink, thick: 1.4, dash: DOTTED }),
    },
    {
      name: "an open connection", there: some(({ connections }) => connections > 0),
      paint: (painter) => painter.line([[1, 7], [15, 7]], painter.look.pod, { width: 2 }),
    },
    {
      name: "a pod that joins later", there: some(({ join_s }) => join_s.some((at_s) => at_s > 0)),
      paint: (painter) => absent(painter, DOTTED),
    },
    {
      name: "a pod that is down", there: some(({ crashes }) => crashes.length > 0),
      paint: (painter) => {
        absent(painter, DASHED);
        painter.cross(8, 7, 3.5, painter.look.ink);
      },
    },
  ];
}

/**
 * The items of the list.
 * @param {Scene[]} scenes
 * @param {Look} look
 */
function legend(scenes, look) {
  const entries = [...requestEntries(scenes), ...podEntries(scenes)];
  return entries.filter(({ there }) => there).map(({ name, paint }) => {
    const canvas = make("canvas", { "aria-hidden": "true" });
    paint(new Painter(canvas, SIGN.width, SIGN.height, look));
    return make("li", {}, canvas, name);
  });
}
