MATCH (a:Actor)-[:PART_OF]->(w:Actor)
RETURN a.id AS actor, w.id AS whole
ORDER BY actor, whole
