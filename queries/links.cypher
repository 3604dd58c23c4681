//+ summary: 'All links that are held, each once and without its dates'
//+ summary_uk: 'Усі визнані звʼязки, кожен один раз і без дат'
//+ description: >-
//+   One row a link: what networks are made of. The actor is the one whose id comes first.
//+ columns:
//+   cooperation: {type: id, sort: true, is: 'The link, which is two actors under one basis at one time'}
//+   actor: {type: id, is: The one of the two whose id comes first}
//+   partner: {type: id, is: The other of the two}
//+   basis: {type: id, is: What the cooperation rests on}
//+ show: [actor, partner, basis]
//+ tags: [cooperation, internal]

MATCH (a:Actor)-[c:COOPERATES_WITH]->(p:Actor)
WHERE c.held
RETURN c.cooperation AS cooperation, a.id AS actor, p.id AS partner, c.basis AS basis
