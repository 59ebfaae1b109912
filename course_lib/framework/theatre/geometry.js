// Where things are: rows from the clients at the top to the answered at the bottom, a column a pod.

const TOP = 8; // pixels above the title
const ROW = 18; // a line of text
const QUEUE = 160; // room for the queues
const POD = 26; // a pod's height
const BARS = 56; // the longest bar of answered requests
const NAMES = 66; // room for the names of the rows, left of the first pod
const WIDEST_COLUMN = 58;
const WIDEST = 820; // of a scene: with more room the columns only come apart
const GAP = 28; // between two scenes
const BESIDE_FROM = 560; // two scenes stand side by side from this width on
const BRICK = { highest: 8, lowest: 2 };
const MOST_CLIENTS = 60; // drawn one by one
const FLEET = 12; // clients that are drawn where each request has a connection of its own

/**
 * The upper edge of each row, in pixels.
 * @typedef {{title: number, client: number, proxy: number, ceiling: number, pod: number, flight: number, name: number,
 *   status: number, bars: number, answered: number, failed: number, bottom: number}} Rows
 */

/** What all scenes have in common, so that they can be compared by eye. */
class Scale {
  /** @param {Scene[]} scenes */
  constructor(scenes) {
    const logs = scenes.flatMap((scene) => scene.logs);
    const longestQueue = Math.max(1, ...logs.map((log) => log.most()));
    this.brick = Math.max(BRICK.lowest, Math.min(BRICK.highest, Math.floor((QUEUE - ROW - 20) / longestQueue)));
    this.most = Math.max(1, ...logs.map((log) => log.sent_s.length));
    this.fails = logs.some((log) => log.failed_s.length > 0);
    this.status = scenes.some(({ header }) => header.crashes.length > 0 || header.speed.some((one) => one !== 1)
      || header.join_s.some((one) => one > 0));
  }
}

/** The places of one scene. */
class Layout {
  /**
   * @param {Scene} scene
   * @param {Scale} scale
   * @param {number} left
   * @param {number} top
   * @param {number} width
   */
  constructor(scene, scale, left, top, width) {
    const { header } = scene;
    const pods = header.speed.length;
    this.left = left;
    this.top = top;
    this.scale = scale;
    this.width = Math.min(width, WIDEST);
    this.column = Math.min(WIDEST_COLUMN, (this.width - NAMES) / pods);
    this.across = this.column * pods;
    this.from = left + NAMES;
    this.box = Math.max(2, Math.min(34, this.column - (this.column > 12 ? 5 : 1)));
    this.rows = rowsBelow(top, scale);
    this.bottom = this.rows.bottom;
    this.mouth = this.rows.ceiling + 20; // where the way to a pod turns down
    this.most = Math.floor((QUEUE - ROW - 20) / scale.brick); // bricks that fit
    const apart = header.clients || header.connections || (header.proxies > 1 ? header.proxies : FLEET);
    this.clients = apart <= MOST_CLIENTS ? apart : FLEET;
    this.single = !header.clients && header.connections === this.clients; // each connection has an end of its own
    this.proxies = header.proxies;
    this.connections = header.connections;
    this.named = Math.ceil(16 / this.column); // every so many pods a name fits
  }

  /** The middle of a pod. @param {number} pod */
  pod(pod) { return this.from + (pod + 0.5) * this.column; }

  /** The middle of a proxy. @param {number} proxy */
  proxy(proxy) { return this.from + ((proxy + 0.5) / this.proxies) * this.across; }

  /** The middle of a client, or of a connection's. @param {number} number @param {number} of */
  client(number, of) { return this.from + ((number + 0.5) / of) * this.across; }

  /** Where a request comes from. @param {Scene} scene @param {number} one */
  source(scene, one) {
    const connection = scene.connection[one];
    if (connection >= 0 && this.single) return this.client(connection, this.connections);
    return this.client(Math.floor(scene.client[one] * this.clients), this.clients);
  }

  /** The upper edge of a queue of this length. @param {number} waiting */
  queueTop(waiting) { return this.rows.pod - 3 - Math.min(waiting, this.most) * this.scale.brick; }

  /**
   * The way from a proxy to a pod.
   * @param {number} proxy
   * @param {number} pod
   * @returns {[number, number][]}
   */
  toPod(proxy, pod) {
    const x = this.pod(pod);
    return [[this.proxy(proxy), this.rows.proxy + ROW], [x, this.mouth], [x, this.rows.pod - 2]];
  }

  /**
   * Where a request is on its way, u from 0 (the client) to 1 (its place at the pod).
   * @param {Scene} scene @param {number} one @param {number} u @param {number} waiting so many are before it
   * @returns {[number, number]}
   */
  way(scene, one, u, waiting) {
    const { client, proxy } = this.rows;
    const stops = [
      [this.source(scene, one), client + ROW - 4],
      [this.proxy(scene.proxy[one]), proxy + ROW / 2],
      [this.pod(scene.pod[one]), this.mouth],
      [this.pod(scene.pod[one]), this.queueTop(waiting + 1)],
    ];
    const lengths = stops.slice(1).map(([x, y], leg) => Math.hypot(x - stops[leg][0], y - stops[leg][1]));
    let left = u * total(lengths); // so that all legs are gone at one speed
    let leg = 0;
    while (leg < lengths.length - 1 && left > lengths[leg]) left -= lengths[leg++];
    const part = left / lengths[leg];
    const [[x, y], [toX, toY]] = [stops[leg], stops[leg + 1]];
    return [x + (toX - x) * part, y + (toY - y) * part];
  }

  /** How long the bar of so many requests is. @param {number} count */
  bar(count) { return (BARS * count) / this.scale.most; }
}

/** @param {number} top @param {Scale} scale @returns {Rows} */
function rowsBelow(top, scale) {
  const title = top + TOP;
  const client = title + ROW + 8;
  const proxy = client + ROW + 22;
  const ceiling = proxy + ROW + 14;
  const pod = ceiling + QUEUE;
  const flight = pod + POD + 3;
  const name = flight + ROW;
  const status = name + 15;
  const bars = status + (scale.status ? 15 : 2);
  const answered = bars + BARS + 6;
  const failed = answered + ROW;
  const bottom = scale.fails ? failed + ROW : answered + 12;
  return { title, client, proxy, ceiling, pod, flight, name, status, bars, answered, failed, bottom };
}

/**
 * Puts scenes beside one another, or where that is too narrow below.
 * @param {Scene[]} scenes
 * @param {number} width
 */
function layouts(scenes, width) {
  const scale = new Scale(scenes);
  const beside = scenes.length > 1 && width >= BESIDE_FROM;
  const each = beside ? (width - GAP) / 2 : width;
  let top = 0;
  return scenes.map((scene, n) => {
    const layout = new Layout(scene, scale, beside ? n * (each + GAP) : 0, beside ? 0 : top, each);
    top = layout.bottom + ROW;
    return layout;
  });
}
