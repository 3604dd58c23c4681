MATCH (c:Challenge)
OPTIONAL MATCH (c)-[:AFFECTS]->(a:Actor)
OPTIONAL MATCH (c)-[:EVIDENCED_BY]->(:Statement)-[:HAS_SOURCE]->(s:Source)
RETURN DISTINCT c.id AS challenge, c.id AS name, a.id AS affects, c.mechanism AS mechanism, c.remedy AS remedy,
    s.id AS source, s.stranger AS stranger
ORDER BY challenge
