MATCH (o:Observation)-[:EVIDENCED_BY]->(t:Statement)-[:HAS_SOURCE]->(s:Source)
WHERE t.property = 'value' AND t.stance = 'asserts'
OPTIONAL MATCH (o)-[:EVIDENCED_BY]->(q:Statement)-[:HAS_SOURCE]->(s)
WHERE q.property = 'qualifier' AND q.stance = 'asserts' AND q.dossier = t.dossier
OPTIONAL MATCH (o)-[:EVIDENCED_BY]->(w:Statement)-[:HAS_SOURCE]->(s)
WHERE w.property = 'period' AND w.stance = 'asserts' AND w.how = 'inferred' AND w.dossier = t.dossier
RETURN DISTINCT o.series AS series, o.measure AS measure, o.period AS period, q.value AS qualifier,
    t.value AS value, s.id AS source, o.standing AS standing,
    CASE WHEN w.how IS NULL THEN t.how ELSE w.how END AS how, t.note AS note, s.voice AS origin,
    t.paragraph AS paragraph, t.dossier AS dossier, s.stranger AS stranger
ORDER BY source
