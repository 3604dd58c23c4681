/* The table of all pairs beside another view: it counts what the day, the search and the legends leave. */
function makeCrossed(crossed) {
  const cells = [...crossed.querySelectorAll("[data-pair]")].map((cell) => ({ cell, look: cell.className, parts: [...cell.childNodes], bases: basesOf(cell.dataset.pair) }));
  makeOrder(crossed.querySelector("table"));
  for (const one of crossed.querySelectorAll("[data-pair], th[data-node]")) one.addEventListener("click", () => { if (one.textContent) chooseFrom(crossed, one.dataset.pair || one.dataset.node); });
  function show() {
    for (const { cell, look, parts, bases } of cells) {
      const shown = bases.filter((sides) => sides.every((side) => side.some((link) => isShown(now.links.get(link.id)))));
      cell.className = shown.length ? look : "past";
      cell.replaceChildren(...(shown.length === bases.length ? parts : shown.length ? [make("b", numberWords.format(shown.length))] : []));
    }
  }
  listeners.shown.push(show);
  show();
}
/* The bases that a cell counts, each with the links of both sides: those that are held, else those that are not. */
function basesOf(id) {
  const pair = pairOf(id), bases = new Map();
  for (const link of linksBetween(pair)) bases.set(link.basisKey, [...(bases.get(link.basisKey) || []), link]);
  const sides = [...bases.values()].map((own) => pair.map((node) => own.filter((link) => link.from === node.id || link.to === node.id)));
  const held = sides.filter((both) => both.every((side) => side.some((link) => link.held)));
  return held.length ? held : sides;
}
