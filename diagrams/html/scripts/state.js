/* What the reader has chosen, and what follows from it for each link and node. All parts of the page listen here. */
const FORCES = ["certainly", "presumably", "provisionally", "suspended", "possibly"];
const RARE_FORCES = ["provisionally", "suspended"];  // counted only where there are any
const state = { chosen: null, day: data.day, query: "", off: new Set() };
const now = { links: new Map(), nodes: new Map(), shown: [] };
const listeners = { shown: [], chosen: [] };

const plain = (text) => text.toLocaleLowerCase(data.lang).normalize("NFD").replace(/\p{M}/gu, "").replace(APOSTROPHES, "");
const searched = new Map();  // link id -> all that can be searched
function textOf(link) {
  if (!searched.has(link.id)) searched.set(link.id, plain(searchable(link).filter(Boolean).join("\n")));
  return searched.get(link.id);
}
function searchable(link) {
  const ends = [nodes.get(link.from), nodes.get(link.to)].flatMap((node) => [node.name, node.long]);
  const cited = [...new Set(link.evidence.map((item) => item.source))].map((number) => find(`source-${number}`).textContent);
  return [link.startName, link.endName, link.basisName, link.role, link.basisKindWord, link.since, ...ends, ...cited];
}
/* What is searched stands in the link or its sources as it was written; where it stands nowhere, the nodes that it may mean are found. */
function makeSearch() {
  const terms = plain(state.query).split(/\s+/).filter(Boolean), written = (text) => terms.every((term) => text.includes(term));
  const isWritten = { link: (link) => written(textOf(link)), node: (node) => written(plain(`${node.name}\n${node.long}`)) };
  if (!terms.length || data.links.some(isWritten.link) || data.nodes.some(isWritten.node)) return isWritten;
  const meant = new Set(findNodes(state.query).map((node) => node.id));
  return { link: (link) => meant.has(link.from) || meant.has(link.to), node: (node) => meant.has(node.id) };
}

/* hidden: a filter is off; faded: not on this day, or not what is searched; else how sure it is, or "shown" without a day. */
function stateOf(link, isFound) {
  if (state.off.size && isOff(link)) return "hidden";
  const word = state.day ? inForce(link, state.day).word : "shown";
  if (state.off.has(`force-${word}`)) return "hidden";
  return word === "no" || !isFound(link) ? "faded" : word;
}
const isOff = (link) => state.off.has(`look-${link.look}`) || [nodes.get(link.from).kind, nodes.get(link.to).kind, link.basisKind].some((kind) => state.off.has(`kind-${kind}`));
function stateOfNode(node, isFound) {
  if (state.off.has(`kind-${node.kind}`)) return "hidden";
  const own = linksOf.get(node.id).map((link) => now.links.get(link.id));
  if (!own.length) return isFound(node) ? "shown" : "faded";
  if (own.every((word) => word === "hidden")) return "hidden";
  return own.some(isShown) ? "shown" : "faded";
}
const isShown = (word) => word !== "hidden" && word !== "faded";

function settle() {
  const isFound = makeSearch();
  now.links = new Map(data.links.map((link) => [link.id, stateOf(link, isFound.link)]));
  now.nodes = new Map(data.nodes.map((node) => [node.id, stateOfNode(node, isFound.node)]));
  now.shown = data.links.filter((link) => isShown(now.links.get(link.id)));
  for (const listen of listeners.shown) listen();
}
function change(values) {
  Object.assign(state, values);
  settle();
}
/* The id of a node, a link, or a pair of nodes of the matrix ("n1 n2"); null lets go. */
function choose(id) {
  state.chosen = id;
  for (const listen of listeners.chosen) listen();
}
/* The links and nodes that a choice is about; null where nothing is chosen. */
function ownOf(id) {
  const about = links.has(id) ? [links.get(id)] : linksOf.get(id);
  if (!about) return null;
  return { links: new Set(about.map((link) => link.id)), nodes: new Set([id, ...about.flatMap((link) => [link.from, link.to])]) };
}
