// Plays scenes: a first, plain one.
const TIMES = ["arrival_s", "begin_s", "leave_s", "finish_s"];
const WHOLES = ["request", "attempt", "pod", "outcome", "worker", "connection", "proxy"];

function decode(headers, view) {
  const bytes = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  let at = 0;
  return headers.map((header) => {
    const scene = { ...header };
    for (const name of TIMES) { scene[name] = new Float64Array(bytes, at, header.attempts); at += 8 * header.attempts; }
    for (const name of WHOLES) { scene[name] = new Int32Array(bytes, at, header.attempts); at += 4 * header.attempts; }
    at = Math.ceil(at / 8) * 8;
    return scene;
  });
}

function render({ model, el }) {
  const ends = new AbortController();
  let scenes = [];
  const time = make("input", { type: "range", min: 0, max: 1, step: "any", value: 0, "aria-label": "Time" });
  const text = make("pre", { role: "status" });
  const words = make("p", {});
  const draw = () => {
    const t = Number(time.value);
    text.textContent = scenes.map((s) => {
      const rows = s.speed.map((_, pod) => {
        let n = 0;
        for (let i = 0; i < s.attempts; i++) if (s.pod[i] === pod && s.arrival_s[i] <= t && s.finish_s[i] > t) n++;
        return `pod ${pod} ${"■".repeat(n)} ${n}`;
      });
      return `${s.title} at ${t.toFixed(1)} s\n${rows.join("\n")}`;
    }).join("\n\n");
  };
  const load = () => {
    scenes = decode(model.get("scenes"), model.get("data"));
    time.max = Math.max(...scenes.map((s) => s.end_s));
    words.textContent = model.get("words");
    draw();
  };
  el.classList.add("course-theatre");
  el.append(time, text, words);
  keepKeys(el, ends.signal);
  time.addEventListener("input", draw, { signal: ends.signal });
  model.on("change:data", load);
  load();
  return () => { ends.abort(); model.off("change:data", load); };
}

export default { render };
