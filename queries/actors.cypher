//+ summary: 'All actors, with their bases and partners counted'
//+ summary_uk: Усі учасники з кількістю їхніх підстав і партнерів
//+ description: >-
//+   One row an actor.
//+ columns:
//+   actor: {type: id, sort: true, is: The actor}
//+   name: {type: text, names: actor, is: Its name}
//+   acronym: {type: text, is: Its English acronym}
//+   kind: {type: text, is: Kind of actor}
//+   subtype: {type: text, is: What kind of body more exactly}
//+   jurisdiction: {type: text, is: Country by ISO 3166-1}
//+   bases: {type: integer, is: Bases that it is told to take part in}
//+   partners: {type: integer, is: Actors that it is held to cooperate with}
//+ show: [actor, name, acronym, kind, subtype, jurisdiction, bases, partners]
//+ tags: [actor]

MATCH (a:Actor)
OPTIONAL MATCH (a)<-[:HAS_ACTOR]-(:Participation)-[:HAS_BASIS]->(b:Basis)
WITH a, count(DISTINCT b.id) AS bases
OPTIONAL MATCH (a)-[r:COOPERATES_WITH]-(p:Actor) WHERE r.held
RETURN a.id AS actor, a.name AS name, a.acronym AS acronym, a.kind AS kind, a.subtype AS subtype,
    a.jurisdiction AS jurisdiction, bases, count(DISTINCT p.id) AS partners
ORDER BY actor
