MATCH (x:Participation {held: true})-[:HAS_ACTOR]->(a:Actor {id: $actor}), (x)-[:HAS_BASIS]->(b:Basis),
      (y:Participation {held: true})-[:HAS_ACTOR]->(p:Actor {id: $partner}), (y)-[:HAS_BASIS]->(b)
WHERE a.id <> p.id
  AND (x.end_latest IS NULL OR y.start_earliest IS NULL OR y.start_earliest <= x.end_latest)
  AND (y.end_latest IS NULL OR x.start_earliest IS NULL OR x.start_earliest <= y.end_latest)
WITH b, x, y,
  CASE WHEN y.start_earliest IS NULL OR x.start_earliest >= y.start_earliest
    THEN x.start_earliest ELSE y.start_earliest END AS since_earliest,
  CASE WHEN x.start_latest >= y.start_latest THEN x.start_latest
    WHEN x.start_latest < y.start_latest THEN y.start_latest END AS since_latest,
  CASE WHEN x.end_earliest <= y.end_earliest THEN x.end_earliest
    WHEN x.end_earliest > y.end_earliest THEN y.end_earliest END AS until_earliest,
  CASE WHEN y.end_latest IS NULL OR x.end_latest <= y.end_latest
    THEN x.end_latest ELSE y.end_latest END AS until_latest
RETURN b.id AS basis, b.name AS name, CASE
  WHEN (x.start_earliest = since_earliest OR (x.start_earliest IS NULL AND since_earliest IS NULL))
    AND (x.start_latest = since_latest OR (x.start_latest IS NULL AND since_latest IS NULL)) THEN x.start
  WHEN (y.start_earliest = since_earliest OR (y.start_earliest IS NULL AND since_earliest IS NULL))
    AND (y.start_latest = since_latest OR (y.start_latest IS NULL AND since_latest IS NULL)) THEN y.start
  END AS since, since_earliest, since_latest, until_earliest, until_latest, b.stranger AS stranger
ORDER BY basis
