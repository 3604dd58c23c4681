//+ summary: 'Difficulties in cooperation: whom they affect, how, and what would mend them'
//+ summary_uk: 'Труднощі у співпраці: кого вони стосуються, як виникають і що їх усунуло б'
//+ description: >-
//+   One row for each challenge, actor that it affects, and source.
//+ columns:
//+   challenge: {type: id, sort: true, is: The challenge}
//+   name: {type: text, names: challenge, is: Its name}
//+   affects: {type: id, is: Whom it affects}
//+   mechanism: {type: text, is: How it comes about}
//+   remedy: {type: text, is: What would mend it}
//+   source: {type: id, is: Who says so}
//+ show: [challenge, affects, mechanism, remedy, source]
//+ tags: [assessment]

MATCH (c:Challenge)
OPTIONAL MATCH (c)-[:AFFECTS]->(a:Actor)
OPTIONAL MATCH (c)-[:EVIDENCED_BY]->(:Statement)-[:HAS_SOURCE]->(s:Source)
RETURN DISTINCT c.id AS challenge, c.id AS name, a.id AS affects, c.mechanism AS mechanism, c.remedy AS remedy,
    s.id AS source
ORDER BY challenge
