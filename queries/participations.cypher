//+ summary: 'All actors in all bases, from when to when'
//+ summary_uk: 'Усі учасники в усіх підставах, відколи й доки'
//+ description: >-
//+   One row for each time that an actor is in a basis, for drawing and export.
//+ columns:
//+   participation: {type: id, sort: true, is: 'The actor in the basis, from its entry to its exit'}
//+   basis: {type: id, is: In what}
//+   basis_name: {type: text, names: basis, is: Name of the basis}
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
//+   start_standing: {type: text, is: How well the start is attested}
//+   end_standing: {type: text, is: How well the end is attested}
//+   held: {type: boolean, is: Whether our preferred reading is that it takes part}
//+   firm: {type: boolean, is: Whether it is held and not disputed}
//+   start_rule: {type: text, is: The rule that made the start}
//+   end_rule: {type: text, is: The rule that made the end}
//+   kind: {type: text, is: Kind of the basis}
//+   form: {type: text, is: Form of the basis}
//+   linked: {type: boolean, is: 'Whether the basis makes links, which open and very large ones do not'}
//+ show: [basis_name, actor_name, role, start, end_kind, last_attested, standing]
//+ tags: [basis, internal]

MATCH (b:Basis)<-[:HAS_BASIS]-(n:Participation)-[:HAS_ACTOR]->(a:Actor)
RETURN n.id AS participation, b.id AS basis, b.name AS basis_name, a.id AS actor, a.name AS actor_name,
    n.role AS role, n.start AS start, n.start_earliest AS start_earliest, n.start_latest AS start_latest,
    n.end_earliest AS end_earliest, n.end_latest AS end_latest, n.end_kind AS end_kind,
    n.last_attested AS last_attested, n.standing AS standing, n.start_standing AS start_standing,
    n.end_standing AS end_standing, n.held AS held, n.firm AS firm, n.start_rule AS start_rule,
    n.end_rule AS end_rule, b.kind AS kind, b.form AS form, b.linked AS linked
