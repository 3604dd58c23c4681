/* The picture that is printed is the one in the file: it fades and hides with the live one. */
const printed = find("printed");
function showPrinted() {
  printed.querySelector("table.matrix")?.replaceWith(canvas.querySelector("table.matrix").cloneNode(true));
  for (const part of printed.querySelectorAll("[data-link], [data-node]")) {
    const word = part.dataset.link ? now.links.get(part.dataset.link) : now.nodes.get(part.dataset.node);
    part.classList.toggle("faded", word === "faded");
    part.classList.toggle("gone", word === "hidden");
  }
}
addEventListener("beforeprint", () => { theme.printing = true; });
addEventListener("afterprint", () => { theme.printing = false; });
