"""Our Ukrainian, by what a rule can see: one apostrophe, no word that no lawyer writes, Latin letters only in names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = sorted((ROOT / "tests" / "golden" / "answers").glob("*.uk.txt"))
PAGES = [ROOT / "README.uk.md", ROOT / "docs" / "forty-questions.uk.md", ROOT / "docs" / "answers.md"]
CATALOGUES = sorted((ROOT / "ontology" / "messages").glob("*uk.po"))
DOSSIERS = sorted((ROOT / "data").rglob("*.yaml"))
QUESTIONS = sorted(path for path in (ROOT / "queries" / "questions").iterdir() if path.suffix in (".rq", ".yaml"))
OURS = [*CATALOGUES, ROOT / "ontology" / "labels.yaml", *DOSSIERS, *QUESTIONS, *PAGES, *GOLDEN]

LETTER = "[А-ЩЬЮЯЄІЇҐа-щьюяєіїґ]"
OTHER_APOSTROPHE = re.compile(rf"{LETTER}[ʼ'`´′ʹ‘]{LETTER}")

BANNED = {
    r"(?:наш\w*|більше) прочитан\w+": "тлумачення",
    r"учасник, не член": "учасник",
    r"самостійн\w+ джерел\w*": "джерело (за походженням)",
    r"незалежн\w+ голос\w*": "джерело (за походженням)",
    r"першоджерел\w*": "джерело (за походженням)",
    r"(?:джерел[оа]|досьє|голоси?) (?:тут )?(?:не )?(?:каже|кажуть)\b": "повідомляє, зазначено",
    r"про закінчення не (?:сказано|повідомлено)": "про припинення не повідомлено",
    r"востаннє підтверджено": "востаннє засвідчено",
    r"обов’язковість настала": "договір став обов’язковим",
    r"які того дня їх зобов’язують": "зобов’язували",
    r"міжнародну допомогу": "міжнародну правову допомогу",
    r"(?:Доповнено|Зміни внесено) документом: |(?:Доповнює документ|Вносить зміни до документа): ": "такий документ: ",
    r"прийма\w+ участь": "брати участь",
    r"явля\w+ся": "є",
    r"здано депозитарію": "здано на зберігання",
    r"з дати не раніше": "не раніше ніж з",
    r"на протязі": "протягом",
    r"бракуюч\w+|існуюч\w+": "якого бракує, наявний",
    r"співпада\w+": "збігається",
    r"слідуюч\w+": "такий, наступний",
    r"згідно (?:з )?закона": "згідно із законом",
    r"тулз\w*|юзер\w*|фіч[аіиу]\w*|файн\w*|лінк\w*": "інструмент, користувач, можливість, посилання",
    r"(?:C?ETS|СЄД) \d+": "№, за серіями договорів Ради Європи",
}
"""Patterns, and what a lawyer in Kyiv writes."""

NAMES = {
    *("CARIN", "JICA", "NCA", "OLAF", "StAR", "USAID"),
    *("CONNECT", "MINCE", "MH", "OCTOPUS"),
    *("accord", "accordgraph", "actors", "ask", "bases", "sources"),
    *("Dziennik", "Ustaw", "LEX", "Wolters", "Kluwer", "Tractatenblad", "Riigi", "Teataja"),
}
"""Names that Ukrainian authorities write in Latin letters too, and names of commands and gazettes."""

LATIN = re.compile(r"[A-Za-z]{2,}")
COMMAND = re.compile(r"--[a-z]+|accord (?:[a-z-]+)(?: (?:\"[^\"]*\"|'[^']*'|\S+))*")
TYPED = re.compile(r"(?:^За назвою|–|\(англійською\)(?: щодо[^:«]*)?:)\s+«[^»]*»", re.MULTILINE)
"""What was looked for, the spelling that it fits, and what is quoted as English."""

IDS = "|".join(
    re.findall(r"^dossier: (\S+)$", "\n".join(one.read_text(encoding="utf-8") for one in DOSSIERS), re.MULTILINE)
)
OF_DOSSIER = re.compile(rf"\(досьє\s+(?:{IDS})(?:,\s+(?:{IDS}))*\)")
"""Whose a note is: the ids of our dossiers, as `--only` takes them."""


def answers(page: str) -> str:
    """What the blocks of a page print, without the commands themselves."""
    return "\n".join(re.findall(r"^```text\n(.*?)^```", page, re.MULTILINE | re.DOTALL))


def without_sources(text: str) -> str:
    """An answer up to its sources, whose titles are in the language of the source."""
    kept = re.sub(r"^ДЖЕРЕЛА(?: ЗА НАЗВОЮ)?$.*?(?=^[А-ЯІЇЄҐ]|\Z)", "", text, flags=re.MULTILINE | re.DOTALL)
    return OF_DOSSIER.sub("", TYPED.sub("", COMMAND.sub("", kept)))


@pytest.fixture(scope="module")
def publishers() -> set[str]:
    """Latin words in the names of those who publish, as Ukrainian answers name them."""
    words: set[str] = set()
    for path in DOSSIERS:
        dossier = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        if isinstance(dossier, dict):
            named = [one["name"]["uk"] for one in dossier.get("publishers", {}).values() if "uk" in one["name"]]
            ids = [one.get("publisher", "") for one in dict(dossier.get("sources") or {}).values()]
            words |= {word for text in (*named, *ids) for word in LATIN.findall(text)}
    assert len(words) > 100
    return words


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_one_apostrophe(path: Path) -> None:
    assert OTHER_APOSTROPHE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_words_that_no_lawyer_writes(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if re.search(LETTER, line)]
    text = " ".join(" ".join(lines).split())
    found = {match[0]: better for pattern, better in BANNED.items() for match in re.finditer(rf"\b(?:{pattern})", text)}
    assert found == {}


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_no_english_word_in_an_answer(path: Path, publishers: set[str]) -> None:
    text = without_sources(path.read_text(encoding="utf-8"))
    assert set(LATIN.findall(text)) - NAMES - publishers == set()


def test_no_english_word_in_the_forty_answers(publishers: set[str]) -> None:
    text = without_sources(answers((ROOT / "docs" / "forty-questions.uk.md").read_text(encoding="utf-8")))
    assert len(text) > 50_000
    assert set(LATIN.findall(text)) - NAMES - publishers == set()


def test_a_fault_would_be_seen(publishers: set[str]) -> None:
    assert OTHER_APOSTROPHE.search("зобов\u02bcязання") and OTHER_APOSTROPHE.search("Об\u0027єднані")
    assert not OTHER_APOSTROPHE.search("зв’язок 'НАБУ'")
    assert "held" in set(LATIN.findall(without_sources("Зв’язок: held.\n"))) - NAMES - publishers
    assert LATIN.findall(without_sources("Не враховано. (досьє nabu-sapo,\n  held) (досьє nabu-sapo)\n")) != []
    assert LATIN.findall(without_sources("Не враховано. (досьє nabu-sapo,\n  eppo-ukraine)\n")) == []
    assert LATIN.findall(without_sources("accord who 'A b' --basis x\nДЖЕРЕЛА\n [1] A title\n")) == []
