MATCH (a:Actor)-[r:COOPERATES_WITH]-(p:Actor)
WHERE a.id IN $actors AND r.held AND r.stranger IS NULL
RETURN DISTINCT a.id AS actor, p.id AS partner
ORDER BY actor, partner
