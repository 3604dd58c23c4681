//+ summary: 'All links that can have been in force on a day, and how sure that is'
//+ summary_uk: 'Усі звʼязки, які могли бути чинними в певний день, і наскільки це певно'
//+ description: >-
//+   One row a link. Links that cannot have been in force are left out.
//+ parameters:
//+   day: {type: day, is: A day, example: 2024-04-10}
//+ columns:
//+   cooperation: {type: id, sort: true, is: 'The link, which is two actors under one basis at one time'}
//+   actor: {type: id, is: The one of the two whose id comes first}
//+   partner: {type: id, is: The other of the two}
//+   basis: {type: id, is: What the cooperation rests on}
//+   in_force: {type: text, is: 'certainly, presumably or possibly'}
//+   why_possible: {type: text, is: Why it is no more than possible}
//+   held: {type: boolean, is: Whether our preferred reading is that both take part}
//+   last_attested: {type: date, is: Latest day on which a source attests both as taking part}
//+ show: [actor, partner, basis, in_force, why_possible, held, last_attested]
//+ tags: [cooperation, time]

MATCH (a:Actor)-[c:COOPERATES_WITH]->(p:Actor)
WHERE (c.since_earliest IS NULL OR c.since_earliest <= $day) AND (c.until_latest IS NULL OR c.until_latest >= $day)
WITH a, p, c, CASE
  WHEN c.firm AND c.since_latest <= $day AND c.until_earliest >= $day THEN 'certainly'
  WHEN c.firm AND c.since_latest <= $day AND (c.end_kind = 'none' OR c.presumed_until >= $day) THEN 'presumably'
  ELSE 'possibly' END AS in_force
WITH a, p, c, in_force, CASE
  WHEN in_force = 'possibly' AND NOT c.firm THEN 'existence-disputed'
  WHEN in_force = 'possibly' AND c.since_latest IS NULL AND c.since_earliest IS NOT NULL THEN 'effect-unknown'
  WHEN in_force = 'possibly' AND (c.since_latest IS NULL OR c.since_latest > $day) THEN 'start-imprecise'
  WHEN in_force = 'possibly' AND c.end_kind = 'term' AND c.until_earliest < $day THEN 'term-lapsed'
  WHEN in_force = 'possibly' THEN 'end-imprecise' END AS why_possible
RETURN c.cooperation AS cooperation, a.id AS actor, p.id AS partner, c.basis AS basis, in_force, why_possible,
    c.held AS held, c.last_attested AS last_attested
