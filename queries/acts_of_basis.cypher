//+ summary: 'What was done under a basis: signed, joined, extended, ended'
//+ summary_uk: 'Що зроблено за підставою: підписано, приєднано, продовжено, припинено'
//+ description: >-
//+   One row an act, those of the whole too.
//+ parameters:
//+   basis: {type: basis, is: 'Id, name, acronym or alias of a basis', example: jit-ukraine-2022}
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
//+ show: [actor, through, type, done_on, effective_on, standing]
//+ tags: [basis, act]

MATCH (t:Act)-[:HAS_BASIS]->(b:Basis {id: $basis})
OPTIONAL MATCH (t)-[:HAS_ACTOR]->(a:Actor)
OPTIONAL MATCH (t)-[:THROUGH]->(s:Actor)
RETURN t.id AS act, b.id AS basis, a.id AS actor, s.id AS through, t.phase AS phase, t.type AS type,
    t.done_on AS done_on, t.done_earliest AS done_earliest, t.done_latest AS done_latest,
    t.effective_on AS effective_on, t.standing AS standing
ORDER BY act
