/* What all parts of the page share: the data, the words, the making of elements. Text only ever enters as text. */
const find = (id) => document.getElementById(id);
const data = JSON.parse(find("data").textContent);
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
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}
/* A number with its noun: a key that ends in -1 is for one. */
function countOf(key, number) {
  return say(number === 1 && `${key}-1` in data.words ? `${key}-1` : key, { count: numberWords.format(number) });
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
