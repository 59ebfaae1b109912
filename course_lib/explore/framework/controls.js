// Native sliders and choices, made from what Python declares.

/** @typedef {{kind: "Slider", name: string, label: string, low: number, high: number, step: number, start: number, unit: string}} Slider */
/** @typedef {{kind: "Choice", name: string, label: string, options: string[], start: string}} Choice */

/** @param {Slider} control */
function slider(control, value) {
  const input = document.createElement("input");
  const output = document.createElement("output");
  const digits = Math.max(0, Math.ceil(-Math.log10(control.step) - 1e-9));
  const text = () => `${Number(input.value).toFixed(digits)} ${control.unit}`.trim();
  Object.assign(input, { type: "range", min: control.low, max: control.high, step: control.step, value });
  const say = () => { output.textContent = text(); input.setAttribute("aria-valuetext", text()); };
  input.addEventListener("input", say);
  say();
  return { input, extra: [output], read: () => Number(input.value) };
}

/** @param {Choice} control */
function choice(control, value) {
  const input = document.createElement("select");
  for (const option of control.options) {
    input.add(new Option(option.replaceAll("_", " "), option, false, option === value));
  }
  return { input, extra: [], read: () => input.value };
}

const makers = { Slider: slider, Choice: choice };

function render({ model, el }) {
  const ends = new AbortController();
  const inputs = model.get("declared").map((control) => {
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
    return made.input;
  });
  const lock = () => { for (const input of inputs) input.disabled = model.get("locked"); };
  el.classList.add("course-controls");
  // Jupyter's own shortcuts must not fire while a slider is moved.
  el.addEventListener("keydown", (event) => event.stopPropagation(), { signal: ends.signal });
  model.on("change:locked", lock);
  lock();
  return () => { ends.abort(); model.off("change:locked", lock); };
}

export default { render };
