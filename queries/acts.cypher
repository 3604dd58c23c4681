//+ summary: 'What was done under all bases that make links'
//+ summary_uk: 'Що зроблено за всіма підставами зі звʼязками'
//+ description: >-
//+   One row an act, those of the whole too, so that a picture can tell from which acts a link was made.
//+ columns:
//+   act: {type: id, sort: true, is: The act}
//+   basis: {type: id, is: The basis that it belongs to}
//+   actor: {type: id, is: 'Whose act, empty where it is of the whole'}
//+   through: {type: id, is: The body that acted for its state}
//+   phase: {type: text, is: What the act is placed under}
//+   episode: {type: integer, is: 'Which time that the actor is in, or which repetition of the phase'}
//+   type: {type: text, is: Type of act}
//+   done_on: {type: edtf, is: When it was done}
//+   done_earliest: {type: date, is: First day on which it can have been done}
//+   effective_on: {type: edtf, is: From when it has effect}
//+   until: {type: edtf, is: Until when it sets the term}
//+   standing: {type: text, is: How well it is attested}
//+ show: [basis, actor, type, done_on, effective_on, until, standing]
//+ tags: [basis, act, internal]

MATCH (t:Act)-[:HAS_BASIS]->(b:Basis)
WHERE b.linked
OPTIONAL MATCH (t)-[:HAS_ACTOR]->(a:Actor)
OPTIONAL MATCH (t)-[:THROUGH]->(s:Actor)
RETURN t.id AS act, b.id AS basis, a.id AS actor, s.id AS through, t.phase AS phase, t.episode AS episode,
    t.type AS type, t.done_on AS done_on, t.done_earliest AS done_earliest, t.effective_on AS effective_on,
    t.until AS until, t.standing AS standing
ORDER BY act
