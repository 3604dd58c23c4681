MATCH (k:Candidate)-[:HAS_CONFLICT]->(c:Conflict) WHERE c.about = $id
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule,
    k.in_hull AS in_hull
UNION
// of Basis
MATCH (:Basis {id: $id})<-[:HAS_BASIS]-(x)
MATCH (c:Conflict) WHERE c.about = x.id
WITH DISTINCT c
MATCH (k:Candidate)-[:HAS_CONFLICT]->(c)
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule,
    k.in_hull AS in_hull
UNION
// of Actor
MATCH (:Actor {id: $id})<-[:HAS_ACTOR]-(x)
MATCH (c:Conflict) WHERE c.about = x.id
WITH DISTINCT c
MATCH (k:Candidate)-[:HAS_CONFLICT]->(c)
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule,
    k.in_hull AS in_hull
UNION
// of Actor
MATCH (:Actor {id: $id})<-[:HAS_ACTOR]-(:Participation)-[:HAS_BASIS]->(x:Basis {kind: 'operation'})
MATCH (c:Conflict) WHERE c.about = x.id
WITH DISTINCT c
MATCH (k:Candidate)-[:HAS_CONFLICT]->(c)
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule,
    k.in_hull AS in_hull
UNION
// of Cooperation
MATCH (:Cooperation {id: $id})-[:DERIVED_FROM]->(x:Participation)
MATCH (c:Conflict) WHERE c.about = x.id
WITH DISTINCT c
MATCH (k:Candidate)-[:HAS_CONFLICT]->(c)
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule,
    k.in_hull AS in_hull
UNION
// of Participation
MATCH (n:Participation {id: $id}), (n)-[:HAS_BASIS]->(:Basis)<-[:HAS_BASIS]-(x:Act),
    (n)-[:HAS_ACTOR]->(:Actor)<-[:HAS_ACTOR]-(x)
WHERE n.episode = x.episode
MATCH (c:Conflict) WHERE c.about = x.id
WITH DISTINCT c
MATCH (k:Candidate)-[:HAS_CONFLICT]->(c)
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule,
    k.in_hull AS in_hull
UNION
// of Cooperation
MATCH (:Cooperation {id: $id})-[:DERIVED_FROM]->(n:Participation), (n)-[:HAS_BASIS]->(:Basis)<-[:HAS_BASIS]-(x:Act),
    (n)-[:HAS_ACTOR]->(:Actor)<-[:HAS_ACTOR]-(x)
WHERE n.episode = x.episode
MATCH (c:Conflict) WHERE c.about = x.id
WITH DISTINCT c
MATCH (k:Candidate)-[:HAS_CONFLICT]->(c)
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule,
    k.in_hull AS in_hull
