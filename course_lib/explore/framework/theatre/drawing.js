// Paints a scene at an instant: what never moves on one canvas, all else on a second one above it.

/**
 * What is painted: a scene at an instant; how long a request is on its way, for the eye (0: nothing glides).
 * @typedef {{scene: Scene, layout: Layout, t: number, lead_s: number}} Shot
 */

const FAINT = 0.75; // of the ink: text that is read second
const THREAD = 0.2; // of the ink: the ways that a request may take
const DOT = 3.6;
const TRAIL = 0.14; // of the way
const MOST_FANS = 5; // of the proxies: more ways nobody can tell apart
const DOTTED = [1.5, 3];
const DASHED = [5, 3];

/** Paints what never moves: names, clients, balancer, the ways to the pods. @param {Pen} pen @param {Scene} scene @param {Layout} layout */
function paintGround(pen, scene, layout) {
  const { rows } = layout;
  pen.text(scene.header.title, layout.left, rows.title + ROW / 2, { align: "left", size: 14, bold: true });
  paintNames(pen, layout);
  paintWays(pen, scene, layout);
  paintClients(pen, layout);
  paintProxies(pen, layout);
  scene.logs.forEach((_, pod) => {
    if (pod % layout.named === 0) pen.text(String(pod), layout.pod(pod), rows.name + 8, { alpha: FAINT });
  });
  pen.line([[layout.from, rows.bars], [layout.from + layout.across, rows.bars]], pen.look.ink, { alpha: 0.35 });
}

/** @param {Pen} pen @param {Layout} layout */
function paintNames(pen, { left, rows, clients, proxies, scale }) {
  /** @type {[string, number][]} */
  const names = [
    [clients > 1 ? "clients" : "client", rows.client + ROW / 2], [proxies > 1 ? `${proxies} proxies` : "balancer", rows.proxy + ROW / 2],
    ["in flight", rows.flight + 9], ["pod", rows.name + 8],
    ["answered", rows.bars + 9],
  ];
  if (scale.fails) names.push(["failed", rows.failed + 8]);
  for (const [name, y] of names) pen.text(name, left, y, { align: "left", alpha: FAINT });
}

/** The ways that requests may take; where connections lead as far as a pod, they are drawn when they are there. @param {Pen} pen @param {Scene} scene @param {Layout} layout */
function paintWays(pen, scene, layout) {
  const { rows, clients, proxies } = layout;
  const { connections, pinned } = scene.header;
  const kept = connections && !pinned; // the clients' connections end at the balancer, which has its own to each pod
  const [colour, alpha] = kept ? [pen.look.pod, 0.5] : [pen.look.ink, THREAD];
  for (let client = 0; client < clients; client++) {
    const proxy = Math.floor(((client + 0.5) / clients) * proxies);
    const way = [[layout.client(client, clients), rows.client + ROW - 4], [layout.proxy(proxy), rows.proxy + 2]];
    pen.line(way, colour, { alpha, width: kept ? 2 : 1 });
  }
  const shown = Math.min(MOST_FANS, proxies);
  for (let fan = 0; fan < shown; fan++) {
    const proxy = Math.floor(((fan + 0.5) / shown) * proxies);
    scene.logs.forEach((_, pod) => {
      const way = layout.toPod(proxy, pod);
      pen.line(pinned ? way.slice(1) : way, colour, { alpha: alpha / Math.sqrt(shown) });
    });
  }
}

/** @param {Pen} pen @param {Layout} layout */
function paintClients(pen, layout) {
  const side = Math.max(2, Math.min(11, layout.across / layout.clients - 3));
  for (let client = 0; client < layout.clients; client++) {
    const [x, y] = [layout.client(client, layout.clients), layout.rows.client + ROW / 2 - 1];
    pen.box(x - side / 2, y - 5, side, 10, { fill: pen.look.paper, edge: pen.look.ink, round: 2 });
  }
}

