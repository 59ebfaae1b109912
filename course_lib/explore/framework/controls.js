// Native sliders and choices, made from what Python declares.

/** @typedef {{kind: "Slider", name: string, label: string, low: number, high: number, step: number, start: number, unit: string}} Slider */
/** @typedef {{kind: "Choice", name: string, label: string, options: string[], start: string}} Choice */

const TOGETHER = ["%", "m"]; // as in 20% and in Kubernetes' 100m, a tenth of a core

/** @param {Slider} control */
function slider(control, value) {
  const input = document.createElement("input");
  const output = document.createElement("output");
  const digits = (String(control.step).split(".")[1] ?? "").length;
  const gap = TOGETHER.includes(control.unit) ? "" : " ";
  const text = () => `${Number(input.value).toFixed(digits)}${gap}${control.unit}`.trim();
  Object.assign(input, { type: "range", min: control.low, max: control.high, step: control.step, value });
  const say = () => { output.textContent = text(); input.setAttribute("aria-valuetext", text()); };
  input.addEventListener("input", say);
  say();
  return { input, extra: [output], read: () => Number(input.value), put: (value) => { input.value = value; say(); } };
}

/** @param {Choice} control */
function choice(control, value) {
  const input = document.createElement("select");
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
    const label = document.createElement("label");
    const name = document.createElement("span");
    name.textContent = control.label;
    label.append(name, made.input, ...made.extra);
    made.input.name = control.name;
    made.input.addEventListener("input", () => {
      model.set("values", { ...model.get("values"), [control.name]: made.read() });
      model.save_changes();
    }, { signal: ends.signal });
    el.append(label);
    return { ...made, name: control.name };
  });
  const lock = () => { for (const { input } of shown) input.disabled = model.get("locked"); };
  // A second view of the same explorer follows the first; what already stands there is left alone.
  const follow = () => {
    const values = model.get("values");
    for (const { name, read, put } of shown) if (read() !== values[name]) put(values[name]);
  };
  el.classList.add("course-controls");
  // Jupyter's own shortcuts must not fire while a slider is moved.
  el.addEventListener("keydown", (event) => event.stopPropagation(), { signal: ends.signal });
  model.on("change:locked", lock);
  model.on("change:values", follow);
  lock();
  return () => { ends.abort(); model.off("change:locked", lock); model.off("change:values", follow); };
}

export default { render };
