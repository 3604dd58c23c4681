//+ summary: 'The sources behind each participation'
//+ summary_uk: Джерела кожної участі
//+ description: >-
//+   One row for each source that says something of an actor in a basis, for the numbered sources of a picture.
//+ columns:
//+   participation: {type: id, sort: true, is: 'The actor in the basis'}
//+   source: {type: id, sort: true, is: The source}
//+   title: {type: text, is: Its title}
//+   publisher: {type: text, is: Its publisher}
//+   published: {type: edtf, is: When it was published}
//+   url: {type: text, is: Its address}
//+ show: [participation, source, title, published]
//+ tags: [evidence, internal]

MATCH (p:Participation)-[:EVIDENCED_BY]->(s:Statement)-[:HAS_SOURCE]->(o:Source)
WHERE o.kind <> 'editorial'
RETURN DISTINCT p.id AS participation, o.id AS source, o.title AS title, o.publisher AS publisher,
    o.published AS published, o.url AS url
ORDER BY participation, source
