MATCH (a:Actor)
//?actors WHERE a.id IN $actors
OPTIONAL MATCH (a)<-[:HAS_ACTOR]-(n:Participation)-[:HAS_BASIS]->(b:Basis) WHERE n.stranger IS NULL
WITH a, count(DISTINCT b.id) AS bases
OPTIONAL MATCH (a)-[r:COOPERATES_WITH]-(p:Actor) WHERE r.held AND r.stranger IS NULL
RETURN a.id AS actor, a.name AS name, a.acronym AS acronym, a.kind AS kind, a.subtype AS subtype,
    a.jurisdiction AS jurisdiction, bases, count(DISTINCT p.id) AS partners
ORDER BY actor
