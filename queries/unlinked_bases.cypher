//+ summary: Bases of some actors that make no links
//+ summary_uk: 'Підстави кількох учасників, які не утворюють звʼязків'
//+ description: >-
//+   One row for each actor and basis that is open to all states or has more than 50 participants, and that the
//+   actor is held to take part in.
//+ parameters:
//+   actors: {type: actors, is: Ids of actors, example: 'nabu,sapo'}
//+ columns:
//+   actor: {type: id, sort: true, is: One of those asked for}
//+   basis: {type: id, sort: true, is: The basis}
//+   basis_name: {type: text, names: basis, is: Name of the basis}
//+ show: [actor, basis_name]
//+ tags: [basis, internal]

MATCH (a:Actor)<-[:HAS_ACTOR]-(n:Participation {held: true})-[:HAS_BASIS]->(b:Basis {linked: false})
WHERE a.id IN $actors
RETURN DISTINCT a.id AS actor, b.id AS basis, b.name AS basis_name
ORDER BY actor, basis
