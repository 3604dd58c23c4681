/* What all parts of the page share: the data, the words, the making of elements. Text only ever enters as text. */
const find = (id) => document.getElementById(id);
const data = JSON.parse(find("data").textContent);
/* Many links stand as columns, and stay so: a row knows its place, and reads what it is asked for there. */
function unpackRows({ count, keys, columns }) {
  class Row {
    #place;
    constructor(place) { this.#place = place; }
    static placeOf(row) { return row.#place; }
  }
  keys.forEach((key, at) => {
    const read = readerOf(columns[at]);
    Object.defineProperty(Row.prototype, key, { enumerable: true, get() { return read(Row.placeOf(this)); } });
  });
  return Array.from({ length: count }, (_, place) => new Row(place));
}
/* Of few values, the values and where each stands; of rows in rows, how many each has. */
function readerOf(column) {
  if (Array.isArray(column)) return (place) => column[place];
  if (column.of) return (place) => column.of[column.at[place]];
  const rows = unpackRows(column.rows), { counts } = column;
  if (!counts) return (place) => rows[place];
  const from = new Uint32Array(counts.length + 1);
  counts.forEach((count, place) => { from[place + 1] = from[place] + count; });
  return (place) => rows.slice(from[place], from[place + 1]);
}
if (!Array.isArray(data.links)) data.links = unpackRows(data.links);
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const links = new Map(data.links.map((link) => [link.id, link]));
const linksOf = new Map(data.nodes.map((node) => [node.id, []]));
for (const link of data.links) {
  linksOf.get(link.from).push(link);
  if (link.to !== link.from) linksOf.get(link.to).push(link);
}

const numberWords = new Intl.NumberFormat(data.lang);
function say(key, values = {}) {
  const text = data.words[key];
  if (text === undefined) throw new Error(`The page has no word for ${key}.`);
  return fill(text, values);
}
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
/* A number with its noun, in the form that the language has for that number. */
const pluralRules = new Intl.PluralRules(data.lang);
function countOf(key, count, values = {}) {
  return fill(data.counted[key][pluralRules.select(count)], { ...values, count: numberWords.format(count) });
}

function make(tag, text, look) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (look) element.className = look;
  return element;
}
function makeButton(text, action, look) {
  const button = make("button", text, look);
  button.type = "button";
  button.addEventListener("click", action);
  return button;
}
function draw(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
const titleOf = (link) => (link.basis === link.to ? `${link.startName} – ${link.basisName}` : `${link.startName} – ${link.endName}`);
const narrow = matchMedia("(max-width: 820px)");
