// Asks for a prediction, shows the answer beside it, and keeps what the learner says differed.

function render({ model, el }) {
  const ends = new AbortController();
  const { low, high, step, unit } = model.get("bounds");
  const range = `${low} to ${withUnit(high, unit)}`;
  const guess = make("input", { type: "number", min: low, max: high, step });
  const predict = make("button", { type: "button" }, "Predict");
  const skip = make("button", { type: "button" }, "Skip");
  const hint = make("p", { role: "status" });
  const ask = make("div", { class: "course-ask" }, make("label", {}, `Your prediction (${range}) `, guess), predict, skip);
  const answer = make("p", { class: "course-answer", role: "status", tabindex: "-1" });
  const reflection = make("textarea", { rows: "2" });
  const keep = make("button", { type: "button" }, "Keep");
  const kept = make("span", { role: "status" });
  const after = make("div", { class: "course-after" }, make("label", {}, "What differed, and why? ", reflection), keep, kept);

  const on = (node, event, action) => node.addEventListener(event, action, { signal: ends.signal });
  const send = () => {
    const value = guess.valueAsNumber;
    if (Number.isNaN(value) || value < low || value > high) hint.textContent = `Give a number from ${range}.`;
    else if (guess.validity.stepMismatch) hint.textContent = `Give a number from ${range}, in steps of ${step}.`;
    else model.send({ guess: value });
  };
  on(predict, "click", send);
  on(guess, "keydown", (event) => { if (event.key === "Enter") send(); });
  on(skip, "click", () => model.send({ guess: null }));
  on(keep, "click", () => {
    if (reflection.value.trim()) model.send({ reflection: reflection.value });
    else kept.textContent = "Write a sentence first.";
  });
  keepKeys(el, ends.signal);

  const show = () => {
    const asked = ask.contains(document.activeElement);
    answer.textContent = model.get("answer");
    ask.hidden = answer.textContent !== "";
    after.hidden = !model.get("guessed"); // who skipped has nothing to compare
    if (ask.hidden) hint.textContent = "";
    if (ask.hidden && asked) answer.focus(); // else the keyboard's place would be lost with the hidden button
  };
  const showKept = () => { kept.textContent = model.get("kept"); };
  reflection.value = model.get("reflection");
  el.classList.add("course-prediction", "course-asks");
  el.append(make("p", { class: "course-ask-text" }, model.get("question")), ask, hint, answer, after);
  model.on("change:answer", show);
  model.on("change:kept", showKept);
  show();
  return () => { ends.abort(); model.off("change:answer", show); model.off("change:kept", showKept); };
}

export default { render };
