MATCH (n:`$id_class` {id: $id})-[:EVIDENCED_BY]->(s:Statement)-[:HAS_SOURCE]->(o:Source)
OPTIONAL MATCH (o)-[:DERIVED_FROM]->(d:Source)
OPTIONAL MATCH (s)<-[:EVIDENCED_BY]-(p:Participation)-[:HAS_BASIS]->(b:Basis)
WHERE $id STARTS WITH (p.id + '~') OR $id ENDS WITH right(p.id, size(p.id) - size(b.id))
OPTIONAL MATCH (p)-[:HAS_ACTOR]->(a:Actor)
WITH s, o, d, min(a.id) AS least, max(a.id) AS most
WITH s, o, d, CASE WHEN least = most THEN least END AS side
RETURN s.id AS statement, s.about AS about, s.property AS property, s.value AS value, s.stance AS stance,
    s.how AS how, o.id AS source, o.publisher AS publisher, o.published AS published, o.url AS url,
    s.as_of AS as_of, s.paragraph AS paragraph, s.char_start AS char_start, s.char_end AS char_end,
    s.note AS note, s.speaks_of AS actor, side,
    CASE WHEN side IS NULL THEN 2 ELSE 0 END
        + CASE WHEN s.stance = 'denies' OR (s.property = 'complete_list' AND side IS NOT NULL) THEN 0 ELSE 1 END
        AS reading_order,
    o.voice AS voice, d.id AS derived_from, o.derived_as AS derived_as, s.lang AS lang, s.ranges AS ranges
ORDER BY statement
