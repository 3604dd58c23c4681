MATCH (o:Source)
WHERE o.id IN $sources
OPTIONAL MATCH (o)-[:DERIVED_FROM]->(d:Source)
RETURN o.id AS source, o.title AS title, o.kind AS kind, o.rank AS rank, o.publisher AS publisher,
    o.published AS published, o.url AS url, d.id AS derived_from, o.derived_as AS derived_as,
    o.derived_how AS derived_how, o.withdrawn AS withdrawn, o.publisher_name_en AS publisher_name_en,
    o.publisher_name_uk AS publisher_name_uk,
    o.stranger AS stranger
ORDER BY source
