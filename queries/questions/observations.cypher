MATCH (o:Observation)-[:EVIDENCED_BY]->(t:Statement)-[:HAS_SOURCE]->(s:Source)
WHERE t.property = 'value' AND t.stance = 'asserts'
OPTIONAL MATCH (o)-[:EVIDENCED_BY]->(q:Statement)-[:HAS_SOURCE]->(s)
WHERE q.property = 'qualifier' AND q.stance = 'asserts' AND q.dossier = t.dossier
RETURN t.id AS statement, o.series AS series, o.measure AS measure, o.period AS period,
    o.period_start AS period_start, o.period_end AS period_end, q.value AS qualifier, t.value AS value,
    t.how AS how, t.note AS note, s.id AS source, t.paragraph AS paragraph, s.voice AS origin,
    s.stranger AS stranger
ORDER BY statement
