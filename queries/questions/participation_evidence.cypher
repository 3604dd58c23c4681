MATCH (p:Participation)-[:HAS_BASIS]->(b:Basis)
//?bases WHERE b.id IN $bases
MATCH (p)-[:EVIDENCED_BY]->(s:Statement)-[:HAS_SOURCE]->(o:Source)
OPTIONAL MATCH (o)-[:DERIVED_FROM]->(d:Source)
RETURN p.id AS participation, s.id AS statement, s.about AS about, s.property AS property, s.value AS value,
    s.stance AS stance, s.how AS how, o.id AS source, s.paragraph AS paragraph, s.char_start AS char_start,
    s.char_end AS char_end, s.note AS note, s.speaks_of AS actor, o.voice AS voice, d.id AS derived_from,
    o.derived_as AS derived_as, s.lang AS lang, s.ranges AS ranges
ORDER BY participation, statement
