// A table as Python describes it: a caption, a header, rows of text.

const WORDS = /[\p{L}\s]/u; // a column that holds none of it is numbers, and set flush right

/**
 * Fills a table anew.
 * @param {HTMLTableElement} table
 * @param {{caption: string, header: string[], rows: string[][]}} content
 */
function fillTable(table, { caption, header, rows }) {
  const sides = header.map((_, n) => (rows.some((cells) => WORDS.test(cells[n])) ? "left" : "right"));
  const line = (/** @type {string[]} */ cells, /** @type {"th" | "td"} */ tag) => {
    const made = cells.map((text) => make(tag, tag === "th" ? { scope: "col" } : {}, text));
    for (const [n, cell] of made.entries()) cell.style.textAlign = sides[n];
    return make("tr", {}, ...made);
  };
  table.createCaption().textContent = caption;
  table.createTHead().replaceChildren(line(header, "th"));
  (table.tBodies[0] ?? table.createTBody()).replaceChildren(...rows.map((cells) => line(cells, "td")));
}
