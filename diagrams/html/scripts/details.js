/* The panel beside the picture: everything about the chosen node, link or pair, the same from wherever it was chosen. */
const panel = find("panel");
const emptyPanel = [...panel.children];

function showDetails() {
  const node = nodes.get(state.chosen), link = links.get(state.chosen), pair = pairOf(state.chosen);
  const parts = node ? nodeDetails(node) : link ? linkDetails(link) : pair ? pairDetails(pair) : emptyPanel;
  panel.replaceChildren(...parts);
  panel.scrollTop = 0;
}
function pairOf(id) {
  const pair = (id || "").split(" ").map((one) => nodes.get(one));
  return pair.length === 2 && pair.every(Boolean) ? pair : null;
}
/* Of two actors whose lines lead to boxes, what both have to those that the table of pairs counts. */
function linksBetween([a, b]) {
  if (data.view !== "bases") return linksOf.get(a.id).filter((link) => link.from === b.id || link.to === b.id);
  const cell = document.querySelector(`#crossed [data-pair="${a.id} ${b.id}"]`), shared = new Set(cell?.dataset.bases?.split(" "));
  return [...linksOf.get(a.id), ...linksOf.get(b.id)].filter((link) => shared.has(link.to)).sort((one, other) => one.to.slice(1) - other.to.slice(1));
}

function nodeDetails(node) {
  const own = linksOf.get(node.id), about = [make("p", node.kindWord, "quiet")];
  if (node.long && node.long !== node.name) about.push(make("p", node.long));
  return [make("h2", node.name), ...about, ...listed(own, (link) => otherName(link, node))];
}
function pairDetails(pair) {
  return [make("h2", pair.map((node) => node.name).join(" – ")), ...listed(linksBetween(pair), (link) => (data.view === "bases" ? `${link.basisName}: ${link.startName}` : link.basisName))];
}
function otherName(link, node) {
  if (link.basis === link.to) return link.from === node.id ? link.basisName : link.startName;
  return `${link.from === node.id ? link.endName : link.startName}: ${link.basisName}`;
}
/* The links that are shown, as buttons; how many are not is told. */
function listed(own, nameOf) {
  const shown = own.filter((link) => isShown(now.links.get(link.id))), list = make("ul");
  for (const link of shown) {
    const item = make("li");
    item.append(makeButton(nameOf(link), () => choose(link.id)), make("span", `${say("column-since")}: ${link.sinceShown}`));
    if (link.look !== "held") item.append(make("span", link.standingWord, `standing ${link.look}`));
    if (state.day) item.append(make("span", forceWords(link)));
    list.append(item);
  }
  const rest = own.length - shown.length;
  const counted = [make("p", countOf("links", shown.length), "counted")];
  if (rest) counted.push(make("p", countOf("hidden-links", rest), "quiet"));
  return [...counted, list];
}
function forceWords(link) {
  const { word, why } = inForce(link, state.day);
  return why ? `${say(`in_force.${word}`)}: ${say(`why_possible.${why}`)}` : say(`in_force.${word}`);
}

function linkDetails(link) {
  const facts = make("dl");
  const fact = (label, ...content) => {
    if (!content.length || content[0] === null || content[0] === "") return;
    const dd = make("dd");
    dd.append(...content);
    facts.append(make("dt", label), dd);
  };
  const nodeButton = (id, name) => makeButton(name, () => choose(id));
  const kind = make("span", ` ${link.basisKindWord.toLocaleLowerCase(data.lang)}`, "quiet");
  fact(say("column-who"), nodeButton(link.from, link.startName));
  if (link.basis === link.to) fact(say("column-basis"), nodeButton(link.to, link.basisName), kind);
  else {
    fact(say("column-partner"), nodeButton(link.to, link.endName));
    fact(say("column-basis"), make("span", link.basisName), kind);
  }
  fact(say("column-role"), link.role);
  fact(say("column-since"), link.sinceShown);
  fact(say("column-until"), link.untilShown);
  fact(say("established"), make("span", link.standingWord, `standing ${link.look}`));
  if (state.day) fact(say("in-force-on", { day: state.day }), forceWords(link));
  fact(say("attested"), link.attested);
  return [make("h2", titleOf(link)), ...answerDetails(link), facts, ...evidenceDetails(link), ...whyDetails(link)];
}
/* What the terminal says of it. */
function answerDetails(link) {
  return link.answer.map((sentence) => make("p", sentence, "answer"));
}
function evidenceDetails(link) {
  const bySource = grouped(link.evidence);
  if (!bySource.size) return [];
  const list = make("ul", undefined, "evidence");
  for (const [number, items] of [...bySource].sort(([a], [b]) => a - b)) list.append(sourceItem(number, items));
  return [make("h3", say("who-says-so")), list];
}
function grouped(evidence) {
  const bySource = new Map();
  for (const item of evidence) bySource.set(item.source, [...(bySource.get(item.source) || []), item]);
  return bySource;
}
function sourceItem(number, evidence) {
  const item = make("li"), anchor = make("a", `[${number}]`), cited = make("span", undefined, "cited");
  anchor.href = `#source-${number}`;
  cited.append(anchor, " ", titleOfSource(number), ". ", find(`source-${number}`).querySelector(".facts")?.textContent ?? "");
  item.append(cited);
  for (const [{ stance, how, locator, note }, same] of alike(evidence)) {
    const denies = stance === "denies", line = make("span", undefined, denies ? "told denies" : "told");
    line.append(make("b", say(`stances.${denies ? "denies" : "asserts"}`)), how ? ` (${how})` : "", ` ${same.join("; ")}`);
    for (const extra of [locator, note]) if (extra) line.append(make("span", ` (${extra})`, "quiet"));
    item.append(line);
  }
  return item;
}
/* What one source says at one place stands in one line. */
function alike(evidence) {
  const groups = new Map();
  for (const one of evidence) {
    const key = [one.stance, one.how, one.locator, one.note].join("\n");
    if (!groups.has(key)) groups.set(key, [one, []]);
    groups.get(key)[1].push([one.property, one.value].filter(Boolean).join(": "));
  }
  return groups.values();
}
function whyDetails(link) {
  if (!link.why.length) return [];
  const list = make("ul", undefined, "why");
  for (const sentence of link.why) list.append(make("li", sentence));
  return [make("h3", say("how-it-follows")), list];
}
/* Its title, which leads to its address if it has one. */
function titleOfSource(number) {
  const source = find(`source-${number}`), title = source.querySelector(".title").textContent, address = source.querySelector(".address a");
  if (!address) return make("bdi", title);
  const anchor = address.cloneNode();
  anchor.textContent = title;
  return anchor;
}
