MATCH (a:Actor)<-[:HAS_ACTOR]-(x:Participation)-[:HAS_BASIS]->(b:Basis)
WHERE a.id IN $actors
RETURN a.id AS actor, b.id AS basis, b.name AS basis_name, b.kind AS kind, b.form AS form, b.mutual AS mutual,
    b.stranger AS stranger
UNION
MATCH (a:Actor)<-[:HAS_ACTOR]-(x:Act)-[:HAS_BASIS]->(b:Basis)
WHERE a.id IN $actors
RETURN a.id AS actor, b.id AS basis, b.name AS basis_name, b.kind AS kind, b.form AS form, b.mutual AS mutual,
    b.stranger AS stranger
