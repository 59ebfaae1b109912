// A button that starts a long run and stops it, and the browser's own progress bar.

function render({ model, el }) {
  const ends = new AbortController();
  const button = make("button", { type: "button" });
  const bar = make("progress", { class: "course-waits", max: 1, "aria-label": `Progress: ${model.get("label")}` });
  const said = make("span", { class: "course-waits", role: "status" });

  const show = () => {
    const running = model.get("running");
    button.textContent = running ? "Stop" : model.get("label");
    button.disabled = model.get("locked");
    bar.hidden = !running;
    bar.value = model.get("done");
    if (said.textContent !== model.get("said")) said.textContent = model.get("said");
  };
  button.addEventListener("click", () => model.send(model.get("running") ? { stop: true } : { run: true }), {
    signal: ends.signal,
  });
  el.classList.add("course-precise", "course-asks");
  el.append(button, bar, said);
  keepKeys(el, ends.signal);
  const names = ["running", "done", "said", "locked"].map((name) => `change:${name}`);
  for (const name of names) model.on(name, show);
  show();
  return () => { ends.abort(); for (const name of names) model.off(name, show); };
}

export default { render };
