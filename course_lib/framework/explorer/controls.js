// Native sliders and choices, made from what Python declares.

/** @typedef {{kind: "Slider", name: string, label: string, low: number, high: number, step: number, start: number, unit: string}} Slider */
/** @typedef {{kind: "Choice", name: string, label: string, options: string[], start: string}} Choice */

const AT_WORK = "Working it out…";
const SOON_MS = 400; // what is answered sooner needs no word

/** @param {Slider} control */
function slider(control, value) {
  const { low: min, high: max, step } = control;
  const input = make("input", { type: "range", min, max, step, value });
  const output = make("output", {});
  const digits = (String(step).split(".")[1] ?? "").length;
  const text = () => withUnit(Number(input.value).toFixed(digits), control.unit);
  const say = () => { output.textContent = text(); input.setAttribute("aria-valuetext", text()); };
  input.addEventListener("input", say);
  say();
  return { input, extra: [output], read: () => Number(input.value), put: (value) => { input.value = value; say(); } };
}

/** @param {Choice} control */
function choice(control, value) {
  const input = make("select", {});
  for (const option of control.options) {
    input.add(new Option(option.replaceAll("_", " "), option, false, option === value));
  }
  return { input, extra: [], read: () => input.value, put: (value) => { input.value = value; } };
}

const makers = { Slider: slider, Choice: choice };

function render({ model, el }) {
  const ends = new AbortController();
  const shown = model.get("declared").map((control) => {
    const made = makers[control.kind](control, model.get("values")[control.name]);
    made.input.name = control.name;
    made.input.addEventListener("input", () => {
      model.set("values", { ...model.get("values"), [control.name]: made.read() });
      model.save_changes();
    }, { signal: ends.signal });
    el.append(make("label", {}, make("span", {}, control.label), made.input, ...made.extra));
    return { ...made, name: control.name };
  });
  const lock = () => { for (const { input } of shown) input.disabled = model.get("locked"); };
  // A second view of the same explorer follows the first; what already stands there is left alone.
  const follow = () => {
    const values = model.get("values");
    for (const { name, read, put } of shown) if (read() !== values[name]) put(values[name]);
  };
  const status = make("p", { class: "course-waits", role: "status" });
  let timer = 0;
  const stand = () => {
    const [values, answered] = [model.get("values"), model.get("answered")];
    if (shown.some(({ name }) => values[name] !== answered[name])) {
      timer ||= setTimeout(() => { status.textContent = AT_WORK; }, SOON_MS);
    } else {
      clearTimeout(timer);
      timer = 0;
      status.textContent = model.get("problem");
      status.classList.toggle("course-problem", status.textContent !== ""); // long, it needs room of its own
    }
  };
  ends.signal.addEventListener("abort", () => clearTimeout(timer));
  el.append(status);
  el.classList.add("course-controls", "course-asks");
  keepKeys(el, ends.signal);
  const heard = [["locked", lock], ["values", follow], ["values", stand], ["answered", stand], ["problem", stand]];
  for (const [name, hear] of heard) model.on(`change:${name}`, hear);
  lock(); stand();
  return () => {
    ends.abort();
    for (const [name, hear] of heard) model.off(`change:${name}`, hear);
  };
}

export default { render };
