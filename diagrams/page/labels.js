/* Which names are written at a zoom: all where they can be read, else the most important ones that have room. */
const LEAST_TEXT = 12;  // pixels on the screen

/* The rectangle of a node's name in the world, with text, line height and distance from the mark larger by `factor`. */
function nameBox(node, factor) {
  const [dx, dy] = node.box ? [0, 0] : node.away, [w, h] = node.half;
  return [node.x + dx * factor - w * factor, node.y + dy * factor - h * factor, node.x + dx * factor + w * factor, node.y + dy * factor + h * factor];
}
function chooseLabels(wanted, scale) {
  const factor = Math.max(1, LEAST_TEXT / (TEXT * scale));
  if (factor === 1) return { factor, shown: new Set(wanted.map((node) => node.id)) };
  const apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
  const taken = wanted.filter((node) => !node.box).map((node) => [node.id, [node.x - MARK, node.y - MARK, node.x + MARK, node.y + MARK]]);
  const shown = new Set();
  for (const node of [...wanted].sort((a, b) => a.rank - b.rank)) {
    const place = nameBox(node, factor);
    if (!taken.every(([id, other]) => id === node.id || apart(place, other))) continue;
    taken.push([`${node.id} name`, place]);
    shown.add(node.id);
  }
  return { factor, shown };
}
