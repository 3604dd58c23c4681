MATCH (a:Actor)-[c:COOPERATES_WITH]-(p:Actor)
WHERE a.id IN $actors AND NOT p.id IN $actors
  AND (c.since_earliest IS NULL OR c.since_earliest <= $day) AND (c.until_latest IS NULL OR c.until_latest >= $day)
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
RETURN c.cooperation AS cooperation, a.id AS actor, p.id AS partner, p.name AS partner_name, c.basis AS basis,
    c.basis_name AS basis_name, c.kind AS kind, c.since AS since, c.since_earliest AS since_earliest,
    c.since_latest AS since_latest, c.until_earliest AS until_earliest, c.until_latest AS until_latest,
    c.end_kind AS end_kind, c.last_attested AS last_attested, c.standing AS standing,
    c.since_standing AS since_standing, c.until_standing AS until_standing, c.held AS held, in_force,
    why_possible
ORDER BY cooperation
