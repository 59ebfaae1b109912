// Paints all that moves in a scene, at an instant.

/**
 * What is painted: a scene at an instant, and how long a request is on its way, for the eye. Unless it glides, nothing
 * is shown between two places. Where the clock stands, what happens at just this instant is marked.
 * @typedef {{scene: Scene, layout: Layout, t: number, lead_s: number, glides: boolean, marks: boolean}} Shot
 */

const DOT = 3.6;
const TRAIL = 0.14; // of the way
const DOTTED = [1.5, 3];
const DASHED = [5, 3];
const NARROW = 13; // pixels: a column that has no room for every number

/** Paints all that moves. @param {Painter} painter @param {Shot} shot */
function paintMoving(painter, shot) {
  const { scene, layout, t } = shot;
  const pods = scene.pods(t);
  paintConnections(painter, shot);
  pods.forEach((moment, pod) => {
    paintPod(painter, shot, pod, moment);
    paintQueue(painter, shot, pod, moment.waiting);
    paintEnded(painter, layout, pod, moment);
  });
  paintInFlight(painter, layout, pods);
  if (shot.marks) for (const pod of scene.touched(t)) paintMark(painter, layout, pod, pods[pod]);
  if (shot.glides) paintComing(painter, shot, pods);
  paintGone(painter, shot, pods);
}

/**
 * A thread from the client to the pod for each connection that leads there.
 * @param {Painter} painter
 * @param {Shot} shot
 */
function paintConnections(painter, { scene, layout, t }) {
  const { rows } = layout;
  const leads = scene.leads(t);
  const alpha = threadAlpha(leads.length);
  leads.forEach((pod, connection) => {
    if (pod < 0) return;
    const { first } = scene.routes[connection];
    const proxy = scene.proxy[first];
    const top = [[layout.source(scene, first), rows.client + ROW - 4], [layout.proxy(proxy), rows.proxy]];
    painter.line(top, painter.look.pod, { width: 2, alpha });
    painter.line(layout.toPod(proxy, pod), painter.look.pod, { width: 2, alpha });
  });
}

/**
 * A pod, and in it what each worker has in hand, filled as far as it is done.
 * @param {Painter} painter
 * @param {Shot} shot
 * @param {number} pod
 * @param {PodMoment} moment
 */
function paintPod(painter, { scene, layout, t }, pod, { up }) {
  const { look } = painter;
  const [x, y, width] = [layout.pod(pod) - layout.box / 2, layout.rows.pod, layout.box];
  const joined = scene.logs[pod].join_s <= t;
  const inHand = scene.logs[pod].serving(t, scene.leave_s);
  const each = width / inHand.length;
  inHand.forEach((one, worker) => {
    if (one < 0) return;
    const part = (t - scene.begin_s[one]) / (scene.leave_s[one] - scene.begin_s[one]);
    const left = x + worker * each;
    painter.box(left + 0.5, y, Math.max(1, each - 1), POD, { fill: look.work, alpha: 0.3, round: 2 });
    painter.box(left + 0.5, y + POD * (1 - part), Math.max(1, each - 1), POD * part, { fill: look.work, round: 2 });
    if (scene.abandoned(one, t)) painter.cross(left + each / 2, y + POD / 2, Math.min(5, each / 3), look.ink);
  });
  const edge = { edge: up ? look.pod : look.ink, thick: up ? 1.8 : 1.2, dash: up ? [] : joined ? DASHED : DOTTED };
  painter.box(x, y, width, POD, edge);
  if (!up && joined) painter.cross(layout.pod(pod), y + POD / 2, Math.min(8, width / 3), look.ink);
  const note = !joined ? "later" : !up ? "down" : pace(scene.header.speed[pod]);
  if (note) painter.text(note, layout.pod(pod), layout.rows.status + 7, { size: 10, bold: true, most: layout.column + 4 });
}

/** How fast a pod is, if not as usual. @param {number} speed */
const pace = (speed) => (speed === 1 ? "" : `×${Number(speed.toPrecision(2))}`);

/**
 * Those that wait, first come lowest, and above them how many more there is no room for.
 * @param {Painter} painter
 * @param {Shot} shot
 * @param {number} pod
 * @param {number} waiting
 */
function paintQueue(painter, { scene, layout, t, lead_s, glides }, pod, waiting) {
  const { look } = painter;
  const { brick } = layout.scale;
  const log = scene.logs[pod];
  const [x, width] = [layout.pod(pod) - layout.box / 2 + 1, layout.box - 2];
  const last_s = log.begin_s[upTo(log.begin_s, t) - 1];
  const falling = glides ? Math.max(0, 1 - (t - last_s) / (lead_s / 3)) : 0; // the stack sinks when one is taken
  const shown = log.waiting(t).slice(0, layout.most);
  shown.forEach((one, place) => {
    const y = layout.queueTop(place + 1 + (falling || 0));
    if (scene.abandoned(one, t)) painter.box(x + 0.5, y + 0.5, width - 1, brick - 2, { edge: look.waiting, round: 1 });
    else painter.box(x, y, width, brick > 2 ? brick - 1 : brick, { fill: look.waiting, round: brick > 4 ? 2 : 0 });
  });
  const more = waiting - shown.length;
  if (more > 0) painter.text(`+${more}`, layout.pod(pod), layout.queueTop(shown.length) - 8, { size: 10, bold: true });
}

