/* Which names are written at a zoom: the most important ones that have room, where they were planned or on another side of the mark. */
const LEAST_TEXT = 12;  // pixels on the screen
const BESIDE = 4;  // from a mark to a name that had to leave its place
const CLEAR = 4;  // from such a name to the marks of others, or nobody could tell whose it is

/* The rectangle of a node's name in the world, with text, line height and distance from the mark larger by `factor`. */
function nameBox(node, factor, away = node.away) {
  const [dx, dy] = node.box ? [0, 0] : away, [w, h] = node.half;
  return [node.x + dx * factor - w * factor, node.y + dy * factor - h * factor, node.x + dx * factor + w * factor, node.y + dy * factor + h * factor];
}
/* Where a name may stand: as planned, below, above, right or left. */
function spotsOf(node) {
  if (node.box) return [node.away];
  const [w, h] = node.half, right = MARK + BESIDE + w, below = MARK + BESIDE + h;
  return [node.away, [0, below], [0, -below], [right, 0], [-right, 0]];
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

/* The names of `wanted` that are written, each with its place beside its mark; the `first` node has the first choice. Names keep off
   the marks of all nodes that are `seen`, and off what is `taken`. */
function chooseLabels(seen, scale, { wanted = seen, first = null, taken = [] } = {}) {
  const factor = Math.max(1, LEAST_TEXT / (TEXT * scale)), room = makeRoom(120 * factor), marks = makeRoom(120 * factor), shown = new Map();
  const importance = (node) => (node.id === first ? -1 : node.rank);
  for (const node of seen) if (!node.box) marks.take([node.x - MARK, node.y - MARK, node.x + MARK, node.y + MARK], node.id);
  const isPlain = (node, spot) => {
    const air = spot === node.away ? 0 : CLEAR * factor, [left, top, right, bottom] = nameBox(node, factor, spot);
    return marks.isFree([left - air, top - air, right + air, bottom + air], node.id);
  };
  for (const box of taken) room.take(box, "taken");
  for (const node of [...wanted].sort((a, b) => importance(a) - importance(b))) {
    const away = spotsOf(node).find((spot) => room.isFree(nameBox(node, factor, spot), node.id) && isPlain(node, spot));
    if (!away) continue;
    room.take(nameBox(node, factor, away), `${node.id} name`);
    shown.set(node.id, away);
  }
  return { factor, shown };
}

/* What lines say, and where on the line: link id -> { share, factor, lines, half }. Words stand on the place of their line, nearest to the
   planned one, that covers no name, box, mark, other words or other line, for there nobody could tell whose date it is. Where there
   is none, nothing is said, nor has the line the disc of a day: `unsaid` counts these, and the page says that the table has them.
   What a reader must not miss (disputed, not held) comes first and may cross other lines, as few as can be. */
const LEAST_WORDS = 11;  // pixels on the screen
const MOST_CROSSED = 3;  // other lines under words that must be said
const PLACES = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8];
const DISC = { lines: [], half: [8, 8] };  // with some air
const mustSpeak = (link) => link.look !== "held";

function chooseWords(wanted, scale, { factor: larger, shown }, isShownNode, pointOn, first) {
  const factor = Math.max(1, LEAST_WORDS / (SMALL * scale)), found = new Map();
  const room = makeRoom(120 * factor), pieces = new Map(wanted.map((link) => [link.id, piecesOf(link, pointOn)]));
  for (const node of data.nodes.filter(isShownNode)) {
    room.take([node.x - MARK, node.y - MARK, node.x + MARK, node.y + MARK], node.id);
    if (shown.has(node.id)) room.take(nameBox(node, larger, shown.get(node.id)), node.id);
  }
  function crossed(box, own, most) {
    let count = 0;
    for (const link of wanted) if (link !== own && pieces.get(link.id).some(([a, b]) => meets(a, b, box)) && (count += 1) > most) break;
    return count;
  }
  function placeOn(link, { lines, half: [width, height] }, most) {
    const half = [width * factor, height * factor];
    const boxAt = (share) => { const { x, y } = pointOn(link, share), [w, h] = half; return [x - w, y - h, x + w, y + h]; };
    let least = most + 1, best = null;
    for (const share of [link.badge ? link.badge.share : 0.5, ...PLACES]) {
      if (!room.isFree(boxAt(share), link.id)) continue;
      const count = crossed(boxAt(share), link, least - 1);
      if (count < least) { least = count; best = share; }
      if (!count) break;
    }
    if (best === null) return false;
    room.take(boxAt(best), `${link.id} words`);
    found.set(link.id, { share: best, factor, lines, half });
    return true;
  }
  const urgency = (link) => (link.id === first ? 2 : Number(mustSpeak(link)));
  const spoken = wanted.filter((link) => link.says.length).sort((a, b) => urgency(b) - urgency(a));
  const silent = spoken.filter((link) => !link.says.some((saying) => placeOn(link, saying, urgency(link) ? MOST_CROSSED : 0)));
  for (const link of wanted) if (!found.has(link.id) && !link.badge?.lines.length) placeOn(link, DISC, MOST_CROSSED);
  return { found, unsaid: silent.length };
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
