"""Commands that look at the network as a whole."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import click

from accordgraph.commands.options import Command, Day, asking, asking_options
from accordgraph.commands.output import write_answer


def network_options(command: Command) -> Command:
    """What the questions about the network have in common."""
    on = click.option("--on", "day", type=Day(), help="Only links that may have been in force on this day.")
    limit = click.option("--limit", type=click.IntRange(min=1), help="So many rows at most. [default: all]")
    return on(limit(asking_options(command)))


@click.command()
@network_options
def brokers(
    day: datetime.date | None, limit: int | None, store: Path, form: str | None, engine_name: str, lang: str
) -> None:
    """Who stands between others.

    For every two other actors the shortest ways over cooperation links are looked for, and an actor scores for each
    pair whose way leads over it. Who scores high connects groups that would otherwise be far apart (betweenness
    centrality); 0 means that nobody needs this actor to reach another.

    `betweenness` is the share of all pairs, from 0 to 1, and `pairs` their number. Only links that are held count, and
    several between the same two actors count as one. Above 2,000 actors the scores are estimated, and a note says so.

    \b
    Examples:
      accord brokers
      accord brokers --on 2024-04-10 --limit 10
    """
    _ask("brokers", day, limit, store, form, engine_name, lang)


@click.command()
@network_options
def communities(
    day: datetime.date | None, limit: int | None, store: Path, form: str | None, engine_name: str, lang: str
) -> None:
    """Groups that work more among themselves than with others.

    One row an actor, the largest community first. They are found by the Louvain method from a fixed seed: the same
    graph always gives the same ones, but another division may be about as good. A note tells the modularity: near 0
    the division means little.

    Only links that are held count, and several between the same two actors count as one.

    \b
    Examples:
      accord communities
      accord communities --on 2024-04-10
    """
    _ask("communities", day, limit, store, form, engine_name, lang)


@click.command()
@network_options
def degrees(
    day: datetime.date | None, limit: int | None, store: Path, form: str | None, engine_name: str, lang: str
) -> None:
    """How many partners, links and bases each actor has.

    One row an actor, most partners first. Only links that are held count.

    \b
    Examples:
      accord degrees
      accord degrees --on 2024-04-10 --format csv
    """
    _ask("degrees", day, limit, store, form, engine_name, lang)


def _ask(
    question: str,
    day: datetime.date | None,
    limit: int | None,
    store: Path,
    form: str | None,
    engine_name: str,
    lang: str,
) -> None:
    from accordgraph.ontology.messages import message
    from accordgraph.queries.runner import run

    with asking(store, engine_name, lang) as session:
        answer = run(session, question, {} if day is None else {"day": day})
    left = [] if limit is None or len(answer) <= limit else [message("more-rows", lang, count=len(answer) - limit)]
    write_answer(replace(answer[:limit], notes=[*answer.notes, *left]), form)


COMMANDS = (brokers, communities, degrees)