/**
 * A frame around a pod and its queue: here something happens just now.
 * @param {Painter} painter
 * @param {Layout} layout
 * @param {number} pod
 * @param {PodMoment} moment
 */
function paintMark(painter, layout, pod, { waiting }) {
  const [x, top] = [layout.pod(pod) - layout.column / 2, layout.queueTop(waiting) - 5];
  const height = layout.rows.pod + POD + 3 - top;
  painter.box(x + 0.5, top, layout.column - 1, height, { edge: painter.look.ink, thick: 1.4, dash: DOTTED });
}

/**
 * How many are in flight at each pod; where the columns are too narrow for that, at the busiest.
 * @param {Painter} painter
 * @param {Layout} layout
 * @param {PodMoment[]} pods
 */
function paintInFlight(painter, layout, pods) {
  const busiest = pods.reduce((best, { in_flight }, pod) => (in_flight > pods[best].in_flight ? pod : best), 0);
  pods.forEach(({ in_flight }, pod) => {
    if (layout.column < NARROW && pod !== busiest) return;
    const style = { size: 13, bold: in_flight > 0, alpha: in_flight ? 1 : FAINT };
    painter.text(String(in_flight), layout.pod(pod), layout.rows.flight + 9, style);
  });
}

/**
 * A bar that hangs below the pod: answered so far, and below that, hatched, failed.
 * @param {Painter} painter
 * @param {Layout} layout
 * @param {number} pod
 * @param {PodMoment} moment
 */
function paintEnded(painter, layout, pod, { answered, failed }) {
  const { rows } = layout;
  const [x, width] = [layout.pod(pod) - layout.box / 2, layout.box];
  const [done, lost] = [layout.bar(answered), layout.bar(failed)];
  if (answered) painter.box(x, rows.bars + 1, width, Math.max(1, done), { fill: painter.look.work, round: 1 });
  if (failed) {
    const top = rows.bars + 1 + done;
    painter.box(x + 0.5, top, width - 1, Math.max(1, lost), { edge: painter.look.ink, round: 1 });
    for (let y = top + 3; y < top + lost - 1; y += 4) {
      painter.line([[x + 1, y + 2], [x + width - 1, y - 2]], painter.look.ink, { alpha: 0.7 });
    }
  }
  if (layout.column < NARROW) return;
  const style = { size: 10, most: layout.column - 1 };
  painter.text(String(answered), layout.pod(pod), layout.scale.fails ? rows.answered + 8 : rows.bars + done + 9, style);
  if (failed) painter.text(String(failed), layout.pod(pod), rows.failed + 8, { ...style, bold: true });
}

/**
 * Requests on their way, each with a trail: they set out so early that they arrive when the run says.
 * @param {Painter} painter
 * @param {Shot} shot
 * @param {PodMoment[]} pods
 */
function paintComing(painter, { scene, layout, t, lead_s }, pods) {
  for (const one of scene.coming(t, t + lead_s)) {
    const u = 1 - (scene.arrival_s[one] - t) / lead_s;
    const { waiting } = pods[scene.pod[one]];
    const [x, y] = layout.way(scene, one, u, waiting);
    const trail = [TRAIL, TRAIL / 2, 0].map((back) => layout.way(scene, one, Math.max(0, u - back), waiting));
    painter.line(trail, painter.look.ink, { width: 3, alpha: 0.25 });
    painter.dot(x, y, DOT, painter.look.ink, { hollow: scene.attempt[one] > 0 });
  }
}

/**
 * Those that have just ended: the answered sink into their bar, the others leave a cross.
 * @param {Painter} painter
 * @param {Shot} shot
 * @param {PodMoment[]} pods
 */
function paintGone(painter, { scene, layout, t, lead_s, glides }, pods) {
  for (const one of scene.gone(t - lead_s, t)) {
    const u = glides ? (t - scene.finish_s[one]) / lead_s : 0;
    const pod = scene.pod[one];
    const x = layout.pod(pod);
    if (scene.outcome[one] === ANSWERED) {
      if (!glides) continue;
      const deep = Math.max(0, layout.bar(pods[pod].answered) - DOT) * u;
      painter.dot(x, layout.rows.bars + DOT + deep, DOT * (1 - u / 2), painter.look.pod, { alpha: 1 - u * u });
    } else {
      const y = layout.queueTop(pods[pod].waiting) - 12 - 16 * u;
      painter.cross(x + 6 * u, y, 4.5, painter.look.ink, { alpha: 1 - u });
    }
  }
}
