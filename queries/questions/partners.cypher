MATCH (a:Actor)-[c:COOPERATES_WITH]-(p:Actor)
WHERE a.id IN $actors AND NOT p.id IN $actors
RETURN c.cooperation AS cooperation, a.id AS actor, p.id AS partner, p.name AS partner_name, c.basis AS basis,
    c.basis_name AS basis_name, c.kind AS kind, c.since AS since, c.since_earliest AS since_earliest,
    c.since_latest AS since_latest, c.until_earliest AS until_earliest, c.until_latest AS until_latest,
    c.end_kind AS end_kind, c.last_attested AS last_attested, c.standing AS standing,
    c.since_standing AS since_standing, c.until_standing AS until_standing, c.held AS held, c.until AS until,
    c.until_latest_reported AS until_latest_reported, c.mode AS mode, c.rank AS rank, c.attested AS attested,
    c.replacement AS replacement, c.paused_kind AS paused_kind, c.paused_from_earliest AS paused_from_earliest,
    c.paused_from_latest AS paused_from_latest, c.paused_to_earliest AS paused_to_earliest,
    c.paused_to_latest AS paused_to_latest, c.stranger AS stranger
ORDER BY cooperation
