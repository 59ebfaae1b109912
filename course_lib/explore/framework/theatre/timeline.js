// The strip above the time slider: how many are in flight over the whole run, so that the telling instants are found.

const STRIP = 52;
const INSET = 6; // half the thumb: where the slider's track begins and ends
const LINES = [[], [5, 3]]; // the first scene's line is whole, the second's dashed

/** @param {Pen} pen @param {Scene[]} scenes @param {number} end_s @param {number} digits */
function paintTimeline(pen, scenes, end_s) {
  const inner = pen.size.width - 2 * INSET;
  const curves = scenes.map((scene) => scene.events_s.reduce((/** @type {number[][]} */ points, at_s) => {
    points.push([at_s, scene.inFlight(at_s)]);
    return points;
  }, []));
  const most = Math.max(1, ...curves.map((points) => points.reduce((top, [, count]) => Math.max(top, count), 0)));
  const place = (/** @type {number} */ at_s, /** @type {number} */ count) => [INSET + (inner * at_s) / end_s, STRIP - 2 - ((STRIP - 18) * count) / most];
  pen.clear();
  curves.forEach((points, n) => {
    const steps = points.flatMap(([at_s, count], i) => (i ? [place(at_s, points[i - 1][1]), place(at_s, count)] : [place(at_s, count)]));
    pen.line(steps, pen.look.ink, { alpha: 0.8, width: n ? 1.2 : 1.4, dash: LINES[n] });
  });
  let x = INSET;
  const label = (/** @type {string} */ text) => { pen.text(text, x, 7, { align: "left", alpha: FAINT }); x += pen.g.measureText(text).width + 10; };
  label(scenes.length > 1 ? "in flight:" : "in flight");
  if (scenes.length > 1) scenes.forEach(({ header }, n) => {
    pen.line([[x, 7], [x + 22, 7]], pen.look.ink, { width: 1.4, dash: LINES[n] });
    x += 28;
    label(header.title);
  });
  for (const { at_s } of scenes[0].changes) pen.line([place(at_s, 0), place(at_s, most)], pen.look.ink, { dash: DOTTED });
}
