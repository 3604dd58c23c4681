/* The network on a canvas, by vis-network: for pictures of a few hundred nodes. */
function makeVisStage(container, { choose: onChoose, hover: onHover, unsaid: onUnsaid }) {
  const LEAST = 0.1, MOST = 3, PAD = 18;
  const [left, top, right, bottom] = extent();
  let states = { links: new Map(), nodes: new Map() };
  let chosen = null, own = null, hovered = null, names = null, words = null, namesAt = 0;
  let untouched = true;  // nobody has zoomed or moved the view yet

  /* What has nothing to do with the day, the search or the choice steps back. */
  const isAside = (link) => states.links.get(link.id) === "faded" || Boolean(own && !own.links.has(link.id));
  const lineColour = (link) => {
    const colour = colours()[link.look];
    return { color: colour, highlight: colour, hover: colour, opacity: isAside(link) ? FADED : 1 };
  };
  /* vis rounds the ends of dashes, which makes each longer by its width: else a disputed line would look whole. */
  const dashesOf = ({ dashes, width }) => (Array.isArray(dashes) ? [Math.max(dashes[0] - width, 0.1), dashes[1] + Math.min(width, dashes[0])] : dashes);
  const visLinks = new vis.DataSet(data.links.map((link) => ({ ...link, dashes: dashesOf(link), title: tipOfLink(link), color: lineColour(link) })));
  const visNodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, shape: "custom", ctxRenderer: renderer(node), title: tipOfNode(node) })));
  const network = new vis.Network(container, { nodes: visNodes, edges: visLinks }, { ...data.options, autoResize: true });
  container.firstElementChild.tabIndex = -1;  // one tab stop: the container itself
  data.links.forEach(bend);

  /* The middle of a curved line lies `curve` pixels to the left, as in every other file of the picture. */
  function bend(link) {
    if (!link.curve) return;
    const edge = network.body.edges[link.id].edgeType;
    edge.getViaNode = edge._getViaCoordinates = () => {
      const a = nodes.get(link.from), b = nodes.get(link.to), dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy) || 1;
      return { x: (a.x + b.x) / 2 + (2 * link.curve * dy) / length, y: (a.y + b.y) / 2 - (2 * link.curve * dx) / length };
    };
  }
  const pointOn = (link, share) => network.body.edges[link.id].edgeType.getPoint(share);

  const fade = (id) => (states.nodes.get(id) === "faded" || (own && !own.nodes.has(id)) ? FADED : 1);
  function renderer(node) {
    return ({ ctx, x, y }) => ({
      drawNode: () => drawNode(ctx, node, x, y),
      drawExternalLabel: () => drawName(ctx, node),
      nodeDimensions: node.box ? { width: 2 * node.half[0], height: 2 * node.half[1] } : { width: 26, height: 26 },
    });
  }
  function drawNode(ctx, node, x, y) {
    const shade = colours();
    ctx.save();
    outline(ctx, node, x, y, node.box && (isNamed(node) ? readable().factor : 0));
    if (node.id === chosen || node.id === hovered) {
      ctx.strokeStyle = node.id === chosen ? shade.halo : shade.rule;
      ctx.lineWidth = 14;
      ctx.stroke();
    }
    ctx.fillStyle = shade.stage;
    ctx.fill();  // a faded mark is no window to the lines behind it
    ctx.globalAlpha = fade(node.id);
    ctx.fillStyle = shade[node.box ? "box" : node.kind] || shade.other;
    ctx.fill();
    if (node.box) {
      ctx.strokeStyle = shade["box-line"];
      ctx.lineWidth = 1.6;
      ctx.stroke();
    }
    ctx.restore();
  }
  function readable() {
    const scale = network.getScale();
    if (!names || namesAt !== scale) {
      namesAt = scale;
      const seen = data.nodes.filter(isVisible), near = own ? seen.filter((node) => own.nodes.has(node.id)) : seen;
      names = chooseLabels(seen, scale, { wanted: near, first: chosen });
      const spoken = chooseWords(data.links.filter((link) => isShown(states.links.get(link.id)) && !isAside(link)), scale, names, isVisible, pointOn, chosen);
      words = spoken.found;
      if (own) nameRest(seen, scale);
      onUnsaid(spoken.unsaid);
    }
    return names;
  }
  /* Those that a choice is not about have their names where it leaves room. */
  function nameRest(seen, scale) {
    const named = seen.filter((node) => names.shown.has(node.id)).map((node) => nameBox(node, names.factor, names.shown.get(node.id)));
    const said = [...words].map(([id, { share, half: [w, h] }]) => { const { x, y } = pointOn(links.get(id), share); return [x - w, y - h, x + w, y + h]; });
    const rest = chooseLabels(seen, scale, { wanted: seen.filter((node) => !own.nodes.has(node.id)), taken: [...named, ...said] });
    for (const [id, away] of rest.shown) names.shown.set(id, away);
  }
  const isVisible = (node) => states.nodes.get(node.id) !== "hidden";
  /* Where on its line a link speaks, and how much larger than planned. */
  function saying(link) {
    readable();
    const place = words.get(link.id);
    return place && place.lines.length ? place : null;
  }
  const isClose = (node) => node.id === chosen || node.id === hovered;
  const isNamed = (node) => readable().shown.has(node.id) || isClose(node);
  const nameBoxOf = (node) => nameBox(node, readable().factor, readable().shown.get(node.id));
  function drawName(ctx, node) {
    if (!isNamed(node)) return;
    const { factor } = readable(), [x1, y1, x2, y2] = nameBoxOf(node);
    ctx.save();
    ctx.globalAlpha = isClose(node) ? 1 : Math.min(1, 2.4 * fade(node.id));
    write(ctx, node.lines, (x1 + x2) / 2, (y1 + y2) / 2, undefined, TEXT * factor, LINE * factor, colours().text, node.box ? null : colours().stage);
    ctx.restore();
  }
  function drawHalo(ctx) {
    const link = links.get(chosen) || links.get(hovered);
    if (!link || states.links.get(link.id) === "hidden") return;
    ctx.strokeStyle = link.id === chosen ? colours().halo : colours().rule;
    ctx.lineWidth = 13;
    ctx.lineCap = "round";
    ctx.beginPath();
    for (let step = 0; step <= 20; step += 1) { const { x, y } = pointOn(link, step / 20); ctx.lineTo(x, y); }
    ctx.stroke();
  }
  function drawBadges(ctx) {
    for (const link of data.links) if (states.links.get(link.id) !== "hidden") drawBadge(ctx, link);
  }
  function drawBadge(ctx, link) {
    const word = states.links.get(link.id), onDay = FORCES.includes(word), said = saying(link), shade = colours();
    const place = said || (onDay && words.get(link.id));
    if (!place) return;
    const { share, factor, half: [w, h] } = place, { x, y } = pointOn(link, share), disc = onDay && said ? 15 * factor : 0;
    ctx.save();
    ctx.beginPath();
    ctx.roundRect(x - w, y - h, 2 * w, 2 * h, 4);
    ctx.fillStyle = link.id === chosen ? shade.halo : shade.stage;
    ctx.fill();
    if (onDay) drawForce(ctx, word, disc ? x - w + 9 * factor : x, y, shade.text, shade.stage, factor);
    const colour = link.id === chosen ? shade.text : link.look === "disputed" ? shade.disputed : shade.quiet;
    if (said) write(ctx, said.lines, x + disc / 2, y, 2 * w - disc - 2, SMALL * factor, SMALL_LINE * factor, colour);
    ctx.restore();
  }
  network.on("beforeDrawing", drawHalo);
  network.on("afterDrawing", drawBadges);

  /* Names and words on lines belong to what they name. */
  const within = (at, x, y, [w, h]) => Math.abs(at.x - x) <= w && Math.abs(at.y - y) <= h;
  const nameAt = (at) => data.nodes.find((node) => {
    const [x1, y1, x2, y2] = nameBoxOf(node);
    return isVisible(node) && isNamed(node) && at.x >= x1 && at.x <= x2 && at.y >= y1 && at.y <= y2;
  });
  const badgeAt = (at) => data.links.find((link) => {
    const said = states.links.get(link.id) !== "hidden" && saying(link);
    if (!said) return false;
    const { x, y } = pointOn(link, said.share);
    return within(at, x, y, said.half);
  });
  network.on("click", ({ nodes: [node], edges: [link], pointer }) => {
    const near = node === undefined && (nameAt(pointer.canvas) || badgeAt(pointer.canvas));
    network.unselectAll();
    onChoose(node !== undefined ? node : near ? near.id : link !== undefined ? link : null);
  });
  function hover(id) {
    hovered = id;
    network.canvas.frame.canvas.style.cursor = id ? "pointer" : "";
    network.redraw();
    onHover(id);
  }
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("hoverEdge", ({ edge }) => hover(edge));
  network.on("blurNode", () => hover(null));
  network.on("blurEdge", () => hover(null));
  /* What a hand drags takes its name and the ends of its lines along; words find new places when it lets go. */
  function follow(dragged) {
    for (const [id, { x, y }] of Object.entries(network.getPositions(dragged))) Object.assign(nodes.get(id), { x, y });
  }
  network.on("dragging", ({ nodes: dragged }) => follow(dragged));
  network.on("dragEnd", ({ nodes: dragged }) => {
    follow(dragged);
    names = null;
    untouched = false;
    network.unselectAll();
  });
  network.on("zoom", ({ scale }) => { untouched = false; if (scale < LEAST || scale > MOST) zoom(1); });

  function zoom(factor, at) {
    const scale = Math.min(Math.max(network.getScale() * factor, LEAST), MOST), before = at && network.DOMtoCanvas(at);
    network.moveTo({ scale });
    if (at) {
      const after = network.DOMtoCanvas(at), middle = network.getViewPosition();
      network.moveTo({ position: { x: middle.x + before.x - after.x, y: middle.y + before.y - after.y } });
    }
    untouched = false;
  }
  function pan(dx, dy) {
    const middle = network.getViewPosition(), scale = network.getScale();
    network.moveTo({ position: { x: middle.x - dx / scale, y: middle.y - dy / scale } });
    untouched = false;
  }
  /* All marks and all names that can be read. Names that are drawn larger need more room, so it is tried again with them. */
  function fit() {
    const { clientWidth: width, clientHeight: height } = container;
    if (!width || !height) return;
    let box = extent(), scale = 1;
    for (let round = 0; round < 4; round += 1) {
      scale = Math.min(width / (box[2] - box[0] + 2 * PAD), height / (box[3] - box[1] + 2 * PAD), 1.15);
      box = around(chooseLabels(data.nodes, scale));
    }
    network.moveTo({ position: { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 }, scale });
    untouched = true;
  }
  function around({ factor, shown }) {
    const boxes = data.nodes.map((node) => (shown.has(node.id) ? nameBox(node, factor, shown.get(node.id)) : [node.x, node.y, node.x, node.y]));
    const marks = data.nodes.map(({ x, y }) => [x - MARK, y - MARK, x + MARK, y + MARK]), all = [...boxes, ...marks];
    if (!all.length) return [0, 0, 1, 1];
    return [0, 1, 2, 3].map((side) => Math[side < 2 ? "min" : "max"](...all.map((one) => one[side])));
  }
  const rounded = ({ x, y }) => ({ x: Math.round(x * 1000) / 1000, y: Math.round(y * 1000) / 1000 });
  const gone = (word) => word === "hidden";
  function mark(id) {
    chosen = id;
    own = ownOf(id);
    names = null;
    recolour();
  }
  function recolour() {
    visLinks.update(data.links.map((link) => ({ id: link.id, color: lineColour(link) })));
    data.links.forEach(bend);  // vis makes a line anew when it changes
    network.redraw();
  }
  function update(linkStates, nodeStates) {
    const before = states;
    states = { links: linkStates, nodes: nodeStates };
    names = null;
    const changed = data.links.filter(({ id }) => before.links.get(id) !== linkStates.get(id));
    visLinks.update(changed.map((link) => ({ id: link.id, hidden: gone(linkStates.get(link.id)), color: lineColour(link) })));
    const moved = data.nodes.filter(({ id }) => gone(before.nodes.get(id)) !== gone(nodeStates.get(id)));
    visNodes.update(moved.map(({ id }) => ({ id, hidden: gone(nodeStates.get(id)) })));
    changed.forEach(bend);
    network.redraw();
  }
  return {
    network,
    update,
    zoom,
    pan,
    fit,
    choose: mark,
    centre: (id) => { network.moveTo({ position: network.getPosition(id) }); untouched = false; },
    redraw: () => network.redraw(),
    /* What is seen, drawn anew with twice as many points. */
    picture(copy) {
      const layer = network.canvas.frame.canvas;
      network.canvas._determinePixelRatio = () => 2;
      network.redraw();
      copy(layer, 0, 0, layer.width, layer.height);
      delete network.canvas._determinePixelRatio;
      network.redraw();
    },
    recolour,
    resize: () => { if (untouched) { network.setSize(); fit(); } },
    wanted: (width) => ((bottom - top + 2 * PAD) / (right - left + 2 * PAD)) * width,
    scale: () => network.getScale(),
    positions: () => Object.fromEntries(data.nodes.map((node) => [node.id, rounded(network.canvasToDOM(network.getPosition(node.id)))])),
    pointOn: (id, share) => network.canvasToDOM(pointOn(links.get(id), share)),
    words: () => data.links.filter(saying).map((link) => {
      const { share, factor, half: [w, h] } = saying(link), { x, y } = pointOn(link, share);
      return { id: link.id, px: SMALL * factor * network.getScale(), share, from: network.canvasToDOM({ x: x - w, y: y - h }), to: network.canvasToDOM({ x: x + w, y: y + h }) };
    }),
    discs: () => data.links.filter((link) => FORCES.includes(states.links.get(link.id)) && !saying(link) && words.has(link.id)).map((link) => {
      const { share, factor } = words.get(link.id), { x, y } = pointOn(link, share), half = 6 * factor;
      return { id: link.id, from: network.canvasToDOM({ x: x - half, y: y - half }), to: network.canvasToDOM({ x: x + half, y: y + half }) };
    }),
    names: () => data.nodes.filter(isNamed).map((node) => {
      const [x1, y1, x2, y2] = nameBoxOf(node);
      return { id: node.id, px: TEXT * readable().factor * network.getScale(), from: network.canvasToDOM({ x: x1, y: y1 }), to: network.canvasToDOM({ x: x2, y: y2 }) };
    }),
  };
}
