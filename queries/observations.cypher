//+ summary: 'Numbers that sources give, with where they stand and what was noted'
//+ summary_uk: 'Числа, які наводять джерела, з місцем у тексті та примітками'
//+ description: >-
//+   One row for each number and statement, for the charts of statistics.
//+ columns:
//+   statement: {type: id, sort: true, is: Who says it and where}
//+   series: {type: text, is: What is counted}
//+   measure: {type: text, is: Which count of it}
//+   period: {type: edtf, is: Over which days}
//+   period_start: {type: date, is: First day of the period}
//+   period_end: {type: date, is: Last day of the period}
//+   qualifier: {type: text, is: 'exact, about or more-than'}
//+   value: {type: number, is: The number that the source tells}
//+   how: {type: text, is: 'Whether the source states it, or it was computed or inferred'}
//+   note: {type: text, is: What was noted when it was recorded}
//+   source: {type: id, is: Who tells it}
//+   paragraph: {type: integer, is: Paragraph in the source}
//+ show: [series, measure, period, value, source, note]
//+ tags: [statistics, internal]

MATCH (o:Observation)-[:EVIDENCED_BY]->(t:Statement)-[:HAS_SOURCE]->(s:Source)
WHERE t.property = 'value' AND t.stance = 'asserts'
RETURN t.id AS statement, o.series AS series, o.measure AS measure, o.period AS period,
    o.period_start AS period_start, o.period_end AS period_end, o.qualifier AS qualifier, t.value AS value,
    t.how AS how, t.note AS note, s.id AS source, t.paragraph AS paragraph
ORDER BY statement
