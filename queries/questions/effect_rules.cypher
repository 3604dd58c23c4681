MATCH (b:Basis)-[:EVIDENCED_BY]->(s:Statement)-[:HAS_SOURCE]->(o:Source)
WHERE b.id IN $bases AND s.property = 'effect_after' AND s.stance = 'asserts'
RETURN b.id AS basis, s.id AS statement, s.value AS value, s.how AS how, o.id AS source
ORDER BY basis, statement
