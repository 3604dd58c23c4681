"""Whatever the standards have for reading passes the guards, and nothing that they have for writing does.

The queries follow the features that the suites of SPARQL 1.1 (W3C) and of openCypher try; the texts are our own.
`docs/security.md` says how many of the suites' own queries pass.
"""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph
import pytest

from accordgraph.graph.engines.guards import check_cypher, check_neo4j, check_sparql, check_sparql_of_server
from accordgraph.graph.errors import QueryError

HEAD = "PREFIX : <urn:e:> PREFIX e: <urn:e:> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "

SPARQL_READ = {
    "aggregates": "SELECT (COUNT(DISTINCT *) AS ?n) (SUM(?o) AS ?s) (MIN(?o) AS ?m) (AVG(?o + 1) AS ?a) { ?x :p ?o }",
    "having": "SELECT ?p (MAX(?o) AS ?m) { ?s ?p ?o } GROUP BY ?p HAVING (MAX(?o) > 2 && COUNT(*) < 9)",
    "having twice": "SELECT ?p { ?s ?p ?o } GROUP BY ?p HAVING (MAX(?o) > 2) (MIN(?o) < 9)",
    "concatenated": "SELECT (GROUP_CONCAT(DISTINCT ?o; SEPARATOR=', ') AS ?t) (SAMPLE(?o) AS ?x) { ?s ?p ?o }",
    "group by expression": "SELECT ?y (COUNT(*) AS ?n) { ?s :d ?d } GROUP BY (YEAR(?d) AS ?y) ?s STR(?d)",
    "group by a cast": "SELECT (COUNT(*) AS ?n) { ?s :d ?d } GROUP BY xsd:date(?d)",
    "bind": "SELECT ?z { ?s ?p ?o . BIND(?o + 10 AS ?z) . FILTER(?z IN (11, 12) || ?z NOT IN (1)) }",
    "values behind": "SELECT ?s { ?s ?p ?o } VALUES (?s ?o) { (:a UNDEF) (UNDEF 'x'@en) (:b 1.5e-3) }",
    "values within": "SELECT * { VALUES ?s { :a <urn:b> } ?s ?p ?o VALUES () { () () } }",
    "construct in short": "CONSTRUCT WHERE { ?s :p ?o ; :q [] . }",
    "construct lists": "CONSTRUCT { ?s :p (1 [ :q 'a' ] ()) } WHERE { ?s ?p ?o } LIMIT 3 OFFSET 1",
    "construct nothing": "CONSTRUCT {} WHERE { ?s ?p ?o }",
    "describe": "DESCRIBE ?s :a <urn:b> WHERE { ?s ?p ?o }",
    "describe alone": "DESCRIBE <urn:b>",
    "describe all": "DESCRIBE * WHERE { ?s a :C }",
    "ask": "ASK WHERE { :a :b :c }",
    "exists": "SELECT * { ?s ?p ?o FILTER EXISTS { ?s :q ?o FILTER NOT EXISTS { ?o :r ?s } } }",
    "minus": "SELECT ?s { ?s :p ?o MINUS { ?s :q ?x MINUS { ?x :r ?o } } }",
    "coalesce": "SELECT (COALESCE(?x, -1, -?o, !true) AS ?y) (IF(BOUND(?x), ?x, 1/0) AS ?z) { ?s :p ?o }",
    "texts": "SELECT (SUBSTR(?o, 1, 2) AS ?a) (REPLACE(?o, '(a|b)+', '[$1]', 'i') AS ?b) { ?s :p ?o "
    "FILTER(STRSTARTS(?o, 'a') && !CONTAINS(LCASE(STR(?o)), \"b\") || REGEX(?o, '^c\\\\d{2}$', 'si')) }",
    "languages": "SELECT * { ?s :p 'chat'@fr-BE . FILTER(LANGMATCHES(LANG(?o), '*') && LANG(?o) != '') ?s :q ?o }",
    "hashes": "SELECT (MD5('a') AS ?a) (SHA1('a') AS ?b) (SHA256('a') AS ?c) (SHA384('') AS ?d) (SHA512('') AS ?e) {}",
    "moments": "SELECT (NOW() AS ?n) (TZ(?d) AS ?z) (TIMEZONE(?d) AS ?y) (SECONDS(?d) AS ?s) { ?x :d ?d }",
    "makers": "SELECT (IRI('x') AS ?a) (URI('y') AS ?b) (BNODE() AS ?c) (BNODE('z') AS ?d) (UUID() AS ?e) {}",
    "kinds": "SELECT * { ?s ?p ?o FILTER(isIRI(?s) || isBLANK(?s) && isLITERAL(?o) && isNUMERIC(?o) || isURI(?p)) }",
    "typed": "SELECT (STRDT('1', xsd:integer) AS ?a) (STRLANG('a', 'en') AS ?b) { FILTER(sameTerm(?a, '1'^^xsd:int)) }",
    "casts": "SELECT (xsd:integer('1') + xsd:decimal(' 2.5') AS ?a) { ?s :p ?o FILTER(xsd:boolean(?o)) }",
    "numbers": "SELECT (+1 AS ?a) (-1.0 AS ?b) (.5e+10 AS ?c) (ABS(-1)+CEIL(1.5)*FLOOR(.5)/ROUND(2) AS ?d) {}",
    "signed without blanks": "SELECT * { ?s :p ?o FILTER(?o-1 = 2+-3 && ?o+1>0) }",
    "sequence": "SELECT * { :a :p/:q/^:r ?o . ?o (:p/:q)? :b }",
    "alternatives": "SELECT * { :a (:p|:q|^:r)+ ?o ; !(:p|^a) ?x ; ^:p/(a|:q)* ?y }",
    "negated": "SELECT * { ?s !:p ?o ; !^:q ?x }",
    "path from a bracket": "SELECT * { (1 2) (:p|:q) ?o . [ :p :a ] (:q)+ ?x . :a (:p) :b, :c }",
    "path of types": "SELECT * { ?s a/(:sub*) :C ; (a|:kind) ?k }",
    "path in a graph": "SELECT * { GRAPH ?g { ?s (:p|:q)* ?o } GRAPH :h { :a (^:p) ?o } }",
    "subquery": "SELECT ?n { :a :q ?s { SELECT ?s (COUNT(?o) AS ?n) { ?s :p ?o } GROUP BY ?s ORDER BY ?n LIMIT 2 } }",
    "subqueries": "SELECT * { { SELECT DISTINCT * { ?s ?p 1 } } UNION { SELECT REDUCED ?s { ?s :q 1 } VALUES ?s {} } }",
    "order": "SELECT ?s { ?s :p ?o } ORDER BY ASC(?o) DESC(?s + 1) STR(?s) (?o * 2) xsd:integer(?o)",
    "optional": "SELECT * { ?s :p ?o OPTIONAL { ?s :q ?x FILTER(?x < ?o) OPTIONAL { ?x :r ?y } } }",
    "empty groups": "SELECT * { {} UNION {} . OPTIONAL {} FILTER(true) . { } }",
    "separators": "SELECT * { ?s :p ?o ; ; :q 1 , 2 ; . ?x :r ?y . }",
    "lists": "SELECT * { ?s :p ( ) , ( 1 ( ?x [] ) ) . ( 1 ) :q [ :r :a ; :t 'b' ] }",
    "blank nodes": "ASK { _:a :p _:b1 . [] :q _:a . [ :r _:a.b ] :s [] }",
    "long texts": "SELECT ('''it's \"\"\"' ''' AS ?a) (\"\"\"a\n'''b\"\" \"\"\" AS ?b) ('\\t\\U0001F600' AS ?c) {}",
    "escaped names": "SELECT * { e:a\\-b\\.c e:%41%2f :0x , e:a.b-c , e: , : , e:p:q }",
    "dollars": "SELECT $s ?s2 { $s $p ?s2 FILTER($s=?s2) }",
    "bases": "BASE <http://example.org/a/> PREFIX r: <b#> SELECT * { <c> r:d <#e> ; <?f> <> }",
    "comments": "# SERVICE\nSELECT * # FROM <urn:x>\r{ ?s ?p ?o #}\n }",
    "keywords in any case": "select distinct ?s where { ?s a :c filter not exists { ?s :p true } } Limit 1",
    "words as texts": "SELECT * { ?s :SERVICES 'DELETE DATA { }' , \"INSERT\" ; :from 'FROM' ; :load :drop }",
}

