// What happened, as Python sent it, and what is known of it at any instant: nothing here draws.
//
// All is looked up by binary search in lists that are sorted once, so that a jump costs what a step costs. Requests
// wait first come, first served: those that wait at a pod are one stretch of its list.

/**
 * What a scene is. Names and units are Python's (`encoding.py`).
 * @typedef {object} Header
 * @property {string} title
 * @property {number} attempts how many there are: the length of every column
 * @property {number} end_s when all is over
 * @property {number} service_s how long the work of a request takes on average
 * @property {number[]} speed one entry a pod
 * @property {number} workers of each pod
 * @property {number[]} join_s when each pod joins
 * @property {[number, number, number | null][]} crashes pod, from, until (null: for ever)
 * @property {number} proxies
 * @property {number} clients 0 if nobody need tell them apart
 * @property {string} through what the row between clients and pods is called; empty for its usual name
 * @property {number} connections 0 if every request has one of its own
 * @property {boolean} pinned whether a connection leads as far as a pod
 */

/**
 * What is known of a pod at an instant; the words are those of `simulation/scene.py`.
 * @typedef {{sent: number, answered: number, failed: number, in_flight: number, waiting: number, serving: number,
 *   abandoned: number, up: boolean}} PodMoment
 */

/** @typedef {{pods: PodMoment[], mean_s: number, p99_s: number}} Moment */
/** @typedef {{at_s: number, pod: number, kind: "joins" | "crashes" | "returns"}} Change */

const FLOATS = ["arrival_s", "begin_s", "leave_s", "finish_s", "client"];
const WHOLES = ["request", "attempt", "pod", "outcome", "worker", "connection", "proxy"];
const EIGHT = 8;
const MOST_THREADS = 150; // connections that are drawn one by one
const [ANSWERED, TIMED_OUT, REJECTED, CRASHED, REFUSED] = [0, 1, 2, 3, 4];

/**
 * Reads scenes from what Python sent.
 * @param {Header[]} headers
 * @param {DataView} view
 * @returns {Scene[]}
 */
function decoded(headers, view) {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice().buffer; // from a whole eight on
  let place = 0;
  /** @param {Float64ArrayConstructor | Int32ArrayConstructor} Kind @param {number} length */
  const column = (Kind, length) => {
    const values = new Kind(bytes, place, length);
    place += values.byteLength;
    return values;
  };
  return headers.map((header) => {
    /** @type {Record<string, any>} */ const columns = {};
    for (const name of FLOATS) columns[name] = column(Float64Array, header.attempts);
    for (const name of WHOLES) columns[name] = column(Int32Array, header.attempts);
    place = Math.ceil(place / EIGHT) * EIGHT;
    return new Scene(header, columns);
  });
}

/**
 * Counts the entries of a sorted list that are at most t.
 * @param {ArrayLike<number>} sorted
 * @param {number} t
 */
function upTo(sorted, t) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Returns the values at these places, in order of size.
 * @param {Float64Array} values
 * @param {number[]} places
 */
const sortedAt = (values, places) => Float64Array.from(places, (place) => values[place]).sort();

/**
 * One pod of a scene: its attempts in order of arrival, and sorted instants of all that can be counted.
 */
class PodLog {
  /** @param {Scene} scene @param {number} pod @param {number[]} own the attempts sent to it */
  constructor(scene, pod, own) {
    const { arrival_s, begin_s, leave_s, finish_s, outcome, worker } = scene;
    const inside = own.filter((one) => outcome[one] !== REJECTED && outcome[one] !== REFUSED);
    const late = inside.filter((one) => outcome[one] === TIMED_OUT);
    this.inside = inside;
    this.sent_s = sortedAt(arrival_s, own);
    this.enter_s = sortedAt(arrival_s, inside);
    this.begin_s = sortedAt(begin_s, inside); // first come, first served: sorted already
    this.answered_s = sortedAt(finish_s, own.filter((one) => outcome[one] === ANSWERED));
    this.failed_s = sortedAt(finish_s, own.filter((one) => outcome[one] !== ANSWERED));
    this.abandon_s = sortedAt(finish_s, late);
    this.discard_s = sortedAt(leave_s, late);
    this.workers = Array.from({ length: scene.header.workers }, (_, number) => {
      const served = inside.filter((one) => worker[one] === number);
      return { served, begin_s: sortedAt(begin_s, served) };
    });
    const crashes = scene.header.crashes.filter(([which]) => which === pod);
    this.away_s = crashes.map(([, from, until]) => [from, until ?? Infinity]);
    this.join_s = scene.header.join_s[pod];
  }

