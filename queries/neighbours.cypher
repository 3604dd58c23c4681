//+ summary: Who is held to cooperate with each of some actors
//+ summary_uk: 'Хто, як вважаємо, співпрацює з кожним із кількох учасників'
//+ description: >-
//+   One row a pair, without bases and dates: what a path is searched over.
//+ parameters:
//+   actors: {type: actors, is: Ids of actors, example: 'nabu,sapo'}
//+ columns:
//+   actor: {type: id, sort: true, is: One of those asked for}
//+   partner: {type: id, sort: true, is: Who cooperates with it}
//+ show: [actor, partner]
//+ tags: [cooperation, internal]

MATCH (a:Actor)-[r:COOPERATES_WITH]-(p:Actor)
WHERE a.id IN $actors AND r.held
RETURN DISTINCT a.id AS actor, p.id AS partner
ORDER BY actor, partner
