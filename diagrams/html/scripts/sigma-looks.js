/* How the large stage looks: shapes, dashes, colours. */
const SHAPES = { state: 0, agency: 1, international: 2, group: 3, other: 4 }, BOX = 5;

const STROKES = data.strokes;

const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
const clear = (colour, alpha) => `rgba(${channels(colour).join(",")},${alpha.toFixed(3)})`;
function mixed(colour, ground, share) {
  const [a, b] = [channels(colour), channels(ground)];
  return `rgb(${a.map((value, at) => Math.round(value * share + b[at] * (1 - share))).join(",")})`;
}

/* Links between the same two nodes lie side by side, some pixels apart. */
function sideBySide() {
  const same = new Map(), aside = new Map();
  for (const link of data.links) {
    const pair = [link.from, link.to].sort().join(" ");
    same.set(pair, [...(same.get(pair) || []), link]);
  }
  for (const twins of same.values())
    twins.forEach((link, index) => aside.set(link.id, 4 * (index - (twins.length - 1) / 2) * (link.from < link.to ? 1 : -1)));
  return aside;
}