  /** @param {number} t */
  up(t) { return this.join_s <= t && !this.away_s.some(([from, until]) => from <= t && t < until); }

  /** The attempts that wait, first come first. @param {number} t */
  waiting(t) { return this.inside.slice(upTo(this.begin_s, t), upTo(this.enter_s, t)); }

  /**
   * The attempt that each worker has in hand, -1 for none.
   * @param {number} t
   * @param {Float64Array} leave_s
   */
  serving(t, leave_s) {
    return this.workers.map(({ served, begin_s }) => {
      const last = served[upTo(begin_s, t) - 1] ?? -1;
      return last >= 0 && leave_s[last] > t ? last : -1;
    });
  }

  /** @param {number} t @param {Float64Array} leave_s @returns {PodMoment} */
  at(t, leave_s) {
    const [sent, answered, failed] = [upTo(this.sent_s, t), upTo(this.answered_s, t), upTo(this.failed_s, t)];
    return {
      sent, answered, failed, in_flight: sent - answered - failed,
      waiting: upTo(this.enter_s, t) - upTo(this.begin_s, t),
      serving: this.serving(t, leave_s).filter((one) => one >= 0).length,
      abandoned: upTo(this.abandon_s, t) - upTo(this.discard_s, t),
      up: this.up(t),
    };
  }

  /** The most that ever wait. */
  most() {
    return this.enter_s.reduce((most, t, before) => Math.max(most, before + 1 - upTo(this.begin_s, t)), 0);
  }
}

/** One run, to be asked what is known at an instant. */
class Scene {
  /**
   * @param {Header} header
   * @param {Record<string, any>} columns one entry an attempt, in order of arrival
   */
  constructor(header, columns) {
    this.header = header;
    /** @type {Float64Array} */ this.arrival_s = columns.arrival_s;
    /** @type {Float64Array} */ this.begin_s = columns.begin_s;
    /** @type {Float64Array} */ this.leave_s = columns.leave_s;
    /** @type {Float64Array} */ this.finish_s = columns.finish_s;
    /** @type {Float64Array} */ this.client = columns.client;
    /** @type {Int32Array} */ this.request = columns.request;
    /** @type {Int32Array} */ this.attempt = columns.attempt;
    /** @type {Int32Array} */ this.pod = columns.pod;
    /** @type {Int32Array} */ this.outcome = columns.outcome;
    /** @type {Int32Array} */ this.worker = columns.worker;
    /** @type {Int32Array} */ this.connection = columns.connection;
    /** @type {Int32Array} */ this.proxy = columns.proxy;
    const all = [...this.arrival_s.keys()];
    /** @type {number[][]} */ const own = header.speed.map(() => []);
    for (const one of all) own[this.pod[one]].push(one);
    this.logs = header.speed.map((_, pod) => new PodLog(this, pod, own[pod]));
    this.ended = all.sort((one, other) => this.finish_s[one] - this.finish_s[other]);
    this.ended_s = sortedAt(this.finish_s, this.ended);
    const answered = this.ended.filter((one) => this.outcome[one] === ANSWERED);
    this.answered_s = sortedAt(this.finish_s, answered);
    this.latency_s = Float64Array.from(answered, (one) => this.finish_s[one] - this.arrival_s[one]);
    this.routes = this.traced();
    this.changes = this.changed();
    const changes_s = this.changes.map(({ at_s }) => at_s);
    this.events_s = distinct([this.arrival_s, this.begin_s, this.leave_s, this.finish_s, changes_s]);
  }

  /** What is known of each pod. @param {number} t */
  pods(t) { return this.logs.map((log) => log.at(t, this.leave_s)); }

  /** What is known of the pods, and of the latencies so far. @param {number} t @returns {Moment} */
  at(t) {
    const so_far = this.latency_s.slice(0, upTo(this.answered_s, t)).sort();
    const mean_s = so_far.reduce((sum, one) => sum + one, 0) / so_far.length;
    return { pods: this.pods(t), mean_s, p99_s: quantile(so_far, 0.99) };
  }

  /** The attempts that arrive after t and until `until`. @param {number} t @param {number} until */
  coming(t, until) { return span(upTo(this.arrival_s, t), upTo(this.arrival_s, until)); }

