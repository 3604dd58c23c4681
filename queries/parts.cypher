//+ summary: Which actor is a part of which
//+ summary_uk: Який учасник є частиною якого
//+ description: >-
//+   One row a pair, one step only.
//+ columns:
//+   actor: {type: id, sort: true, is: The part}
//+   whole: {type: id, sort: true, is: What it is a part of}
//+ show: [actor, whole]
//+ tags: [actor, internal]

MATCH (a:Actor)-[:PART_OF]->(w:Actor)
RETURN a.id AS actor, w.id AS whole
ORDER BY actor, whole
