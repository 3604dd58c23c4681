MATCH (a:Actor)-[c:COOPERATES_WITH]->(p:Actor)
WHERE c.held
RETURN c.cooperation AS cooperation, a.id AS actor, p.id AS partner, c.basis AS basis, c.stranger AS stranger
