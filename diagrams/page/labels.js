/* Which names are written at a zoom: all where they can be read, else the most important ones that have room. */
const LEAST_TEXT = 12;  // pixels on the screen

/* The rectangle of a node's name in the world, with text, line height and distance from the mark larger by `factor`. */
function nameBox(node, factor) {
  const [dx, dy] = node.box ? [0, 0] : node.away, [w, h] = node.half;
  return [node.x + dx * factor - w * factor, node.y + dy * factor - h * factor, node.x + dx * factor + w * factor, node.y + dy * factor + h * factor];
}

/* Rectangles (left, top, right, bottom) that keep off each other, by cells, so that thousands are quick. */
function makeRoom(cell) {
  const cells = new Map();
  const keys = ([left, top, right, bottom]) => {
    const found = [];
    for (let x = Math.floor(left / cell); x <= Math.floor(right / cell); x += 1)
      for (let y = Math.floor(top / cell); y <= Math.floor(bottom / cell); y += 1) found.push(`${x} ${y}`);
    return found;
  };
  const apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
  return {
    isFree: (box, owner) => keys(box).every((key) => (cells.get(key) || []).every(([other, whose]) => whose === owner || apart(box, other))),
    take: (box, owner) => keys(box).forEach((key) => { if (!cells.has(key)) cells.set(key, []); cells.get(key).push([box, owner]); }),
  };
}

function chooseLabels(wanted, scale) {
  const factor = Math.max(1, LEAST_TEXT / (TEXT * scale));
  if (factor === 1) return { factor, shown: new Set(wanted.map((node) => node.id)) };
  const room = makeRoom(120 * factor), shown = new Set();
  for (const node of wanted) if (!node.box) room.take([node.x - MARK, node.y - MARK, node.x + MARK, node.y + MARK], node.id);
  for (const node of [...wanted].sort((a, b) => a.rank - b.rank)) {
    const place = nameBox(node, factor);
    if (!room.isFree(place, node.id)) continue;
    room.take(place, `${node.id} name`);
    shown.add(node.id);
  }
  return { factor, shown };
}

/* Which words stand on lines, and at which share of them: large enough to read, over no name, box, mark or other words.
   What is disputed or not held is said in any case. */
const LEAST_WORDS = 11;  // pixels on the screen
const OTHER_SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8];

function chooseBadges(wanted, among, names, scale, pointOn) {
  const factor = Math.max(1, LEAST_WORDS / (SMALL * scale)), room = makeRoom(120 * factor), shares = new Map();
  if (factor === 1 && names.factor === 1) return { factor, shares: new Map(wanted.map((link) => [link.id, link.badge.share])) };
  for (const node of among) {
    const named = names.shown.has(node.id), [w, h] = node.box ? [11, 8] : [MARK, MARK];
    if (named) room.take(nameBox(node, names.factor), node.id);
    if (!named || !node.box) room.take([node.x - w, node.y - h, node.x + w, node.y + h], node.id);
  }
  const far = (link) => Math.hypot(nodes.get(link.from).x - nodes.get(link.to).x, nodes.get(link.from).y - nodes.get(link.to).y);
  for (const link of [...wanted].sort((a, b) => (a.look === "held") - (b.look === "held") || far(a) - far(b))) {
    const [w, h] = link.badge.half.map((half) => half * factor);
    const boxAt = (share) => { const { x, y } = pointOn(link, share); return [x - w, y - h, x + w, y + h]; };
    let share = [link.badge.share, ...OTHER_SHARES].find((one) => room.isFree(boxAt(one), link.id));
    if (share === undefined && link.look !== "held") share = link.badge.share;
    if (share === undefined) continue;
    room.take(boxAt(share), link.id);
    shares.set(link.id, share);
  }
  return { factor, shares };
}