SPARQL_EXCEPTIONS = {
    "a function of others": "SELECT (:f(?o) AS ?x) { ?s :p ?o }",
    "a filter of others": "SELECT * { ?s :p ?o FILTER :f(?o) }",
    "an order of others": "SELECT * { ?s :p ?o } ORDER BY :f(?o)",
}

SPARQL_UPDATES = (
    "INSERT DATA { :a :p :b }",
    "DELETE DATA { :a :p :b }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s :p ?o } INSERT { ?s :q ?o } WHERE { ?s :p ?o }",
    "INSERT { ?s :p ?o } WHERE { SELECT * { ?s :q ?o } }",
    "WITH :g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "INSERT { GRAPH ?g { ?s ?p ?o } } USING NAMED :g WHERE { GRAPH ?g { ?s ?p ?o } }",
    "DELETE { ?s ?p ?o } USING :g WHERE { ?s ?p ?o }",
    "LOAD <urn:x>",
    "LOAD SILENT <urn:x> INTO GRAPH :g",
    "CLEAR ALL",
    "CLEAR SILENT NAMED",
    "CLEAR GRAPH :g",
    "DROP DEFAULT",
    "DROP SILENT GRAPH :g",
    "CREATE GRAPH :g",
    "CREATE SILENT GRAPH :g",
    "ADD :a TO :b",
    "MOVE SILENT DEFAULT TO :b",
    "COPY GRAPH :a TO DEFAULT",
    "",
    "INSERT DATA { } ; DELETE DATA { }",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
    "ASK { } INSERT DATA { :a :p :b }",
    "CONSTRUCT WHERE { ?s ?p ?o } ; CLEAR ALL ;",
    "insert data{:a:p:b}",
    "# SELECT\nDELETE/**/WHERE { ?s ?p ?o }",
)

