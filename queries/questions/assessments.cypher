MATCH (c:Assessment)
OPTIONAL MATCH (c)-[:EVIDENCED_BY]->(:Statement)-[:HAS_SOURCE]->(s:Source)
RETURN DISTINCT c.id AS assessment, c.scope AS scope, c.topic AS topic, c.claim AS claim, s.id AS source,
    s.stranger AS stranger
ORDER BY assessment
