"""What a raw query may do: read this graph, and nothing else. Guards stand before what users write, in `queries.raw`.

Each guard reads a text as its engine does, with a lexer and a grammar of what is allowed; what it does not know is
refused. What goes to the engine is the text that a guard gives back, in which comments are blank and nothing else has
moved, so that the places that the engine names are those of the user's text.
"""

from accordgraph.graph.engines.guards.cypher import check_cypher
from accordgraph.graph.engines.guards.neo4j import check_neo4j
from accordgraph.graph.engines.guards.sparql import check_sparql
from accordgraph.graph.engines.guards.sparql_servers import check_sparql_of_server

__all__ = ["check_cypher", "check_neo4j", "check_sparql", "check_sparql_of_server"]
