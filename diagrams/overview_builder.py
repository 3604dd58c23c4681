"""From answers to the first screen of a picture: who stands in the middle, and what is said of it in short."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from accordgraph.diagrams import rows
from accordgraph.diagrams.answers import with_grounds
from accordgraph.diagrams.beginnings import begun, first_in_words, is_surely_first
from accordgraph.diagrams.facts import Ground, Link, stated_start
from accordgraph.diagrams.in_force import judge
from accordgraph.diagrams.overview import Country, Disagreement, Fact, Overview, Side
from accordgraph.diagrams.selection import fits
from accordgraph.diagrams.wording import read_mark, short_date
from accordgraph.graph.dates.today import today
from accordgraph.ontology.messages import listing, message
from accordgraph.ontology.registry import NOBODY, registry
from accordgraph.queries.answers import conflicts
from accordgraph.queries.answers.facts import Facts, with_sources
from accordgraph.queries.answers.stints import read_stints
from accordgraph.queries.answers.tree import plain
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.answers.wording.plainly import without_references
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.diagrams.request import DiagramRequest
    from accordgraph.diagrams.scope import Scope
    from accordgraph.queries.answers.conflicts import Conflicts, Dispute
    from accordgraph.queries.runner import Row
    from accordgraph.queries.session import Session

MOST_NODES = 300
"""Nodes of a diagram above which the page draws communities, and has no first screen."""

LEAST_SHARE = 0.5
"""Of the bases that take part in the picture: where the middle has fewer, there is no middle."""

MOST_STEPS = 6
"""Steps from a body to the country that it is part of; more are a circle."""

MOST_NAMED = 4
"""Participants of the same day who are named one by one."""

GROUNDS: Mapping[Ground, str] = {"reading": "who-reading", "claimed": "who-weak", "stranger": "who-stranger"}
"""How those are counted that no source states that one may rely on; the answers in words count them so."""

STANDING = ("agreement", "assistance")
"""Kinds of bases that make two actors partners; others are done once, or only reported."""


# ---------------------------------------------------------------- countries
def countries(session: Session, actors: Mapping[str, Row]) -> dict[str, Country]:
    """In which country each actor stands: what it is part of in the end, else by its jurisdiction, else alone.

    An international body stands in an organisation that it is part of, and not in the country of its seat.
    """
    wholes: defaultdict[str, list[str]] = defaultdict(list)
    for row in run(session, "parts", {}).rows:
        wholes[str(row["actor"])].append(str(row["whole"]))
    homes = {actor: _country(session, row, wholes) for actor, row in actors.items()}
    return {actor: Country(actor, country, session.name(country)) for actor, country in homes.items()}


def _country(session: Session, row: Row, wholes: Mapping[str, Sequence[str]]) -> str:
    actor = str(row["actor"])
    top = _top(actor, wholes)
    if top != actor or row["kind"] in ("state", "international") or len(wholes.get(actor, ())) > 1:
        return top
    state = str(row["jurisdiction"] or "").lower()
    return state if session.names.class_of(state) == "Actor" else actor


def _top(actor: str, wholes: Mapping[str, Sequence[str]]) -> str:
    """The last of the wholes that an actor is part of, as long as there is one at each step."""
    for _ in range(MOST_STEPS):
        above = wholes.get(actor, ())
        if len(above) != 1:
            break
        actor = above[0]
    return actor


# ---------------------------------------------------------------- the middle
def choose_middle(links: Sequence[Link], request: DiagramRequest, standing: Mapping[str, Country]) -> str | None:
    """The country in the middle: that of the actor asked about, else the one with the most links to others.

    None where its bases are fewer than half of all: a picture around it would leave out too much.
    """
    bases: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for link in links:
        bases[link.basis][standing[link.start].country] += link.is_counted
    between: Counter[str] = Counter()
    for members in bases.values():
        for country, count in members.items():
            between[country] += count * (members.total() - count)
    requested = [standing[actor].country for actor in request.about if actor in standing]
    best = min(requested or between, key=lambda one: (-between[one], one), default=None)
    covered = sum(best in members for members in bases.values()) if best else 0
    return best if covered and covered >= LEAST_SHARE * len(bases) else None


# ---------------------------------------------------------------- what is said of it
def first(links: Iterable[tuple[str, Link]]) -> tuple[str, Link] | None:
    """The link that had begun by the earliest day, with whom it is."""
    dated = [one for one in links if one[1].when.since_latest]
    return min(dated, key=lambda one: begun(one[1]), default=None)


def newest(links: Iterable[tuple[str, Link]]) -> tuple[str, Link] | None:
    """The link that cannot have begun before the latest day, with whom it is; it may have begun later."""
    dated = [one for one in links if one[1].when.since_earliest]
    return max(dated, key=lambda one: (one[1].when.since_earliest, one[1].id), default=None)


def takes_part(link: Link) -> bool:
    """Whether a participation is more than support or watching."""
    return registry().group_of(link.role) != NOBODY


def _is_exact(link: Link) -> bool:
    """Whether it began on one day, in one month or year, and not at some time between two days."""
    return not str(stated_start(link.when)).startswith("[")


@dataclass(frozen=True)
class Telling:
    """The words about the middle of one diagram."""

    session: Session
    request: DiagramRequest
    middle: tuple[str, ...]
    focus: tuple[str, ...]
    name: str
    links: Sequence[Link]
    cooperations: Sequence[Link]
    disputes: Sequence[Dispute]

    def say(self, key: str, **values: object) -> str:
        """A message in the language of the page."""
        return message(key, self.session.lang, **values)  # type: ignore[arg-type]  # a count among them is a number

    @cached_property
    def held(self) -> list[tuple[str, Link]]:
        """The held links of the focus that count, each with the partner."""
        return [(partner, link) for partner, link in self._reported if link.is_counted and not self._is_to_come(link)]

    @cached_property
    def _to_come(self) -> set[str]:
        """With whom something is to begin on a day that has not come."""
        return {partner for partner, link in self._reported if link.is_counted and self._is_to_come(link)}

    def _is_to_come(self, link: Link) -> bool:
        """Whether it begins on a day that has not come; what has begun by a day that is asked about has."""
        first = link.when.since_earliest
        return self.request.day is None and first is not None and first > today()

    @cached_property
    def _reported(self) -> list[tuple[str, Link]]:
        """The same with what a dossier says alone that nobody has trusted."""
        focus = set(self.focus)
        pairs = ((link, [end for end in link.ends if end not in focus]) for link in self.cooperations if link.held)
        return [(outside[0], link) for link, outside in pairs if len(outside) == 1]

    @cached_property
    def standing(self) -> list[tuple[str, Link]]:
        """Those that rest on an agreement or on assistance which a source states that one may rely on; on a day, all:
        how sure each is says the answer for the day.
        """
        is_of_day = self.request.day is not None
        return [(partner, link) for partner, link in self._lasting if is_of_day or not link.ground]

    @cached_property
    def _lasting(self) -> list[tuple[str, Link]]:
        return [(partner, link) for partner, link in self.held if link.basis_kind in STANDING]

    @cached_property
    def partners(self) -> set[str]:
        """Who is a partner of the focus; on a day, with more certainty than possibly."""
        return {partner for partner, link in self.standing if self._is_sure(link)}

    def _is_partner(self, link: Link) -> bool:
        """Whether it makes two actors partners: surely on the day, or by a source that one may rely on."""
        return self._is_sure(link) if self.request.day else not link.ground

    def _is_sure(self, link: Link) -> bool:
        day = self.request.day
        return day is None or judge(link.when, day).in_force not in ("possibly", "no")

    # ---------------------------------------------------------------- the first line
    def summary(self, sources: int) -> tuple[str, ...]:
        """Partners, since when those asked about work with each other, first and newest date, and how many sources."""
        possible = {partner for partner, _ in self.standing} - self.partners
        weak = [(GROUNDS[ground], own - self.partners) for ground, own in self._claimed().items()]
        once = {partner for partner, _ in self.held} - self.partners - possible
        once -= {partner for _, own in weak for partner in own}
        ahead = self._to_come - {partner for partner, _ in self.held}
        counts = [
            self._partners(),
            self.say("possibly-count", count=len(possible)) if possible else "",
            *(self.say(key, count=len(own)) for key, own in weak if own),
            self.say("once-count", count=len(once)) if once else "",
            self.say("to-come-count", count=len(ahead)) if ahead else "",
        ]
        return (*self._each_other(), *self.parts(*counts, links=self.standing, sources=sources))

    def _claimed(self) -> dict[Ground, set[str]]:
        """Who would be a partner by our reading, a column or a dossier alone; on a day they are among the possible."""
        claimed: dict[Ground, set[str]] = {ground: set() for ground in GROUNDS}
        for partner, link in self._reported:
            if link.ground and link.basis_kind != "operation" and not self.request.day:
                claimed[link.ground].add(partner)
        return claimed

    def _partners(self) -> str:
        """How many partners there are, besides each other where those requested about are several."""
        return self.say("other-partners-count" if self.between else "partners-count", count=len(self.partners))

    def parts(self, *counts: str, links: Sequence[tuple[str, Link]], sources: int) -> tuple[str, ...]:
        """Counts, the first and the newest date of some links, and how many sources."""
        cited = self.say("sources-count", count=sources) if sources else ""
        return tuple(filter(None, (*counts, self._dates(links), cited)))

    def _dates(self, links: Sequence[tuple[str, Link]]) -> str:
        oldest, latest = first(links), newest(links)
        if oldest is None or latest is None:
            return ""
        if oldest[1] == latest[1]:
            return self.say("only-since" if _is_exact(oldest[1]) else "only-began", date=self._date(oldest[1]))
        read = [link for _, link in self._reported if link.ground == "reading"]  # one of them may have begun before it
        first_words = first_in_words(oldest[1], [*(link for _, link in links), *read], self.session.lang)
        first_date = self._marked(first_words, oldest[1])
        return self.say("first-newest", first=first_date, newest=self._date(latest[1]))

    @cached_property
    def between(self) -> list[tuple[str, Link]]:
        """The links that those requested about have with each other."""
        requested = set(self.request.about)
        return [
            (link.start, link)
            for link in self.cooperations
            if link.is_counted
            and link.basis_kind in STANDING
            and requested.issuperset(link.ends)
            and not self._is_to_come(link)
            and self._is_partner(link)
        ]

    def _each_other(self) -> list[str]:
        """Since when those requested about work with each other, where they are several."""
        oldest = first(self.between)
        return [self.say("each-other-since", date=self._date(oldest[1]))] if oldest else []

    def _date(self, link: Link) -> str:
        return self._marked(short_date(stated_start(link.when), self.session.lang), link)

    def _marked(self, date: str, link: Link) -> str:
        """A start with the mark of our reading, where it is that."""
        return f"{date} {read_mark(link.since_standing, self.session.lang)}".strip()

    # ---------------------------------------------------------------- in short
    def lead(self) -> str:
        """Who works with how many on how much."""
        sure = [link for _, link in self.standing if self._is_sure(link)]
        bodies = {end for link in sure for end in link.ends if end in self.focus}
        bases = {link.basis for link in sure}
        values = {
            "partners": self._partners() if self.between else self.say("partners-with", count=len(self.partners)),
            "bases": self.say("agreements-on", count=len(bases)),
        }
        if self.request.about or len(self.middle) == 1:
            return self.say("lead-one", name=self.name, **values)
        return self.say("lead-bodies", name=self.name, bodies=self.say("bodies-count", count=len(bodies)), **values)

    def facts(self) -> tuple[Fact, ...]:
        """The earliest, the largest, the newest and the busiest, as far as there are any."""
        known = (self._together(), self._earliest(), self._largest(), self._latest(), self._busiest())
        return tuple(fact for fact in known if fact)

    def _together(self) -> Fact | None:
        """What those asked about have with each other."""
        oldest = first(self.between)
        if oldest is None:
            return None
        pair = oldest[1].ends
        text = self.named_start(self.names(pair), oldest[1])
        own = {link.basis for _, link in self.between if set(link.ends) == set(pair)}
        number = self.say("agreements-on", count=len(own))
        return Fact(self.say("fact-together"), self.say("name-count", name=text, number=number), oldest[1].basis)

    def _earliest(self) -> Fact | None:
        oldest = first(self.standing)
        if oldest is None:
            return None
        partner, link = oldest
        is_sure = is_surely_first(link, [one for _, one in self.standing])
        text = self._name_and_start(partner, link)
        return Fact(self.say("fact-earliest" if is_sure else "fact-earliest-known"), text, partner)

    def _largest(self) -> Fact | None:
        own = [link for link in self.links if link.is_counted and takes_part(link) and link.basis in self._bases]
        members = Counter(basis for basis, _ in {(link.basis, link.start) for link in own})
        if not members:
            return None
        basis, count = min(members.items(), key=lambda item: (-item[1], item[0]))
        text = self.say("name-count", name=self._short(basis), number=self.say("participants-count", count=count))
        return Fact(self.say("fact-largest"), text, basis)

    @cached_property
    def _bases(self) -> set[str]:
        return {link.basis for _, link in self.standing}

    def _latest(self) -> Fact | None:
        latest = newest(self.standing)
        if latest is None:
            return None
        partner, link = latest
        text = self.named_start(self._joined(partner, link), link)
        return Fact(self.say("fact-newest"), text, link.basis)

    def _joined(self, partner: str, link: Link) -> str:
        """The name of a basis that is new, or who joined one that others had begun before."""
        before = first((other, one) for other, one in self.standing if one.basis == link.basis)
        if before is None or before[1].when.since == link.when.since:
            return self._short(link.basis)
        return self.say("partner-in", name=self._short(partner), basis=self._short(link.basis))

    def _busiest(self) -> Fact | None:
        partners: defaultdict[str, set[str]] = defaultdict(set)
        for partner, link in self.standing:
            partners[next(end for end in link.ends if end != partner)].add(partner)
        if len(partners) < 2:
            return None
        body, own = min(partners.items(), key=lambda item: (-len(item[1]), item[0]))
        text = self.say("name-count", name=self._short(body), number=self.say("partners-count", count=len(own)))
        return Fact(self.say("fact-busiest"), text, body)

    def _name_and_start(self, identifier: str, link: Link) -> str:
        return self.named_start(self._short(identifier), link)

    def named_start(self, name: str, link: Link) -> str:
        """A name with since when, or between what days it began."""
        return self.say("name-since" if _is_exact(link) else "name-began", name=name, date=self._date(link))

    def names(self, ids: Sequence[str]) -> str:
        """Short names in one list."""
        return listing([self._short(one) for one in ids], self.session.lang)

    def _short(self, identifier: str) -> str:
        return self.session.names.short_name(identifier, self.session.lang)

    # ---------------------------------------------------------------- where sources disagree
    def disagreements(self) -> tuple[Disagreement, ...]:
        """The questions, each with the values, the votes for each, and what is kept."""
        sources = {str(row["source"]) for one in self.disputes for row in one.rows}
        facts = with_sources(self.session, Facts({}, {}, {}, {}), sources)
        stints = read_stints(self.session, {one for each in self.disputes if (one := each.participation) is not None})
        answers = conflicts.Conflicts(Wording(self.session, facts, today()), None, self.disputes, stints=stints)
        return tuple(self._disagreement(answers, one) for one in self.disputes)

    def _disagreement(self, answers: Conflicts, dispute: Dispute) -> Disagreement:
        entry = answers.entry(dispute)
        values = [self._side(answers, dispute, value, own) for value, own in dispute.by_value()]
        return Disagreement(
            question=plain(entry.text),
            node=dispute.actors[0] if len(dispute.actors) == 1 and self._is_shown(dispute) else dispute.basis,
            sides=tuple(values),
            kept=self._kept([side.value for side in values if side.is_kept]),
            lines=tuple(without_references(line.text, self.session.lang) for line in entry.details),
        )

    def _kept(self, values: Sequence[str]) -> str:
        """Which value counts; of several days that are kept, that it may be any of them."""
        if not values:
            return self.say("we-keep-none")
        if len(values) == 1:
            return self.say("we-keep", value=values[0])
        return self.say("we-keep-several", values=listing(values, self.session.lang))

    def _is_shown(self, dispute: Dispute) -> bool:
        return any(link.start == dispute.actors[0] for link in self.links)

    def _side(self, answers: Conflicts, dispute: Dispute, value: str, own: Sequence[Row]) -> Side:
        voices = max(int(str(row["voices"] or 0)) for row in own)
        votes = self.say("voices-count", count=voices) if voices else self.say("our-reading")
        written = self._value(answers, dispute, value)
        is_kept = value in (dispute.kept() or {str(dispute.rows[0]["preferred"])})
        return Side(written, votes, voices, is_kept)

    def _value(self, answers: Conflicts, dispute: Dispute, value: str) -> str:
        if dispute.property in conflicts.DATES or dispute.property in ("during", "period"):
            return short_date(value, self.session.lang) or value
        return answers.written(dispute.property, value)


# ---------------------------------------------------------------- who takes part
@dataclass(frozen=True)
class Members:
    """The words about who takes part in the bases that a picture is about."""

    telling: Telling

    @cached_property
    def held(self) -> list[tuple[str, Link]]:
        """Who takes part, as far as that is held, and does not only support or watch."""
        return [(link.start, link) for link in self.telling.links if link.held and takes_part(link)]

    @cached_property
    def _beside(self) -> set[str]:
        """Who only supports or watches, as far as that is held."""
        return {link.start for link in self.telling.links if link.held} - {actor for actor, _ in self.held}

    def summary(self, sources: int) -> tuple[str, ...]:
        """Participants, first and newest date, and how many sources."""
        beside = self.telling.say("beside-count", count=len(self._beside)) if self._beside else ""
        return self.telling.parts(self._count(), beside, links=self.held, sources=sources)

    def lead(self) -> str:
        """How many take part in what."""
        return self.telling.say("name-count", name=self.telling.name, number=self._count())

    def _count(self) -> str:
        return self.telling.say("participants-count", count=len({actor for actor, _ in self.held}))

    def facts(self) -> tuple[Fact, ...]:
        """Who took part first and who came last, as far as that is known."""
        ends = (("fact-earliest", first(self.held)), ("fact-newest", newest(self.held)))
        return tuple(self._fact(key, end[1]) for key, end in ends if end)

    def _fact(self, key: str, link: Link) -> Fact:
        """Those who began on the same day stand together; many are counted."""
        same = [actor for actor, one in self.held if one.when.since == link.when.since and one.basis == link.basis]
        name = (
            self.telling.names(same)
            if len(same) <= MOST_NAMED
            else self.telling.say("participants-count", count=len(same))
        )
        return Fact(self.telling.say(key), self.telling.named_start(name, link), link.start)


# ---------------------------------------------------------------- all of it
def build_overview(
    session: Session,
    request: DiagramRequest,
    scope: Scope,
    links: Sequence[Link],
    crowds: Collection[str],
    participations: Mapping[str, Row],
    sources: int,
) -> Overview | None:
    """The first screen of these participations; None where nothing can stand in the middle."""
    actors = scope.actors({link.start for link in links})
    standing = countries(session, actors)
    linked = [link for link in links if link.basis not in crowds]
    if request.bases and not request.about:
        return _around_bases(session, request, standing, links, _disputes(session, scope, request.bases), sources)
    country = choose_middle(linked, request, standing)
    if country is None:
        return None
    middle = tuple(sorted(actor for actor, one in standing.items() if one.country == country))
    focus = tuple(actor for actor in request.about if actor in standing) or middle
    around = {link.basis for link in linked if link.start in middle}
    drawn = {link.basis for link in links}
    cooperations = _cooperations(session, request, scope, participations, actors, drawn)
    telling = Telling(
        session,
        request,
        middle,
        focus,
        _name(session, country, focus if request.about else ()),
        linked,
        cooperations,
        _disputes(session, scope, drawn),
    )
    disagreements = telling.disagreements()
    return Overview(
        middle=middle,
        focus=focus,
        countries=tuple(standing.values()),
        crowds=tuple(sorted(crowds)),
        partners=len({link.start for link in linked if link.basis in around} - set(middle)),
        summary=telling.summary(sources),
        disputed=message("disagreements-count", session.lang, count=len(disagreements)) if disagreements else "",
        lead=telling.lead(),
        facts=telling.facts(),
        disagreements=disagreements,
        left_out=_left_out(session, {link.basis: link.basis_name for link in linked if link.basis not in around}),
        cooperations=tuple(cooperations) if request.view == "bases" else (),
    )


def _around_bases(
    session: Session,
    request: DiagramRequest,
    standing: Mapping[str, Country],
    links: Sequence[Link],
    disputes: Sequence[Dispute],
    sources: int,
) -> Overview:
    """The first screen of the bases asked about: who takes part stands beside their boxes, and nobody in the middle."""
    names = [session.names.short_name(basis, session.lang) for basis in request.bases]
    telling = Telling(session, request, (), (), listing(names, session.lang), links, (), disputes)
    members, disagreements = Members(telling), telling.disagreements()
    return Overview(
        middle=(),
        focus=(),
        countries=tuple(standing.values()),
        crowds=(),
        partners=len({link.start for link in links}),
        summary=members.summary(sources),
        disputed=message("disagreements-count", session.lang, count=len(disagreements)) if disagreements else "",
        lead=members.lead(),
        facts=members.facts(),
        disagreements=disagreements,
        left_out=(),
    )


def _name(session: Session, country: str, focus: Sequence[str]) -> str:
    """The name of the middle: those who were asked about, else the country."""
    if not focus:
        return session.name(country)
    return listing([session.names.short_name(actor, session.lang) for actor in focus], session.lang)


def _cooperations(
    session: Session,
    request: DiagramRequest,
    scope: Scope,
    participations: Mapping[str, Row],
    actors: Mapping[str, Row],
    bases: Collection[str],
) -> list[Link]:
    kinds = {actor: str(row["kind"]) for actor, row in actors.items()}
    rows_of_bases = (row for row in scope.ask("cooperations") if row["basis"] in bases)
    written = [row for row in rows_of_bases if row["actor"] in kinds and row["partner"] in kinds]
    links = (rows.cooperation(row, participations, session.names, session.lang) for row in written)
    return with_grounds(session, [link for link in links if fits(link, request, kinds)])


def _disputes(session: Session, scope: Scope, bases: Collection[str]) -> list[Dispute]:
    known = conflicts.disputes(session, scope.conflicts(bases))
    return [one for one in known if one.basis in bases]


def _left_out(session: Session, bases: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(bases.values()))
