MATCH (n:`$id_class` {id: $id})-[:EVIDENCED_BY]->(s:Statement)-[:HAS_SOURCE]->(o:Source)
RETURN s.id AS statement, s.about AS about, s.property AS property, s.value AS value, s.stance AS stance,
    s.how AS how, o.id AS source, o.publisher AS publisher, o.published AS published, o.url AS url,
    s.paragraph AS paragraph, s.char_start AS char_start, s.char_end AS char_end,
    s.note AS note
ORDER BY statement
