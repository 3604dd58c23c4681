//+ summary: Numbers that sources give for a series and a period
//+ summary_uk: 'Числа, які джерела наводять для ряду та періоду'
//+ description: >-
//+   One row for each number and source.
//+ columns:
//+   series: {type: text, sort: true, is: What is counted}
//+   measure: {type: text, sort: true, is: Which count of it}
//+   period: {type: edtf, sort: true, is: Over which days}
//+   qualifier: {type: text, is: 'exact, about or more-than'}
//+   value: {type: number, is: The number that the source tells}
//+   source: {type: id, sort: true, is: Who tells it}
//+   standing: {type: text, is: How well the number is attested}
//+ show: [series, measure, period, qualifier, value, source, standing]
//+ tags: [statistics]

MATCH (o:Observation)-[:EVIDENCED_BY]->(t:Statement)-[:HAS_SOURCE]->(s:Source)
WHERE t.property = 'value' AND t.stance = 'asserts'
RETURN DISTINCT o.series AS series, o.measure AS measure, o.period AS period, o.qualifier AS qualifier,
    t.value AS value, s.id AS source, o.standing AS standing
ORDER BY source
