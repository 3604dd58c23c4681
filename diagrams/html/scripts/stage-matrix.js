/* Actors by actors: how many bases two of them share, and since when at the earliest. A table, so that it can be read aloud. */
const LOOKS = Object.keys(data.strokes);  // the best established first
const pairKey = (link) => [link.from, link.to].sort((a, b) => a.slice(1) - b.slice(1)).join(" ");

function makeMatrixStage(container, { choose: onChoose }) {
  const cells = new Map();  // "n1 n2" -> its two cells
  const grid = find("printed").querySelector("table.matrix").cloneNode(true);
  container.classList.add("scrolls");
  container.replaceChildren(grid);
  makeOrder(grid);
  const order = () => [...grid.querySelectorAll("tbody th")].map((head) => head.dataset.node);
  let states = new Map();
  for (const cell of grid.querySelectorAll("td[data-pair]")) {
    cells.set(cell.dataset.pair, [...(cells.get(cell.dataset.pair) || []), cell]);
    cell.addEventListener("click", () => { if (cell.textContent) chooseFrom(container, cell.dataset.pair); });
  }
  for (const head of grid.querySelectorAll("th[data-node]")) head.addEventListener("click", () => onChoose(head.dataset.node));

  const linksOfPair = (pair) => linksBetween(pair.split(" ").map((id) => nodes.get(id)));
  /* As in the file: bases of held links count, and those not held only where none is held. */
  function fill(pair) {
    const own = linksOfPair(pair), shown = own.filter((link) => isShown(states.get(link.id)));
    const held = shown.filter((link) => link.held), counted = held.length ? held : shown;
    const bases = new Set(counted.map((link) => link.basisKey)).size, look = LOOKS.find((one) => shown.some((link) => link.look === one)) || "";
    for (const cell of cells.get(pair)) {
      cell.className = shown.length ? ["full", look, `bases-${Math.min(bases, 4)}`, surest(shown)].join(" ").trim() : "past";
      cell.replaceChildren(...(shown.length ? [make("b", numberWords.format(bases)), make("span", since(counted))] : []));
    }
  }
  function since(counted) {
    const year = (link, bound) => link.bounds[bound]?.slice(0, 4), first = counted.map((link) => year(link, 1)).filter(Boolean).sort()[0];
    if (!first) return "–";
    const earliest = counted.filter((link) => year(link, 1) === first);
    const sign = earliest.some((link) => link.doubts.some(([end]) => end === "since")) ? " ?" : earliest.some((link) => link.mark) ? " *" : "";
    return `${counted.every((link) => year(link, 0) >= first) ? first : say("by", { day: first })}${sign}`;
  }
  /* The surest answer among the links of a pair. */
  const surest = (shown) => FORCES.find((force) => shown.some((link) => states.get(link.id) === force)) || "";
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
    get order() { return order(); },
    update,
    zoom,
    choose: mark,
    centre: (id) => grid.querySelector(`tbody th[data-node="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center", inline: "center" }),
    pan: (dx, dy) => container.scrollBy(-dx, -dy),
    fit: () => { size = 1; grid.style.fontSize = ""; container.scrollTo(0, 0); },
    redraw() {},
    recolour() {},
    resize() {},
    wanted: () => grid.offsetHeight + 2,
    scale: () => size,
    positions: () => Object.fromEntries(order().map((id) => [id, box(grid.querySelector(`tbody th[data-node="${id}"]`))])),
    pointOn: (id) => box(cells.get(pairKey(links.get(id)))[0]),
  };
}
