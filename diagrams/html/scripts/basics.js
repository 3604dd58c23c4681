/* What all parts of the page share: the data, the words, the making of elements. Text only ever enters as text. */
const find = (id) => document.getElementById(id);
const data = JSON.parse(find("data").textContent);
/* Many links stand as columns; of few values, the values and where each stands. */
function unpackRows({ count, keys, columns }) {
  const values = columns.map((column) => unpackColumn(column));
  return Array.from({ length: count }, (_, at) => Object.fromEntries(keys.map((key, place) => [key, values[place][at]])));
}
function unpackColumn(column) {
  if (Array.isArray(column)) return column;
  if (column.of) return column.at.map((place) => column.of[place]);
  const rows = unpackRows(column.rows);
  if (!column.counts) return rows;
  let from = 0;
  return column.counts.map((count) => rows.slice(from, from += count));
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
