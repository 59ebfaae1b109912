// A form of multiple-choice questions. Python holds the reasons; this file only asks and shows.

/** @typedef {{id: string, text: string, choices: string[], src: string, alt: string, said: string, unsure: string}} Item */

/** One set of radio buttons. */
function radios(group, legend, labels, values) {
  const buttons = labels.map((text, index) =>
    make("label", { class: "course-choice" },
      make("input", { type: "radio", name: group, value: values[index] }),
      make("span", {}, text)));
  return make("fieldset", {}, make("legend", {}, legend), ...buttons);
}

const chosen = (fieldset) => fieldset.querySelector("input:checked")?.value ?? "";

/** @param {Item} item */
function question(item, model, group) {
  const letters = item.choices.map((_, index) => String.fromCharCode(97 + index));
  const labels = item.choices.map((text, index) => `${letters[index]}) ${text}`);
  const choices = radios(`${group}-${item.id}`, item.text, labels, letters);
  const confidences = model.get("confidences");
  const sure = confidences.length ? radios(`${group}-${item.id}-sure`, "How sure are you?", confidences, confidences) : null;
  const button = make("button", { type: "button", class: "course-button" }, model.get("button"));
  const reply = make("div", { class: "course-reply", role: "status" });
  const form = make("div", { class: "course-question", "data-question": item.id }, choices);
  if (item.src) choices.querySelector("legend").after(make("img", { src: item.src, alt: item.alt }));
  if (sure) {
    sure.classList.add("course-sure");
    choices.addEventListener("change", () => { sure.disabled = chosen(choices) === item.unsure; });
    form.append(sure);
  }
  form.append(button, reply);
  const asked = () => sure && !sure.disabled;
  const answer = () => ({ id: item.id, letter: chosen(choices), confidence: asked() ? chosen(sure) : "" });
  const missing = () => {
    if (!chosen(choices)) return "Choose an answer first.";
    return asked() && !chosen(sure) ? "Say how sure you are, too." : "";
  };
  return { item, form, button, reply, answer, missing };
}

function render({ model, el }) {
  const ends = new AbortController();
  const group = `quiz-${Math.random().toString(36).slice(2)}`;
  const questions = model.get("items").map((item) => question(item, model, group));
  el.classList.add("course-quiz", "course-asks");
  for (const { item, form, button, reply, answer, missing } of questions) {
    button.addEventListener("click", () => {
      reply.textContent = missing() || (model.get("replies")[item.id] ?? "");  // the same reply again is no change
      if (!missing()) model.send(answer());
    }, { signal: ends.signal });
    el.append(form);
  }
  const show = () => {
    const replies = model.get("replies");
    for (const { item, reply } of questions) if (item.id in replies) reply.textContent = replies[item.id];
  };
  model.on("change:replies", show);
  keepKeys(el, ends.signal);
  show();
  return () => { ends.abort(); model.off("change:replies", show); };
}

export default { render };
