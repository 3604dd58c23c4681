"""Raw queries of strangers for a Neo4j server: those that do more than read, and those that only look it.

`{url}` stands for an address that must not be called.
"""

from __future__ import annotations

from typing import Any

REFUSED = {
    "load csv": "LOAD CSV FROM '{url}x' AS r RETURN r",
    "load csv with headers": "LOAD CSV WITH HEADERS FROM '{url}x' AS r RETURN r",
    "load csv in small letters": "load csv from '{url}x' as r return r",
    "load csv behind a comment": "/* RETURN 1 */ LOAD/**/CSV FROM '{url}x' AS r RETURN r // RETURN 1",
    "load csv behind a match": "MATCH (n:Actor) LOAD CSV FROM '{url}x' AS r RETURN r",
    "load csv in a subquery": "MATCH (n:Actor) CALL (n) {{ LOAD CSV FROM '{url}x' AS r RETURN r }} RETURN r",
    "load csv in an exists": "MATCH (n:Actor) WHERE EXISTS {{ LOAD CSV FROM '{url}x' AS r RETURN r }} RETURN n.id",
    "load csv in a collect": "RETURN COLLECT {{ LOAD CSV FROM '{url}x' AS r RETURN r }} AS c",
    "load csv in a union": "RETURN 1 AS r UNION ALL LOAD CSV FROM '{url}x' AS r RETURN r",
    "load csv that is explained": "EXPLAIN LOAD CSV FROM '{url}x' AS r RETURN r",
    "load csv behind a quote that an escape ends": "RETURN '\\u0027 AS a LOAD CSV FROM \\u0027{url}\\u0027 AS r //'",
    "load csv behind a backtick that an escape ends": "RETURN 1 AS `\\u0060 LOAD CSV FROM '{url}x' AS r RETURN r //`",
    "load csv behind an odd number": "RETURN 1.LOAD CSV FROM '{url}x' AS r RETURN r",
    "load csv behind an odd comment": "/***/ LOAD CSV FROM '{url}x' AS r RETURN r /* */",
    "load csv by long s": "LOAD C\u017fV FROM '{url}x' AS r RETURN r",
    "a procedure that reaches out": "CALL apoc.load.json('{url}x') YIELD value RETURN value",
    "a procedure in backticks": "CALL `apoc`.`load`.`json`('{url}x') YIELD value RETURN value",
    "a procedure without brackets": "CALL dbms.listConfig",
    "a procedure behind optional": "OPTIONAL CALL dbms.listConfig() YIELD name RETURN name",
    "settings": "CALL dbms.setConfigValue('dbms.x', 'y')",
    "other connections": "CALL dbms.killConnections(['bolt-1'])",
    "beans of the machine": "CALL dbms.queryJmx('*:*') YIELD name RETURN name",
    "statistics": "CALL db.stats.collect('QUERIES')",
    "a new label": "CALL db.createLabel('X')",
    "a function of a plug-in": "RETURN apoc.cypher.runFirstColumnSingle('CREATE (n) RETURN n', {{}}) AS x",
    "a function in a namespace that is a word": "RETURN all.evil('{url}x') AS x",
    "a function in backticks": "RETURN `evil.load`('{url}x') AS x",
    "another graph": "USE system MATCH (n) RETURN n",
    "another graph by name": "CALL {{ USE graph.byName('system') MATCH (n) RETURN n }} RETURN n",
    "transactions": "MATCH (n) CALL (n) {{ RETURN 1 AS x }} IN TRANSACTIONS RETURN x",
    "create": "CREATE (:Actor {{id: 'x'}})",
    "create behind a match": "MATCH (n:Actor) CREATE (m:X) RETURN m",
    "merge": "MERGE (n:Actor {{id: 'x'}}) RETURN n",
    "set": "MATCH (n:Actor) SET n.name = 'x' RETURN n",
    "remove": "MATCH (n:Actor) REMOVE n.name RETURN n",
    "delete": "MATCH (n:Actor) DETACH DELETE n",
    "foreach": "MATCH (n:Actor) FOREACH (x IN [1] | CREATE (:X))",
    "insert": "INSERT (:Actor {{id: 'x'}})",
    "profile create": "PROFILE CREATE (:X)",
    "an index": "CREATE INDEX x FOR (n:Actor) ON n.name",
    "a dropped index": "DROP INDEX x",
    "users": "SHOW USERS",
    "transactions of others": "SHOW TRANSACTIONS",
    "ending others": "TERMINATE TRANSACTION 'neo4j-transaction-1'",
    "a user": "CREATE USER x SET PASSWORD 'password1'",
    "a setting of the query": "CYPHER 25 RETURN 1 AS x",
    "two statements": "RETURN 1 AS x; MATCH (n) DETACH DELETE n",
    "nothing": "",
    "words": "hello",
}

LOOKS_HOSTILE: dict[str, list[tuple[Any, ...]]] = {
    "RETURN 'LOAD CSV FROM x; CALL dbms.listConfig() \\' CREATE' AS x": [
        ("LOAD CSV FROM x; CALL dbms.listConfig() ' CREATE",)
    ],
    "// LOAD CSV FROM 'x' AS r\nRETURN 1 AS `create`": [(1,)],
    "WITH {set: 1, load: 2} AS m RETURN m.set + m.load AS x;": [(3,)],
    "MATCH (n:Create) RETURN count(*) AS c": [(0,)],
    "CALL db.labels() YIELD label WHERE label = 'Actor' RETURN label": [("Actor",)],
    "CALL (*) { RETURN 2 AS two } RETURN two": [(2,)],
    "UNWIND [1, 2, 3] AS x WITH x WHERE x > 1 RETURN collect(x) AS xs": [([2, 3],)],
    "MATCH p = shortestPath((a:Actor {id: 'jica'})-[:COOPERATES_WITH*..5]-(b:Actor {id: 'eppo'})) "
    "RETURN [n IN nodes(p) | n.id] AS ids": [(["jica", "nabu", "eppo"],)],
    "MATCH (a:Actor {id: 'nabu'}) WHERE EXISTS { (a)-[:COOPERATES_WITH]-(:Actor) } AND NOT (a)-[:PART_OF]->(a) "
    "RETURN a.id AS id, date.truncate('year', date('2024-04-10')) AS day": [("nabu", "2024-01-01")],
}
"""Queries that only read, and their rows as JSON has them."""
