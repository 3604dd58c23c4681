MATCH (a:Actor)-[c:COOPERATES_WITH]->(p:Actor)
WHERE (c.since_earliest IS NULL OR c.since_earliest <= $day) AND (c.until_latest IS NULL OR c.until_latest >= $day)
WITH a, p, c, coalesce(c.since_latest <= $day, false) AS begun,
  coalesce(c.end_kind = 'none' OR c.sure_until >= $day OR c.presumed_until >= $day, false) AS lasts,
  c.paused_kind IS NOT NULL AND (c.paused_from_earliest IS NULL OR c.paused_from_earliest <= $day)
    AND (c.paused_to_latest IS NULL OR c.paused_to_latest >= $day) AS may_pause,
  coalesce(c.paused_kind IS NOT NULL AND c.paused_from_latest <= $day
    AND (c.paused_to_latest IS NULL OR c.paused_to_earliest >= $day), false) AS paused,
  CASE WHEN c.rests_until < $day THEN 'rests-on'
    WHEN c.replaced_from <= $day THEN 'replaced'
    WHEN c.disputed_from <= $day AND (c.disputed_to IS NULL OR c.disputed_to >= $day) THEN 'end-disputed'
    WHEN c.notice_from <= $day THEN 'notice-unknown' ELSE '' END AS doubt
WHERE NOT paused OR c.paused_kind = 'suspended'
WITH a, p, c, begun, lasts, may_pause, doubt, CASE WHEN paused THEN 'suspended'
  WHEN NOT c.firm OR coalesce(c.since_standing, '') = 'reading' OR NOT begun OR doubt <> '' OR NOT lasts OR may_pause
    THEN 'possibly'
  WHEN c.mode = 'provisional' THEN 'provisionally'
  WHEN c.sure_until >= $day THEN 'certainly'
  ELSE 'presumably' END AS in_force
WITH a, p, c, in_force, CASE
  WHEN in_force <> 'possibly' THEN NULL
  WHEN NOT c.held OR c.standing = 'disputed' THEN 'existence-disputed'
  WHEN c.standing = 'reading' OR (begun AND coalesce(c.since_standing, '') = 'reading') THEN 'reading'
  WHEN c.since_latest IS NULL AND c.since_earliest IS NOT NULL THEN 'effect-unknown'
  WHEN NOT begun THEN 'start-imprecise'
  WHEN doubt <> '' THEN doubt
  WHEN NOT lasts AND c.until_latest_reported < $day THEN 'term-lapsed'
  WHEN NOT lasts THEN 'end-imprecise'
  WHEN may_pause THEN 'suspension-imprecise'
  WHEN c.parent_unreported IS NOT NULL THEN 'parent-unreported'
  ELSE 'weak-source' END AS why_possible
RETURN c.cooperation AS cooperation, a.id AS actor, p.id AS partner, c.basis AS basis, in_force, why_possible,
    c.held AS held, c.last_attested AS last_attested, c.until AS until,
    c.until_latest_reported AS until_latest_reported, c.mode AS mode, c.rank AS rank, c.attested AS attested,
    c.replacement AS replacement, c.paused_kind AS paused_kind, c.paused_from_earliest AS paused_from_earliest,
    c.paused_from_latest AS paused_from_latest, c.paused_to_earliest AS paused_to_earliest,
    c.paused_to_latest AS paused_to_latest, c.stranger AS stranger
