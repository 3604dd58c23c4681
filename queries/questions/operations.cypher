MATCH (b:Basis {kind: 'operation'})
OPTIONAL MATCH (b)<-[:HAS_BASIS]-(n:Participation {held: true})-[:HAS_ACTOR]->(a:Actor)
RETURN DISTINCT b.id AS basis, b.name AS name, b.form AS form, a.id AS actor, n.role AS role,
    b.during AS during, b.places AS places, b.stranger AS stranger
ORDER BY basis
