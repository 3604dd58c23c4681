//+ summary: General judgements that sources make
//+ summary_uk: 'Загальні оцінки, які дають джерела'
//+ description: >-
//+   One row for each assessment and source.
//+ columns:
//+   assessment: {type: id, sort: true, is: The assessment}
//+   scope: {type: text, is: What is assessed}
//+   topic: {type: text, is: On what}
//+   claim: {type: text, is: 'What is claimed, in our words'}
//+   source: {type: id, is: Who says so}
//+ show: [assessment, scope, topic, claim, source]
//+ tags: [assessment]

MATCH (c:Assessment)
OPTIONAL MATCH (c)-[:EVIDENCED_BY]->(:Statement)-[:HAS_SOURCE]->(s:Source)
RETURN DISTINCT c.id AS assessment, c.scope AS scope, c.topic AS topic, c.claim AS claim, s.id AS source
ORDER BY assessment
