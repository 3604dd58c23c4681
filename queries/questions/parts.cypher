MATCH (a:Actor)-[:PART_OF]->(w:Actor)
//?actors WHERE a.id IN $actors
RETURN a.id AS actor, w.id AS whole
ORDER BY actor, whole