CYPHER_WRITES = (
    "CREATE ()",
    "CREATE (n:A {a: 1})-[:R {b: 'x'}]->(:B) RETURN n",
    "MATCH (a), (b) CREATE (a)-[r:R]->(b) RETURN r",
    "MATCH (a) WITH a SKIP 1 LIMIT 1 CREATE (b {a: a.a}) RETURN b.a AS x",
    "UNWIND [1, 2] AS i CREATE (n {i: i}) WITH n RETURN n",
    "CREATE p = (a)-[:R]->(b) RETURN p",
    "MERGE (a:A {b: 1})",
    "MERGE (a) ON CREATE SET a.n = 1 ON MATCH SET a.n = 2 RETURN a",
    "MATCH (a), (b) MERGE (a)<-[r:R]-(b) RETURN count(r)",
    "MATCH (n) SET n.a = null",
    "MATCH (n) SET n:A:B RETURN labels(n)",
    "MATCH (n) SET n += {a: 1}, n = {}",
    "MATCH (n) SET (n).a = 'x'",
    "MATCH (a)-[r]->(b) SET r = a RETURN r",
    "MATCH (n) REMOVE n.a, n:A RETURN n",
    "OPTIONAL MATCH (a)-[r]-() REMOVE r.a",
    "MATCH (n) DELETE n",
    "MATCH p = ()-[*]-() DETACH DELETE p",
    "MATCH (n) WITH collect(n) AS all DELETE all[0]",
    "MATCH (a) OPTIONAL MATCH (a)-[r]-() DELETE a, r RETURN 1",
    "FOREACH (x IN [1] | CREATE (:A {x: x}))",
    "MATCH (n) FOREACH (x IN [n] | SET x.a = 1)",
    "CALL { CREATE (n) } RETURN 1",
    "CALL { CREATE (n) } IN TRANSACTIONS OF 10 ROWS",
    "MATCH (n) CALL { WITH n SET n.a = 1 }",
    "MATCH (n) WHERE EXISTS { CREATE (m) } RETURN n",
    "MATCH (n) RETURN COUNT { MERGE (m) RETURN m }",
    "RETURN [x IN [1] | CREATE (n)]",
    "MATCH (n) RETURN n UNION MATCH (n) DELETE n RETURN n",
    "LOAD CSV FROM 'file:///x' AS row CREATE (n)",
    "LOAD CSV WITH HEADERS FROM 'http://x.invalid' AS row RETURN row",
    "USING PERIODIC COMMIT LOAD CSV FROM 'x' AS row RETURN row",
    "CREATE INDEX FOR (n:A) ON (n.a)",
    "CREATE CONSTRAINT c FOR (n:A) REQUIRE n.a IS UNIQUE",
    "DROP INDEX i",
    "DROP DATABASE x IF EXISTS",
    "CREATE USER u SET PASSWORD 'x'",
    "GRANT ROLE admin TO u",
    "EXPLAIN CREATE (n)",
    "PROFILE MATCH (n) SET n.a = 1",
    "CYPHER 5 CREATE (n)",
    "CALL dbms.security.createUser('u', 'p')",
    "CALL db.createLabel('A')",
    "CALL apoc.cypher.doIt('CREATE (n)', {})",
    "create(n)",
    "MATCH (n)SET n.a=1",
    "MATCH (n) // RETURN n\nDELETE n",
    "MATCH (n) /* x */ dElEtE n",
    "RETURN 1; CREATE (n)",
    "INSERT (n:A)",
    "MATCH (n) WITH n CREATE (m) RETURN n FINISH",
)

