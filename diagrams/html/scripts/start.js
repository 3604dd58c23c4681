/* Everything is put together here, once. */
const canvas = find("canvas"), stageFrame = find("stage");
find("work").hidden = find("tools").hidden = false;

const BELOW = 64;  // pixels for the days, so that they are seen without scrolling
function shapeStage() {
  if (data.opening) return;
  const wanted = stage.wanted ? stage.wanted(stageFrame.clientWidth) : Infinity;
  const least = narrow.matches ? 340 : 420, most = Math.max(narrow.matches ? 520 : 480, innerHeight - find("work").offsetTop - BELOW);
  stageFrame.style.height = `${Math.round(Math.min(Math.max(wanted, least), most))}px`;
}
function markChosen() {
  for (const marked of document.querySelectorAll(".chosen")) marked.classList.remove("chosen");
  for (const marked of document.querySelectorAll(`[data-link="${CSS.escape(state.chosen || "")}"]`)) marked.classList.add("chosen");
}
const makeStage = data.opening ? makeColumnsStage : data.view === "matrix" ? makeMatrixStage : typeof vis !== "undefined" ? makeVisStage : makeSigmaStage;
const stage = makeStage(canvas, { choose: (id) => chooseFrom(canvas, id), hover: () => {}, unsaid: countUnsaid });
shapeStage();
stage.fit();

listeners.shown.push(
  () => stage.update(now.links, now.nodes), showDay, showTable, showDayLine, showPrinted, showStatus,
  () => { if (state.chosen) showDetails(); }, () => announce(find("status").textContent, 500), showChanges,
);
listeners.chosen.push(
  () => { if (links.has(state.chosen)) reach(links.get(state.chosen)); },
  () => stage.choose(state.chosen), showDetails, markChosen, announceChosen,
);
theme.listeners.push(() => stage.recolour());
makeHeads();
makeFilters();
makeFinder();
makeSlider();
makeKeys();
if (!data.opening) makeTouch();
bars.addEventListener("keydown", walkBars);
settle();
nameTheme();
find("said").textContent = "";
clearTimeout(speaking);
find("zoom-in")?.addEventListener("click", () => stage.zoom(1.25));
find("zoom-out")?.addEventListener("click", () => stage.zoom(0.8));
find("zoom-all")?.addEventListener("click", () => stage.fit());
if (find("caption")) find("copy-caption").addEventListener("click", () => copy(find("caption").textContent, find("copy-caption")));
for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
new ResizeObserver(() => { shapeStage(); stage.resize(); }).observe(find("work"));
makeLanguage();
makeHead();
if (data.opening) makeColumns();
document.fonts.ready.then(() => stage.redraw());  // a canvas is drawn before the letters of the file are there
window.accordgraph = { data, state, now, stage, choose, change, inForce, findNodes, loosened };
