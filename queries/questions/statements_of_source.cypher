MATCH (s:Statement)-[:HAS_SOURCE]->(o:Source {id: $source})
OPTIONAL MATCH (s)<-[:EVIDENCED_BY]-(t)-[:HAS_BASIS]->(of:Basis)
OPTIONAL MATCH (s)<-[:EVIDENCED_BY]-(itself:Basis)
WITH s, min(of.id) AS first, min(itself.id) AS other
WITH s, CASE WHEN first IS NULL OR other < first THEN coalesce(other, first) ELSE first END AS basis
OPTIONAL MATCH (b:Basis {id: basis})
OPTIONAL MATCH (a:Actor {id: s.speaks_of})
RETURN s.id AS statement, s.about AS about, basis, b.name AS basis_name, s.speaks_of AS actor, a.name AS actor_name,
    s.property AS property, s.value AS value, s.stance AS stance, s.how AS how, s.as_of AS as_of,
    s.paragraph AS paragraph, s.char_start AS char_start, s.char_end AS char_end, s.heading AS heading,
    s.cell AS cell, s.quote AS quote, s.note AS note
ORDER BY statement
