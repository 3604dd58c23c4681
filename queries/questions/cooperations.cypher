MATCH (a:Actor)-[c:COOPERATES_WITH]->(p:Actor)
//?bases WHERE c.basis IN $bases
RETURN c.cooperation AS cooperation, a.id AS actor, p.id AS partner, p.name AS partner_name, c.basis AS basis,
    c.basis_name AS basis_name, c.kind AS kind, c.since AS since, c.since_earliest AS since_earliest,
    c.since_latest AS since_latest, c.until_earliest AS until_earliest, c.until_latest AS until_latest,
    c.presumed_until AS presumed_until, c.end_kind AS end_kind, c.last_attested AS last_attested,
    c.standing AS standing, c.since_standing AS since_standing, c.until_standing AS until_standing, c.held AS held,
    c.firm AS firm
