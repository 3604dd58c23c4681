/* The head of every page: views, sharing, and the state of the page in its address. */
const main = document.querySelector("main"), firstView = main.dataset.view;
const viewButtons = [...document.querySelectorAll("button[data-view]")];
function showView(view) {
  main.dataset.view = view;
  for (const button of viewButtons) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  find("share-png").disabled = !canSave();
  if (view === "one" && !nodes.has(state.chosen)) choose(data.nodes.filter((node) => !node.box).sort((a, b) => a.rank - b.rank)[0].id);
  shapeStage();
  stage.resize();
  stage.redraw();
  writeAddress();
}
/* The address after # holds day, choice and view, so that a link leads to what is seen. */
function writeAddress() {
  if (leaving) return;
  const parts = new URLSearchParams();
  if (main.dataset.view !== firstView) parts.set("view", main.dataset.view);
  if (state.day && !data.day) parts.set("on", state.day);
  if (state.chosen) parts.set("show", state.chosen);
  if (data.lang !== firstLang) parts.set("lang", data.lang);
  try { history.replaceState(null, "", parts.size ? `#${parts}` : location.pathname + location.search); } catch { /* a frame without an address */ }
}
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1)), view = parts.get("view"), day = parts.get("on"), shown = parts.get("show");
  if (day && /^\d{4}-\d{2}-\d{2}$/.test(day) && !data.day) setDay(within(day));
  if (nodes.has(shown) || links.has(shown) || pairOf(shown)) choose(shown);
  if (view !== firstView && viewButtons.some((button) => button.dataset.view === view)) showView(view);
}
function makeHead() {
  for (const button of viewButtons) button.addEventListener("click", () => showView(button.dataset.view));
  find("panel").addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-choose]");
    if (wanted) chooseFrom(wanted, wanted.dataset.choose);
  });
  if (find("crossed")) makeCrossed(find("crossed"));
  find("share-link").addEventListener("click", () => { writeAddress(); copy(location.href, find("share-link")); });
  find("share-pdf").addEventListener("click", () => print());
  find("share-png").addEventListener("click", savePicture);
  find("share-png").disabled = !canSave();
  readAddress();
  listeners.shown.push(writeAddress);
  listeners.chosen.push(writeAddress);
}
