/* Nodes by what somebody wrote: in another script or order, in part, with typing errors; scored as `accord find` does. */
const OF_THE_NAME = 0.25, BEGINNING = 0.7, HELD = 0.55, REST = 0.29;  // of the score, and of the likeness of two words
const LOWEST = 0.33, FURTHER = 0.4, MOST_SUGGESTED = 8;
let known = null;
/* Each node with all its names as words; those of a page without an index are what it shows. */
function namesOf() {
  const shown = (node) => [node.name, node.long].filter(Boolean).map((name) => loosened(name).join(" "));
  known ||= data.nodes.map((node) => [node, (node.known || [...new Set(shown(node))]).map((name) => name.split(" "))]);
  return known;
}
const errorsAllowed = ({ length }) => (length < 3 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3);

/* Letters that are wrong, missing, too many or in each other's place; more than `most` of them are not counted. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1] ? 0 : 1;
      next[at] = Math.min(last[at] + 1, next[at - 1] + 1, last[at - 1] + same);
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) next[at] = Math.min(next[at], before[at - 2] + 1);
    }
    [before, last] = [last, next];
  }
  return last[other.length];
}
function likeness(word, other) {
  if (word === other) return 1;
  const share = REST * word.length / other.length;
  const held = other.startsWith(word) ? BEGINNING + share : word.length >= 4 && other.includes(word) ? HELD + share : 0;
  const most = /\d/.test(word) ? 0 : errorsAllowed(word), errors = most ? distance(word, other, most) : 1;
  return Math.max(held, errors <= most ? 1 - errors / Math.max(word.length, other.length) : 0);
}
/* How well a name fits, up to 1: how much of the text is in it, and a quarter by how much of it was written. */
function fit(words, name) {
  if (words.join("") === name.join("")) return 1;
  const doubles = name.slice(1).map((word, at) => name[at] + word), used = new Set();
  const found = words.map((word) => {
    const [best, at] = name.map((other, place) => [likeness(word, other), place]).reduce((a, b) => (b[0] > a[0] ? b : a), [0, -1]);
    const [joined, two] = doubles.map((other, place) => [likeness(word, other), place]).reduce((a, b) => (b[0] > a[0] ? b : a), [0, -1]);
    for (const place of joined > best ? [two, two + 1] : [at]) if (place >= 0) used.add(place);
    return Math.max(best, joined);
  });
  const letters = (all) => all.reduce((sum, word) => sum + word.length, 0), share = letters([...used].map((place) => name[place])) / letters(name);
  return 0.94 * (found.reduce((sum, one) => sum + one, 0) / words.length) * (1 - OF_THE_NAME + OF_THE_NAME * share);
}
function findNodes(text) {
  const words = loosened(text);
  if (!words.length) return [];
  const scored = namesOf().map(([node, names]) => [Math.max(0, ...names.map((name) => fit(words, name))), node]).filter(([score]) => score >= LOWEST);
  scored.sort(([a, one], [b, other]) => b - a || one.rank - other.rank);
  return scored.filter(([score]) => score > scored[0][0] - FURTHER).map(([, node]) => node);
}

/* A list below the search box, walked by arrow keys; what is chosen from it comes to the middle. */
const search = find("search"), suggestions = find("suggestions");
function showSuggestions() {
  const found = search.value.trim() ? findNodes(search.value).slice(0, MOST_SUGGESTED) : [];
  suggestions.replaceChildren(...found.map((node, at) => {
    const item = make("li");
    item.id = `suggestion-${at}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.node = node.id;
    item.append(make("bdi", node.long && node.long !== node.name ? `${node.name} – ${node.long}` : node.name), " ", make("span", node.kindWord, "quiet"));
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(node.id); });
    return item;
  }));
  openSuggestions(found.length > 0);
}
function openSuggestions(isOpen) {
  suggestions.hidden = !isOpen;
  search.setAttribute("aria-expanded", String(isOpen));
  search.removeAttribute("aria-activedescendant");
}
function walkSuggestions(by) {
  const all = [...suggestions.children], at = all.findIndex((item) => item.id === search.getAttribute("aria-activedescendant"));
  if (!all.length) return;
  const to = all[(at + by + all.length + (at < 0 && by < 0 ? 1 : 0)) % all.length];
  for (const item of all) item.setAttribute("aria-selected", String(item === to));
  openSuggestions(true);
  search.setAttribute("aria-activedescendant", to.id);
  to.scrollIntoView({ block: "nearest" });
}
function take(id) {
  openSuggestions(false);
  search.value = nodes.get(id).name;
  change({ query: "" });
  chooseFrom(search, id);
  stage.centre(id);
}
/* Enter takes what the arrows stand on, else the best that is found, else the first link that is shown. */
function takeBest() {
  const active = find(search.getAttribute("aria-activedescendant") || "-"), best = active?.dataset.node || findNodes(search.value).find((node) => now.nodes.get(node.id) !== "hidden")?.id;
  if (best) take(best);
  else if (state.query.trim() && now.shown.length) chooseFrom(search, now.shown[0].id);
}
function makeFinder() {
  search.value = "";
  search.addEventListener("input", () => { change({ query: search.value }); showSuggestions(); });
  search.addEventListener("blur", () => openSuggestions(false));
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); walkSuggestions(event.key === "ArrowDown" ? 1 : -1); }
    if (event.key === "Enter") takeBest();
    if (event.key !== "Escape") return;
    if (!suggestions.hidden) openSuggestions(false);
    search.value = "";
    change({ query: "" });
  });
}
