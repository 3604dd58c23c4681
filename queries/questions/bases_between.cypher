MATCH (x:Participation)-[:HAS_ACTOR]->(a:Actor), (x)-[:HAS_BASIS]->(b:Basis {kind: 'agreement'}),
      (y:Participation)-[:HAS_ACTOR]->(p:Actor), (y)-[:HAS_BASIS]->(b)
WHERE a.id IN $actors AND p.id IN $partners AND a.id <> p.id
WITH a, p, b, x, y
WHERE (a.id = $actor OR coalesce(b.form, '') = 'treaty' OR coalesce(b.reaches, '') = 'bodies'
    OR (' ' + coalesce(x.acted_through, '') + ' ') CONTAINS (' ' + $actor + ' '))
  AND (p.id = $partner OR coalesce(b.form, '') = 'treaty' OR coalesce(b.reaches, '') = 'bodies'
    OR (' ' + coalesce(y.acted_through, '') + ' ') CONTAINS (' ' + $partner + ' '))
  AND (x.start_earliest IS NULL OR x.start_earliest <= $day) AND (x.end_latest IS NULL OR x.end_latest >= $day)
  AND (y.start_earliest IS NULL OR y.start_earliest <= $day) AND (y.end_latest IS NULL OR y.end_latest >= $day)
  AND x.role IN ['member', 'party', 'participant', 'associate-member', 'reporter', 'partner', 'provider', 'recipient',
    'side-a', 'side-b']
  AND y.role IN ['member', 'party', 'participant', 'associate-member', 'reporter', 'partner', 'provider', 'recipient',
    'side-a', 'side-b']
OPTIONAL MATCH (x)<-[:DERIVED_FROM]-(c:Cooperation)-[:DERIVED_FROM]->(y)
WITH a, p, b, x, y, c, x.held AND y.held AS held,
  (x.role IN ['member', 'party', 'participant', 'associate-member']
      AND y.role IN ['member', 'party', 'participant', 'associate-member'])
    OR (x.role = 'reporter' AND y.role = 'partner') OR (x.role = 'partner' AND y.role = 'reporter')
    OR (x.role = 'provider' AND y.role = 'recipient') OR (x.role = 'recipient' AND y.role = 'provider')
    OR (x.role = 'side-a' AND y.role = 'side-b') OR (x.role = 'side-b' AND y.role = 'side-a') AS linked,
  coalesce(x.start_latest <= $day, false) AND coalesce(y.start_latest <= $day, false) AS begun,
  coalesce(x.end_kind = 'none' OR x.sure_until >= $day OR x.presumed_until >= $day, false)
    AND coalesce(y.end_kind = 'none' OR y.sure_until >= $day OR y.presumed_until >= $day, false) AS lasts,
  (coalesce(x.start_standing, '') = 'reading' AND NOT coalesce(y.start_earliest > x.start_latest, false))
    OR (coalesce(y.start_standing, '') = 'reading' AND NOT coalesce(x.start_earliest > y.start_latest, false))
    AS reading,
  CASE WHEN coalesce(x.standing, 'single') = 'disputed' OR coalesce(y.standing, 'single') = 'disputed' THEN 'disputed'
    WHEN coalesce(x.standing, 'single') = 'reading' OR coalesce(y.standing, 'single') = 'reading' THEN 'reading'
    WHEN coalesce(x.standing, 'single') = 'single' OR coalesce(y.standing, 'single') = 'single' THEN 'single'
    WHEN x.standing = 'refined' OR y.standing = 'refined' THEN 'refined' ELSE 'confirmed' END AS standing,
  coalesce(c.paused_kind IS NOT NULL AND (c.paused_from_earliest IS NULL OR c.paused_from_earliest <= $day)
    AND (c.paused_to_latest IS NULL OR c.paused_to_latest >= $day), false) AS may_pause,
  coalesce(c.paused_kind IS NOT NULL AND c.paused_from_latest <= $day
    AND (c.paused_to_latest IS NULL OR c.paused_to_earliest >= $day), false) AS paused,
  CASE WHEN x.rests_until < $day OR y.rests_until < $day THEN 'rests-on'
    WHEN c.replaced_from <= $day THEN 'replaced'
    WHEN (x.disputed_from <= $day AND (x.disputed_to IS NULL OR x.disputed_to >= $day))
      OR (y.disputed_from <= $day AND (y.disputed_to IS NULL OR y.disputed_to >= $day)) THEN 'end-disputed'
    WHEN x.notice_from <= $day OR y.notice_from <= $day THEN 'notice-unknown' ELSE '' END AS doubt
