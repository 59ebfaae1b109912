// Paints what never moves, on a canvas of its own below the other: names, clients, balancer, the ways to the pods.

const FAINT = 0.75; // of the ink: text that is read second
const THREAD = 0.2; // of the ink: the ways that a request may take
const MOST_FANS = 5; // of the proxies: more ways nobody can tell apart

/** How strong each of so many connections is drawn. @param {number} connections */
const threadAlpha = (connections) => Math.max(0.25, Math.min(0.9, 1.2 / Math.sqrt(connections)));

/**
 * Paints the background of a scene.
 * @param {Painter} painter
 * @param {Scene} scene
 * @param {Layout} layout
 */
function paintBackground(painter, scene, layout) {
  const { rows, width: most } = layout;
  painter.text(scene.header.title, layout.left, rows.title + ROW / 2, { align: "left", size: 14, bold: true, most });
  paintNames(painter, scene, layout);
  paintWays(painter, scene, layout);
  paintClients(painter, layout);
  paintProxies(painter, layout);
  scene.logs.forEach((_, pod) => {
    if (pod % layout.named === 0) painter.text(String(pod), layout.pod(pod), rows.name + 8, { alpha: FAINT });
  });
  painter.line([[layout.from, rows.bars], [layout.from + layout.across, rows.bars]], painter.look.ink, { alpha: 0.35 });
}

/**
 * The names of the rows.
 * @param {Painter} painter
 * @param {Scene} scene
 * @param {Layout} layout
 */
function paintNames(painter, { header }, { left, rows, clients, proxies, scale, single }) {
  const ends = single ? "connection" : "client";
  /** @type {[string, number][]} */
  const names = [
    [clients > 1 ? `${ends}s` : ends, rows.client + ROW / 2],
    [header.through || (proxies > 1 ? `${proxies} proxies` : "balancer"), rows.proxy + ROW / 2],
    ["in flight", rows.flight + 9],
    ["pod", rows.name + 8],
    [scale.fails ? "ended" : "answered", rows.bars + 9],
  ];
  if (scale.fails) names.push(["answered", rows.answered + 8], ["failed", rows.failed + 8]);
  for (const [name, y] of names) painter.text(name, left, y, { align: "left", alpha: FAINT, most: NAMES - 8 });
}

/**
 * The ways that requests may take. Connections that lead as far as a pod are drawn when they are there; others end
 * at the balancer, which has its own to each pod.
 * @param {Painter} painter
 * @param {Scene} scene
 * @param {Layout} layout
 */
function paintWays(painter, scene, layout) {
  const { rows, clients, proxies } = layout;
  const pinned = scene.routes.length > 0;
  const kept = scene.header.connections > 0 && !pinned;
  const [colour, alpha] = kept ? [painter.look.pod, threadAlpha(clients)] : [painter.look.ink, THREAD];
  for (let client = 0; client < clients; client++) {
    const proxy = Math.floor(((client + 0.5) / clients) * proxies);
    const way = [[layout.client(client, clients), rows.client + ROW - 4], [layout.proxy(proxy), rows.proxy + 2]];
    painter.line(way, colour, { alpha, width: kept ? 2 : 1 });
  }
  const shown = Math.min(MOST_FANS, proxies);
  for (let fan = 0; fan < shown; fan++) {
    const proxy = Math.floor(((fan + 0.5) / shown) * proxies);
    scene.logs.forEach((_, pod) => {
      const way = layout.toPod(proxy, pod);
      painter.line(pinned ? way.slice(1) : way, colour, { alpha: alpha / Math.sqrt(shown) });
    });
  }
}

/**
 * @param {Painter} painter
 * @param {Layout} layout
 */
function paintClients(painter, layout) {
  const { paper: fill, ink: edge } = painter.look;
  const side = Math.max(2, Math.min(11, layout.across / layout.clients - 3));
  for (let client = 0; client < layout.clients; client++) {
    const x = layout.client(client, layout.clients) - side / 2;
    painter.box(x, layout.rows.client + ROW / 2 - 6, side, 10, { fill, edge, round: 2 });
  }
}

/**
 * One wide box for a balancer, many narrow ones for proxies.
 * @param {Painter} painter
 * @param {Layout} layout
 */
function paintProxies(painter, layout) {
  const { across, proxies, rows } = layout;
  const { paper: fill, ink: edge } = painter.look;
  const width = proxies === 1 ? Math.min(across, 150) : Math.max(2, Math.min(60, across / proxies - 2));
  for (let proxy = 0; proxy < proxies; proxy++) {
    painter.box(layout.proxy(proxy) - width / 2, rows.proxy, width, ROW, { fill, edge, thick: 1.4, round: 6 });
  }
}
