MATCH (b:Basis {id: $basis})<-[:HAS_BASIS]-(n:Participation)-[:HAS_ACTOR]->(a:Actor)
RETURN n.id AS participation, a.id AS actor, a.name AS actor_name, n.role AS role, n.start AS start,
    n.start_earliest AS start_earliest, n.start_latest AS start_latest, n.end_earliest AS end_earliest,
    n.end_latest AS end_latest, n.end_kind AS end_kind, n.last_attested AS last_attested, n.standing AS standing,
    n.held AS held, n.until AS until, n.until_latest_reported AS until_latest_reported, n.mode AS mode,
    n.rank AS rank, n.attested AS attested, n.narrowed AS narrowed, n.stranger AS stranger
ORDER BY participation
