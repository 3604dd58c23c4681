MATCH (t:Act)-[:HAS_BASIS]->(b:Basis)
WHERE b.id IN $bases
OPTIONAL MATCH (t)-[:HAS_ACTOR]->(a:Actor)
WITH t, b, a
WHERE a IS NULL OR a.id IN $actors
OPTIONAL MATCH (t)-[:THROUGH]->(s:Actor)
RETURN t.id AS act, b.id AS basis, a.id AS actor, s.id AS through, t.phase AS phase, t.episode AS episode,
    t.type AS type, t.done_on AS done_on, t.done_earliest AS done_earliest, t.done_latest AS done_latest,
    t.effective_on AS effective_on, t.until AS until, t.until_earliest AS until_earliest,
    t.until_latest AS until_latest, t.standing AS standing
ORDER BY act
