/* The legends are the filters: a box that is unticked takes its kind out of picture, timeline and table. */
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
}
