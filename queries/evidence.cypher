//+ summary: 'The statements that something was made from, and who makes them'
//+ summary_uk: 'Твердження, з яких це виведено, і хто їх висловлює'
//+ description: >-
//+   One row a statement, those too that speak against it.
//+ parameters:
//+   id: {type: id, is: Id of anything, example: jit-ukraine-2022~lt~1~ua~1}
//+ columns:
//+   statement: {type: id, sort: true, is: The statement}
//+   about: {type: text, is: What kind of thing it speaks about}
//+   property: {type: text, is: Which property of it}
//+   value: {type: text, is: With what value}
//+   stance: {type: text, is: Whether the source asserts or denies it}
//+   how: {type: text, is: 'Whether it is stated, computed or inferred'}
//+   source: {type: id, is: Who says so}
//+   publisher: {type: text, is: Who publishes the source}
//+   published: {type: edtf, is: When the source was published}
//+   url: {type: text, is: Address of the source}
//+   paragraph: {type: integer, is: Paragraph in the source}
//+   char_start: {type: integer, is: 'Where the passage begins, in characters'}
//+   char_end: {type: integer, is: 'Where the passage ends, in characters'}
//+   note: {type: text, is: 'What is remarked on it, such as a doubt or how it was read'}
//+ show: [about, property, value, stance, source, published, paragraph, note]
//+ tags: [evidence]

MATCH (n {id: $id})-[:EVIDENCED_BY]->(s:Statement)-[:HAS_SOURCE]->(o:Source)
RETURN s.id AS statement, s.about AS about, s.property AS property, s.value AS value, s.stance AS stance,
    s.how AS how, o.id AS source, o.publisher AS publisher, o.published AS published, o.url AS url,
    s.paragraph AS paragraph, s.char_start AS char_start, s.char_end AS char_end,
    s.note AS note
ORDER BY statement
