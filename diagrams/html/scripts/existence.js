/* Whether a link was in force on a day, as existence.py judges it. Days are ISO texts, so they compare as texts. */
function inForce(link, day) {
  const [sinceEarliest, sinceLatest, untilEarliest, untilLatest] = link.bounds;
  if ((sinceEarliest && sinceEarliest > day) || (untilLatest && untilLatest < day)) return { word: "no", why: null };
  if (link.firm && sinceLatest && sinceLatest <= day) {
    if (untilEarliest && untilEarliest >= day) return { word: "certainly", why: null };
    if (link.endKind === "none" || (link.presumed && link.presumed >= day)) return { word: "presumably", why: null };
  }
  return { word: "possibly", why: whyPossible(link, day) };
}
function whyPossible(link, day) {
  const [sinceEarliest, sinceLatest, untilEarliest] = link.bounds;
  if (!link.firm) return "existence-disputed";
  if (!sinceLatest) return sinceEarliest ? "effect-unknown" : "start-imprecise";
  if (sinceLatest > day) return "start-imprecise";
  return link.endKind === "term" && untilEarliest && untilEarliest < day ? "term-lapsed" : "end-imprecise";
}
