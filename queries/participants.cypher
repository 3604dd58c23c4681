//+ summary: 'Who takes part in a basis, from when to when'
//+ summary_uk: 'Хто бере участь у підставі, відколи й доки'
//+ description: >-
//+   One row for each time that an actor is in.
//+ parameters:
//+   basis: {type: basis, is: 'Id, name, acronym or alias of a basis', example: jit-ukraine-2022}
//+ columns:
//+   participation: {type: id, sort: true, is: 'The actor in the basis, from its entry to its exit'}
//+   actor: {type: id, is: Who takes part}
//+   actor_name: {type: text, names: actor, is: Name of the actor}
//+   role: {type: text, is: In what role}
//+   start: {type: edtf, is: Since when}
//+   start_earliest: {type: date, is: First day on which it can have begun}
//+   start_latest: {type: date, is: Last day on which it can have begun}
//+   end_earliest: {type: date, is: First day that can have been the last one}
//+   end_latest: {type: date, is: Last day that can have been the last one}
//+   end_kind: {type: text, is: How the end is known}
//+   last_attested: {type: date, is: Latest day on which a source attests it}
//+   standing: {type: text, is: How well it is attested that it takes part}
//+   held: {type: boolean, is: Whether our preferred reading is that it takes part}
//+ show: [actor_name, role, start, end_kind, last_attested, standing, held]
//+ tags: [basis]

MATCH (b:Basis {id: $basis})<-[:HAS_BASIS]-(n:Participation)-[:HAS_ACTOR]->(a:Actor)
RETURN n.id AS participation, a.id AS actor, a.name AS actor_name, n.role AS role, n.start AS start,
    n.start_earliest AS start_earliest, n.start_latest AS start_latest, n.end_earliest AS end_earliest,
    n.end_latest AS end_latest, n.end_kind AS end_kind, n.last_attested AS last_attested,
    n.standing AS standing, n.held AS held
ORDER BY participation
