//?bases MATCH (b:Basis)<-[:HAS_BASIS]-(p:Participation) WHERE b.id IN $bases WITH collect(p.id) AS parts
MATCH (k:Candidate)-[:HAS_CONFLICT]->(c:Conflict)
//?bases WHERE c.about IN parts
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule,
    s.voice AS voice, k.carriers AS carriers, k.how AS how, k.in_hull AS in_hull
ORDER BY conflict
