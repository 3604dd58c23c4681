MATCH (o:Source)
//?sources WHERE o.id IN $sources
OPTIONAL MATCH (o)-[:DERIVED_FROM]->(d:Source)
OPTIONAL MATCH (s:Statement)-[:HAS_SOURCE]->(o)
RETURN o.id AS source, o.title AS title, o.kind AS kind, o.rank AS rank, o.publisher AS publisher,
    o.published AS published, o.url AS url, d.id AS derived_from, count(DISTINCT s.id) AS statements
ORDER BY source
