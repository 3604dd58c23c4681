/* The picture without a mouse: arrows walk to the nearest node, N and P through all of them, E through the links of one. */
let cameFrom = null;  // what had the focus when something was chosen
let home = null;  // the node whose links E walks

function chooseFrom(element, id) {
  cameFrom = element;
  choose(id);
}
const byPlace = (a, b) => (stage.order ? stage.order.indexOf(a.id) - stage.order.indexOf(b.id) : a.y - b.y || a.x - b.x);
const visibleNodes = () => data.nodes.filter((node) => now.nodes.get(node.id) !== "hidden").sort(byPlace);
const visibleLinks = (node) => linksOf.get(node.id).filter((link) => now.links.get(link.id) !== "hidden");
const standsOn = () => nodes.get(state.chosen) || nodes.get(links.get(state.chosen)?.from);

function neighbour(from, dx, dy) {
  let best = null, least = Infinity;
  for (const node of visibleNodes()) {
    const x = node.x - from.x, y = node.y - from.y, along = x * dx + y * dy, far = along + 2 * Math.abs(x * dy + y * dx);
    if (node !== from && along > 1 && far < least) { least = far; best = node; }
  }
  return best;
}
function walk(dx, dy) {
  const from = standsOn(), to = from ? neighbour(from, dx, dy) : visibleNodes()[0];
  if (to) choose(to.id);
}
function walkAll(by) {
  const all = visibleNodes(), at = all.indexOf(standsOn());
  if (all.length) choose(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length].id);
}
function walkLinks(by) {
  if (nodes.has(state.chosen)) home = nodes.get(state.chosen);
  else if (!home || !linksOf.get(home.id).includes(links.get(state.chosen))) home = standsOn();
  const own = home ? visibleLinks(home) : [], at = own.findIndex((link) => link.id === state.chosen);
  if (own.length) choose(own[at < 0 ? (by > 0 ? 0 : own.length - 1) : (at + by + own.length) % own.length].id);
}
function goIn() {
  if (!state.chosen) return;
  cameFrom = canvas;
  panel.focus();
}
const back = () => choose(links.has(state.chosen) && home ? home.id : null);
const canvasKeys = {
  ArrowLeft: () => walk(-1, 0), ArrowRight: () => walk(1, 0), ArrowUp: () => walk(0, -1), ArrowDown: () => walk(0, 1),
  n: () => walkAll(1), p: () => walkAll(-1), e: () => walkLinks(1), E: () => walkLinks(-1), Enter: goIn, Escape: back,
  "+": () => stage.zoom(1.25), "=": () => stage.zoom(1.25), "-": () => stage.zoom(0.8), 0: () => stage.fit(),
};
function makeKeys() {
  if (!data.opening) canvas.addEventListener("keydown", (event) => {
    const act = canvasKeys[event.key];
    if (stage.order && event.key.startsWith("Arrow")) return;  // a table is scrolled by them
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  /* Escape leads from the details back to where they were opened, and then lets go. */
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !state.chosen || event.target.closest("#canvas, #search")) return;
    const inside = panel.contains(document.activeElement);
    if (inside && cameFrom?.isConnected) cameFrom.focus();
    else choose(null);
  });
}
