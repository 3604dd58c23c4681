//+ summary: 'Who cooperates with an actor on a day, and how sure that is'
//+ summary_uk: З ким співпрацює учасник у певний день і наскільки це певно
//+ description: >-
//+   As partners, with the answer for the day. Links that cannot have been in force are left out.
//+ parameters:
//+   actor: {type: actor, with: bodies, is: 'Id, name, acronym or alias of an actor', example: nabu}
//+   day: {type: day, is: A day, example: 2024-04-10}
//+   with_bodies: {type: boolean, is: Whether to ask for all parts of the actor too, default: 'false', example: 'true'}
//+ columns:
//+   cooperation: {type: id, sort: true, is: 'The link, which is two actors under one basis at one time'}
//+   actor: {type: id, is: 'One of the two, where one was asked for it is that one'}
//+   partner: {type: id, is: The other of the two}
//+   partner_name: {type: text, names: partner, is: Name of the other}
//+   basis: {type: id, is: What the cooperation rests on}
//+   basis_name: {type: text, names: basis, is: Name of the basis}
//+   kind: {type: text, is: Kind of the basis}
//+   since: {type: edtf, is: Since when}
//+   since_earliest: {type: date, is: First day on which it can have begun}
//+   since_latest: {type: date, is: Last day on which it can have begun}
//+   until_earliest: {type: date, is: First day that can have been the last one in force}
//+   until_latest: {type: date, is: Last day that can have been the last one in force}
//+   end_kind: {type: text, is: How the end is known}
//+   last_attested: {type: date, is: Latest day on which a source attests both as taking part}
//+   standing: {type: text, is: How well it is attested that both take part}
//+   since_standing: {type: text, is: How well the start is attested}
//+   until_standing: {type: text, is: How well the end is attested}
//+   held: {type: boolean, is: Whether our preferred reading is that both take part}
//+   in_force: {type: text, is: 'certainly, presumably or possibly'}
//+   why_possible: {type: text, is: Why it is no more than possible}
//+ show: [partner_name, in_force, why_possible, since, since_standing, basis_name, kind, standing]
//+ tags: [cooperation, time]

MATCH (a:Actor)-[c:COOPERATES_WITH]-(p:Actor)
WHERE a.id IN $actors AND NOT p.id IN $actors
  AND (c.since_earliest IS NULL OR c.since_earliest <= $day) AND (c.until_latest IS NULL OR c.until_latest >= $day)
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
RETURN c.cooperation AS cooperation, a.id AS actor, p.id AS partner, p.name AS partner_name, c.basis AS basis,
    c.basis_name AS basis_name, c.kind AS kind, c.since AS since, c.since_earliest AS since_earliest,
    c.since_latest AS since_latest, c.until_earliest AS until_earliest, c.until_latest AS until_latest,
    c.end_kind AS end_kind, c.last_attested AS last_attested, c.standing AS standing,
    c.since_standing AS since_standing, c.until_standing AS until_standing, c.held AS held, in_force,
    why_possible
ORDER BY cooperation
