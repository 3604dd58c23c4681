MATCH (o:Source {kind: 'editorial'})<-[:HAS_SOURCE]-(s:Statement)
WHERE s.about = 'source' AND s.property IN ['covers', 'not_found', 'left_out']
RETURN o.id AS dossier, s.property AS what, s.value AS text, s.lang AS lang, s.speaks_of AS actor,
    o.stranger AS stranger
ORDER BY dossier, what, text, actor
