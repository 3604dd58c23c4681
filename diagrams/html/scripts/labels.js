/* Which names are written at a zoom: all where they can be read, else the most important ones that have room. */
const LEAST_TEXT = 12;  // pixels on the screen

/* The rectangle of a node's name in the world, with text, line height and distance from the mark larger by `factor`. */
function nameBox(node, factor) {
  const [dx, dy] = node.box ? [0, 0] : node.away, [w, h] = node.half;
  return [node.x + dx * factor - w * factor, node.y + dy * factor - h * factor, node.x + dx * factor + w * factor, node.y + dy * factor + h * factor];
}

const apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];

/* Rectangles (left, top, right, bottom) that keep off each other, by cells, so that thousands are quick. */
function makeRoom(cell) {
  const cells = new Map();
  const keys = ([left, top, right, bottom]) => {
    const found = [];
    for (let x = Math.floor(left / cell); x <= Math.floor(right / cell); x += 1)
      for (let y = Math.floor(top / cell); y <= Math.floor(bottom / cell); y += 1) found.push(`${x} ${y}`);
    return found;
  };
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

/* What lines say, and where on the line: link id -> { share, factor, says }. Where the planned words would be too small to read
   they are drawn larger, on the place of the line that covers no name, box, mark or other words and the fewest other lines;
   where it would cover several, nobody could tell whose date it is, and nothing is said, nor has it the disc of a day. A disc
   alone stands only where it covers nothing. What a reader must not miss (disputed, not held) comes first and is always said, if
   need be over the least important names, which give way. */
const LEAST_WORDS = 11;  // pixels on the screen
const MOST_CROSSED = 1;  // other lines under the words of one
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8];
const DISC = [8, 8];  // half its size, with some air
const mustSpeak = (link) => link.look !== "held";

function chooseWords(wanted, scale, { factor: larger, shown }, isShownNode, pointOn) {
  const factor = Math.max(1, LEAST_WORDS / (SMALL * scale)), found = new Map();
  const speaks = (link) => Boolean(link.badge && link.badge.lines.length);
  if (factor === 1) return new Map(wanted.map((link) => [link.id, { share: link.badge ? link.badge.share : 0.5, factor, says: speaks(link) }]));
  const room = makeRoom(120 * factor), pieces = new Map(wanted.map((link) => [link.id, piecesOf(link, pointOn)]));
  for (const node of data.nodes.filter(isShownNode)) {
    room.take([node.x - MARK, node.y - MARK, node.x + MARK, node.y + MARK], node.id);
    if (shown.has(node.id)) room.take(nameBox(node, larger), node.id);
  }
  const named = data.nodes.filter((node) => isShownNode(node) && shown.has(node.id)).map((node) => [node.rank, nameBox(node, larger)]);
  const crossed = (box, own) => wanted.filter((link) => link !== own && pieces.get(link.id).some(([a, b]) => meets(a, b, box))).length;
  const hidden = (box) => named.reduce((sum, [rank, name]) => sum + (apart(box, name) ? 0 : 1 / (1 + rank)), 0);
  function placeOn(link, half, says, most) {
    const planned = link.badge ? link.badge.share : 0.5;
    const boxAt = (share) => { const { x, y } = pointOn(link, share), [w, h] = half; return [x - w, y - h, x + w, y + h]; };
    const least = (places, cost) => places.map((share) => [cost(boxAt(share)), share]).reduce((best, one) => (one[0] < best[0] ? one : best), [Infinity, planned]);
    const places = [planned, ...PLACES], free = places.filter((share) => room.isFree(boxAt(share), link.id));
    const [many, share] = most === Infinity && !free.length ? least(places, hidden) : least(free, (box) => crossed(box, link));
    if (many > most) return;
    room.take(boxAt(share), `${link.id} words`);
    found.set(link.id, { share, factor, says });
  }
  const spoken = wanted.filter(speaks).sort((a, b) => mustSpeak(b) - mustSpeak(a));
  for (const link of spoken) placeOn(link, link.badge.half.map((one) => one * factor), true, mustSpeak(link) ? Infinity : MOST_CROSSED);
  for (const link of wanted) if (!speaks(link)) placeOn(link, DISC.map((one) => one * factor), false, Number.MAX_VALUE);
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
