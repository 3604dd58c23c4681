/* The table: rows of what is shown, sorted as the reader likes, in windows where they are very many, copied as text for a spreadsheet. */
const WINDOW = 200, MOST_AT_ONCE = 1000;
const table = find("links");
const columns = [...table.tHead.rows[0].cells].map((head) => ({ head, name: head.dataset.column, words: head.textContent }));
const order = { column: null, falling: false };
let firstRow = 0;

const cellTexts = {
  who: (link) => link.startName,
  partner: (link) => link.endName,
  role: (link) => link.role || say("not-reported"),
  basis: (link) => link.basisName,
  kind: (link) => link.basisKindWord,
  since: (link) => link.since,
  until: (link) => link.until,
  established: (link) => link.standingWord,
  force: (link) => (state.day ? forceWords(link) : ""),
  sources: (link) => sourcesOf(link).join(", "),
};
const placeOf = new Map(data.links.map((link, place) => [link.id, place]));
const sourcesOf = (link) => [...new Set(link.evidence.map((item) => item.source))].sort((a, b) => a - b);

/* Dates are compared by their bounds, standings and answers by rank, sources by how many; a missing bound comes last. */
const dayKey = (day) => (day ? Number(day.replaceAll("-", "")) : Number.MAX_SAFE_INTEGER);
const sortKeys = {
  since: (link) => [dayKey(link.bounds[0] || link.bounds[1]), dayKey(link.bounds[1])],
  until: (link) => [dayKey(link.bounds[3]), dayKey(link.bounds[2])],
  established: (link) => [LOOKS.indexOf(link.look), link.standingWord],
  force: (link) => [FORCES.indexOf(now.links.get(link.id)), ""],
  sources: (link) => [sourcesOf(link).length, ""],
};
const collator = new Intl.Collator(data.lang, { numeric: true });
function compared(a, b) {
  return typeof a === "number" ? a - b : collator.compare(a, b);
}
function inOrder(shown) {
  if (!order.column) return shown;
  const key = sortKeys[order.column] || ((link) => [cellTexts[order.column](link), ""]);
  const rows = shown.map((link) => [key(link), link]);
  rows.sort(([a], [b]) => (compared(a[0], b[0]) || compared(a[1], b[1])) * (order.falling ? -1 : 1));
  return rows.map(([, link]) => link);
}

function makeRow(link) {
  const row = make("tr");
  row.id = link.row;
  row.dataset.link = link.id;
  row.setAttribute("role", "row");
  for (const { name, words, head } of columns) row.append(makeCell(link, name, words, head.hidden));
  row.addEventListener("click", (event) => {
    if (!event.target.closest("a, button") && !String(getSelection())) choose(link.id);
  });
  return row;
}
function makeCell(link, name, words, hidden) {
  const cell = make(name === "who" ? "th" : "td");
  cell.setAttribute("role", name === "who" ? "rowheader" : "cell");
  cell.hidden = hidden;
  if (name === "who") cell.scope = "row";
  else cell.dataset.label = words;
  cell.append(...cellParts(link, name));
  return cell;
}
function cellParts(link, name) {
  const text = cellTexts[name](link);
  if (name === "who") return [rowButton(link, text)];
  if (name === "established") return [make("span", text, `standing ${link.look}`)];
  if (name === "basis") return [make("bdi", text), " ", make("span", link.basisKindWord, "kind")];
  if (name !== "sources") return [make("bdi", text)];
  const numbers = make("span");
  sourcesOf(link).forEach((number, index) => {
    const anchor = make("a", String(number));
    anchor.href = `#source-${number}`;
    numbers.append(index ? " " : "", anchor);
  });
  return [numbers];
}
function rowButton(link, text) {
  const button = makeButton(text, () => chooseFrom(button, link.id), "name");
  button.setAttribute("aria-label", `${text} – ${link.basis === link.to ? link.basisName : `${link.endName}, ${link.basisName}`}`);
  return button;
}

function showTable() {
  const rows = inOrder(now.shown), whole = rows.length <= MOST_AT_ONCE;
  for (const column of columns) if (column.name === "force") column.head.hidden = !state.day;
  if (whole || firstRow >= rows.length) firstRow = 0;
  const windowed = whole ? rows : rows.slice(firstRow, firstRow + WINDOW);
  table.tBodies[0].replaceChildren(...windowed.map(makeRow));
  showBars(order.column ? [...windowed].sort((a, b) => placeOf.get(a.id) - placeOf.get(b.id)) : windowed);
  find("table-count").textContent = countOf("links", rows.length);
  find("nothing").hidden = rows.length > 0;
  showPager(rows.length, whole);
}
function showPager(many, whole) {
  const format = (number) => numberWords.format(number);
  find("pager").hidden = whole;
  find("window").textContent = say("rows-of", { first: format(firstRow + 1), last: format(Math.min(firstRow + WINDOW, many)), all: format(many) });
  find("earlier-rows").disabled = firstRow === 0;
  find("later-rows").disabled = firstRow + WINDOW >= many;
}
function turn(by) {
  firstRow = Math.max(0, firstRow + by * WINDOW);
  showTable();
}
/* Bring the row of a link into the window, so that it can be marked. */
function reach(link) {
  if (now.shown.length <= MOST_AT_ONCE || find(link.row)) return;
  const at = inOrder(now.shown).indexOf(link);
  if (at < 0) return;
  firstRow = Math.floor(at / WINDOW) * WINDOW;
  showTable();
}

function sortBy(column) {
  if (order.column !== column.name) [order.column, order.falling] = [column.name, false];
  else if (!order.falling) order.falling = true;
  else order.column = null;
  for (const { head, name } of columns) {
    if (name === order.column) head.setAttribute("aria-sort", order.falling ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  firstRow = 0;
  showTable();
}
function makeHeads() {
  for (const column of columns) {
    const button = makeButton(column.words, () => sortBy(column));
    button.append(make("span", undefined, "arrow"));
    column.head.replaceChildren(button);
  }
  find("earlier-rows").addEventListener("click", () => turn(-1));
  find("later-rows").addEventListener("click", () => turn(1));
  find("copy-table").addEventListener("click", () => copy(asText(), find("copy-table")));
}

/* Tab-separated, one line a row. As in `--csv-safe`, an apostrophe stands wherever a spreadsheet would begin a formula. */
const UNSEEN = String.raw`[\s"\x00-\x20\x7f-\xa0\xad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]*`;
const SIGN = String.raw`[=+\-@＝＋－＠]`;
const NUMBER = /^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/, BEGINS = new RegExp(`^(?=${UNSEEN}${SIGN})`), GOES_ON = new RegExp(`(;${UNSEEN})(?=${SIGN})`, "g");
function safeCell(text) {
  const line = text.replace(/[\t\r\n]+/g, " ");
  return NUMBER.test(line) ? line : line.replace(GOES_ON, "$1'").replace(BEGINS, "'");
}
function asText() {
  const shown = columns.filter(({ head }) => !head.hidden).flatMap(({ name, words }) => (name === "basis" ? [[name, words], ["kind", say("column-kind")]] : [[name, words]]));
  const lines = inOrder(now.shown).map((link) => shown.map(([name]) => safeCell(cellTexts[name](link))).join("\t"));
  return [shown.map(([, words]) => words).join("\t"), ...lines].join("\n") + "\n";
}