/** One wide box for a balancer, many narrow ones for proxies. @param {Pen} pen @param {Layout} layout */
function paintProxies(pen, layout) {
  const width = layout.proxies === 1 ? Math.min(layout.across, 150) : Math.max(2, Math.min(60, layout.across / layout.proxies - 2));
  for (let proxy = 0; proxy < layout.proxies; proxy++) {
    pen.box(layout.proxy(proxy) - width / 2, layout.rows.proxy, width, ROW, { fill: pen.look.paper, edge: pen.look.ink, thick: 1.4, round: 6 });
  }
}

/** Paints all that moves. @param {Pen} pen @param {Shot} shot */
function paintMoving(pen, shot) {
  const { scene, layout, t } = shot;
  const pods = scene.pods(t);
  paintConnections(pen, shot);
  pods.forEach((moment, pod) => {
    paintPod(pen, shot, pod, moment);
    paintQueue(pen, shot, pod, moment);
    paintEnded(pen, layout, pod, moment);
  });
  paintComing(pen, shot, pods);
  paintGone(pen, shot, pods);
}

/** A thread from the client to the pod for each connection that leads there. @param {Pen} pen @param {Shot} shot */
function paintConnections(pen, { scene, layout, t }) {
  const { rows } = layout;
  const leads = scene.leads(t);
  const alpha = Math.max(0.25, 0.9 / Math.sqrt(leads.length));
  leads.forEach((pod, connection) => {
    if (pod < 0) return;
    const proxy = Math.floor(((connection + 0.5) / leads.length) * layout.proxies);
    const top = [[layout.client(connection, leads.length), rows.client + ROW - 4], [layout.proxy(proxy), rows.proxy]];
    pen.line(top, pen.look.pod, { width: 2, alpha });
    pen.line(layout.toPod(proxy, pod), pen.look.pod, { width: 2, alpha });
  });
}

/** A pod, and in it what each worker has in hand, filled as far as it is done. @param {Pen} pen @param {Shot} shot @param {number} pod @param {PodMoment} moment */
function paintPod(pen, { scene, layout, t }, pod, { up }) {
  const { look } = pen;
  const [x, y, width] = [layout.pod(pod) - layout.box / 2, layout.rows.pod, layout.box];
  const joined = scene.logs[pod].join_s <= t;
  const inHand = scene.logs[pod].serving(t, scene.leave_s);
  const each = width / inHand.length;
  inHand.forEach((one, worker) => {
    if (one < 0) return;
    const part = (t - scene.begin_s[one]) / (scene.leave_s[one] - scene.begin_s[one]);
    const left = x + worker * each;
    if (scene.abandoned(one, t)) pen.cross(left + each / 2, y + POD / 2, Math.min(6, each / 3), look.ink);
    pen.box(left + 0.5, y, Math.max(1, each - 1), POD, { fill: look.work, alpha: 0.3, round: 2 });
    pen.box(left + 0.5, y + POD * (1 - part), Math.max(1, each - 1), POD * part, { fill: look.work, round: 2 });
    if (scene.abandoned(one, t)) pen.cross(left + each / 2, y + POD / 2, Math.min(5, each / 3), look.ink);
  });
  const edge = { edge: up ? look.pod : look.ink, thick: up ? 1.8 : 1.2, dash: up ? [] : joined ? DASHED : DOTTED };
  pen.box(x, y, width, POD, edge);
  if (!up && joined) pen.cross(layout.pod(pod), y + POD / 2, Math.min(8, width / 3), look.ink);
  const note = !joined ? "later" : !up ? "down" : scene.header.speed[pod] === 1 ? "" : `×${Number(scene.header.speed[pod].toPrecision(2))}`;
  if (note) pen.text(note, layout.pod(pod), layout.rows.status + 7, { size: 10, bold: true, most: layout.column + 6 });
}

