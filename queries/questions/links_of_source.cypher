MATCH (c:Cooperation)-[:EVIDENCED_BY]->(s:Statement)-[:HAS_SOURCE]->(o:Source {id: $source})
WITH DISTINCT c
MATCH (c)-[:HAS_BASIS]->(b:Basis), (a:Actor)<-[:PARTY]-(c)-[:PARTY]->(p:Actor)
WHERE a.id < p.id
RETURN c.id AS cooperation, a.id AS actor, a.name AS actor_name, p.id AS partner, p.name AS partner_name,
    b.id AS basis, b.name AS basis_name, c.since AS since, c.since_earliest AS since_earliest,
    c.since_latest AS since_latest, c.since_standing AS since_standing, c.standing AS standing, c.held AS held,
    c.stranger AS stranger
ORDER BY cooperation
