MATCH (b:Basis)
WHERE b.id IN $bases
WITH b
MATCH (b)<-[:HAS_BASIS]-(t:Act)
OPTIONAL MATCH (t)-[:THROUGH]->(s:Actor)
WITH t, b, s.id AS through
OPTIONAL MATCH (t)-[:HAS_ACTOR]->(a:Actor)
WITH t, b, through, a.id AS actor
//?actors WHERE actor IS NULL OR actor IN $actors
RETURN t.id AS act, b.id AS basis, actor, through, t.phase AS phase, t.episode AS episode,
    t.type AS type, t.done_on AS done_on, t.done_earliest AS done_earliest, t.done_latest AS done_latest,
    t.effective_on AS effective_on, t.until AS until, t.until_earliest AS until_earliest,
    t.until_latest AS until_latest, t.standing AS standing
ORDER BY act
