// A form of multiple-choice questions. Python holds the reasons; this file only asks and shows.

/** @typedef {{id: string, text: string, choices: string[], src: string, alt: string, said: string}} Item */

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
function make(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

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
  if (sure) { sure.classList.add("course-sure"); form.append(sure); }
  form.append(button, reply);
  return { item, form, button, reply, answer: () => ({ id: item.id, letter: chosen(choices), confidence: sure ? chosen(sure) : "" }) };
}

function missing(answer, asksConfidence) {
  if (!answer.letter) return "Choose an answer first.";
  if (asksConfidence && !answer.confidence) return "Say how sure you are, too.";
  return "";
}

function render({ model, el }) {
  const ends = new AbortController();
  const group = `quiz-${Math.random().toString(36).slice(2)}`;
  const questions = model.get("items").map((item) => question(item, model, group));
  el.classList.add("course-quiz");
  for (const { form, button, reply, answer } of questions) {
    button.addEventListener("click", () => {
      const given = answer();
      const lacks = missing(given, model.get("confidences").length > 0);
      reply.textContent = lacks || (model.get("replies")[given.id] ?? "");  // the same reply again is no change
      if (!lacks) model.send(given);
    }, { signal: ends.signal });
    el.append(form);
  }
  const show = () => {
    const replies = model.get("replies");
    for (const { item, reply } of questions) if (item.id in replies) reply.textContent = replies[item.id];
  };
  model.on("change:replies", show);
  // Jupyter's own shortcuts must not fire while the learner chooses.
  el.addEventListener("keydown", (event) => event.stopPropagation(), { signal: ends.signal });
  show();
  return () => { ends.abort(); model.off("change:replies", show); };
}

export default { render };
