MATCH (x:Participation)-[:HAS_ACTOR]->(a:Actor), (x)-[:HAS_BASIS]->(b:Basis {kind: 'agreement'}),
      (y:Participation)-[:HAS_ACTOR]->(p:Actor), (y)-[:HAS_BASIS]->(b)
WHERE a.id IN $actors AND p.id IN $partners AND a.id <> p.id
  AND (a.id = $actor OR a.kind = 'state') AND (p.id = $partner OR p.kind = 'state')
  AND (x.start_earliest IS NULL OR x.start_earliest <= $day) AND (x.end_latest IS NULL OR x.end_latest >= $day)
  AND NOT x.role IN ['observer', 'supporter', 'depositary']
  AND (y.start_earliest IS NULL OR y.start_earliest <= $day) AND (y.end_latest IS NULL OR y.end_latest >= $day)
  AND NOT y.role IN ['observer', 'supporter', 'depositary']
WITH a, p, b, x, y,
  CASE WHEN x.firm AND x.start_latest <= $day AND x.end_earliest >= $day THEN 2
    WHEN x.firm AND x.start_latest <= $day AND x.end_kind = 'none' THEN 1 ELSE 0 END AS x_sure,
  CASE WHEN y.firm AND y.start_latest <= $day AND y.end_earliest >= $day THEN 2
    WHEN y.firm AND y.start_latest <= $day AND y.end_kind = 'none' THEN 1 ELSE 0 END AS y_sure
RETURN b.id AS basis, b.name AS name, b.form AS form,
  CASE WHEN x_sure = 2 AND y_sure = 2 THEN 'certainly'
    WHEN x_sure > 0 AND y_sure > 0 THEN 'presumably' ELSE 'possibly' END AS in_force,
  x.start AS actor_start, y.start AS partner_start,
  CASE WHEN a.id <> $actor THEN a.id END AS via_actor, CASE WHEN p.id <> $partner THEN p.id END AS via_partner,
  CASE WHEN x.last_attested <= y.last_attested THEN x.last_attested
    WHEN x.last_attested > y.last_attested THEN y.last_attested END AS last_attested
ORDER BY basis
