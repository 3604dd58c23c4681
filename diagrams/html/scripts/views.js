/* The first screen around its columns: views, search by names, sharing, and the state of the page in its address. */
const opening = find("opening");
function showView(view) {
  opening.dataset.view = view;
  for (const button of document.querySelectorAll("[data-view]:not(main)")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  if (view === "one" && !nodes.has(state.chosen)) choose(data.nodes.filter((node) => !node.box).sort((a, b) => a.rank - b.rank)[0].id);
  stage.redraw();
  writeAddress();
}
/* The address after # holds day, choice and view, so that a link leads to what is seen. */
function writeAddress() {
  const parts = new URLSearchParams();
  if (opening.dataset.view !== "agreements") parts.set("view", opening.dataset.view);
  if (state.day && !data.day) parts.set("on", state.day);
  if (state.chosen) parts.set("show", state.chosen);
  try { history.replaceState(null, "", parts.size ? `#${parts}` : location.pathname + location.search); } catch { /* a frame without an address */ }
}
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1)), view = parts.get("view"), day = parts.get("on"), shown = parts.get("show");
  if (day && /^\d{4}-\d{2}-\d{2}$/.test(day) && !data.day) setDay(within(day));
  if (nodes.has(shown) || links.has(shown)) choose(shown);
  if (["partners", "one", "table"].includes(view)) showView(view);
}
function makeOpening() {
  for (const button of document.querySelectorAll("button[data-view]")) button.addEventListener("click", () => showView(button.dataset.view));
  find("panel").addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-choose]");
    if (wanted) chooseFrom(wanted, wanted.dataset.choose);
  });
  for (const row of bars.children) row.addEventListener("click", () => chooseFrom(row.querySelector("button"), row.dataset.node));
  for (const button of find("columns").querySelectorAll("button")) button.tabIndex = -1;
  find("columns").querySelector("button").tabIndex = 0;
  find("columns").addEventListener("keydown", walkColumns);
  const known = new Set(data.nodes.flatMap((node) => [node.name, node.long]).filter(Boolean));
  for (const name of [...known].sort(collator.compare)) {
    const option = make("option");
    option.value = name;
    find("known").append(option);
  }
  find("share-link").addEventListener("click", () => { writeAddress(); copy(location.href, find("share-link")); });
  find("share-pdf").addEventListener("click", () => print());
  find("share-png").addEventListener("click", savePicture);
  readAddress();
  listeners.shown.push(writeAddress);
  listeners.chosen.push(writeAddress);
}
function savePicture() {}
