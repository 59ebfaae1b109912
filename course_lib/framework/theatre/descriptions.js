// The counters and the events of a scene in words. The sentence is the same as Python's (`scene_words.py`).

const MOST_NAMED = 3; // events
const MOST_LISTED = 2; // pods

/** A whole number, its thousands apart. @param {number} number */
const grouped = (number) => number.toLocaleString("en-US");

/** A number with its noun. @param {number} number @param {string} one @param {string} [more] */
const counted = (number, one, more = `${one}s`) => `${grouped(number)} ${number === 1 ? one : more}`;

/** The same with a capital at its beginning. @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** How many digits behind the point an instant of a run needs. @param {number} end_s */
const digitsOf = (end_s) => (end_s >= 20 ? 1 : end_s >= 2 ? 2 : 3);

/** @param {number[]} values @returns {number} */
const total = (values) => values.reduce((sum, one) => sum + one, 0);

/** @typedef {"in_flight" | "waiting" | "answered" | "failed" | "abandoned"} Counted */

/**
 * Adds a counter up over all pods.
 * @param {PodMoment[]} pods
 * @param {Counted} name
 */
const sumOf = (pods, name) => total(pods.map((pod) => pod[name]));

/**
 * The pods with the longest queue, and how long it is; [[], 0] if nobody waits.
 * @param {PodMoment[]} pods
 * @returns {[number[], number]}
 */
function longest(pods) {
  const most = Math.max(...pods.map(({ waiting }) => waiting));
  return [most ? pods.flatMap(({ waiting }, pod) => (waiting === most ? [pod] : [])) : [], most];
}

/** How many pods are there and have nothing to do. @param {PodMoment[]} pods */
const idle = (pods) => pods.filter(({ up, waiting, serving }) => up && !waiting && !serving).length;

/** Where the longest queue is: "6 at pod 3". @param {PodMoment[]} pods */
function longestQueue(pods) {
  const [where, most] = longest(pods);
  if (!most) return "none";
  if (where.length > MOST_LISTED) return `${most} at ${where.length} pods`;
  return `${most} at pod${where.length > 1 ? "s" : ""} ${where.join(" and ")}`;
}

/** A latency in words, or a dash before the first. @param {number} latency_s @param {number} digits */
const lasting = (latency_s, digits) => (Number.isNaN(latency_s) ? "–" : `${latency_s.toFixed(digits + 1)} s`);

/** What is known of one scene. @param {string} title @param {Moment} moment @param {number} digits */
function sentence(title, moment, digits) {
  const { pods } = moment;
  const here = pods.filter(({ up }) => up).length;
  const [waiting, answered] = [sumOf(pods, "waiting"), sumOf(pods, "answered")];
  const in_flight = sumOf(pods, "in_flight");
  const parts = [`${title} has ${in_flight ? counted(in_flight, "request") : "nothing"} in flight`];
  parts.push(waiting ? `${waiting} waiting, the longest queue ${longestQueue(pods)}` : "nothing waiting");
  if (idle(pods)) parts.push(`${idle(pods)} of ${counted(here, "pod")} idle`);
  if (here < pods.length) parts.push(`${counted(pods.length - here, "pod")} not there`);
  if (sumOf(pods, "abandoned")) parts.push(`${sumOf(pods, "abandoned")} abandoned by their clients and still at a pod`);
  if (answered) parts.push(`${grouped(answered)} answered so far, after ${lasting(moment.mean_s, digits)} on average`);
  if (sumOf(pods, "failed")) parts.push(`${grouped(sumOf(pods, "failed"))} failed`);
  return parts.join("; ");
}

/** What is known of all scenes at an instant. @param {Scene[]} scenes @param {number} t */
function said(scenes, t) {
  const digits = digitsOf(Math.max(...scenes.map(({ header }) => header.end_s)));
  const each = scenes.map((scene) => sentence(scene.header.title, scene.at(t), digits));
  return `At ${t.toFixed(digits)} s: ${each.map((words, n) => (n ? capital(words) : words)).join(". ")}.`;
}

/** How an attempt ended at its end. @type {((request: number, pod: number, latency: string) => string)[]} */
const ENDS = [
  (request, pod, latency) => `request ${request} is answered by pod ${pod} after ${latency}`,
  (request, pod, latency) => `the client of request ${request} gives up after ${latency}`,
  (request, pod) => `request ${request} is rejected, as the queue of pod ${pod} is full`,
  (request, pod) => `request ${request} is lost in the crash of pod ${pod}`,
  (request, pod) => `request ${request} is refused, as pod ${pod} is down`,
];

/**
 * All that happens in a scene at just this instant.
 * @param {Scene} scene
 * @param {number} t
 * @param {number} digits
 */
function events(scene, t, digits) {
  const { arrival_s, begin_s, leave_s, finish_s, request, attempt, pod, outcome } = scene;
  const found = scene.changes.filter(({ at_s }) => at_s === t).map((change) => `pod ${change.pod} ${change.kind}`);
  for (const one of arrival_s.keys()) {
    const [name, where, admitted] = [request[one], pod[one], outcome[one] !== REJECTED && outcome[one] !== REFUSED];
    if (finish_s[one] === t) found.push(ENDS[outcome[one]](name, where, lasting(t - arrival_s[one], digits)));
    else if (admitted && leave_s[one] === t) found.push(`request ${name}, which nobody awaits, leaves pod ${where}`);
    else if (begin_s[one] === t && arrival_s[one] < t) found.push(`pod ${where} begins with request ${name}`);
    if (admitted && arrival_s[one] === t) {
      const who = attempt[one] ? `request ${name}, try ${attempt[one] + 1},` : `request ${name}`;
      found.push(`${who} arrives at pod ${where} and ${begin_s[one] === t ? "is served at once" : "waits"}`);
    }
  }
  return found;
}

/**
 * What happens at just this instant, in all scenes; empty if nothing does.
 * @param {Scene[]} scenes
 * @param {number} t
 */
function happening(scenes, t) {
  const digits = digitsOf(Math.max(...scenes.map(({ header }) => header.end_s)));
  const each = scenes.map((scene) => {
    const found = events(scene, t, digits);
    const more = found.length - MOST_NAMED;
    const shown = more > 0 ? [...found.slice(0, MOST_NAMED), `${counted(more, "event")} more`] : found;
    return shown.length && scenes.length > 1 ? `${scene.header.title}: ${shown.join("; ")}` : shown.join("; ");
  });
  return each.filter(Boolean).map((words) => `${capital(words)}. `).join("");
}
