//+ summary: 'Where voices contradict each other, and which value is shown'
//+ summary_uk: Де голоси суперечать один одному і яке значення показано
//+ description: >-
//+   One row for each value and source.
//+ columns:
//+   conflict: {type: id, sort: true, is: The conflict}
//+   about: {type: id, is: What it is about}
//+   property: {type: text, is: The property that the voices contradict each other on}
//+   preferred: {type: text, is: The value that is shown}
//+   value: {type: text, sort: true, is: A value that is told}
//+   stance: {type: text, is: Whether the source asserts or denies it}
//+   source: {type: id, sort: true, is: Who tells it}
//+   rank: {type: integer, is: Rank of the source}
//+   voices: {type: integer, is: Independent voices that tell this value}
//+   rule: {type: text, is: The rule that chose}
//+ show: [about, property, preferred, value, stance, source, rank, voices]
//+ tags: [evidence]

MATCH (k:Candidate)-[:HAS_CONFLICT]->(c:Conflict)
OPTIONAL MATCH (k)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.about AS about, c.property AS property, c.preferred AS preferred, k.value AS value,
    k.stance AS stance, s.id AS source, k.rank AS rank, k.voices AS voices, c.rule AS rule
ORDER BY conflict
