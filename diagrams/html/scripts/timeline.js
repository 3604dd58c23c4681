/* The rows of the timeline: the same links as in the table, under their bases, with one line through all of them for the day. */
const timeline = find("timeline");
const bars = find("bars");

function makeBar(link) {
  const row = make("li", undefined, `bar ${link.look}`), svg = draw("svg", { class: "span", height: 16, "aria-hidden": "true" });
  row.id = link.bar;
  row.dataset.link = link.id;
  const who = makeButton(link.basis === link.to ? link.startName : `${link.startName} – ${link.endName}`, () => chooseFrom(who, link.id));
  who.tabIndex = -1;
  who.setAttribute("aria-label", `${who.textContent}, ${say("column-since")}: ${link.since}, ${say("column-until")}: ${link.until}, ${link.standingWord}`);
  svg.append(draw("use", { href: "#years" }));
  for (const [kind, x, width] of link.spans) svg.append(draw("rect", { class: kind, x: `${x}%`, y: 3, width: `${width}%`, height: 10 }));
  for (const [way, x] of link.heads) svg.append(arrow(way, x));
  for (const [end, x] of link.doubts) svg.append(doubt(end, x));
  if (link.doubt || link.mark) who.append(" ", make("span", link.doubt || link.mark, "quiet"));
  row.append(who, svg);
  row.addEventListener("click", (event) => { if (!who.contains(event.target)) choose(link.id); });
  return row;
}
/* Nested, so that it stands at a share of the width and keeps its shape. */
function arrow(way, x) {
  const frame = draw("svg", { x: `${x}%`, width: 1, height: 16, overflow: "visible" });
  frame.append(draw("path", { class: "arrow", d: way === "later" ? "M2 3 7 8 2 13" : "M-2 3-7 8-2 13" }));
  return frame;
}
/* The mark of a date that is disputed, beside its end of the bar. */
function doubt(end, x) {
  const mark = draw("text", { class: end, x: `${x}%`, y: 12.5, dx: end === "since" ? -9 : 9 });
  mark.textContent = "?";
  return mark;
}
/* One tab stop for all bars; the arrow keys go from bar to bar. */
function walkBars(event) {
  const all = [...bars.querySelectorAll("button")], at = all.indexOf(event.target);
  const to = { ArrowDown: all[at + 1], ArrowUp: all[at - 1], Home: all[0], End: all.at(-1) }[event.key];
  if (at < 0 || !to) return;
  event.preventDefault();
  event.target.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}
function showBars(windowed) {
  if (data.opening) return;
  const groups = [];
  for (const link of windowed) {
    if (groups.at(-1)?.key !== link.basisKey) groups.push({ key: link.basisKey, basis: link.basisName, rows: make("ul"), kind: link.basisKindWord });
    groups.at(-1).rows.append(makeBar(link));
  }
  bars.replaceChildren(...groups.map(({ basis, kind, rows }) => {
    const item = make("li", undefined, "group"), head = make("h3"), words = make("span");
    words.append(make("bdi", basis), " ", make("span", kind.toLocaleLowerCase(data.lang), "quiet"));
    head.append(words);
    item.append(head, rows);
    return item;
  }));
  const first = bars.querySelector("button");
  if (first) first.tabIndex = 0;
  find("timeline-count").textContent = countOf("links", now.shown.length);
  markChosen();
}
function showDayLine() {
  const share = state.day ? shareOf(state.day) : null;
  timeline.classList.toggle("on-day", share !== null);
  if (share !== null) timeline.style.setProperty("--day", share);
}
const dayNumber = (day) => Date.parse(`${day}T00:00:00Z`) / 86400000;
const dayText = (number) => new Date(number * 86400000).toISOString().slice(0, 10);
/* The axis may be pressed together where little happened: between two of its knots days lie evenly. */
const knots = data.axis.map(([knot, share]) => [dayNumber(knot), share]);
function interpolate(value, from, to) {
  const after = knots.findIndex((knot, index) => index && knot[from] >= value), [a, b] = after > 0 ? [knots[after - 1], knots[after]] : knots.slice(-2);
  return a[to] + (b[to] - a[to]) * Math.min(Math.max((value - a[from]) / (b[from] - a[from] || 1), 0), 1);
}
const shareOf = (day) => interpolate(dayNumber(day), 0, 1);
const dayAt = (share) => dayText(Math.round(interpolate(share, 1, 0)));
