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
  if (leaving) return;
  const parts = new URLSearchParams();
  if (opening.dataset.view !== "agreements") parts.set("view", opening.dataset.view);
  if (state.day && !data.day) parts.set("on", state.day);
  if (state.chosen) parts.set("show", state.chosen);
  if (data.lang !== firstLang) parts.set("lang", data.lang);
  try { history.replaceState(null, "", parts.size ? `#${parts}` : location.pathname + location.search); } catch { /* a frame without an address */ }
}
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1)), view = parts.get("view"), day = parts.get("on"), shown = parts.get("show");
  if (day && /^\d{4}-\d{2}-\d{2}$/.test(day) && !data.day) setDay(within(day));
  if (nodes.has(shown) || links.has(shown)) choose(shown);
  if (["partners", "one", "table", ...(find("crossed") ? ["matrix"] : [])].includes(view)) showView(view);
}
function makeOpening() {
  for (const button of document.querySelectorAll("button[data-view]")) button.addEventListener("click", () => showView(button.dataset.view));
  find("panel").addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-choose]");
    if (wanted) chooseFrom(wanted, wanted.dataset.choose);
  });
  if (find("crossed")) makeOrder(find("crossed").querySelector("table"));
  for (const cell of document.querySelectorAll("#crossed [data-pair], #crossed th[data-node]")) cell.addEventListener("click", () => chooseFrom(find("crossed"), cell.dataset.pair || cell.dataset.node));
  for (const row of bars.children) row.addEventListener("click", () => chooseFrom(row.querySelector("button"), row.dataset.node));
  for (const button of find("columns").querySelectorAll("button")) button.tabIndex = -1;
  find("columns").querySelector("button").tabIndex = 0;
  find("columns").addEventListener("keydown", walkColumns);
  find("share-link").addEventListener("click", () => { writeAddress(); copy(location.href, find("share-link")); });
  find("share-pdf").addEventListener("click", () => print());
  find("share-png").addEventListener("click", savePicture);
  const own = [...find("by-partner").querySelectorAll("details")];
  addEventListener("beforeprint", () => { for (const one of own) one.open = true; });
  readAddress();
  listeners.shown.push(writeAddress);
  listeners.chosen.push(writeAddress);
}
/* The columns as they stand, as a PNG of twice the size, under the heading of the page. */
const HEAD_PX = 64;
function savePicture() {
  const shown = opening.dataset.view === "partners" || !find("columns").offsetParent ? find("by-partner") : find("columns");
  const at = shown.getBoundingClientRect(), wide = Math.ceil(at.width), high = Math.ceil(at.height) + HEAD_PX;
  const svg = draw("svg", { xmlns: "http://www.w3.org/2000/svg", width: 2 * wide, height: 2 * high, viewBox: `0 0 ${wide} ${high}` });
  const fonts = draw("style", {});
  fonts.textContent = (document.querySelector("style").textContent.match(/@font-face\{[^}]*\}/g) || []).join("");
  svg.append(fonts, draw("rect", { width: wide, height: high, fill: getComputedStyle(find("work")).backgroundColor }));
  write("h1", 28, 22);
  write("header .subtitle", 50, 14);
  for (const part of shown.querySelectorAll(".frame, .box, .wires, .key, .name, .note, .when, .who, h2, .quiet, .claimed")) if (part.checkVisibility()) copyPart(part);
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = make("canvas"), link = make("a");
    [canvas.width, canvas.height] = [2 * wide, 2 * high];
    canvas.getContext("2d").drawImage(image, 0, 0);
    link.href = canvas.toDataURL("image/png");
    link.download = `${data.title}.png`;
    link.click();
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;

  function write(selector, y, size) {
    const from = document.querySelector(selector), style = getComputedStyle(from), text = draw("text", { x: 12, y, fill: style.color, "font-size": size, "font-weight": style.fontWeight >= 600 ? 700 : 400, "font-family": style.fontFamily });
    text.textContent = from.textContent.replace(/\s+/g, " ").trim();
    svg.append(text);
  }
  function copyPart(part) {
    const box = part.getBoundingClientRect(), x = box.left - at.left, y = box.top - at.top + HEAD_PX, style = getComputedStyle(part);
    if (part.matches(".frame, .box")) svg.append(draw("rect", { x, y, width: box.width, height: box.height, rx: 7, fill: style.backgroundColor, stroke: style.borderTopColor }));
    else if (part.matches("svg")) svg.append(copyDrawing(part, { x, y, width: box.width, height: box.height }));
    else for (const node of textNodes(part)) copyText(node);
  }
  function copyDrawing(part, place) {
    const copied = part.cloneNode(true), from = [...part.querySelectorAll("*")];
    for (const [name, value] of Object.entries(place)) copied.setAttribute(name, value);
    [...copied.querySelectorAll("*")].forEach((one, index) => {
      const style = getComputedStyle(from[index]);
      if (style.display === "none") one.setAttribute("visibility", "hidden");
      for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "vector-effect"]) one.setAttribute(name, style.getPropertyValue(name));
    });
    return copied;
  }
  function textNodes(part) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), all = [];
    while (walker.nextNode()) if (walker.currentNode.textContent.trim()) all.push(walker.currentNode);
    return all;
  }
  /* A text line by line: a range of each of its words says on which line the word is. */
  function copyText(node) {
    const style = getComputedStyle(node.parentElement), range = document.createRange(), lines = [];
    for (const word of node.textContent.matchAll(/\S+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const box = range.getBoundingClientRect();
      if (lines.at(-1)?.bottom === box.bottom) lines.at(-1).words.push(word[0]);
      else lines.push({ bottom: box.bottom, left: box.left, high: box.height, words: [word[0]] });
    }
    for (const { bottom, left, high: height, words } of lines) {
      const text = draw("text", { x: left - at.left, y: bottom - at.top + HEAD_PX - 0.22 * height, fill: style.color, "font-size": style.fontSize, "font-weight": style.fontWeight >= 600 ? 700 : 400, "font-family": style.fontFamily });
      text.textContent = style.textTransform === "uppercase" ? words.join(" ").toLocaleUpperCase(data.lang) : words.join(" ");
      svg.append(text);
    }
  }
}
