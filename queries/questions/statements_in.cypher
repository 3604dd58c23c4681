MATCH (b:Basis)<-[:HAS_BASIS]-(t:Participation|Act)
WHERE b.id IN $bases
OPTIONAL MATCH (t)-[:HAS_ACTOR]->(a:Actor)
WITH t, a.id AS actor
//?actors WHERE actor IS NULL OR actor IN $actors
MATCH (t)-[:EVIDENCED_BY]->(s:Statement)-[:HAS_SOURCE]->(o:Source)
RETURN t.id AS thing, s.id AS statement, s.about AS about, s.property AS property, s.value AS value,
    s.stance AS stance, s.how AS how, s.as_of AS as_of, s.note AS note, o.id AS source,
    s.dossier AS dossier
