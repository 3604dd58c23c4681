//+ summary: Which agreements can have been in force between two actors on a day
//+ summary_uk: Які угоди могли бути чинними між двома учасниками в певний день
//+ description: >-
//+   Worked out from the participations. An actor is also bound through a state that it is a part of. One row for
//+   each pair of participations, as sure as the less sure of the two.
//+ parameters:
//+   actor: {type: actor, with: wholes, is: 'Id, name, acronym or alias of an actor', example: nabu}
//+   partner: {type: actor, with: wholes, is: 'Id, name, acronym or alias of the other actor', example: eppo}
//+   day: {type: day, is: A day, example: 2024-04-10}
//+ columns:
//+   basis: {type: id, sort: true, is: The agreement}
//+   name: {type: text, names: basis, is: Its name}
//+   form: {type: text, is: Its form}
//+   in_force: {type: text, is: 'certainly, presumably or possibly'}
//+   actor_start: {type: edtf, is: 'Since when the actor, or its state, is in it'}
//+   partner_start: {type: edtf, is: 'Since when the partner, or its state, is in it'}
//+   via_actor: {type: id, is: 'The state through which the actor is bound, empty where it is itself'}
//+   via_partner: {type: id, is: 'The state through which the partner is bound, empty where it is itself'}
//+   last_attested: {type: date, is: Latest day on which a source attests both as taking part}
//+ show: [name, form, in_force, actor_start, partner_start, via_actor, via_partner]
//+ tags: [basis, time]

MATCH (x:Participation)-[:HAS_ACTOR]->(a:Actor), (x)-[:HAS_BASIS]->(b:Basis {kind: 'agreement'}),
      (y:Participation)-[:HAS_ACTOR]->(p:Actor), (y)-[:HAS_BASIS]->(b)
WHERE a.id IN $actors AND p.id IN $partners AND a.id <> p.id
  AND (a.id = $actor OR a.kind = 'state') AND (p.id = $partner OR p.kind = 'state')
  AND (x.start_earliest IS NULL OR x.start_earliest <= $day) AND (x.end_latest IS NULL OR x.end_latest >= $day)
  AND NOT x.role IN ['observer', 'supporter', 'depositary']
  AND (y.start_earliest IS NULL OR y.start_earliest <= $day) AND (y.end_latest IS NULL OR y.end_latest >= $day)
  AND NOT y.role IN ['observer', 'supporter', 'depositary']
WITH a, p, b, x, y,
  CASE WHEN x.firm AND x.start_latest <= $day AND x.end_earliest >= $day THEN 2
    WHEN x.firm AND x.start_latest <= $day AND x.end_kind = 'none' THEN 1 ELSE 0 END AS x_sure,
  CASE WHEN y.firm AND y.start_latest <= $day AND y.end_earliest >= $day THEN 2
    WHEN y.firm AND y.start_latest <= $day AND y.end_kind = 'none' THEN 1 ELSE 0 END AS y_sure
RETURN b.id AS basis, b.name AS name, b.form AS form,
  CASE WHEN x_sure = 2 AND y_sure = 2 THEN 'certainly'
    WHEN x_sure > 0 AND y_sure > 0 THEN 'presumably' ELSE 'possibly' END AS in_force,
  x.start AS actor_start, y.start AS partner_start,
  CASE WHEN a.id <> $actor THEN a.id END AS via_actor, CASE WHEN p.id <> $partner THEN p.id END AS via_partner,
  CASE WHEN x.last_attested <= y.last_attested THEN x.last_attested
    WHEN x.last_attested > y.last_attested THEN y.last_attested END AS last_attested
ORDER BY basis
