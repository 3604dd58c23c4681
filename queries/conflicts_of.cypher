//+ summary: Where voices contradict each other on one thing
//+ summary_uk: Де голоси суперечать один одному щодо одного обʼєкта
//+ description: >-
//+   Of an actor or a basis also what is told of its acts and participations; of a link also what is told of its
//+   two participations and their acts.
//+ parameters:
//+   id: {type: id, is: Id of anything, example: jit-ukraine-2022}
//+ columns:
//+   conflict: {type: id, sort: true, is: The conflict}
//+   about: {type: id, is: What it is about}
//+   property: {type: text, is: The property that the voices contradict each other on}
//+   preferred: {type: text, is: The value that is shown}
//+   value: {type: text, sort: true, is: A value that is told}
//+   stance: {type: text, is: Whether the source asserts or denies it}
//+   source: {type: id, sort: true, is: Who tells it}
//+   rank: {type: integer, is: Rank of the source}
//+   voices: {type: integer, is: Independent voices that tell this value}
//+   rule: {type: text, is: The rule that chose}
//+ show: [about, property, preferred, value, stance, source, rank, voices]
//+ tags: [evidence]

MATCH (k:Candidate)-[:HAS_CONFLICT]->(c:Conflict) WHERE c.about = $id
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule
UNION
MATCH (:Basis {id: $id})<-[:HAS_BASIS]-(x)
WITH collect(DISTINCT x.id) AS things
MATCH (k:Candidate)-[:HAS_CONFLICT]->(c:Conflict) WHERE c.about IN things
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule
UNION
MATCH (:Actor {id: $id})<-[:HAS_ACTOR]-(x)
WITH collect(DISTINCT x.id) AS things
MATCH (k:Candidate)-[:HAS_CONFLICT]->(c:Conflict) WHERE c.about IN things
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule
UNION
MATCH (:Cooperation {id: $id})-[:DERIVED_FROM]->(x:Participation)
WITH collect(DISTINCT x.id) AS things
MATCH (k:Candidate)-[:HAS_CONFLICT]->(c:Conflict) WHERE c.about IN things
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule
UNION
MATCH (n:Participation {id: $id}), (n)-[:HAS_BASIS]->(:Basis)<-[:HAS_BASIS]-(x:Act),
    (n)-[:HAS_ACTOR]->(:Actor)<-[:HAS_ACTOR]-(x)
WHERE n.episode = x.episode
WITH collect(DISTINCT x.id) AS things
MATCH (k:Candidate)-[:HAS_CONFLICT]->(c:Conflict) WHERE c.about IN things
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule
UNION
MATCH (:Cooperation {id: $id})-[:DERIVED_FROM]->(n:Participation), (n)-[:HAS_BASIS]->(:Basis)<-[:HAS_BASIS]-(x:Act),
    (n)-[:HAS_ACTOR]->(:Actor)<-[:HAS_ACTOR]-(x)
WHERE n.episode = x.episode
WITH collect(DISTINCT x.id) AS things
MATCH (k:Candidate)-[:HAS_CONFLICT]->(c:Conflict) WHERE c.about IN things
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule
