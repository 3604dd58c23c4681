MATCH (a:Actor)
//?actors WHERE a.id IN $actors
OPTIONAL MATCH (a)<-[:HAS_ACTOR]-(:Participation)-[:HAS_BASIS]->(b:Basis)
WITH a, count(DISTINCT b.id) AS bases
OPTIONAL MATCH (a)-[r:COOPERATES_WITH]-(p:Actor) WHERE r.held
RETURN a.id AS actor, a.name AS name, a.acronym AS acronym, a.kind AS kind, a.subtype AS subtype,
    a.jurisdiction AS jurisdiction, bases, count(DISTINCT p.id) AS partners
ORDER BY actor
