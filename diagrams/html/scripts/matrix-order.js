/* The order of actors in a table of pairs: the most linked first, as the file has them, or by name. */
function makeOrder(grid) {
  const button = grid.querySelector(".order"), heads = [...grid.tHead.rows[0].cells].slice(1), rows = [...grid.tBodies[0].rows];
  const cells = rows.map((row) => [...row.cells].slice(1)), byLinks = heads.map((_, at) => at);
  const byName = [...byLinks].sort((a, b) => collator.compare(heads[a].textContent, heads[b].textContent));
  button.hidden = false;
  button.addEventListener("click", () => {
    const isByName = button.getAttribute("aria-pressed") !== "true", order = isByName ? byName : byLinks;
    button.setAttribute("aria-pressed", String(isByName));
    grid.tHead.rows[0].append(...order.map((at) => heads[at]));
    for (const row of byLinks) rows[row].append(...order.map((at) => cells[row][at]));
    grid.tBodies[0].append(...order.map((at) => rows[at]));
  });
}