  /** The attempts that have ended after `since` and until t. @param {number} since @param {number} t */
  gone(since, t) { return this.ended.slice(upTo(this.ended_s, since), upTo(this.ended_s, t)); }

  /** The pods at which something happens at just this instant. @param {number} t */
  touched(t) {
    const columns = [this.arrival_s, this.begin_s, this.leave_s, this.finish_s];
    const attempts = span(0, upTo(this.arrival_s, t)).filter((one) => columns.some((column) => column[one] === t));
    const changes = this.changes.filter(({ at_s }) => at_s === t);
    return new Set([...attempts.map((one) => this.pod[one]), ...changes.map(({ pod }) => pod)]);
  }

  /** How many are in flight. @param {number} t */
  inFlight(t) { return upTo(this.arrival_s, t) - upTo(this.ended_s, t); }

  /**
   * Whether the client of an attempt has given up, though its pod has not.
   * @param {number} one
   * @param {number} t
   */
  abandoned(one, t) { return this.outcome[one] === TIMED_OUT && this.finish_s[one] <= t; }

  /** The pod that each connection leads to at an instant, -1 for none. @param {number} t */
  leads(t) {
    return this.routes.map(({ since_s, until_s, to }) => {
      const last = upTo(since_s, t) - 1;
      return last >= 0 && t < until_s[last] ? to[last] : -1;
    });
  }

  /**
   * From when until when each connection leads to which pod: a crash ends it, the next request opens it again.
   */
  traced() {
    const { pinned, connections, crashes } = this.header;
    /** @type {{since_s: number[], until_s: number[], to: number[], first: number}[]} */
    const routes = span(0, pinned && connections <= MOST_THREADS ? connections : 0)
      .map(() => ({ since_s: [], until_s: [], to: [], first: -1 }));
    for (const one of routes.length ? this.arrival_s.keys() : []) {
      const [route, since, pod] = [routes[this.connection[one]], this.arrival_s[one], this.pod[one]];
      if (!route || this.outcome[one] === REFUSED || since < (route.until_s.at(-1) ?? 0)) continue;
      const ends = crashes.filter(([which, from]) => which === pod && from > since).map(([, from]) => from);
      if (route.first < 0) route.first = one; // its first request tells whose it is
      route.since_s.push(since);
      route.until_s.push(Math.min(Infinity, ...ends));
      route.to.push(pod);
    }
    return routes;
  }

  /** When pods join, crash and return, in order. @returns {Change[]} */
  changed() {
    const { join_s, crashes, end_s } = this.header;
    /** @type {Change[]} */
    const all = [
      ...join_s.map((at_s, pod) => ({ at_s, pod, kind: /** @type {const} */ ("joins") })),
      ...crashes.map(([pod, at_s]) => ({ at_s, pod, kind: /** @type {const} */ ("crashes") })),
      ...crashes.map(([pod, , until]) => ({ at_s: until ?? Infinity, pod, kind: /** @type {const} */ ("returns") })),
    ];
    return all.filter(({ at_s }) => 0 < at_s && at_s <= end_s).sort((one, other) => one.at_s - other.at_s);
  }
}

/** The whole numbers from low up to, but without, high. @param {number} low @param {number} high */
const span = (low, high) => Array.from({ length: Math.max(0, high - low) }, (_, n) => low + n);

/**
 * The instant that tells most, as Python has it: two scenes differ most in flight, one has most in flight.
 * @param {Scene[]} scenes
 * @param {Float64Array} events_s
 */
function telling(scenes, events_s) {
  const last_s = Math.max(...scenes.map((scene) => scene.arrival_s[scene.arrival_s.length - 1])); // then one is only late
  const coming = events_s.filter((t) => t <= last_s);
  const apart = coming.map((t) => Math.abs(scenes[0].inFlight(t) - (scenes[1]?.inFlight(t) ?? 0)));
  return coming[apart.reduce((best, one, n) => (one > apart[best] ? n : best), 0)];
}

/** The numbers of several lists, in order, each once. @param {ArrayLike<number>[]} lists */
function distinct(lists) {
  const all = Float64Array.from(lists.flatMap((list) => Array.from(list))).sort();
  return all.filter((t, n) => n === 0 || t !== all[n - 1]);
}

/**
 * The quantile of sorted values, between two in a straight line as NumPy has it; NaN of none.
 * @param {ArrayLike<number>} sorted
 * @param {number} share
 */
function quantile(sorted, share) {
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return sorted.length ? low + (high - low) * (place - Math.floor(place)) : NaN;
}
