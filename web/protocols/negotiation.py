"""Content negotiation, as RFC 9110 has it: which media type a reader prefers among those that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

LONGEST = 4_000
"""Characters of an `Accept` that are read."""

RANGE = re.compile(r"\s*([A-Za-z0-9!#$&^_.+*-]+)/([A-Za-z0-9!#$&^_.+*-]+)\s*((?:;[^;]*)*)")
QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*(?:;|$)", re.IGNORECASE)

HTML = "text/html"


class Preference(NamedTuple):
    """A range of media types, and how much it is wanted, from 0 to 1."""

    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """How exactly it names a media type: 3 for itself, 1 for all types, 0 where it does not fit."""
        type_, subtype = media_type.split("/")
        if (self.type, self.subtype) == (type_, subtype):
            return 3
        if self.subtype != "*":
            return 0
        return 2 if self.type == type_ else int(self.type == "*")


def preferences(accept: str) -> list[Preference]:
    """What an `Accept` asks for; parts that cannot be read are passed over."""
    matches = map(RANGE.match, accept[:LONGEST].split(","))
    return [Preference(match[1].lower(), match[2].lower(), _quality(match[3])) for match in matches if match]


def _quality(parameters: str) -> float:
    match = QUALITY.search(parameters)
    return min(1.0, float(match[1])) if match else 1.0


def chosen(accept: str | None, offers: Sequence[str]) -> str | None:
    """The media type that fits best, the first of those that fit equally well; None where none is wanted.

    >>> chosen("text/turtle;q=0.5, application/ld+json", ["text/turtle", "application/ld+json"])
    'application/ld+json'
    >>> chosen("text/*, */*;q=0.1", ["application/json", "text/csv"]), chosen("image/png", ["text/csv"])
    ('text/csv', None)
    """
    wanted = preferences(accept) if accept and accept.strip() else [Preference("*", "*", 1.0)]
    weights = [(_weight(wanted, offer), -place, offer) for place, offer in enumerate(offers)]
    weight, _, best = max(weights)
    return best if weight > 0 else None


def _weight(wanted: Iterable[Preference], offer: str) -> float:
    """The quality of the range that names the offer most exactly."""
    fits = [(one.specificity(offer), one.quality) for one in wanted if one.specificity(offer)]
    return max(fits)[1] if fits else 0.0


def chosen_of_page(accept: str | None, data: Sequence[str]) -> str | None:
    """HTML or one of the media types of data. Whoever names types, but not HTML, is no browser and gets data.

    >>> chosen_of_page("*/*", ["text/turtle"]), chosen_of_page("application/x-unknown, */*;q=0.1", ["text/turtle"])
    ('text/html', 'text/turtle')
    """
    named = [one for one in preferences(accept or "") if one.type != "*"]
    names_html = any(one.specificity(HTML) and one.quality for one in named)
    return chosen(accept, [HTML, *data] if names_html or not named else [*data, HTML])
