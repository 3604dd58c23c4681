MATCH (a:Actor)-[c:COOPERATES_WITH]->(p:Actor)
WHERE (c.since_earliest IS NULL OR c.since_earliest <= $day) AND (c.until_latest IS NULL OR c.until_latest >= $day)
WITH a, p, c, CASE
  WHEN c.firm AND c.since_latest <= $day AND c.until_earliest >= $day THEN 'certainly'
  WHEN c.firm AND c.since_latest <= $day AND (c.end_kind = 'none' OR c.presumed_until >= $day) THEN 'presumably'
  ELSE 'possibly' END AS in_force
WITH a, p, c, in_force, CASE
  WHEN in_force = 'possibly' AND NOT c.firm THEN 'existence-disputed'
  WHEN in_force = 'possibly' AND c.since_latest IS NULL AND c.since_earliest IS NOT NULL THEN 'effect-unknown'
  WHEN in_force = 'possibly' AND (c.since_latest IS NULL OR c.since_latest > $day) THEN 'start-imprecise'
  WHEN in_force = 'possibly' AND c.end_kind = 'term' AND c.until_earliest < $day THEN 'term-lapsed'
  WHEN in_force = 'possibly' THEN 'end-imprecise' END AS why_possible
RETURN c.cooperation AS cooperation, a.id AS actor, p.id AS partner, c.basis AS basis, in_force, why_possible,
    c.held AS held, c.last_attested AS last_attested
