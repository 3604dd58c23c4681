//+ summary: 'The statements behind each participation in a basis that makes links'
//+ summary_uk: 'Твердження, на яких тримається кожна участь у підставі зі звʼязками'
//+ description: >-
//+   One row for each statement, those too that speak against it, for the sources and details of a picture.
//+ columns:
//+   participation: {type: id, sort: true, is: 'The actor in the basis'}
//+   statement: {type: id, sort: true, is: The statement}
//+   about: {type: text, is: What kind of thing it speaks about}
//+   property: {type: text, is: Which property of it}
//+   value: {type: text, is: With what value}
//+   stance: {type: text, is: Whether the source asserts or denies it}
//+   how: {type: text, is: 'Whether it is stated, computed or inferred'}
//+   source: {type: id, is: Who says so}
//+   paragraph: {type: integer, is: Paragraph in the source}
//+   char_start: {type: integer, is: 'Where the passage begins, in characters'}
//+   char_end: {type: integer, is: 'Where the passage ends, in characters'}
//+   note: {type: text, is: 'What is remarked on it, such as a doubt or how it was read'}
//+ show: [participation, property, value, stance, source, paragraph]
//+ tags: [evidence, internal]

MATCH (p:Participation)-[:HAS_BASIS]->(b:Basis)
WHERE b.linked
MATCH (p)-[:EVIDENCED_BY]->(s:Statement)-[:HAS_SOURCE]->(o:Source)
RETURN p.id AS participation, s.id AS statement, s.about AS about, s.property AS property, s.value AS value,
    s.stance AS stance, s.how AS how, o.id AS source, s.paragraph AS paragraph, s.char_start AS char_start,
    s.char_end AS char_end, s.note AS note
ORDER BY participation, statement
