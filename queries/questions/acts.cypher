MATCH (t:Act)-[:HAS_BASIS]->(b:Basis)
WHERE b.linked
//?bases AND b.id IN $bases
OPTIONAL MATCH (t)-[:HAS_ACTOR]->(a:Actor)
OPTIONAL MATCH (t)-[:THROUGH]->(s:Actor)
RETURN t.id AS act, b.id AS basis, a.id AS actor, s.id AS through, t.phase AS phase, t.episode AS episode,
    t.type AS type, t.done_on AS done_on, t.done_earliest AS done_earliest, t.effective_on AS effective_on,
    t.until AS until, t.standing AS standing
ORDER BY act
