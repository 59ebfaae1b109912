// Shows a PNG sent by Python, says it in words, and lists it as a table.

const WORDS = /[\p{L}\s]/u; // a column that holds none of it is numbers, and set flush right

/** @param {{caption: string, header: string[], rows: string[][]}} content */
function fillTable(table, { caption, header, rows }) {
  const sides = header.map((_, n) => (rows.some((cells) => WORDS.test(cells[n])) ? "left" : "right"));
  const line = (cells, tag) => {
    const row = document.createElement("tr");
    for (const [n, text] of cells.entries()) {
      const cell = document.createElement(tag);
      cell.textContent = text;
      cell.style.textAlign = sides[n];
      if (tag === "th") cell.scope = "col";
      row.append(cell);
    }
    return row;
  };
  table.createCaption().textContent = caption;
  table.createTHead().replaceChildren(line(header, "th"));
  (table.tBodies[0] ?? table.createTBody()).replaceChildren(...rows.map((cells) => line(cells, "td")));
}

function render({ model, el }) {
  const ends = new AbortController();
  const img = document.createElement("img");
  const words = document.createElement("p");
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const table = document.createElement("table");
  const scroller = document.createElement("div");
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
  words.setAttribute("role", "status"); // read out when a slider has changed it
  summary.textContent = "The picture in numbers";
  scroller.className = "course-scroller";
  scroller.tabIndex = 0; // what may scroll must be reachable by keyboard
  scroller.setAttribute("role", "group");
  scroller.setAttribute("aria-label", "The picture in numbers");
  scroller.append(table);
  details.append(summary, scroller);
  el.append(img, words, details);
  // Jupyter's own shortcuts must not fire while the arrows scroll the table.
  el.addEventListener("keydown", (event) => event.stopPropagation(), { signal: ends.signal });
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
