/* The network by WebGL, for many nodes: sigma draws marks and lines, two canvases of ours the halos under them and the
   names above. While a hand drags, what is drawn is moved as it is; it is drawn anew when the hand lets go. */
const PAD = 18, MARGIN = 240;  // pixels around all; and how far the drawing goes on beyond each side of the stage
const NARROW = 600, EDGE = 14;  // pixels: of a stage with small names; around a community that is open
const HIT = 7, LONG = 60, MOST_DISCS = 400;  // pixels around a line; of a line that has room for its disc; discs at a time

function makeSigmaStage(container, { choose: onChoose, hover: onHover }) {
  try {
    return makeLargeStage(container, onChoose, onHover);
  } catch (error) {
    console.warn(`${say("no-webgl")} (${error.message})`);
    return makeAbsentStage(container);
  }
}

/* Without WebGL there is no picture, but a sentence that says so; everything else of the page works. */
function makeAbsentStage(container) {
  container.replaceChildren(make("p", say("no-webgl"), "no-picture"));
  const nothing = () => {};
  return { update: nothing, choose: nothing, zoom: nothing, pan: nothing, fit: nothing, redraw: nothing, recolour: nothing,
    resize: nothing, scale: () => 1, positions: () => ({}), names: () => [], wanted: () => 0 };
}