/** Those that wait, first come lowest, and above them how many are in flight. @param {Pen} pen @param {Shot} shot @param {number} pod @param {PodMoment} moment */
function paintQueue(pen, { scene, layout, t, lead_s }, pod, moment) {
  const { look } = pen;
  const { brick } = layout.scale;
  const log = scene.logs[pod];
  const [x, width] = [layout.pod(pod) - layout.box / 2 + 1, layout.box - 2];
  const last_s = log.begin_s[upTo(log.begin_s, t) - 1];
  const falling = lead_s ? Math.max(0, 1 - (t - last_s) / (lead_s / 3)) : 0; // the stack sinks when one is taken
  const shown = log.waiting(t).slice(0, layout.most);
  shown.forEach((one, place) => {
    const y = layout.queueTop(place + 1 + (falling || 0));
    if (scene.abandoned(one, t)) pen.box(x + 0.5, y + 0.5, width - 1, brick - 2, { edge: look.waiting, round: 1 });
    else pen.box(x, y, width, Math.max(1, brick - 1), { fill: look.waiting, round: brick > 4 ? 2 : 0 });
  });
  const more = moment.waiting - shown.length;
  if (more > 0) pen.text(`+${more}`, layout.pod(pod), layout.queueTop(shown.length) - 8, { size: 10, bold: true });
  if (layout.column < 13 && !moment.in_flight) return;
  const style = { size: layout.column < 13 ? 9 : 13, bold: moment.in_flight > 0, alpha: moment.in_flight ? 1 : FAINT };
  pen.text(String(moment.in_flight), layout.pod(pod), layout.rows.flight + 9, { most: layout.column, ...style });
}

/** A bar that hangs below the pod: answered so far. @param {Pen} pen @param {Layout} layout @param {number} pod @param {PodMoment} moment */
function paintEnded(pen, layout, pod, { answered, failed }) {
  const { rows } = layout;
  const [x, width] = [layout.pod(pod) - layout.box / 2, layout.box];
  const [done, lost] = [layout.bar(answered), layout.bar(failed)];
  if (answered) pen.box(x, rows.bars + 1, width, Math.max(1, done), { fill: pen.look.work, round: 1 });
  if (failed) {
    const top = rows.bars + 1 + done;
    pen.box(x + 0.5, top, width - 1, Math.max(1, lost), { edge: pen.look.ink, round: 1 });
    for (let y = top + 3; y < top + lost - 1; y += 4) pen.line([[x + 1, y + 2], [x + width - 1, y - 2]], pen.look.ink, { alpha: 0.7 });
  }
  if (layout.column < 13) return;
  pen.text(String(answered), layout.pod(pod), rows.bars + done + lost + 9, { size: 10, most: layout.column - 1 });
  if (layout.scale.fails && failed) pen.text(String(failed), layout.pod(pod), rows.failed + 8, { size: 10, bold: true, most: layout.column - 1 });
}

/** Requests on their way, each with a trail: they set out so early that they arrive when the run says. @param {Pen} pen @param {Shot} shot @param {PodMoment[]} pods */
function paintComing(pen, { scene, layout, t, lead_s }, pods) {
  for (const one of lead_s ? scene.coming(t, t + lead_s) : []) {
    const u = 1 - (scene.arrival_s[one] - t) / lead_s;
    const { waiting } = pods[scene.pod[one]];
    const [x, y] = layout.way(scene, one, u, waiting);
    const trail = [TRAIL, TRAIL / 2, 0].map((back) => layout.way(scene, one, Math.max(0, u - back), waiting));
    pen.line(trail, pen.look.ink, { width: 3, alpha: 0.25 });
    pen.dot(x, y, DOT, pen.look.ink, { hollow: scene.attempt[one] > 0 });
  }
}

/** Those that have just ended: the answered sink into their bar, the others leave a cross. @param {Pen} pen @param {Shot} shot @param {PodMoment[]} pods */
function paintGone(pen, { scene, layout, t, lead_s }, pods) {
  for (const one of lead_s ? scene.gone(t - lead_s, t) : []) {
    const u = (t - scene.finish_s[one]) / lead_s;
    const pod = scene.pod[one];
    const { rows } = layout;
    if (scene.outcome[one] === ANSWERED) {
      const tip = layout.bar(pods[pod].answered);
      pen.dot(layout.pod(pod), rows.bars + DOT + Math.max(0, tip - DOT) * u, DOT * (1 - u / 2), pen.look.pod, { alpha: 1 - u * u });
    } else {
      pen.cross(layout.pod(pod) + 6 * u, layout.queueTop(pods[pod].waiting) - 12 - 16 * u, 4.5, pen.look.ink, { alpha: 1 - u });
    }
  }
}
