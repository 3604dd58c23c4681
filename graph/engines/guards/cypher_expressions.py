"""The grammar of Cypher's expressions and patterns, as far as Ladybug has them."""

from __future__ import annotations

from accordgraph.graph.engines.guards import cypher_hints as hints
from accordgraph.graph.engines.guards.cypher_reader import Reader
from accordgraph.graph.engines.guards.cypher_words import FUNCTIONS, PROCEDURES
from accordgraph.graph.engines.guards.tokens import Token, fault, nearest, words
from accordgraph.graph.errors import QueryError

OPERATORS = words("OR XOR AND IN CONTAINS = <> < <= > >= =~ | & << >> + - * / % ^")
QUANTIFIERS = ("ALL", "ANY", "NONE", "SINGLE")


class Expressions(Reader):
    """Reads expressions. Precedence does not matter: what may stand in one is the same everywhere."""

    def expression(self) -> None:
        """An operand, and others with operators between them."""
        self.nested(self._operation)

    def _operation(self) -> None:
        self._operand()
        while self._operator():
            self._operand()

    def _operator(self) -> bool:
        while self.take("IS", "NOT", "NULL") or self.take("IS", "NULL"):
            pass
        if self.take("STARTS", "WITH") or self.take("ENDS", "WITH"):
            return True
        if self.words[self.at] not in OPERATORS:
            return False
        self.at += 1
        return True

    def _operand(self) -> None:
        while self.take("NOT") or self.take("-"):
            pass
        self._atom()
        while self._suffix():
            pass

    def _suffix(self) -> bool:
        if self.take("."):
            if not self.take("*"):
                self.key()
            return True
        if self.take("["):
            self._slice()
            return True
        return self.take("!")

    def _slice(self) -> None:
        if not (self.sees(":") or self.sees("..")):
            self.expression()
        if (self.take(":") or self.take("..")) and not self.sees("]"):
            self.expression()
        self.need("]")

    def _atom(self) -> None:
        token = self.token
        if token.kind in ("number", "string"):
            self.at += 1
        elif token.kind == "parameter":
            self.parameters.append(token)
            self.at += 1
        elif self.sees("("):
            self._parenthesis()
        elif self.sees("["):
            self._list()
        elif self.sees("{"):
            self.fields()
        elif self.sees("CASE"):
            self._case()
        elif self.sees("EXISTS", "{") or self.sees("COUNT", "{"):
            self._subquery()
        elif self.ahead(1) == "(" and token.kind in ("word", "quoted"):
            self.call()
        elif not any(self.take(word) for word in ("TRUE", "FALSE", "NULL")):
            self.name()

    def _parenthesis(self) -> None:
        if self._is_path():
            return
        self.need("(")
        self.expression()
        self.need(")")

    def _is_path(self) -> bool:
        """A way through the graph within an expression, else nothing is read: `(a)-[:PART_OF]->(b)`."""
        start, count = self.at, len(self.parameters)
        if start not in self.no_pattern_at:
            try:
                self._node()
                self._step()
            except QueryError:
                self.no_pattern_at.add(start)
            else:
                self._steps()
                return True
        self.at = start
        del self.parameters[count:]
        return False

    def _list(self) -> None:
        self.need("[")
        is_comprehension = self.token.kind in ("word", "quoted") and self.ahead(1) == "IN"
        while not self.take("]"):
            if not self.take(","):
                start = self.at
                self.expression()
                if is_comprehension:
                    self._refuse_comprehension(start)
                if not self.sees("]"):
                    self.need(",")

    def _refuse_comprehension(self, start: int) -> None:
        """Refuse `[x IN list WHERE ...]` and `[x IN list | ...]`, of which the engine would say that x is unknown."""
        depth = 0
        for token in self.tokens[start : self.at]:
            depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
            if token.kind == "sign" and token.text == "|" and depth == 0:
                raise fault(self.text, token.start, "A list cannot be made so here.", hints.LIST_TRANSFORM)
        if self.sees("WHERE"):
            raise fault(self.text, self.token.start, "A list cannot be filtered so here.", hints.LIST_FILTER)

    def fields(self) -> None:
        """Properties, or the fields of a struct: `{id: 'nabu'}`."""
        self.need("{")
        if not self.sees("}"):
            self.listed(self._field)
        self.need("}")

    def _field(self) -> None:
        if self.token.kind == "string":
            self.at += 1
        else:
            self.key()
        self.need(":")
        self.expression()

    def _case(self) -> None:
        self.need("CASE")
        if not self.sees("WHEN"):
            self.expression()
        while self.take("WHEN"):
            self.expression()
            self.need("THEN")
            self.expression()
        if self.take("ELSE"):
            self.expression()
        self.need("END")

    def _subquery(self) -> None:
        self.at += 1
        self.need("{")
        self.need("MATCH")
        self.nested(self.patterns)
        if self.take("WHERE"):
            self.expression()
        self.need("}")

    # ---------------------------------------------------------------- functions
    def call(self) -> None:
        """A function with its arguments. Raises QueryError where it is not among those allowed."""
        token = self.token
        self.at += 1
        if token.kind == "word" and token.text.upper() in QUANTIFIERS:
            self._quantifier()
        elif token.kind == "word" and token.text.upper() == "CAST":
            self._cast()
        else:
            self._check(token, FUNCTIONS, "function")
            start = self.at + 1
            self.arguments()
            if token.text.upper() == "SIZE" and self._is_pattern(start):
                # The engine would give the length of the text "True".
                raise fault(self.text, token.start, "A pattern has no size here.", hints.PATTERN_SIZE)

    def _is_pattern(self, start: int) -> bool:
        """Whether a way through the graph begins at a token."""
        end, count = self.at, len(self.parameters)
        self.at = start
        is_path = self._is_path()
        self.at = end
        del self.parameters[count:]
        return is_path

    def procedure(self) -> None:
        """What CALL names, with its arguments."""
        token = self.token
        if token.kind not in ("word", "quoted") or self.ahead(1) != "(":
            what = "CALL is not allowed here: a query changes no settings and holds no other query."
            remedy = f"It may call {', '.join(sorted(PROCEDURES))}. {hints.CALLS}"
            raise fault(self.text, token.start, what, remedy)
        self.at += 1
        self._check(token, PROCEDURES, "procedure")
        self.arguments()

    def _check(self, token: Token, allowed: frozenset[str], what: str) -> None:
        name = token.text.strip("`")
        # The engine folds the letters of Unicode too: to it, a long s is an S.
        if not name.isascii() or name.upper() not in allowed:
            hint = hints.FUNCTIONS.get(name.upper()) if what == "function" else hints.CALLS
            remedy = hint or nearest(name, allowed)
            raise fault(self.text, token.start, f"The {what} {name[:40]} is not allowed.", remedy)

    def arguments(self) -> None:
        """What stands in the parentheses of a call."""
        self.need("(")
        self.take("DISTINCT")
        if not self.take("*") and not self.sees(")"):
            self.listed(self._argument)
        self.need(")")

    def _argument(self) -> None:
        if self.ahead(1) == ":" and self.ahead(2) == "=":
            self.key()
            self.need(":", "=")
        if self.ahead(1) == "-" and self.ahead(2) == ">":
            self.name()
            self.need("-", ">")
        elif self._has_lambda_names():
            self.need("(")
            self.listed(self.name)
            self.need(")", "-", ">")
        self.expression()

    def _has_lambda_names(self) -> bool:
        at = self.at
        if not self.sees("("):
            return False
        while self.tokens[at].kind != "end" and self.tokens[at].text != ")":
            at += 1
        return [token.text for token in self.tokens[at : at + 3]] == [")", "-", ">"] and not any(
            token.kind == "sign" and token.text not in "(," for token in self.tokens[self.at : at]
        )

    def _quantifier(self) -> None:
        self.need("(")
        self.name()
        self.need("IN")
        self.expression()
        self.need("WHERE")
        self.expression()
        self.need(")")

    def _cast(self) -> None:
        self.need("(")
        self.expression()
        if self.take("AS"):
            self.nested(self._type)
        else:
            self.need(",")
            self.expression()
        self.need(")")

    def _type(self) -> None:
        self.key()
        if self.take("("):
            self.listed(self._type_part)
            self.need(")")
        while self.take("["):
            if self.token.kind == "number":
                self.at += 1
            self.need("]")

    def _type_part(self) -> None:
        if self.token.kind == "number":
            self.at += 1
            return
        self.nested(self._type)
        if not (self.sees(",") or self.sees(")")):
            self.nested(self._type)

    # ---------------------------------------------------------------- patterns
    def patterns(self) -> None:
        """One pattern or more, each perhaps with a name."""
        self.listed(self._pattern)

    def _pattern(self) -> None:
        if not self.sees("("):
            self.name()
            self.need("=")
        if self.token.kind == "word" and self.ahead(1) == "(" and self.token.text.upper() in hints.FUNCTIONS:
            self._check(self.token, FUNCTIONS, "function")
        if self.sees("(", "("):
            self.need("(")
            self.nested(self._pattern)
            self.need(")")
        else:
            self._node()
            self._steps()

    def _node(self) -> None:
        self.need("(")
        if not (self.sees(":") or self.sees("{") or self.sees(")")):
            self.name()
        if self.take(":"):
            self._labels()
        if self.sees("{"):
            self.fields()
        self.need(")")

    def _labels(self) -> None:
        self.name()
        while self.take("|"):
            self.take(":")
            self.name()
        if self.sees(":"):
            # The engine would take it for "one of them", where Neo4j has "all of them".
            raise fault(self.text, self.token.start, "Nothing has two labels here.", hints.LABELS)

    def _steps(self) -> None:
        while self.sees("-") or self.sees("<", "-"):
            self._step()

    def _step(self) -> None:
        is_left = self.take("<")
        self.need("-")
        if self.take("["):
            self._edge()
            self.need("]")
        self.need("-")
        if not is_left:
            self.take(">")
        if self.sees("{"):
            raise fault(self.text, self.token.start, "A relation cannot be repeated so here.", hints.QUANTIFIED)
        self._node()

    def _edge(self) -> None:
        if not any(self.sees(sign) for sign in (":", "*", "{", "]")):
            self.name()
        if self.take(":"):
            self._labels()
        if self.take("*"):
            self._repetition()
        if self.sees("{"):
            self.fields()

    def _repetition(self) -> None:
        """How often an edge is walked: `*`, `*1..3`, `*SHORTEST 1..3`, `*1..3 (r, n | WHERE r.held)`."""
        star = self.tokens[self.at - 1]
        self.take("ALL")
        is_nearest = True
        if self.take("WSHORTEST"):
            self.need("(")
            self.key()
            self.need(")")
        elif not self.take("SHORTEST"):
            is_nearest = False
            self.take("TRAIL") or self.take("ACYCLIC")
        if not self._bound() and not is_nearest:
            raise fault(self.text, star.start, "A walk of any length is not followed.", hints.UNBOUNDED)
        if self.take("("):
            self._steps_filter()

    def _bound(self) -> bool:
        """Go past `2`, `1..3`, `..3` or `2..`, and say whether there is a greatest number of steps."""
        is_bounded = self._number()
        if self.take(".."):
            is_bounded = self._number()
        return is_bounded

    def _number(self) -> bool:
        is_number = self.token.kind == "number"
        self.at += is_number
        return is_number

    def _steps_filter(self) -> None:
        self.name()
        self.need(",")
        self.name()
        if self.take("|") and self.take("WHERE"):
            self.expression()
            self.take("|")
        if self.sees("{"):
            self._kept()
            self.need(",")
            self._kept()
        self.need(")")

    def _kept(self) -> None:
        self.need("{")
        if not self.sees("}"):
            self.listed(self.item)
        self.need("}")

    def item(self) -> None:
        """An expression, perhaps with a name: `count(*) AS n`."""
        self.expression()
        if self.take("AS"):
            self.name()