function makeLargeStage(container, onChoose, onHover) {
  const sheet = make("div", undefined, "sheet"), under = make("canvas"), over = make("canvas");
  container.replaceChildren(sheet);
  const [left, top, right, bottom] = extent();
  let states = { links: new Map(), nodes: new Map() };
  let chosen = null, hovered = null, home = 1, untouched = true;
  let moved = null;  // by how many pixels the sheet lies aside while it is dragged

  const degree = (node) => linksOf.get(node.id).length;
  let unit = 1;
  const sizeOf = (node) => unit * (0.8 + Math.min(2.4, 0.15 * Math.sqrt(degree(node))));
  const asideOf = sideBySide(), groups = makeGroups(() => scale());
  shapeSheet();
  const graph = new sigma.Graph();
  for (const node of data.nodes) graph.addNode(node.id, { ...lookOfNode(node), x: node.x, y: -node.y, size: sizeOf(node), shape: node.box ? BOX : SHAPES[node.kind] });
  addLinks();
  const { MarkProgram, LineProgram } = sigmaPrograms();
  const view = new sigma.Sigma(new sigma.Graph(), sheet, {
    defaultNodeType: "mark", nodeProgramClasses: { mark: MarkProgram }, nodeHoverProgramClasses: { mark: MarkProgram },
    defaultEdgeType: "line", edgeProgramClasses: { line: LineProgram }, renderLabels: false, stagePadding: 0, allowInvalidContainer: true,
    zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio / home), minCameraRatio: 0.002, maxCameraRatio: 4, enableCameraRotation: false,
  });
  view.setCustomBBox({ x: [left, right], y: [-bottom, -top] });
  view.setGraph(graph);
  view.getMouseCaptor().enabled = view.getTouchCaptor().enabled = false;  // the stage listens itself
  for (const [name, layer] of Object.entries(view.getCanvases())) if (!["edges", "nodes"].includes(name)) layer.style.display = "none";
  sheet.prepend(under);
  sheet.append(over);
  view.on("afterRender", drawAround);
  const camera = view.getCamera();
  container.addEventListener("webglcontextlost", () => container.replaceChildren(make("p", say("no-webgl"), "no-picture")), true);

  /* The lines that are drawn by WebGL: of communities that are closed there are none. What is not held lies above what is. */
  function addLinks() {
    const wanted = data.links.filter(groups.isDrawn);
    if (wanted.every((link) => graph.hasEdge(link.id))) return false;
    graph.clearEdges();
    for (const link of wanted.sort((a, b) => (a.look !== "held") - (b.look !== "held")))
      graph.addEdgeWithKey(link.id, link.from, link.to, { ...lookOfLink(link), ...STROKES[link.look], aside: asideOf.get(link.id) });
    return true;
  }
  function shapeSheet() {
    const { clientWidth: width, clientHeight: height } = container;
    Object.assign(sheet.style, { position: "absolute", left: `${-MARGIN}px`, top: `${-MARGIN}px`, width: `${width + 2 * MARGIN}px`, height: `${height + 2 * MARGIN}px` });
    for (const canvas of [under, over]) Object.assign(canvas.style, { position: "absolute", inset: "0", width: "100%", height: "100%", pointerEvents: "none" });
  }

  /* How things look in their present state. A faded mark is mixed with the ground, or lines would shine through it. */
  function lookOfNode(node) {
    const shade = colours(), fill = shade[node.box ? "box" : node.kind] || shade.other, line = node.box ? shade["box-line"] : fill;
    const word = states.nodes.get(node.id), share = word === "faded" ? FADED : 1;
    return { hidden: word === "hidden" || !groups.isOpen(node), color: mixed(fill, shade.stage, share), line: mixed(line, shade.stage, share) };
  }
  function lookOfLink(link) {
    const word = states.links.get(link.id), many = data.links.length;
    const near_ = Math.min(1, Math.max(0.4, 500 / Math.hypot(nodes.get(link.from).x - nodes.get(link.to).x, nodes.get(link.from).y - nodes.get(link.to).y)));
    const strong = link.look !== "held" ? 0.9 : near_ * Math.min(0.75, Math.max(0.2, 30 / Math.sqrt(many)));
    return { hidden: word === "hidden" || !groups.isDrawn(link), color: clear(colours()[link.look], word === "faded" ? strong * FADED : strong) };
  }
  /* From the world to pixels of the container, and back. */
  function toScreen({ x, y }) {
    const at = view.graphToViewport({ x, y: -y }, { cameraState: camera.getState() });  // else it tells of what was drawn last
    return { x: at.x - MARGIN + (moved ? moved.x : 0), y: at.y - MARGIN + (moved ? moved.y : 0) };
  }
  function toWorld({ x, y }) {
    const at = view.viewportToGraph({ x: x + MARGIN, y: y + MARGIN });
    return { x: at.x, y: -at.y };
  }
  const scale = () => toScreen({ x: 1000, y: 0 }).x / 1000 - toScreen({ x: 0, y: 0 }).x / 1000;
  const grown = () => 1 / Math.sqrt(camera.ratio / home);

  /* What lies under a point: a mark before a line, the nearer before the farther. */
  function hit(at) {
    const { x, y } = toWorld(at), per = 1 / scale();
    return groupAt(at) || nearest(data.nodes.filter(groups.isOpen), states.nodes, (node) => Math.hypot(node.x - x, node.y - y) - sizeOf(node) * grown() * per, 3 * per)
      || nearest(data.links.filter(groups.isDrawn), states.links, (link) => distance(link, x, y, per), HIT * per);
  }
  /* A disc, or the name above a community that is open. */
  function groupAt({ x, y }) {
    const far = (group) => { const at = toScreen(group); return Math.hypot(at.x - x, at.y - y) - groups.radius(group); };
    const disc = groups.closed().filter((group) => !groups.isHidden(group, states.nodes)).map((group) => [far(group), group.id]).sort(([a], [b]) => a - b)[0];
    if (disc && disc[0] < 2) return disc[1];
    const [left, top] = [x + MARGIN - (moved ? moved.x : 0), y + MARGIN - (moved ? moved.y : 0)];
    return titles.find(({ box }) => left > box[0] && top > box[1] && left < box[2] && top < box[3])?.group.id;
  }
  function nearest(things, words, far, most) {
    let best = null, least = most;
    for (const thing of things) {
      if (words.get(thing.id) === "hidden") continue;
      const now_ = far(thing);
      if (now_ < least) { least = now_; best = thing.id; }
    }
    return best;
  }
  function distance(link, x, y, per) {
    const a = nodes.get(link.from), b = nodes.get(link.to), dx = b.x - a.x, dy = b.y - a.y, long = dx * dx + dy * dy || 1;
    const share = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / long)), aside = asideOf.get(link.id) * per * lineGrown() / Math.sqrt(long);
    return Math.hypot(a.x + dx * share + dy * aside - x, a.y + dy * share - dx * aside - y);
  }
  const lineGrown = () => Math.min(2, Math.max(1, 0.6 * grown()));

  /* Names, halos and the discs of a day. */
  const isVisible = (node) => states.nodes.get(node.id) !== "hidden" && groups.isOpen(node);
  const near = () => new Set(nodes.has(chosen) ? linksOf.get(chosen).flatMap((link) => [link.from, link.to]) : links.has(chosen) ? [links.get(chosen).from, links.get(chosen).to] : []);
  function chooseNames() {
    const room = makeRoom(140), close = near(), { clientWidth: width, clientHeight: height } = sheet, found = nameGroups(room);
    const first = (node) => (node.id === chosen || node.id === hovered ? 0 : close.has(node.id) ? 1 : states.nodes.get(node.id) === "faded" ? 3 : 2);
    for (const node of data.nodes.filter(isVisible).sort((a, b) => first(a) - first(b) || a.rank - b.rank)) {
      const at = view.graphToViewport({ x: node.x, y: -node.y });
      if (at.x < -80 || at.y < -40 || at.x > width + 80 || at.y > height + 40) continue;
      const size = Math.min(TEXT, Math.max(LEAST_TEXT, scale() * TEXT)), lines = node.lines, half = (node.half[0] * size) / TEXT;
      const high = (lines.length * LINE * size) / TEXT, drop = sizeOf(node) * grown() * 1.25 + 2, gap = first(node) < 2 ? 1 : 7;
      const inside = at.x >= MARGIN && at.x <= width - MARGIN;  // names of what is seen are not cut off at the side
      if (inside) at.x = Math.min(Math.max(at.x, MARGIN + half + 3), Math.max(MARGIN + half + 3, width - MARGIN - half - 3));
      const box = [at.x - half - 2 * gap, at.y + drop - gap, at.x + half + 2 * gap, at.y + drop + high + gap];
      if (first(node) === 3 || (first(node) && !room.isFree(box, node.id))) continue;
      room.take(box, node.id);
      found.push({ node, x: at.x, y: at.y + drop + high / 2, size, half, high });
    }
    return found;
  }
  /* Names of communities come first: beside a disc, above one that is open. */
  let titles = [];
  function nameGroups(room) {
    const found = [], closed = groups.closed(), size = container.clientWidth < NARROW ? LEAST_TEXT : TEXT;
    titles = [];
    for (const group of closed) room.take(around(toView(group), groups.radius(group), groups.radius(group)), group.id);
    for (const group of groups.all.filter((one) => !groups.isHidden(one, states.nodes))) {
      const half = group.half.map((one) => (one * size) / TEXT), isClosed = closed.includes(group);
      const spots = isClosed ? besideDisc(group, half).filter((spot) => isInside(spot, half)) : [inside(aboveOpen(group, half), half)];
      const at = spots.find((spot) => room.isFree(around(spot, half[0] + 4, half[1] + 1), group.id));
      if (!at) continue;
      const box = around(at, half[0] + 4, half[1] + 1);
      room.take(box, `${group.id} name`);
      if (!isClosed) titles.push({ group, box });
      found.push({ node: group, x: at.x, y: at.y, size, half: half[0], high: 2 * half[1] });
    }
    return found;
  }
  /* In the part of the sheet that is seen, so that no name is cut; what lies wholly outside of it stays there. */
  const seenPart = () => [MARGIN, MARGIN, sheet.clientWidth - MARGIN, sheet.clientHeight - MARGIN];
  function isInside({ x, y }, [w, h]) {
    const [left, top, right, bottom] = seenPart();
    return x + w < left || x - w > right || y + h < top || y - h > bottom || (x - w >= left && x + w <= right && y - h >= top && y + h <= bottom);
  }
  function inside({ x, y }, [, h]) {
    const [, top] = seenPart();
    return { x, y: y + h < top - 2 * EDGE ? y : Math.max(y, top + h + 2) };
  }
  const around = ({ x, y }, w, h) => [x - w, y - h, x + w, y + h];
  function besideDisc(group, [w, h]) {
    const { x, y } = toView(group), far = groups.radius(group) + 3;
    return [{ x, y: y + far + h }, { x, y: y - far - h }, { x: x + far + w + 3, y }, { x: x - far - w - 3, y }];
  }
  function aboveOpen(group, [, h]) {
    const { left, right, top } = groups.edge(group), { x, y } = toView({ x: (left + right) / 2, y: top });
    return { x, y: y - h - EDGE - 2 };
  }
  const toView = ({ x, y }) => view.graphToViewport({ x, y: -y });
  function drawGroups(below, ctx, shade) {
    for (const line of groups.lines(states.links)) groups.drawLine(below, toView(line.from), toView(line.to), line, shade);
    for (const group of groups.opened()) {
      const { left, top, right, bottom } = groups.edge(group), a = toView({ x: left, y: top }), b = toView({ x: right, y: bottom });
      below.beginPath();
      below.roundRect(a.x - EDGE, a.y - EDGE, b.x - a.x + 2 * EDGE, b.y - a.y + 2 * EDGE, EDGE);
      below.strokeStyle = shade.rule;
      below.lineWidth = 1.5;
      below.stroke();
    }
    for (const group of groups.closed()) if (!groups.isHidden(group, states.nodes)) groups.drawDisc(ctx, group, toView(group), groups.shownIn(group, states.nodes), shade, hovered === group.id);
  }
  function paper(canvas) {
    const ratio = devicePixelRatio || 1, { clientWidth: width, clientHeight: height } = sheet, ctx = canvas.getContext("2d");
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    return ctx;
  }
  function ends(link) {
    const [a, b] = [link.from, link.to].map((id) => view.graphToViewport({ x: nodes.get(id).x, y: -nodes.get(id).y }));
    const dx = b.x - a.x, dy = b.y - a.y, far = Math.hypot(dx, dy) || 1, aside = asideOf.get(link.id) * lineGrown();
    return [a, b].map(({ x, y }) => ({ x: x + (dy / far) * aside, y: y - (dx / far) * aside }));
  }
  function line(ctx, link, colour, width) {
    const [a, b] = ends(link);
    ctx.beginPath();
    ctx.moveTo(a.x, a.y);
    ctx.lineTo(b.x, b.y);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.lineCap = "round";
    ctx.stroke();
  }
  let written = [];
  function drawAround() {
    const shade = colours(), below = paper(under), ctx = paper(over);
    for (const id of [hovered, chosen]) drawHalo(below, ctx, id, id === chosen ? shade.halo : shade.rule);
    drawGroups(below, ctx, shade);
    drawDiscs(ctx, shade);
    written = chooseNames();
    for (const { node, x, y, size } of written) write(ctx, node.lines, x, y, undefined, size, (LINE * size) / TEXT, shade.text, shade.stage);
    if (links.has(chosen)) drawWords(ctx, links.get(chosen), shade);
  }
  function drawHalo(below, ctx, id, colour) {
    const node = nodes.get(id), link = links.get(id);
    if (link && states.links.get(id) !== "hidden" && groups.isDrawn(link)) line(below, link, colour, 12);
    if (!node || !isVisible(node)) return;
    if (id === chosen) for (const own of linksOf.get(id)) if (isShown(states.links.get(own.id)) && groups.isDrawn(own)) line(below, own, colour, 4);
    const at = view.graphToViewport({ x: node.x, y: -node.y });
    ctx.beginPath();
    ctx.arc(at.x, at.y, sizeOf(node) * grown() * 1.25 + 5, 0, 2 * Math.PI);
    ctx.strokeStyle = colour;
    ctx.lineWidth = 5;
    ctx.stroke();
  }
  const middle = (link) => { const [a, b] = ends(link); return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }; };
  function drawDiscs(ctx, shade) {
    const { clientWidth: width, clientHeight: height } = sheet, seen = [];
    for (const link of data.links) {
      if (!FORCES.includes(states.links.get(link.id)) || !groups.isDrawn(link)) continue;
      const [a, b] = ends(link), at = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
      if (Math.hypot(a.x - b.x, a.y - b.y) < LONG) continue;
      if (at.x > 0 && at.y > 0 && at.x < width && at.y < height) seen.push([link, at]);
      if (seen.length > MOST_DISCS) return;
    }
    for (const [link, at] of seen) drawForce(ctx, states.links.get(link.id), at.x, at.y, shade.text, shade.stage);
  }
  function drawWords(ctx, link, shade) {
    if (states.links.get(link.id) === "hidden") return;
    const { x, y } = middle(link), words = [link.short ? link.short : link.since, (link.short && link.mark) || "", link.doubt || ""].filter(Boolean);
    write(ctx, words, x, y, undefined, SMALL, SMALL_LINE, link.look === "disputed" ? shade.disputed : shade.text, shade.halo);
  }

  /* The view. */
  function place(world, at) {
    const now_ = toScreen(world);
    pan(at.x - now_.x, at.y - now_.y);
  }
  function pan(dx, dy) {
    const [a, b] = [view.viewportToFramedGraph({ x: 0, y: 0 }), view.viewportToFramedGraph({ x: dx, y: dy })];
    camera.setState({ x: camera.x - (b.x - a.x), y: camera.y - (b.y - a.y) });
    untouched = false;
  }
  function zoom(factor, at = { x: container.clientWidth / 2, y: container.clientHeight / 2 }) {
    settleDrag();
    const world = toWorld(at);
    camera.setState({ ratio: camera.ratio / factor });
    place(world, at);
  }
  function fitting() {
    return Math.min((container.clientWidth - 2 * PAD) / (right - left), (container.clientHeight - 2 * PAD) / (bottom - top), 1.15);
  }
  function fit() {
    const { clientWidth: width, clientHeight: height } = container;
    if (!width || !height) return;
    shapeSheet();
    view.resize();
    camera.setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
    home = scale() / fitting();
    const wanted = Math.min(5, Math.max(1.3, 20 * fitting()));  // marks next to each other should not touch
    if (wanted !== unit) {
      unit = wanted;
      graph.updateEachNodeAttributes((id, held_) => ({ ...held_, size: sizeOf(nodes.get(id)) }), { attributes: ["size"] });
    }
    camera.setState({ ratio: home });
    place({ x: (left + right) / 2, y: (top + bottom) / 2 }, { x: width / 2, y: height / 2 });
    untouched = true;
  }
  function drawNow() {
    view.refresh({ partialGraph: { nodes: [], edges: [] }, skipIndexation: true });
  }
  function drawSoon() {
    view.scheduleRender();
  }

  /* Dragging moves the sheet; its edge is never reached, for there it is drawn anew. */
  let held = null, dragged = false, pointer = null;
  const local = (event) => { const box = container.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top }; };
  function settleDrag() {
    if (!moved) return;
    const by = moved;
    moved = null;
    pan(by.x, by.y);
    drawNow();
    sheet.style.transform = "";
  }
  function drag(event) {
    const at = local(event), by = { x: at.x - held.x, y: at.y - held.y };
    if (!dragged && Math.hypot(by.x, by.y) < 4) return;
    dragged = true;
    moved = by;
    if (Math.max(Math.abs(by.x), Math.abs(by.y)) > MARGIN) {
      settleDrag();
      held = at;
      return;
    }
    sheet.style.transform = `translate(${by.x}px,${by.y}px)`;
  }
  container.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" || event.button) return;
    held = local(event);
    dragged = false;
    pointer = event.pointerId;
  });
  container.addEventListener("pointermove", (event) => {
    if (held && event.pointerId === pointer) {
      if (!dragged) container.setPointerCapture(pointer);
      return drag(event);
    }
    if (event.pointerType !== "touch") hoverOn(hit(local(event)));
  });
  const release = () => { held = null; settleDrag(); };
  container.addEventListener("pointerup", release);
  container.addEventListener("pointercancel", release);
  container.addEventListener("pointerleave", () => hoverOn(null));
  container.addEventListener("click", (event) => { if (!dragged) take(hit(local(event))); dragged = false; });
  const groupOf = (id) => groups.all.find((group) => group.id === id);
  const take = (id) => (groupOf(id) ? openGroup(groupOf(id)) : onChoose(id));
  function hoverOn(id) {
    if (id === hovered) return;
    hovered = id;
    container.style.cursor = id ? "pointer" : "";
    drawAround();
    onHover(id);
  }

  /* What opens is brought near enough to be read; "Show all" leads back. */
  function openGroup(group, wanted) {
    groups.toggle(group, wanted);
    recolour();
    showOpen();
    if (groups.opened().includes(group)) bringNear(groups.edge(group));
    drawSoon();
  }
  function openAll(wanted) {
    for (const group of groups.all) groups.toggle(group, wanted);
    recolour();
    showOpen();
    drawSoon();
  }
  function bringNear({ left: a, top: b, right: c, bottom: d }) {
    const room = Math.min(container.clientWidth / (c - a + 200), container.clientHeight / (d - b + 200), 1.15), middle = { x: (a + c) / 2, y: (b + d) / 2 };
    camera.setState({ ratio: (camera.ratio * scale()) / room });
    place(middle, { x: container.clientWidth / 2, y: container.clientHeight / 2 });
  }
  const openers = [...document.querySelectorAll("[data-group]")];  // the panel may show something else later
  function showOpen() {
    const closed = groups.closed();
    for (const button of openers) button.setAttribute("aria-expanded", String(!closed.includes(groups.all[button.dataset.group])));
    find("open-groups")?.setAttribute("aria-pressed", String(closed.length === 0));
  }
  function reveal(id) {
    const shut = groups.behind(id);
    if (!shut.length) return;
    for (const group of shut) groups.toggle(group, true);
    recolour();
    showOpen();
  }
  for (const button of openers) button.addEventListener("click", () => openGroup(groups.all[button.dataset.group]));
  find("open-groups")?.addEventListener("click", () => openAll(groups.closed().length > 0));

  function recolour() {
    if (addLinks()) view.refresh();  // sigma changes no line that it has not drawn
    graph.updateEachNodeAttributes((id, held_) => ({ ...held_, ...lookOfNode(nodes.get(id)) }), { attributes: ["color", "line", "hidden"] });
    graph.updateEachEdgeAttributes((id, held_) => ({ ...held_, ...lookOfLink(links.get(id)) }), { attributes: ["color", "hidden"] });
  }
  fit();
  return {
    view, zoom, pan, fit, recolour, scale, hit, openAll,
    discs: () => groups.closed().map((group) => ({ id: group.id, radius: groups.radius(group), ...toScreen(group) })),
    titles: () => titles.map(({ group, box }) => ({ id: group.id, x: (box[0] + box[2]) / 2 - MARGIN, y: (box[1] + box[3]) / 2 - MARGIN })),
    isSeen: (id) => isVisible(nodes.get(id)),
    update(linkStates, nodeStates) {
      const before = states, isNew = (old, words) => [...words].some(([id, word]) => (old.get(id) || "shown") !== word);
      states = { links: linkStates, nodes: nodeStates };
      if (isNew(before.links, linkStates) || isNew(before.nodes, nodeStates)) recolour();
    },
    choose: (id) => { chosen = id; reveal(id); drawSoon(); },
    centre: (id) => { place(nodes.get(id), { x: container.clientWidth / 2, y: container.clientHeight / 2 }); drawSoon(); },
    redraw: drawSoon,
    picture(copy) {
      settleDrag();
      drawNow();  // what WebGL has drawn is there until the end of this turn only
      const { edges, nodes: marks } = view.getCanvases(), ratio = over.width / sheet.clientWidth;
      for (const layer of [under, edges, marks, over]) copy(layer, MARGIN * ratio, MARGIN * ratio, container.clientWidth * ratio, container.clientHeight * ratio);
    },
    resize: () => { if (untouched) return fit(); shapeSheet(); view.resize(); drawSoon(); },
    wanted: (width) => ((bottom - top + 2 * PAD) / (right - left + 2 * PAD)) * width,
    positions: () => Object.fromEntries(data.nodes.map((node) => [node.id, toScreen(node)])),
    pointOn: (id, share) => { const [a, b] = ends(links.get(id)); return { x: a.x + (b.x - a.x) * share - MARGIN, y: a.y + (b.y - a.y) * share - MARGIN }; },
    names: () => written.map(({ node, x, y, size, half, high }) => ({ id: node.id, px: size,
      from: { x: x - half - MARGIN, y: y - high / 2 - MARGIN }, to: { x: x + half - MARGIN, y: y + high / 2 - MARGIN } })),
  };
}
