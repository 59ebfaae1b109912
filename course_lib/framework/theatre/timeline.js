// The strip behind the time slider: how many are in flight over the whole run, so that the telling instants are found.

const STRIP = { height: 40, head: 3, foot: 2 };
const INSET = 6; // half the thumb: where the slider's track begins and ends
const LINES = [[], [5, 3]]; // the first scene's line is whole, the second's dashed

/**
 * Paints the strip, and when pods join, crash and return.
 * @param {Painter} painter
 * @param {Scene[]} scenes
 * @param {number} end_s
 */
function paintTimeline(painter, scenes, end_s) {
  const curves = scenes.map((scene) => stairs(scene));
  const most = Math.max(1, ...curves.map((points) => points.reduce((top, [, count]) => Math.max(top, count), 0)));
  const [wide, high] = [painter.size.width - 2 * INSET, STRIP.height - STRIP.head - STRIP.foot];
  const place = (/** @type {number[]} */ [at_s, count]) => [
    INSET + (wide * at_s) / end_s, STRIP.height - STRIP.foot - (high * count) / most,
  ];
  curves.forEach((points, n) => painter.line(points.map(place), painter.look.ink, { alpha: 0.8, width: 1.3, dash: LINES[n] }));
  for (const { at_s } of scenes[0].changes) {
    painter.line([place([at_s, 0]), place([at_s, most])], painter.look.ink, { dash: DOTTED });
  }
}

/**
 * How many are in flight, as the corners of a line that goes in steps.
 * @param {Scene} scene
 */
function stairs(scene) {
  /** @type {number[][]} */ const points = [[0, 0]];
  for (const at_s of scene.events_s) {
    const count = scene.inFlight(at_s);
    points.push([at_s, points[points.length - 1][1]], [at_s, count]);
  }
  return points;
}

/**
 * Whose line is which, for the row above the strip.
 * @param {Scene[]} scenes
 * @param {Look} look
 */
function lineNames(scenes, look) {
  if (scenes.length === 1) return [make("span", {}, "in flight")];
  const names = scenes.map(({ header }, n) => {
    const canvas = make("canvas", { "aria-hidden": "true" });
    new Painter(canvas, 26, 14, look).line([[1, 7], [25, 7]], look.ink, { width: 1.3, dash: LINES[n] });
    return make("span", {}, canvas, header.title);
  });
  return [make("span", {}, "in flight:"), ...names];
}
