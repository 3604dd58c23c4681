MATCH (b:Basis)<-[:HAS_BASIS]-(n:Participation)-[:HAS_ACTOR]->(a:Actor)
WHERE true
//?bases AND b.id IN $bases
//?actors AND a.id IN $actors
//?linked AND b.linked = $linked
RETURN n.id AS participation, b.id AS basis, b.name AS basis_name, a.id AS actor, a.name AS actor_name,
    n.role AS role, n.start AS start, n.start_earliest AS start_earliest, n.start_latest AS start_latest,
    n.end_earliest AS end_earliest, n.end_latest AS end_latest, n.end_kind AS end_kind,
    n.last_attested AS last_attested, n.standing AS standing, n.start_standing AS start_standing,
    n.end_standing AS end_standing, n.held AS held, n.firm AS firm, n.until AS until,
    n.until_latest_reported AS until_latest_reported, n.mode AS mode, n.rank AS rank, n.attested AS attested,
    n.narrowed AS narrowed, n.sure_until AS sure_until, n.presumed_until AS presumed_until,
    n.rests_until AS rests_until, n.notice_from AS notice_from, n.disputed_from AS disputed_from,
    n.disputed_to AS disputed_to, n.parent_unreported AS parent_unreported, n.start_rule AS start_rule,
    n.end_rule AS end_rule, b.kind AS kind, b.form AS form, b.linked AS linked,
    b.mutual AS mutual, n.stranger AS stranger