CYPHER_READ = (
    "MATCH (n) RETURN n",
    "MATCH (a:A {b: 1})-[r:R|S]->(c) WHERE a.b <> c.b AND NOT c.d IS NULL RETURN a, r, c",
    "MATCH p = (a)-[*1..3]-(b) RETURN p, length(p), nodes(p) AS ns",
    "OPTIONAL MATCH (a)<-[:R]-(b) RETURN a AS x, count(DISTINCT b) AS n ORDER BY n DESC, x SKIP 1 LIMIT 2",
    "UNWIND [1, 2, 3] AS x WITH x WHERE x % 2 = 1 RETURN sum(x) AS s, collect(x) AS l",
    "RETURN CASE WHEN 1 < 2 THEN 'a' ELSE 'b' END AS x UNION ALL RETURN 'c' AS x",
    "RETURN 'CREATE (n)' AS `DELETE`, \"SET\" AS x // MERGE\n",
    "MATCH (n) WHERE n.created = 'x' OR n.sets IN ['DELETE'] RETURN n.name STARTS WITH 'Set' AS y",
    "RETURN {create: 1, `set`: [1, {b: null}]} AS m, [1, 2][0] AS a, 1e-3 + .5 - -2 AS b",
    "RETURN 2 ^ 3 * (4 - 1) / 5 AS x, true XOR false AS y",
    "MATCH (a), (b) WHERE (a)-[:R]->(b) RETURN EXISTS { MATCH (a)-->(b) } AS x",
    "MATCH (n) RETURN count(*) AS n, min(n.a) AS x, max(n.a) AS y, avg(n.a) AS z",
)


@pytest.mark.parametrize("query", SPARQL_READ.values(), ids=SPARQL_READ)
def test_what_sparql_has_for_reading_is_read(query: str) -> None:
    text = query if query.startswith("BASE") else HEAD + query
    for check in (check_sparql, check_sparql_of_server):
        assert pyoxigraph.Store().query(check(text)) is not None


@pytest.mark.parametrize("query", SPARQL_EXCEPTIONS.values(), ids=SPARQL_EXCEPTIONS)
def test_functions_by_an_iri_are_the_one_exception_on_servers(query: str) -> None:
    assert check_sparql(HEAD + query) == HEAD + query
    with pytest.raises(QueryError, match="is no function of SPARQL"):
        check_sparql_of_server(HEAD + query)


@pytest.mark.parametrize("check", [check_sparql, check_sparql_of_server])
@pytest.mark.parametrize("update", SPARQL_UPDATES)
def test_no_update_passes(update: str, check: Callable[[str], str]) -> None:
    for head in ("", HEAD):
        with pytest.raises(QueryError):
            check(head + update)


@pytest.mark.parametrize("check", [check_cypher, check_neo4j])
@pytest.mark.parametrize("query", CYPHER_WRITES)
def test_nothing_that_writes_in_cypher_passes(query: str, check: Callable[[str, dict[str, object]], str]) -> None:
    with pytest.raises(QueryError):
        check(query, {})


@pytest.mark.parametrize("check", [check_cypher, check_neo4j])
@pytest.mark.parametrize("query", CYPHER_READ)
def test_what_reads_in_cypher_passes(query: str, check: Callable[[str, dict[str, object]], str]) -> None:
    assert len(check(query, {})) == len(query)
