/* The legends are the filters: a box that is unticked takes its kind out of picture, timeline and table. The search fades. */
function makeFilters() {
  for (const box of document.querySelectorAll("input[data-filter]")) {
    box.hidden = false;
    box.checked = true;  // a browser may remember what was ticked before
    box.addEventListener("change", () => {
      for (const name of box.dataset.filter.split(" ")) {
        if (box.checked) state.off.delete(name);
        else state.off.add(name);
      }
      settle();
    });
  }
  const search = find("search");
  search.value = "";
  search.addEventListener("input", () => change({ query: search.value }));
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { search.value = ""; change({ query: "" }); }
    if (event.key === "Enter") chooseFound();
  });
}
/* The first node whose name holds what is searched, else the first link that is shown. */
function chooseFound() {
  const wanted = plain(state.query).trim();
  if (!wanted) return;
  const named = data.nodes.filter((node) => now.nodes.get(node.id) === "shown" && plain(`${node.name}\n${node.long}`).includes(wanted));
  const best = named.sort((a, b) => a.rank - b.rank)[0] || now.shown[0];
  if (best) chooseFrom(find("search"), best.id);
}
