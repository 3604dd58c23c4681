"use strict";
(() => {
  const FONT = '"Noto Sans",system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif';
  const TEXT = 15, LINE = 18, SMALL = 13, SMALL_LINE = 15, MARK = 11, LEAST = 0.1, MOST = 3;
  const find = (id) => document.getElementById(id);
  const data = JSON.parse(find("data").textContent);
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
  const edgesOf = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) { edgesOf.get(edge.from).push(edge); edgesOf.get(edge.to).push(edge); }
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  let printing = false;
  let chosen = null;  // the id of a node (n…) or of a link (e…)
  let hovered = null;
  let untouched = true;  // nobody has zoomed or moved the view yet
  const colours = () => data.palette[darkness.matches && !printing ? "dark" : "light"];

  /* Elements: text only ever enters as text. */
  const make = (tag, text, look) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (look) element.className = look;
    return element;
  };
  const makeButton = (text, action) => {
    const button = make("button", text);
    button.type = "button";
    button.addEventListener("click", action);
    return button;
  };
  const cell = (edge, label) => {
    const found = [...find(edge.row).cells].find((td) => td.dataset.label === label);
    return found ? found.cloneNode(true) : null;
  };
  const forceWords = (edge) => { const found = cell(edge, "In force"); return found ? found.textContent : ""; };
  const standingWords = (edge) => cell(edge, "Established").textContent;
  const edgeTip = (edge) => {
    const tip = make("div");
    tip.append(make("b", `${nodes.get(edge.from).name} – ${nodes.get(edge.to).name}`), make("span", `since ${edge.since}`),
      make("span", `${cell(edge, "Role").textContent}; ${standingWords(edge)}`));
    if (edge.force) tip.append(make("span", `in force: ${forceWords(edge)}`));
    return tip;
  };
  const nodeTip = (node) => {
    const tip = make("div"), count = edgesOf.get(node.id).length;
    tip.append(make("b", node.name));
    if (node.long && node.long !== node.name) tip.append(make("span", node.long));
    tip.append(make("span", `${node.kind}, ${count} link${count === 1 ? "" : "s"}`));
    return tip;
  };

  /* Drawing */
  const marks = {
    state: (ctx, x, y) => ctx.arc(x, y, MARK, 0, 2 * Math.PI),
    agency: (ctx, x, y) => ctx.rect(x - 10, y - 10, 20, 20),
    international: (ctx, x, y) => trace(ctx, [[x, y - 13], [x + 13, y], [x, y + 13], [x - 13, y]]),
    group: (ctx, x, y) => trace(ctx, [[x, y - 12], [x + 12, y + 10], [x - 12, y + 10]]),
    other: (ctx, x, y) => trace(ctx, [[x, y + 12], [x + 12, y - 10], [x - 12, y - 10]]),
  };
  function trace(ctx, points) {
    points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
  }
  function write(ctx, lines, x, y, room, size, height) {
    ctx.font = `${size}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    lines.forEach((line, index) => ctx.fillText(line, x, y + (index - (lines.length - 1) / 2) * height + 0.5, room));
  }
  function drawBox(ctx, node, x, y) {
    const [w, h] = node.half, shade = colours();
    ctx.beginPath();
    ctx.roundRect(x - w, y - h, 2 * w, 2 * h, 7);
    halo(ctx, node.id, 6);
    ctx.fillStyle = shade.box;
    ctx.strokeStyle = shade["box-line"];
    ctx.lineWidth = 1.6;
    ctx.fill();
    ctx.stroke();
    ctx.fillStyle = shade.text;
    write(ctx, node.lines, x, y, 2 * w - 10, TEXT, LINE);
  }
  function drawActor(ctx, node, x, y) {
    const shade = colours();
    ctx.beginPath();
    marks[node.look](ctx, x, y);
    halo(ctx, node.id, 8);
    ctx.fillStyle = shade[node.look];
    ctx.fill();
  }
  function halo(ctx, id, width) {
    if (id !== chosen && id !== hovered) return;
    ctx.strokeStyle = id === chosen ? colours().halo : colours().rule;
    ctx.lineWidth = 2 * width;
    ctx.stroke();
  }
  function drawLabel(ctx, node, x, y) {
    const shade = colours(), [dx, dy] = node.away;
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = shade.stage;
    ctx.font = `${TEXT}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    const top = y + dy - ((node.lines.length - 1) * LINE) / 2 + 0.5, room = 2 * node.half[0];
    node.lines.forEach((line, index) => ctx.strokeText(line, x + dx, top + index * LINE, room));
    ctx.fillStyle = shade.text;
    write(ctx, node.lines, x + dx, y + dy, room, TEXT, LINE);
  }
  const renderer = (node) => ({ ctx, x, y }) => ({
    drawNode: () => (node.look === "box" ? drawBox : drawActor)(ctx, node, x, y),
    drawExternalLabel: () => node.look !== "box" && network.getScale() * TEXT > 5 && drawLabel(ctx, node, x, y),
    nodeDimensions: node.look === "box" ? { width: 2 * node.half[0], height: 2 * node.half[1] } : { width: 26, height: 26 },
  });
  const pointOn = (edge, share) => network.body.edges[edge.id].edgeType.getPoint(share);
  function drawHalo(ctx) {
    const edge = edges.get(chosen) || edges.get(hovered);
    if (!edge) return;
    ctx.strokeStyle = edge.id === chosen ? colours().halo : colours().rule;
    ctx.lineWidth = 13;
    ctx.lineCap = "round";
    ctx.beginPath();
    for (let step = 0; step <= 20; step += 1) { const { x, y } = pointOn(edge, step / 20); ctx.lineTo(x, y); }
    ctx.stroke();
  }
  function drawBadges(ctx) {
    if (network.getScale() * SMALL > 5) for (const edge of data.edges) if (edge.badge) drawBadge(ctx, edge);
  }
  function drawBadge(ctx, edge) {
    const shade = colours(), { x, y } = pointOn(edge, edge.badge.share), [w, h] = edge.badge.half;
    ctx.beginPath();
    ctx.roundRect(x - w, y - h, 2 * w, 2 * h, 4);
    ctx.fillStyle = edge.id === chosen ? shade.halo : shade.stage;
    ctx.fill();
    const wide = edge.force ? 15 : 0;
    if (wide) drawForce(ctx, edge.force, edge.badge.lines.length ? x - w + 9 : x, y, shade);
    ctx.fillStyle = edge.standing === "held" ? shade.quiet : shade[edge.standing === "disputed" ? "disputed" : "quiet"];
    if (edge.id === chosen) ctx.fillStyle = shade.text;
    write(ctx, edge.badge.lines, x + wide / 2, y, 2 * w - wide - 2, SMALL, SMALL_LINE);
  }
  function drawForce(ctx, force, x, y, shade) {
    ctx.strokeStyle = ctx.fillStyle = shade.text;
    ctx.lineWidth = 1.4;
    ctx.beginPath();
    ctx.arc(x, y, 5, 0, 2 * Math.PI);
    ctx.stroke();
    if (force === "possibly") return;
    ctx.beginPath();
    ctx.arc(x, y, 5, force === "certainly" ? 0 : Math.PI / 2, force === "certainly" ? 2 * Math.PI : 1.5 * Math.PI);
    ctx.fill();
  }

  /* The network */
  const stage = find("stage"), canvas = find("canvas"), panel = find("panel");
  find("work").hidden = find("buttons").hidden = false;
  const edgeColour = (edge) => ({ color: colours()[edge.standing], highlight: colours()[edge.standing], hover: colours()[edge.standing] });
  const visEdges = new vis.DataSet(data.edges.map((edge) => ({ ...edge, color: edgeColour(edge), title: edgeTip(edge) })));
  const visNodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, shape: "custom", ctxRenderer: renderer(node), title: nodeTip(node) })));
  const world = data.nodes.reduce((box, node) => {
    const own = node.look === "box" ? [0, 0, ...node.half] : [...node.away, ...node.half];
    const wide = node.look === "box" ? own[2] : Math.max(MARK, Math.abs(own[0]) + own[2]);
    const mark = node.look === "box" ? 0 : 13;
    return [
      Math.min(box[0], node.x - mark, node.x + own[0] - own[2]), Math.min(box[1], node.y - mark, node.y + own[1] - own[3]),
      Math.max(box[2], node.x + mark, node.x + own[0] + own[2]), Math.max(box[3], node.y + mark, node.y + own[1] + own[3]),
    ];
  }, [Infinity, Infinity, -Infinity, -Infinity]);
  const [left, top, right, bottom] = data.nodes.length ? world : [0, 0, 1, 1];
  const PAD = 18;

  function shapeStage() {
    const narrow = matchMedia("(max-width: 820px)").matches;
    const wanted = ((bottom - top + 2 * PAD) / (right - left + 2 * PAD)) * stage.clientWidth;
    stage.style.height = `${Math.round(Math.min(Math.max(wanted, narrow ? 280 : 420), Math.max(narrow ? 520 : 640, innerHeight - 110)))}px`;
    panel.style.maxHeight = narrow ? "" : stage.style.height;
  }
  function fit() {
    if (!canvas.clientWidth || !canvas.clientHeight) return;
    const scale = Math.min(canvas.clientWidth / (right - left + 2 * PAD), canvas.clientHeight / (bottom - top + 2 * PAD), 1.15);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
    untouched = true;
  }
  function zoom(factor) {
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, LEAST), MOST) });
    untouched = false;
  }
  shapeStage();
  const network = new vis.Network(canvas, { nodes: visNodes, edges: visEdges }, { ...data.options, autoResize: true });
  const frame = canvas.firstElementChild;
  frame.tabIndex = -1;  // one tab stop: the stage itself
  network.canvas.frame.canvas.style.touchAction = "pan-y";  // a finger scrolls the page up and down
  network.on("beforeDrawing", drawHalo);
  network.on("afterDrawing", drawBadges);
  fit();

  /* Choosing */
  function choose(id, reveal) {
    chosen = id;
    for (const row of document.querySelectorAll("tr.chosen")) row.classList.remove("chosen");
    if (edges.has(id)) find(edges.get(id).row).classList.add("chosen");
    showDetails();
    network.redraw();
    if (reveal) stage.scrollIntoView({ block: "nearest" });
  }
  function showDetails() {
    const node = nodes.get(chosen), edge = edges.get(chosen);
    if (node) panel.replaceChildren(...nodeDetails(node));
    else if (edge) panel.replaceChildren(...edgeDetails(edge));
    else panel.replaceChildren(...emptyPanel.map((child) => child.cloneNode(true)));
    panel.scrollTop = 0;
  }
  const emptyPanel = [...panel.children];
  function nodeDetails(node) {
    const list = make("ul"), links = edgesOf.get(node.id);
    for (const edge of links) {
      const item = make("li"), other = nodes.get(edge.from === node.id ? edge.to : edge.from);
      item.append(makeButton(other.name, () => choose(edge.id)), make("span", `since ${edge.since}`));
      if (edge.standing !== "held") item.append(make("span", standingWords(edge), `standing ${edge.standing}`));
      if (edge.force) item.append(make("span", `in force: ${forceWords(edge)}`));
      list.append(item);
    }
    const kind = make("p", node.kind, "quiet"), long = node.long && node.long !== node.name ? [make("p", node.long)] : [];
    return [make("h2", node.name), kind, ...long, make("p", `${links.length} link${links.length === 1 ? "" : "s"}`), list];
  }
  function edgeDetails(edge) {
    const actor = nodes.get(edge.from), basis = nodes.get(edge.to), facts = make("dl");
    const fact = (label, ...content) => { const dd = make("dd"); dd.append(...content); facts.append(make("dt", label), dd); };
    fact("Who", makeButton(actor.name, () => choose(actor.id)));
    fact("In or under", makeButton(basis.name, () => choose(basis.id)), make("span", ` ${basis.kind.toLowerCase()}`, "quiet"));
    for (const label of ["Role", "Since", "Until", "Established", "In force", "Sources"]) {
      const found = cell(edge, label);
      if (found && found.textContent) fact(label, ...found.childNodes);
    }
    return [make("h2", `${actor.name} – ${basis.name}`), facts];
  }
  function labelAt({ x, y }) {
    return data.nodes.find((node) => {
      const at = network.getPosition(node.id);
      return node.look !== "box" && Math.abs(at.x + node.away[0] - x) <= node.half[0] && Math.abs(at.y + node.away[1] - y) <= node.half[1];
    });
  }
  function badgeAt({ x, y }) {
    return data.edges.find((edge) => {
      if (!edge.badge) return false;
      const at = pointOn(edge, edge.badge.share);
      return Math.abs(at.x - x) <= edge.badge.half[0] && Math.abs(at.y - y) <= edge.badge.half[1];
    });
  }
  network.on("click", ({ nodes: [node], edges: [edge], pointer }) => {
    const near = node === undefined && (labelAt(pointer.canvas) || badgeAt(pointer.canvas));
    choose(node !== undefined ? node : near ? near.id : edge !== undefined ? edge : null);
    network.unselectAll();
  });
  const hover = (id) => { hovered = id; network.canvas.frame.canvas.style.cursor = id ? "pointer" : ""; network.redraw(); };
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("hoverEdge", ({ edge }) => hover(edge));
  network.on("blurNode", () => hover(null));
  network.on("blurEdge", () => hover(null));
  network.on("dragEnd", () => { untouched = false; network.unselectAll(); });
  network.on("zoom", ({ scale }) => { untouched = false; if (scale < LEAST || scale > MOST) zoom(1); });

  /* Keys: arrows walk the nodes, E the links of the chosen node, Escape lets go. */
  const firstNode = () => data.nodes.reduce((best, node) => (node.x + node.y < best.x + best.y ? node : best), data.nodes[0]);
  function neighbour(from, dx, dy) {
    const here = network.getPosition(from);
    let best = null, least = Infinity;
    for (const node of data.nodes) {
      const at = network.getPosition(node.id), along = (at.x - here.x) * dx + (at.y - here.y) * dy;
      const aside = Math.abs((at.x - here.x) * dy) + Math.abs((at.y - here.y) * dx), far = along + 2 * aside;
      if (node.id !== from && along > 1 && far < least) { least = far; best = node.id; }
    }
    return best;
  }
  function walk(dx, dy) {
    if (!data.nodes.length) return;
    const from = nodes.has(chosen) ? chosen : edges.has(chosen) ? edges.get(chosen).from : null;
    const next = from ? neighbour(from, dx, dy) : firstNode().id;
    if (next) choose(next);
  }
  let home = null;  // the node whose links E walks
  function walkLinks() {
    if (nodes.has(chosen)) home = chosen;
    const links = home ? edgesOf.get(home) : [];
    if (links.length) choose(links[(links.findIndex((edge) => edge.id === chosen) + 1) % links.length].id);
  }
  const keys = {
    ArrowLeft: () => walk(-1, 0), ArrowRight: () => walk(1, 0), ArrowUp: () => walk(0, -1), ArrowDown: () => walk(0, 1),
    e: walkLinks, E: walkLinks, Escape: () => choose(edges.has(chosen) ? home : null),
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fit,
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  /* The wheel scrolls the page; with Ctrl it zooms. */
  canvas.addEventListener("wheel", (event) => { if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); }, { capture: true, passive: true });
  find("zoom-in").addEventListener("click", () => zoom(1.25));
  find("zoom-out").addEventListener("click", () => zoom(0.8));
  find("zoom-all").addEventListener("click", fit);
  const head = make("th");
  head.scope = "col";
  head.append(make("span", "Show in the picture", "unseen"));
  document.querySelector(".links thead tr").append(head);
  for (const edge of data.edges) {
    const td = make("td"), show = makeButton("Show", () => choose(edge.id, true));
    show.setAttribute("aria-label", `Show ${nodes.get(edge.from).name} – ${nodes.get(edge.to).name}`);
    td.setAttribute("role", "cell");
    td.append(show);
    find(edge.row).append(td);
  }

  /* Colours and sizes follow the reader's settings. */
  function recolour() {
    visEdges.update(data.edges.map((edge) => ({ id: edge.id, color: edgeColour(edge) })));
    network.redraw();
  }
  darkness.addEventListener("change", recolour);
  addEventListener("beforeprint", () => { printing = true; recolour(); });
  addEventListener("afterprint", () => { printing = false; recolour(); });
  new ResizeObserver(() => { shapeStage(); if (untouched) { network.setSize(); fit(); } }).observe(find("work"));
  window.accordgraph = { network, data, choose, fit };
})();
