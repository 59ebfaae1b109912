// Shows a PNG sent by Python, says it in words, and lists it as a table.

function render({ model, el }) {
  const ends = new AbortController();
  const img = make("img", {});
  const words = make("p", { role: "status" }); // read out when a slider has changed it
  const table = make("table", {});
  const title = "The picture in numbers";
  // What may scroll must be reachable by keyboard.
  const scroller = make("div", { class: "course-scroller", tabindex: 0, role: "group", "aria-label": title }, table);
  const details = make("details", {}, make("summary", {}, title), scroller);
  let address = "";

  const showPng = () => {
    const old = address;
    address = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
    img.src = address; // the old picture stays in sight until the new one is there
    if (old) URL.revokeObjectURL(old);
  };
  const showAlt = () => { img.alt = model.get("alt"); words.textContent = model.get("alt"); };
  const showTable = () => fillTable(table, model.get("table"));

  el.classList.add("course-picture");
  el.append(img, words, details);
  keepKeys(el, ends.signal);
  model.on("change:png", showPng);
  model.on("change:alt", showAlt);
  model.on("change:table", showTable);
  showPng(); showAlt(); showTable();
  return () => {
    ends.abort();
    model.off("change:png", showPng);
    model.off("change:alt", showAlt);
    model.off("change:table", showTable);
    img.removeAttribute("src"); // it may still be loading
    URL.revokeObjectURL(address);
  };
}

export default { render };
