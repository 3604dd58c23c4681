"""Commands that say why: the chain behind an answer, where it falls short, and where sources contradict each other."""

from __future__ import annotations

import datetime

import click

from accordgraph.commands.completion import names_of
from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.opening import session
from accordgraph.commands.shared.options import Day, Options
from accordgraph.commands.shared.output import write_tree
from accordgraph.graph.dates.today import today
from accordgraph.graph.errors import UsageError


@command(engine=True, quiet=True, words=True)
@click.argument("identifier", metavar="ID", shell_complete=names_of(None))
@click.argument("partner", metavar="[B]", required=False, shell_complete=names_of("Actor"))
@click.option(
    "--basis", shell_complete=names_of("Basis"), help="Of two actors, the link by this agreement or operation."
)
def why(options: Options, identifier: str, partner: str | None, basis: str | None) -> None:
    """Why an answer is given, and what would change it.

    The chain from the statements to the answer, rule by rule, and the answer derived again without each source.

    ID is a link or a participation, by its id from an answer. With two actors it is the link between them that `accord
    since` gives first, or that by --basis.

    \b
    Examples:
      accord why Estonia Ukraine
      accord why Estonia Ukraine --basis "JIT on Ukraine (2022)"
      accord why jit-ukraine-2022~cz~1
    """
    from accordgraph.graph.store.store import Store
    from accordgraph.queries.answers import why as answers
    from accordgraph.queries.answers.removals import derivations
    from accordgraph.queries.plans import basis_of

    if basis is not None and partner is None:
        raise UsageError("--basis goes with two actors.", "Name both, or leave it out.")
    with session(options) as opened:
        if partner is not None:
            identifier = answers.link_between(opened, identifier, partner, today(), basis)
        else:
            identifier = answers.link_named(opened, identifier)
        derived = derivations(Store(options.store).standing(), basis_of(identifier))
        write_tree(answers.why(opened, derived, identifier, today()), options, opened)


@command(engine=True, quiet=True, words=True)
@click.argument("a", shell_complete=names_of("Actor"))
@click.argument("b", shell_complete=names_of("Actor"))
@click.option("--basis", help="Only this agreement or operation, by id, name or acronym.")
@click.option("--on", "day", type=Day(), help="Why not on this day. [default: at any time]")
def why_not(options: Options, a: str, b: str, basis: str | None, day: datetime.date | None) -> None:
    """Why A and B are not said to work together.

    Each basis that both have to do with, and where it falls short: denied, signed and not binding, no bond between
    its parties, not on that day, or a link of their bodies only.

    \b
    Examples:
      accord why-not "Czech Republic" Ukraine --on 2022-07-01
      accord why-not NABU SAPO --basis "Searches of April 2024"
    """
    from accordgraph.queries.answers.why_not import why_not as in_words

    with session(options) as opened:
        write_tree(in_words(opened, a, b, today(), basis, day), options, opened)


@command(engine=True, quiet=True, words=True)
@click.argument("about", required=False, shell_complete=names_of(None))
def conflicts(options: Options, about: str | None) -> None:
    """Where sources contradict each other, as questions.

    Who says what, what counts, and by which rule. With ABOUT, an id or the name of anything, only what concerns it.

    \b
    Examples:
      accord conflicts
      accord conflicts "JIT on Ukraine (2022)"
    """
    from accordgraph.queries.answers.conflicts import conflicts as in_words

    with session(options) as opened:
        write_tree(in_words(opened, about, today()), options, opened)


@command(engine=True, quiet=True, words=True)
def statistics(options: Options) -> None:
    """The numbers that sources report, and what adds up.

    By series and period, with our readings and reckoned values marked, whose word they are, and which numbers are sums,
    shares or repetitions of others. `accord ask statistics` lists them one by one.

    \b
    Example:
      accord statistics
    """
    from accordgraph.queries.answers.statistics import statistics as in_words

    with session(options) as opened:
        write_tree(in_words(opened, today()), options, opened)


COMMANDS = (why, why_not, conflicts, statistics)
