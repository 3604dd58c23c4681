//+ summary: 'All sources, with their statements counted'
//+ summary_uk: Усі джерела з кількістю їхніх тверджень
//+ description: >-
//+   One row a source.
//+ columns:
//+   source: {type: id, sort: true, is: The source}
//+   title: {type: text, is: Its title}
//+   kind: {type: text, is: Its kind}
//+   rank: {type: integer, is: How much it counts when values compete}
//+   publisher: {type: text, is: Who publishes it}
//+   published: {type: edtf, is: When}
//+   url: {type: text, is: Where}
//+   derived_from: {type: id, is: The source that it repeats}
//+   statements: {type: integer, is: How many statements it makes}
//+ show: [source, title, kind, rank, publisher, published, statements]
//+ tags: [source]

MATCH (o:Source)
OPTIONAL MATCH (o)-[:DERIVED_FROM]->(d:Source)
OPTIONAL MATCH (s:Statement)-[:HAS_SOURCE]->(o)
RETURN o.id AS source, o.title AS title, o.kind AS kind, o.rank AS rank, o.publisher AS publisher,
    o.published AS published, o.url AS url, d.id AS derived_from, count(DISTINCT s.id) AS statements
ORDER BY source
