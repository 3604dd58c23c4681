"""What the embedded engine has in place of Cypher that people know from Neo4j: the nearest word often misleads."""

from __future__ import annotations

from collections.abc import Mapping

FUNCTIONS: Mapping[str, str] = {
    "TOINTEGER": "Write to_int64(x), or CAST(x AS INT64).",
    "TOINTEGERORNULL": "Write to_int64(x) for what is a number; there is no form that gives null.",
    "TOFLOAT": "Write to_double(x), or CAST(x AS DOUBLE).",
    "TOFLOATORNULL": "Write to_double(x) for what is a number; there is no form that gives null.",
    "TOSTRING": "Write to_string(x), or CAST(x AS STRING).",
    "TOSTRINGORNULL": "Write to_string(x), which gives null for null.",
    "TOBOOLEAN": "Write to_bool(x), or CAST(x AS BOOL).",
    "TYPE": "The name of a relation is label(r).",
    "VALUETYPE": "Write typeof(x).",
    "STARTNODE": "Write start_node(r).",
    "ENDNODE": "Write end_node(r).",
    "ELEMENTID": "Things of this graph have a property for it: a.id.",
    "HEAD": "Write list[1]: lists are counted from 1.",
    "LAST": "Write list[-1].",
    "TAIL": "Write list[2:]: lists are counted from 1.",
    "ISEMPTY": "Write size(x) = 0.",
    "EXISTS": "Write x.property IS NOT NULL, or EXISTS { MATCH (x)-[]-(y) } for a pattern.",
    "REDUCE": "Write list_reduce(list, (total, x) -> total + x).",
    "FILTER": "Write list_filter(list, x -> x > 1).",
    "EXTRACT": "Write list_transform(list, x -> x * 2).",
    "SPLIT": "Write string_split(text, ',').",
    "RANDOMUUID": "Write gen_random_uuid().",
    "RAND": "Write random().",
    "E": "Write 2.718281828459045.",
    "LOG": "Write ln(x) for the natural logarithm, as Neo4j has it, or log10(x).",
    "EXP": "Write pow(2.718281828459045, x).",
    "DATETIME": "Write timestamp('2024-04-10 12:00:00'), or date('2024-04-10') for a day.",
    "LOCALDATETIME": "Write timestamp('2024-04-10 12:00:00'), or date('2024-04-10') for a day.",
    "CHAR_LENGTH": "Write size(text).",
    "CHARACTER_LENGTH": "Write size(text).",
    "SHORTESTPATH": "Write MATCH p = (a)-[* SHORTEST 1..6]-(b), with the bound inside the brackets.",
    "ALLSHORTESTPATHS": "Write MATCH p = (a)-[* ALL SHORTEST 1..6]-(b), with the bound inside the brackets.",
    "STDEV": "There is none: export the rows and reckon there.",
    "STDEVP": "There is none: export the rows and reckon there.",
}
"""By the name of a function of Neo4j's in capitals, which this engine has not: what it has instead."""

CLAUSES: Mapping[str, str] = {
    "SHOW": "CALL show_tables() RETURN * lists what there is, CALL table_info('Actor') RETURN * the properties.",
    "USING": "Leave it out: the engine chooses its indexes itself.",
    "FILTER": "Write WITH * WHERE ...",
    "LET": "Write WITH *, 1 AS x.",
    "FINISH": "End with RETURN count(*).",
}
"""By the first word of a clause of Neo4j's, which this engine has not."""

CALLS = (
    "Labels and relations are listed by CALL show_tables() RETURN *, the properties of one by CALL "
    "table_info('Actor') RETURN *. Instead of CALL { ... }, write EXISTS { MATCH ... }, COUNT { MATCH ... } or WITH."
)

LIST_FILTER = "Instead of [x IN list WHERE x > 1], write list_filter(list, x -> x > 1)."
LIST_TRANSFORM = "Instead of [x IN list | x * 2], write list_transform(list, x -> x * 2)."
PATTERN_SIZE = "Instead of size((a)--()), write COUNT { MATCH (a)--() }."
LABEL_TEST = "Instead of WHERE a:Actor, write the label in the pattern, (a:Actor), or label(a) = 'Actor'."
LABELS = "Write (a:Actor|Basis) for either; everything has one label."
MAP_PROJECTION = "Instead of a {.id, .name}, write {id: a.id, name: a.name}."
QUANTIFIED = "Instead of -[:R]->{1,3}, write -[:R* TRAIL 1..3]->."
UNBOUNDED = (
    "Say how far, such as * TRAIL 1..4: without a bound all walks are followed, and in a graph of 45 actors they take "
    "more than the memory that a query may have. For the nearest way, write * SHORTEST 1..10."
)
