/* How nodes, lines' words and the marks of a day are drawn on a canvas. */
const FONT = '"Noto Sans",system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif';
const TEXT = 15, LINE = 18, SMALL = 13, SMALL_LINE = 15, MARK = 11;
const FADED = 0.16;

const outlines = {
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
/* A box holds its name, larger by `factor`; without room for it (0) it is small and empty. */
function outline(ctx, node, x, y, factor) {
  const [w, h] = factor ? node.half.map((half) => half * factor) : [11, 8];
  ctx.beginPath();
  if (node.box) ctx.roundRect(x - w, y - h, 2 * w, 2 * h, 7);
  else (outlines[node.kind] || outlines.other)(ctx, x, y);
}
function write(ctx, lines, x, y, room, size, height, colour, around) {
  ctx.font = `${size}px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const at = (index) => y + (index - (lines.length - 1) / 2) * height + size / 30;
  if (around) {
    ctx.lineJoin = "round";
    ctx.lineWidth = size / 3.5;
    ctx.strokeStyle = around;
    lines.forEach((line, index) => ctx.strokeText(line, x, at(index), room));
  }
  ctx.fillStyle = colour;
  lines.forEach((line, index) => ctx.fillText(line, x, at(index), room));
}
/* A full disc: certainly; half of one: presumably; a ring: possibly. */
function drawForce(ctx, word, x, y, colour, ground, larger = 1) {
  const radius = 5 * larger;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = ground;
  ctx.fill();
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = 1.4 * larger;
  ctx.stroke();
  if (word === "possibly") return;
  ctx.beginPath();
  ctx.arc(x, y, radius, word === "certainly" ? 0 : Math.PI / 2, word === "certainly" ? 2 * Math.PI : 1.5 * Math.PI);
  ctx.fill();
}
/* The rectangle of everything that is drawn: left, top, right, bottom. */
function extent() {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const node of data.nodes) {
    const [dx, dy] = node.box ? [0, 0] : node.away, [w, h] = node.half, mark = node.box ? 0 : 13;
    box[0] = Math.min(box[0], node.x - mark, node.x + dx - w);
    box[1] = Math.min(box[1], node.y - mark, node.y + dy - h);
    box[2] = Math.max(box[2], node.x + mark, node.x + dx + w);
    box[3] = Math.max(box[3], node.y + mark, node.y + dy + h);
  }
  return data.nodes.length ? box : [0, 0, 1, 1];
}
