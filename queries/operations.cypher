//+ summary: 'What was done together: searches, handovers, evidence, cases, meetings'
//+ summary_uk: 'Що зроблено разом: обшуки, передання осіб, докази, провадження, зустрічі'
//+ description: >-
//+   One row for each operation and actor that is held to have taken part.
//+ columns:
//+   basis: {type: id, sort: true, is: The operation}
//+   name: {type: text, names: basis, is: Name of the operation}
//+   form: {type: text, is: Form of the operation}
//+   actor: {type: id, sort: true, is: Who took part}
//+   role: {type: text, is: In what role}
//+   during: {type: edtf, is: When it was done}
//+   places: {type: text, is: 'Where it was done, by ISO 3166-1'}
//+ show: [name, form, actor, role, during, places]
//+ tags: [basis, time]

MATCH (b:Basis {kind: 'operation'})
OPTIONAL MATCH (b)<-[:HAS_BASIS]-(n:Participation {held: true})-[:HAS_ACTOR]->(a:Actor)
RETURN DISTINCT b.id AS basis, b.name AS name, b.form AS form, a.id AS actor, n.role AS role,
    b.during AS during, b.places AS places
ORDER BY basis
