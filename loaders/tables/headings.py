"""What headings say in two languages, and words that stand in the place of a date."""

from __future__ import annotations

import re

WAITING = re.compile(
    r"not yet(?: in force)?|not in force(?: yet)?|not effective(?: yet)?|pending|awaited|no|ще ні|ще не|очікується"
    r"|(?:ще )?не (?:набрав|набрала|набрало|набув|набула|набуло)(?: чинності)?|(?:ще )?не ?чинн(?:ий|а|е)"
)
"""Words in the place of a start: there is none yet."""

NOTHING = ("-", "–", "—", "n/a", "N/A", "none", "?", "tbd", "TBD")

OPEN_ENDED = re.compile(
    r"(?:open[- ]?ended|indefinite(?:ly)?|unlimited|permanent|perpetual|no (?:end|term|expiry|time limit)|ongoing"
    r"|безстроков\w*|необмежен\w*|без обмеження строку|невизначений строк)(?: period| term| duration)?"
)
"""Words in the place of an end: none was agreed."""

HEADINGS = {
    "actor": r"party|parties|state|country|countries|side|participant|partner|member|organi[sz]ation|agency"
    r"|institution|authorit|signator|ministry|counterpart|\bbody\b|\bbodies\b"
    r"|сторон|держав|країн|учасни|партнер|орган",
    "place": r"countr|\bland\b|країн",
    "agreement": r"agreement|treaty|title|instrument|memorandum|arrangement|document|name"
    r"|угод|договір|договор|назва|меморандум|документ",
    "signed": r"sign|conclu|adopt|date|підпис|укладен|дата",
    "kept": r"updated|modified|accessed|retrieved|checked|оновлен|перевірен",
    "year": r"^year\b|\byear$|^рік\b|\bрік$",
    "force": r"force|effect|\bstart|\bbeg[iu]n|commenc|valid from|чинн|початок|діє з",
    "ended": r"terminat|denounc|припинен|розірван|денонс",
    "until": r"until|expir|\bend|valid to|до якого|закінч|строк|термін",
    "joined": r"ratif|acced|accession|joined|приєднан|ратифік",
    "url": r"url|link|source|web|reference|citation|\bcited|\bseries\b|published in|посилан|джерел|адрес|опубліков",
    "note": r"note|comment|remark|declar|reserv|приміт|комент|заяв|застереж",
    "status": r"status|\bstage\b|\bphase\b|статус|стан\b|стадія",
    "number": r"^(no\.?|nr\.?|#|№|id|row|п/п|№ з/п)$",
}
"""What a heading may say, as patterns."""


INSTRUMENT = re.compile(
    r"(?i)convention|treaty|agreement|protocol|charter|statute|memorandum|arrangement|covenant|\bpact\b"
    r"|конвенці|протокол|договір|угода|\bпакт\b|статут|харті|меморандум"
)
"""Words of a file's name by which its table is about one agreement."""


def says(heading: str, what: str) -> bool:
    """Whether a heading says something of `HEADINGS`."""
    return re.search(HEADINGS[what], heading.strip().lower()) is not None


def is_waiting(cell: str) -> bool:
    """Whether a cell says that there is no start yet."""
    return WAITING.fullmatch(cell.strip(" .").lower()) is not None


def is_open_ended(heading: str, cell: str) -> bool:
    """Whether a cell under the heading of an end says that there is none."""
    is_end = says(heading, "until") or says(heading, "ended")
    return is_end and OPEN_ENDED.fullmatch(cell.strip(" .").lower()) is not None


def says_date(heading: str) -> bool:
    """Whether a heading speaks of a day of the agreement, and not of the table's own keeping."""
    return not says(heading, "kept") and any(
        says(heading, what) for what in ("signed", "year", "force", "ended", "until", "joined")
    )
