/* Whether a link was in force on a day, as in_force.py judges it. Days are ISO texts, so they compare as texts. */
function inForce(link, day) {
  const [sinceEarliest, sinceLatest, , untilLatest] = link.bounds;
  const on = link.judged;
  if ((sinceEarliest && sinceEarliest > day) || (untilLatest && untilLatest < day)) return { word: "no", why: null };
  if (on.pausedKind && surelyPausedOn(on, day)) {
    return on.pausedKind === "suspended" ? { word: "suspended", why: null } : { word: "no", why: "excluded" };
  }
  const begun = Boolean(sinceLatest) && sinceLatest <= day;
  const sure = link.firm && on.sinceStanding !== "reading" && begun && !doubtOn(on, day);
  if (sure && !mayBePausedOn(on, day) && lastsOn(link, day)) {
    if (on.mode === "provisional") return { word: "provisionally", why: null };
    return { word: on.sureUntil && on.sureUntil >= day ? "certainly" : "presumably", why: null };
  }
  return { word: "possibly", why: whyPossible(link, day) };
}
function surelyPausedOn(on, day) {
  const begun = Boolean(on.pausedFromLatest) && on.pausedFromLatest <= day;
  const over = Boolean(on.pausedToLatest) && (!on.pausedToEarliest || on.pausedToEarliest < day);
  return begun && !over;
}
function mayBePausedOn(on, day) {
  const notYet = Boolean(on.pausedFromEarliest) && on.pausedFromEarliest > day;
  const over = Boolean(on.pausedToLatest) && on.pausedToLatest < day;
  return Boolean(on.pausedKind) && !notYet && !over;
}
function lastsOn(link, day) {
  const on = link.judged;
  const sure = Boolean(on.sureUntil) && on.sureUntil >= day;
  const presumed = Boolean(link.presumed) && link.presumed >= day;
  return sure || presumed || link.endKind === "none";
}
function doubtOn(on, day) {
  if (on.restsUntil && on.restsUntil < day) return "rests-on";
  if (on.replacedFrom && on.replacedFrom <= day) return "replaced";
  if (on.disputedFrom && on.disputedFrom <= day && (!on.disputedTo || on.disputedTo >= day)) return "end-disputed";
  return on.noticeFrom && on.noticeFrom <= day ? "notice-unknown" : null;
}
function whyPossible(link, day) {
  const [sinceEarliest, sinceLatest] = link.bounds;
  const on = link.judged;
  if (!link.held || on.standing === "disputed") return "existence-disputed";
  const begun = Boolean(sinceLatest) && sinceLatest <= day;
  if (on.standing === "reading" || (begun && on.sinceStanding === "reading")) return "reading";
  if (!begun) return !sinceLatest && sinceEarliest ? "effect-unknown" : "start-imprecise";
  const why = doubtOn(on, day);
  if (why) return why;
  if (!lastsOn(link, day)) return on.untilLatestReported && on.untilLatestReported < day ? "term-lapsed" : "end-imprecise";
  if (mayBePausedOn(on, day)) return "suspension-imprecise";
  return on.parentUnreported ? "parent-unreported" : "weak-source";
}