WITH a, p, b, x, y, held, begun, lasts, reading, standing, may_pause, doubt, paused, CASE
    WHEN NOT coalesce(b.mutual, true) THEN 'not-mutual'
    WHEN NOT linked THEN 'same-side'
    WHEN paused AND c.paused_kind <> 'suspended' THEN 'excluded' ELSE '' END AS apart
WITH a, p, b, x, y, held, begun, lasts, reading, standing, may_pause, doubt, apart, CASE
  WHEN apart <> '' THEN 'no'
  WHEN paused THEN 'suspended'
  WHEN NOT x.firm OR NOT y.firm OR reading OR NOT begun OR doubt <> '' OR NOT lasts OR may_pause THEN 'possibly'
  WHEN x.mode = 'provisional' OR y.mode = 'provisional' THEN 'provisionally'
  WHEN x.sure_until >= $day AND y.sure_until >= $day THEN 'certainly'
  ELSE 'presumably' END AS in_force
RETURN b.id AS basis, b.name AS name, b.form AS form, in_force, x.start AS actor_start, y.start AS partner_start,
  CASE WHEN a.id <> $actor THEN a.id END AS via_actor, CASE WHEN p.id <> $partner THEN p.id END AS via_partner,
  CASE WHEN x.last_attested <= y.last_attested THEN x.last_attested
    WHEN x.last_attested > y.last_attested THEN y.last_attested END AS last_attested,
  held, standing, CASE
    WHEN apart <> '' THEN apart
    WHEN in_force <> 'possibly' THEN NULL
    WHEN NOT held OR standing = 'disputed' THEN 'existence-disputed'
    WHEN standing = 'reading' OR (begun AND reading) THEN 'reading'
    WHEN (x.start_latest IS NULL OR y.start_latest IS NULL)
      AND (x.start_earliest IS NOT NULL OR y.start_earliest IS NOT NULL) THEN 'effect-unknown'
    WHEN NOT begun THEN 'start-imprecise'
    WHEN doubt <> '' THEN doubt
    WHEN NOT lasts AND (x.until_latest_reported < $day OR y.until_latest_reported < $day) THEN 'term-lapsed'
    WHEN NOT lasts THEN 'end-imprecise'
    WHEN may_pause THEN 'suspension-imprecise'
    WHEN x.parent_unreported IS NOT NULL OR y.parent_unreported IS NOT NULL THEN 'parent-unreported'
    ELSE 'weak-source' END AS why_possible,
  CASE WHEN y.until IS NULL OR x.until_latest_reported <= y.until_latest_reported
      OR (x.until IS NOT NULL AND y.until_latest_reported IS NULL) THEN x.until ELSE y.until END AS until,
  CASE WHEN a.id = $actor AND p.id = $partner THEN 'named'
    WHEN (a.id = $actor OR (' ' + coalesce(x.acted_through, '') + ' ') CONTAINS (' ' + $actor + ' '))
      AND (p.id = $partner OR (' ' + coalesce(y.acted_through, '') + ' ') CONTAINS (' ' + $partner + ' '))
      THEN 'acted-through' ELSE 'bound-through' END AS reach,
  CASE WHEN x.reserved IS NOT NULL AND y.reserved IS NOT NULL
      THEN a.id + ': ' + x.reserved + '; ' + p.id + ': ' + y.reserved
    WHEN x.reserved IS NOT NULL THEN a.id + ': ' + x.reserved
    WHEN y.reserved IS NOT NULL THEN p.id + ': ' + y.reserved END AS reserved,
  x.start_rule AS actor_rule, y.start_rule AS partner_rule, b.stranger AS stranger
ORDER BY basis
