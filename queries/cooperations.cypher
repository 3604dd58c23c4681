//+ summary: 'All links, each once'
//+ summary_uk: 'Усі звʼязки, кожен один раз'
//+ description: >-
//+   One row a link, for drawing and export. The actor is the one whose id comes first.
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
//+   presumed_until: {type: date, is: Until when the side with a known end was certainly in}
//+   end_kind: {type: text, is: How the end is known}
//+   last_attested: {type: date, is: Latest day on which a source attests both as taking part}
//+   standing: {type: text, is: How well it is attested that both take part}
//+   since_standing: {type: text, is: How well the start is attested}
//+   until_standing: {type: text, is: How well the end is attested}
//+   held: {type: boolean, is: Whether our preferred reading is that both take part}
//+   firm: {type: boolean, is: Whether it is held and not disputed}
//+ show: [actor, partner_name, basis_name, kind, since, end_kind, last_attested, standing]
//+ tags: [cooperation, internal]

MATCH (a:Actor)-[c:COOPERATES_WITH]->(p:Actor)
RETURN c.cooperation AS cooperation, a.id AS actor, p.id AS partner, p.name AS partner_name, c.basis AS basis,
    c.basis_name AS basis_name, c.kind AS kind, c.since AS since, c.since_earliest AS since_earliest,
    c.since_latest AS since_latest, c.until_earliest AS until_earliest, c.until_latest AS until_latest,
    c.presumed_until AS presumed_until, c.end_kind AS end_kind, c.last_attested AS last_attested,
    c.standing AS standing, c.since_standing AS since_standing, c.until_standing AS until_standing, c.held AS held,
    c.firm AS firm
