/* Communities of a large picture: closed, each is a disc with its name and the number of those in it; a click opens it. */
const LEAST_DISC = 10, MOST_DISC = 38, DISC_SHARE = 24;  // pixels; and of the room of a community in the world
const MOST_WIDTH = 4;  // of a line that stands for many links

function makeGroups(scale) {
  const groups = (data.groups || []).map((group) => ({ ...group, rank: -group.count, members: [] })), opened = new Set();
  const groupOf = (node) => groups[node.group];
  for (const node of data.nodes) groupOf(node)?.members.push(node);
  const isOpen = (node) => !groupOf(node) || opened.has(groupOf(node));
  /* What stands for a node: itself, or the disc of its community. */
  const standIn = (id) => { const node = nodes.get(id); return isOpen(node) ? node : groupOf(node); };
  const endsOf = (link) => [standIn(link.from), standIn(link.to)];
  const isDrawn = (link) => isOpen(nodes.get(link.from)) && isOpen(nodes.get(link.to));
  const radius = (group) => Math.min(MOST_DISC, Math.max(LEAST_DISC, DISC_SHARE * Math.sqrt(group.count) * scale()));

  /* The lines that end at a disc: how many links each stands for, how many of them are shown, and the best established look. */
  let last = { states: null, lines: [] };  // until something opens or closes
  function lines(states) {
    if (last.states !== states) last = { states, lines: linesOf(states) };
    return last.lines;
  }
  function linesOf(states) {
    const found = new Map();
    for (const link of data.links) {
      const word = states.get(link.id), [from, to] = endsOf(link);
      if (word === "hidden" || from === to || isDrawn(link)) continue;
      const key = from.id < to.id ? `${from.id} ${to.id}` : `${to.id} ${from.id}`;
      if (!found.has(key)) found.set(key, { from, to, shown: 0, look: "not-held" });
      const line = found.get(key);
      if (word !== "faded") line.shown += 1;
      if (LOOKS.indexOf(link.look) < LOOKS.indexOf(line.look)) line.look = link.look;
    }
    return [...found.values()];
  }
  const shownIn = (group, states) => group.members.filter((node) => isShown(states.get(node.id))).length;
  const isHidden = (group, states) => group.members.every((node) => states.get(node.id) === "hidden");

  function drawLine(ctx, a, b, line, shade) {
    ctx.beginPath();
    ctx.moveTo(a.x, a.y);
    ctx.lineTo(b.x, b.y);
    ctx.setLineDash(STROKES[line.look].dash[0] ? STROKES[line.look].dash : []);
    ctx.lineWidth = Math.min(MOST_WIDTH, 0.5 + Math.log2(1 + line.shown) / 2);
    ctx.strokeStyle = clear(shade[line.look], line.shown ? 0.16 : 0.04);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  function drawDisc(ctx, group, at, count, shade, isHovered) {
    const far = radius(group);
    ctx.beginPath();
    ctx.arc(at.x, at.y, far, 0, 2 * Math.PI);
    ctx.fillStyle = count ? mixed(shade.text, shade.stage, 0.12) : shade.stage;
    ctx.fill();
    ctx.strokeStyle = isHovered ? shade.accent || shade.text : shade.quiet;
    ctx.lineWidth = isHovered ? 3 : 1.5;
    ctx.stroke();
    write(ctx, [numberWords.format(count)], at.x, at.y, undefined, 13, 15, count ? shade.text : shade.quiet);
  }
  /* Around the members of a community that is open. */
  function edge(group) {
    const [xs, ys] = [group.members.map((node) => node.x), group.members.map((node) => node.y)];
    return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
  }
  return {
    all: groups, isOpen, isDrawn, lines, radius, drawLine, drawDisc, edge, shownIn, isHidden,
    closed: () => groups.filter((group) => !opened.has(group)),
    opened: () => [...opened],
    toggle(group, wanted = !opened.has(group)) {
      if (wanted) opened.add(group);
      else opened.delete(group);
      last.states = null;
    },
    /* The communities that must be open for a node or a link to be seen. */
    behind: (id) => (links.has(id) ? [links.get(id).from, links.get(id).to] : nodes.has(id) ? [id] : []).map((one) => groupOf(nodes.get(one))).filter((group) => group && !opened.has(group)),
  };
}
