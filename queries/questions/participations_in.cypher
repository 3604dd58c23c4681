MATCH (b:Basis)<-[:HAS_BASIS]-(n:Participation)-[:HAS_ACTOR]->(a:Actor)
WHERE b.id IN $bases
//?actors AND a.id IN $actors
RETURN n.id AS participation, b.id AS basis, a.id AS actor, n.role AS role, n.role_standing AS role_standing,
    n.episode AS episode, n.start AS start, n.start_earliest AS start_earliest, n.start_latest AS start_latest,
    n.end_earliest AS end_earliest, n.end_latest AS end_latest, n.end_kind AS end_kind,
    n.last_attested AS last_attested, n.standing AS standing, n.start_standing AS start_standing,
    n.end_standing AS end_standing, n.held AS held, n.firm AS firm, n.start_rule AS start_rule,
    n.end_rule AS end_rule, b.kind AS kind, b.form AS form, b.linked AS linked, n.stranger AS stranger,
    n.attested AS attested
ORDER BY participation
