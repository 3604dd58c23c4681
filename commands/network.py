"""Commands that look at the network as a whole."""

from __future__ import annotations

import datetime
from dataclasses import replace

import click

from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.opening import session
from accordgraph.commands.shared.options import Day, Function, Options
from accordgraph.commands.shared.output import write_answer


def network_options(function: Function) -> Function:
    """What the questions about the network have in common."""
    on = click.option("--on", "day", type=Day(), help="Only links that may have been in force on this day.")
    limit = click.option("--limit", type=click.IntRange(min=1), help="Maximum number of rows. [default: all]")
    return on(limit(function))


@command(engine=True, quiet=True)
@network_options
def brokers(options: Options, day: datetime.date | None, limit: int | None) -> None:
    """Actors that stand between others.

    An actor scores for each pair of other actors whose shortest path of cooperation links leads over it (betweenness
    centrality). A high score connects groups that would otherwise be far apart; 0 means that nobody needs this actor to
    reach another.

    `betweenness` is the share of all pairs, from 0 to 1, and `pairs` their number. Only links that we consider true
    count, and several between the same two actors count as one. Above 2,000 actors the scores are estimated, and a note
    says so.

    \b
    Examples:
      accord brokers
      accord brokers --on 2024-04-10 --limit 10
    """
    _ask("brokers", options, day, limit)


@command(engine=True, quiet=True)
@network_options
def communities(options: Options, day: datetime.date | None, limit: int | None) -> None:
    """Groups that cooperate more among themselves than with others.

    One row for each actor, the largest community first. They are found by the Louvain method from a fixed seed: the
    same graph always gives the same ones, but another division may be about as good. A note gives the modularity: near
    0 the division means little.

    Only links that we consider true count, and several between the same two actors count as one.

    \b
    Examples:
      accord communities
      accord communities --on 2024-04-10
    """
    _ask("communities", options, day, limit)


@command(engine=True, quiet=True)
@network_options
def degrees(options: Options, day: datetime.date | None, limit: int | None) -> None:
    """Number of partners, links and bases of each actor.

    One row for each actor, most partners first. Only links that we consider true count.

    \b
    Examples:
      accord degrees
      accord degrees --on 2024-04-10 --csv
    """
    _ask("degrees", options, day, limit)


def _ask(question: str, options: Options, day: datetime.date | None, limit: int | None) -> None:
    from accordgraph.ontology.messages import message
    from accordgraph.queries.runner import run

    with session(options) as opened:
        answer = run(opened, question, {} if day is None else {"day": day})
        left = 0 if limit is None else max(0, len(answer) - limit)
        more = [message("more-rows", opened.lang, count=left)] if left else []
    write_answer(replace(answer[:limit], notes=[*answer.notes, *more]), options)


COMMANDS = (brokers, communities, degrees)
