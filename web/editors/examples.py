"""Queries to begin with, in each language."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """A query, the text that says what it asks, and the view that shows its answer best."""

    title: str
    query: str
    view: str = "table"


PREFIX = "PREFIX ag: <https://w3id.org/accordgraph/ns#>\nPREFIX id: <https://w3id.org/accordgraph/id/>\n\n"

SPARQL = (
    Example(
        "web-example-partners",
        PREFIX
        + """SELECT ?partner ?name ?since ?standing WHERE {
  ?link a ag:Cooperation ;
        ag:party <https://w3id.org/accordgraph/id/actor/nabu> , ?partner ;
        ag:standing ?standing ; ag:held true .
  OPTIONAL { ?link ag:since ?since }
  ?partner ag:name ?name .
  FILTER(?partner != <https://w3id.org/accordgraph/id/actor/nabu> && LANG(?name) = "en")
}
ORDER BY ?since""",
    ),
    Example(
        "web-example-conflicts",
        PREFIX
        + """SELECT ?conflict ?property ?said ?source WHERE {
  ?conflict a ag:Conflict ; ag:property ?property .
  ?candidate ag:conflict ?conflict ; ag:value ?said ; ag:source ?source .
}
ORDER BY ?conflict ?said""",
    ),
    Example(
        "web-example-kinds",
        PREFIX
        + """SELECT ?form (COUNT(?basis) AS ?agreements) WHERE {
  ?basis a ag:Basis ; ag:form ?form .
}
GROUP BY ?form
ORDER BY DESC(?agreements)""",
        "chart",
    ),
    Example(
        "web-example-network",
        PREFIX
        + """CONSTRUCT { ?a ag:cooperatesWith ?b } WHERE {
  ?link a ag:Cooperation ; ag:held true ; ag:party ?a , ?b .
  ?link ag:party <https://w3id.org/accordgraph/id/actor/nabu> .
  FILTER(STR(?a) < STR(?b))
}""",
        "graph",
    ),
)

CYPHER = (
    Example(
        "web-example-partners",
        """MATCH (a:Actor {id: 'nabu'})-[link:COOPERATES_WITH]-(partner:Actor)
WHERE link.held
RETURN partner.id AS partner, partner.name AS name, link.since AS since, link.standing AS standing
ORDER BY since""",
    ),
    Example(
        "web-example-conflicts",
        """MATCH (value:Candidate)-[:HAS_CONFLICT]->(c:Conflict), (value)-[:HAS_SOURCE]->(s:Source)
RETURN c.id AS conflict, c.property AS property, value.value AS said, s.id AS source
ORDER BY conflict, said""",
    ),
    Example(
        "web-example-kinds",
        """MATCH (basis:Basis)
WHERE basis.form IS NOT NULL
RETURN basis.form AS form, count(*) AS agreements
ORDER BY agreements DESC""",
        "chart",
    ),
    Example(
        "web-example-network",
        """MATCH (a:Actor {id: 'nabu'})-[link:COOPERATES_WITH]-(partner:Actor)
WHERE link.held
RETURN a, link, partner""",
        "graph",
    ),
)

EXAMPLES = {"sparql": SPARQL, "cypher": CYPHER}
"""The examples of each language, the first of which an empty editor shows."""
