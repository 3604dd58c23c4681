MATCH (a:Actor)<-[:HAS_ACTOR]-(n:Participation {held: true})-[:HAS_BASIS]->(b:Basis {linked: false})
WHERE a.id IN $actors
RETURN DISTINCT a.id AS actor, b.id AS basis, b.name AS basis_name
ORDER BY actor, basis
