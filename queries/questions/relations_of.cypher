MATCH (b:Basis)-[:AMENDS]->(c:Basis)
WHERE b.id IN $bases OR c.id IN $bases
RETURN b.id AS basis, 'amends' AS relation, c.id AS other
UNION
MATCH (b:Basis)-[:REPLACES]->(c:Basis)
WHERE b.id IN $bases OR c.id IN $bases
RETURN b.id AS basis, 'replaces' AS relation, c.id AS other
UNION
MATCH (b:Basis)-[:SUPPLEMENTS]->(c:Basis)
WHERE b.id IN $bases OR c.id IN $bases
RETURN b.id AS basis, 'supplements' AS relation, c.id AS other
UNION
MATCH (b:Basis)-[:REQUIRES]->(c:Basis)
WHERE b.id IN $bases OR c.id IN $bases
RETURN b.id AS basis, 'requires' AS relation, c.id AS other
UNION
MATCH (b:Basis)-[:LEGAL_BASIS]->(c:Basis)
WHERE b.id IN $bases OR c.id IN $bases
RETURN b.id AS basis, 'legal-basis' AS relation, c.id AS other
