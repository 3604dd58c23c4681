/* Actors by actors: how many bases two of them share, and since when at the earliest. A table, so that it can be read aloud. */
function makeMatrixStage(container, { choose: onChoose }) {
  const actors = [...data.nodes].sort((a, b) => a.rank - b.rank);
  const cells = new Map();  // "n1 n2" -> its two cells
  const grid = find("printed").querySelector("table.matrix").cloneNode(true);
  container.classList.add("scrolls");
  container.replaceChildren(grid);
  let states = new Map();
  for (const cell of grid.querySelectorAll("td[data-pair]")) {
    cells.set(cell.dataset.pair, [...(cells.get(cell.dataset.pair) || []), cell]);
    cell.addEventListener("click", () => { if (cell.textContent) chooseFrom(container, cell.dataset.pair); });
  }
  for (const head of grid.querySelectorAll("th[data-node]")) head.addEventListener("click", () => onChoose(head.dataset.node));

  const linksOfPair = (pair) => linksBetween(pair.split(" ").map((id) => nodes.get(id)));
  const earliest = (shown) => shown.map((link) => link.bounds[0] || link.bounds[1]).filter(Boolean).sort()[0];
  function fill(pair) {
    const own = linksOfPair(pair), shown = own.filter((link) => isShown(states.get(link.id)));
    const word = strongest(shown), first = earliest(shown);
    for (const cell of cells.get(pair)) {
      cell.className = [shown.length ? "full" : own.length ? "past" : "", shown.length && shown.every((link) => link.look !== "held") ? "doubted" : "", word].filter(Boolean).join(" ");
      cell.replaceChildren(...(shown.length ? [make("b", numberWords.format(shown.length)), make("span", first ? first.slice(0, 4) : "?")] : []));
    }
  }
  /* The surest answer among the links of a pair. */
  const strongest = (shown) => FORCES.find((force) => shown.some((link) => states.get(link.id) === force)) || "";
  function update(linkStates, nodeStates) {
    states = linkStates;
    for (const pair of cells.keys()) fill(pair);
    for (const head of grid.querySelectorAll("th[data-node]")) head.classList.toggle("faded", nodeStates.get(head.dataset.node) !== "shown");
  }
  function mark(id) {
    for (const marked of grid.querySelectorAll(".on")) marked.classList.remove("on");
    const pair = links.has(id) ? pairKey(links.get(id)) : id;
    for (const cell of cells.get(pair) || []) cell.classList.add("on");
    for (const head of grid.querySelectorAll(`th[data-node="${CSS.escape(id || "")}"]`)) head.classList.add("on");
    grid.querySelector(".on")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  let size = 1;
  const zoom = (factor) => { size = Math.min(Math.max(size * factor, 0.8), 2); grid.style.fontSize = `${size}em`; };
  const box = (element) => {
    const own = element.getBoundingClientRect(), place = container.getBoundingClientRect();
    return { x: own.left - place.left + own.width / 2, y: own.top - place.top + own.height / 2 };
  };
  return {
    update,
    zoom,
    choose: mark,
    pan: (dx, dy) => container.scrollBy(-dx, -dy),
    fit: () => { size = 1; grid.style.fontSize = ""; container.scrollTo(0, 0); },
    redraw() {},
    recolour() {},
    resize() {},
    wanted: () => grid.offsetHeight + 2,
    scale: () => size,
    positions: () => Object.fromEntries(actors.map((node) => [node.id, box(grid.querySelector(`tbody th[data-node="${node.id}"]`))])),
    pointOn: (id) => box(cells.get(pairKey(links.get(id)))[0]),
  };
}
const pairKey = (link) => (Number(link.from.slice(1)) < Number(link.to.slice(1)) ? `${link.from} ${link.to}` : `${link.to} ${link.from}`);
