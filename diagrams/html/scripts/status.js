/* One line that counts what is shown, and one that is read out to those who do not see the picture. */
function statusText() {
  const actors = data.nodes.filter((node) => !node.box), seen = actors.filter((node) => now.nodes.get(node.id) === "shown");
  const parts = [countOf("of-links", data.links.length, { shown: numberWords.format(now.shown.length) }),
    countOf("of-actors", actors.length, { shown: numberWords.format(seen.length) })];
  if (state.day) parts.push(say("on-day", { day: state.day }));
  const text = parts.join(", ");
  return state.day ? `${text}: ${FORCES.filter((word) => !RARE_FORCES.includes(word) || now.shown.some((link) => now.links.get(link.id) === word)).map((word) => `${forceCount(word)} ${say(`in_force.${word}`)}`).join(", ")}.` : `${text}.`;
}
const forceCount = (word) => numberWords.format(now.shown.filter((link) => now.links.get(link.id) === word).length);
/* Dates for which their lines have no room are said to be in the table. */
let unsaid = 0;
function countUnsaid(count) {
  if (count === unsaid) return;
  unsaid = count;
  showStatus();
}
function showStatus() {
  find("status").textContent = [statusText(), unsaid ? countOf("dates-in-table", unsaid) : ""].filter(Boolean).join(" ");
  find("status").classList.toggle("idle", !state.day && !state.query && !state.off.size);
  find("none-shown").hidden = now.shown.length > 0;
}

let speaking = 0;
/* Spoken once the reader pauses: a slider that is dragged would talk without end. */
function announce(text, wait = 0) {
  clearTimeout(speaking);
  speaking = setTimeout(() => { find("said").textContent = text; }, wait);
}
function announceChosen() {
  const node = nodes.get(state.chosen), link = links.get(state.chosen), pair = pairOf(state.chosen);
  if (node) announce([node.name, node.kindWord, countOf("links", linksOf.get(node.id).filter((one) => isShown(now.links.get(one.id))).length)].join(", "));
  else if (link) announce([titleOf(link), link.basisName, `${say("column-since")}: ${link.since}`, link.standingWord, state.day ? forceWords(link) : ""].filter(Boolean).join(", "));
  else if (pair) announce([pair.map((one) => one.name).join(" – "), countOf("links", linksBetween(pair).length)].join(", "));
  else announce(say("nothing-chosen"));
}
