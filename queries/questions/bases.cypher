MATCH (b:Basis)
//?bases WHERE b.id IN $bases
RETURN b.id AS basis, b.name AS name, b.kind AS kind, b.form AS form, b.binds AS binds, b.during AS during,
    b.in_force_since AS in_force_since, b.participants AS participants, b.stranger AS stranger
ORDER BY basis
