MATCH (o:Source)
//?sources WHERE o.id IN $sources
OPTIONAL MATCH (o)-[:DERIVED_FROM]->(d:Source)
OPTIONAL MATCH (o)-[:PUBLISHER_ACTOR]->(a:Actor)
OPTIONAL MATCH (s:Statement)-[:HAS_SOURCE]->(o)
RETURN o.id AS source, o.title AS title, o.kind AS kind, o.rank AS rank, o.publisher AS publisher,
    o.published AS published, o.url AS url, d.id AS derived_from, count(DISTINCT s.id) AS statements,
    o.publisher_name_en AS publisher_name_en, o.publisher_name_uk AS publisher_name_uk, a.id AS publisher_actor,
    o.voice AS voice, o.stranger AS stranger
ORDER BY source
