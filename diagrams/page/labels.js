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

/* Which lines say their words, and where on the line: link id -> { share, factor }. Where the planned words would be too small
   to read they are drawn larger, on the place of the line that covers no name, box, mark or other words and the fewest other
   lines; where it would cover several, nobody could tell whose date it is. Those that a reader must not miss (disputed, not
   held) come first and are always said. */
const LEAST_WORDS = 11;  // pixels on the screen
const MOST_CROSSED = 1;  // other lines under the words of one
const WORD_SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8];
const mustSpeak = (link) => link.look !== "held";

function chooseWords(wanted, scale, { factor: larger, shown }, isShownNode, pointOn) {
  const factor = Math.max(1, LEAST_WORDS / (SMALL * scale)), spoken = wanted.filter((link) => link.badge && link.badge.lines.length);
  if (factor === 1) return new Map(spoken.map((link) => [link.id, { share: link.badge.share, factor }]));
  const room = makeRoom(120 * factor), found = new Map(), pieces = new Map(wanted.map((link) => [link.id, piecesOf(link, pointOn)]));
  for (const node of data.nodes.filter(isShownNode)) {
    room.take([node.x - MARK, node.y - MARK, node.x + MARK, node.y + MARK], node.id);
    if (shown.has(node.id)) room.take(nameBox(node, larger), node.id);
  }
  const crossed = (box, own) => wanted.filter((link) => link !== own && pieces.get(link.id).some(([a, b]) => meets(a, b, box))).length;
  for (const link of [...spoken].sort((a, b) => mustSpeak(b) - mustSpeak(a))) {
    const [w, h] = link.badge.half.map((half) => half * factor);
    const boxAt = (share) => { const { x, y } = pointOn(link, share); return [x - w, y - h, x + w, y + h]; };
    const free = [link.badge.share, ...WORD_SHARES].filter((share) => room.isFree(boxAt(share), link.id)).map((share) => [crossed(boxAt(share), link), share]);
    const [many, share] = free.length ? free.reduce((best, one) => (one[0] < best[0] ? one : best)) : [Infinity, link.badge.share];
    if (many > MOST_CROSSED && !mustSpeak(link)) continue;
    room.take(boxAt(share), `${link.id} words`);
    found.set(link.id, { share, factor });
  }
  return found;
}
/* A line as straight pieces; a bent one as four. */
function piecesOf(link, pointOn) {
  const cuts = link.curve ? [0, 0.25, 0.5, 0.75, 1] : [0, 1], points = cuts.map((share) => pointOn(link, share));
  return points.slice(1).map((point, index) => [points[index], point]);
}
/* Whether a straight piece meets a rectangle: it is cut at each side in turn (Liang and Barsky). */
function meets(a, b, [left, top, right, bottom]) {
  let first = 0, last = 1;
  for (const [step, gap] of [[a.x - b.x, a.x - left], [b.x - a.x, right - a.x], [a.y - b.y, a.y - top], [b.y - a.y, bottom - a.y]]) {
    if (step === 0 && gap < 0) return false;
    if (step < 0) first = Math.max(first, gap / step);
    if (step > 0) last = Math.min(last, gap / step);
  }
  return first < last;
}
