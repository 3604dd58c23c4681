/* What changes from one day to the next, while days go by: who begins, who ends, what is more or less sure than before. */
const MOST_CHANGES = 3;
let dayBefore = null, answersBefore = new Map();
const SURENESS = ["no", "suspended", "possibly", "presumably", "provisionally", "certainly"];
const shortTitle = (link) => `${nodes.get(link.from).name} – ${nodes.get(link.to).name}`;

function changesOf(answers) {
  const turn = (link) => [SURENESS.indexOf(answersBefore.get(link.id)), SURENESS.indexOf(answers.get(link.id))];
  const kindOf = ([from, to]) => (from === to ? null : from === 0 ? "began" : to === 0 ? "ended" : to > from ? "surer" : "less-sure");
  const found = new Map(["began", "ended", "surer", "less-sure"].map((kind) => [kind, []]));
  for (const link of data.links) found.get(kindOf(turn(link)))?.push(shortTitle(link));
  return [...found].filter(([, titles]) => titles.length);
}
function listTitles(titles) {
  const rest = titles.length - MOST_CHANGES;
  return [...titles.slice(0, MOST_CHANGES), ...(rest > 0 ? [countOf("and-more", rest)] : [])].join("; ");
}
function showChanges() {
  const answers = new Map(state.day ? data.links.map((link) => [link.id, inForce(link, state.day).word]) : []);
  const isLater = dayBefore && state.day > dayBefore, found = isLater ? changesOf(answers) : [];
  const text = found.map(([kind, titles]) => `${say(`changes-${kind}`)}: ${listTitles(titles)}`).join(". ");
  if (state.day !== dayBefore) {
    find("changed").hidden = !text;
    find("changed").textContent = text && `${state.day}: ${text}.`;
    if (text) announce(find("changed").textContent, playing ? 0 : 500);
  }
  [dayBefore, answersBefore] = [state.day, answers];
}
