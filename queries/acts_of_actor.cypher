//+ summary: 'What an actor did: signed, joined, left'
//+ summary_uk: 'Що зробив учасник: підписав, приєднався, вийшов'
//+ description: >-
//+   One row an act.
//+ parameters:
//+   actor: {type: actor, is: 'Id, name, acronym or alias of an actor', example: nabu}
//+ columns:
//+   act: {type: id, sort: true, is: The act}
//+   basis: {type: id, is: The basis that it belongs to}
//+   actor: {type: id, is: 'Whose act, empty where it is of the whole'}
//+   through: {type: id, is: The body that acted for its state}
//+   phase: {type: text, is: What the act is placed under}
//+   type: {type: text, is: Type of act}
//+   done_on: {type: edtf, is: When it was done}
//+   done_earliest: {type: date, is: First day on which it can have been done}
//+   done_latest: {type: date, is: Last day on which it can have been done}
//+   effective_on: {type: edtf, is: From when it has effect}
//+   standing: {type: text, is: How well it is attested}
//+ show: [basis, through, type, done_on, effective_on, standing]
//+ tags: [actor, act]

MATCH (a:Actor {id: $actor})<-[:HAS_ACTOR]-(t:Act)-[:HAS_BASIS]->(b:Basis)
OPTIONAL MATCH (t)-[:THROUGH]->(s:Actor)
RETURN t.id AS act, b.id AS basis, a.id AS actor, s.id AS through, t.phase AS phase, t.type AS type,
    t.done_on AS done_on, t.done_earliest AS done_earliest, t.done_latest AS done_latest,
    t.effective_on AS effective_on, t.standing AS standing
ORDER BY act
