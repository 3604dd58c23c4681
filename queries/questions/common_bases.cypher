MATCH (a:Actor)<-[:HAS_ACTOR]-(n:Participation)-[:HAS_BASIS]->(b:Basis),
    (b)<-[:HAS_BASIS]-(m:Participation)-[:HAS_ACTOR]->(p:Actor)
WHERE a.id IN $actors AND p.id IN $partners AND a.id <> p.id
RETURN b.id AS basis, n.id AS participation, m.id AS other, b.kind AS kind, b.form AS form, b.mutual AS mutual,
    b.reaches AS reaches, b.open AS open, b.participants AS participants
ORDER BY basis, participation, other
