/* The picture as it stands, as a PNG of twice the size, under the heading of the page. */
const PAD_PX = 12;
const PARTS = ".frame, .box, .wires, .key, .name, .note, .when, .who, .ground, h2, .quiet, .claimed, .matrix tbody td, .matrix th span, .matrix tbody td *";
const isDrawing = () => Boolean(stage.picture) && main.dataset.view === "diagram";
/* What consists of texts and boxes: the columns, the list of partners or a table of pairs. */
const pictured = () => [find("columns"), find("by-partner"), find("crossed")?.querySelector("table"), canvas.querySelector("table.matrix")].find((one) => one?.offsetParent);
const canSave = () => isDrawing() || Boolean(pictured());
function savePicture() {
  const shown = isDrawing() ? canvas : pictured();
  shown.closest("#crossed, .scrolls")?.scrollTo(0, 0);  // heads that stay in sight would lie on the rows
  const at = shown.getBoundingClientRect(), wide = Math.ceil(at.width), heads = headLines(wide - 2 * PAD_PX), top = heads.at(-1).y + PAD_PX, high = Math.ceil(at.height) + top;
  const svg = draw("svg", { xmlns: "http://www.w3.org/2000/svg", width: 2 * wide, height: 2 * high, viewBox: `0 0 ${wide} ${high}` });
  const fonts = draw("style", {});
  fonts.textContent = (document.querySelector("style").textContent.match(/@font-face\{[^}]*\}/g) || []).join("");
  svg.append(fonts, draw("rect", { width: wide, height: high, fill: getComputedStyle(find("work")).backgroundColor }));
  for (const { words, y, style, size } of heads) svg.append(lettered(words, { x: PAD_PX, y }, style, size));
  if (!isDrawing()) for (const part of shown.querySelectorAll(PARTS)) if (part.checkVisibility()) copyPart(part);
  const image = new Image();
  image.addEventListener("load", () => {
    const paper = make("canvas"), link = make("a");
    [paper.width, paper.height] = [2 * wide, 2 * high];
    const ctx = paper.getContext("2d");
    ctx.drawImage(image, 0, 0);
    if (isDrawing()) stage.picture((layer, x, y, width, height) => ctx.drawImage(layer, x, y, width, height, 0, 2 * top, 2 * wide, 2 * (high - top)));
    link.href = paper.toDataURL("image/png");
    link.download = `${data.title}.png`;
    link.click();
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;

  function copyPart(part) {
    const box = part.getBoundingClientRect(), x = box.left - at.left, y = box.top - at.top + top, style = getComputedStyle(part);
    if (part.matches("td")) svg.append(...copyCell(style, { x, y, width: box.width, height: box.height }));
    else if (part.matches("tbody th span")) svg.append(lettered(cut(part.textContent, part.clientWidth, part.scrollWidth), { x, y: y + 0.78 * box.height }, style));
    else if (part.matches("thead span")) svg.append(copyUpright(part, style, x, y, box));
    else if (part.matches(".frame, .box")) svg.append(draw("rect", { x, y, width: box.width, height: box.height, rx: 7, fill: style.backgroundColor, stroke: style.borderTopColor }));
    else if (part.matches("svg")) svg.append(copyDrawing(part, { x, y, width: box.width, height: box.height }));
    else for (const node of textNodes(part)) copyText(node, markAfter(part));
  }
  /* A cell of the table of pairs: its ground, and the dashes that say how well established it is. */
  function copyCell(style, place) {
    const cell = draw("rect", { ...place, fill: style.backgroundColor, stroke: style.borderBottomColor });
    if (style.outlineStyle === "none") return [cell];
    const { x, y, width, height } = place, dashes = style.outlineStyle === "dotted" ? "2 2" : "6 4";
    return [cell, draw("rect", { x: x + 2, y: y + 2, width: width - 4, height: height - 4, fill: "none", stroke: style.outlineColor, "stroke-width": 2, "stroke-dasharray": dashes })];
  }
  /* The head of a column reads upwards; what has no room is cut there as on the screen. */
  function copyUpright(part, style, x, y, { width, height }) {
    const left = x + 0.75 * width, bottom = y + height;
    return lettered(cut(part.textContent, part.clientHeight, part.scrollHeight), { x: left, y: bottom, transform: `rotate(-90 ${left} ${bottom})` }, style);
  }
  function markAfter(part) {
    const mark = getComputedStyle(part, "::after").content;
    return part.matches("td b") && mark.startsWith('"') ? JSON.parse(mark) : "";
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
  function copyText(node, mark) {
    const style = getComputedStyle(node.parentElement), range = document.createRange(), lines = [];
    for (const word of node.textContent.matchAll(/\S+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const box = range.getBoundingClientRect();
      if (lines.at(-1)?.bottom === box.bottom) lines.at(-1).words.push(word[0]);
      else lines.push({ bottom: box.bottom, left: box.left, high: box.height, words: [word[0]] });
    }
    lines.at(-1).words.push(...(mark ? [mark.trim()] : []));
    for (const { bottom, left, high: height, words } of lines) {
      const place = { x: left - at.left, y: bottom - at.top + top - 0.22 * height }, written = words.join(" ");
      svg.append(lettered(style.textTransform === "uppercase" ? written.toLocaleUpperCase(data.lang) : written, place, style));
    }
  }
}
function lettered(words, place, style, size = style.fontSize) {
  const text = draw("text", { ...place, fill: style.color, "font-size": size, "font-weight": style.fontWeight >= 600 ? 700 : 400, "font-family": style.fontFamily });
  text.textContent = words;
  return text;
}
/* What has no room on the screen has none here. */
function cut(text, room, wanted) {
  const words = text.trim();
  return wanted > room + 1 ? `${words.slice(0, Math.floor((words.length * room) / wanted) - 1)}…` : words;
}
/* The heading of the page, what stands below it, and which day, search or legends the picture is limited to. */
function headLines(room) {
  const ctx = make("canvas").getContext("2d"), lines = [];
  let y = 0;
  for (const [selector, size] of [["h1", 22], ["header .subtitle", 14], ["#status:not(.idle)", 14]]) {
    const from = document.querySelector(selector), style = from && getComputedStyle(from);
    if (!from) continue;
    ctx.font = `${style.fontWeight} ${size}px ${style.fontFamily}`;
    let words = "";
    const end = () => { if (words) lines.push({ words, y: y += 1.35 * size, style, size }); };
    for (const word of from.textContent.trim().split(/\s+/)) {
      const more = words ? `${words} ${word}` : word;
      if (ctx.measureText(more).width > room) { end(); words = word; } else words = more;
    }
    end();
  }
  return lines;
}
