"""Institutions, agreements and sources with their names, and what people write who look for one of them."""

from __future__ import annotations

import polars as pl

from accordgraph.graph.schemas import Tables, empty_tables

ACTORS: dict[str, dict[str, str]] = {
    "ua": {"en": "Ukraine", "uk": "Україна"},
    "ee": {"en": "Estonia", "uk": "Естонія"},
    "cz": {"en": "Czech Republic", "uk": "Чеська Республіка", "aliases": "Czechia|Чехія"},
    "jp": {"en": "Japan", "uk": "Японія"},
    "nabu": {
        "en": "National Anti-Corruption Bureau of Ukraine",
        "uk": "Національне антикорупційне бюро України",
        "acronyms": "NABU|НАБУ",
        "aliases": "Narodowe Biuro Antykorupcyjne Ukrainy",
    },
    "sapo": {
        "en": "Specialised Anti-Corruption Prosecutor's Office of Ukraine",
        "uk": "Спеціалізована антикорупційна прокуратура",
        "acronyms": "SAPO|САП",
    },
    "sbi": {
        "en": "State Bureau of Investigation of Ukraine",
        "uk": "Державне бюро розслідувань",
        "acronyms": "SBI|ДБР",
    },
    "ssu": {
        "en": "Security Service of Ukraine",
        "uk": "Служба безпеки України",
        "acronyms": "SSU|СБУ",
        "aliases": "SBU",
    },
    "pgo": {
        "en": "Office of the Prosecutor General of Ukraine",
        "uk": "Офіс Генерального прокурора",
        "acronyms": "PGO|ОГП",
    },
    "mod-ua": {"en": "Ministry of Defence of Ukraine", "uk": "Міністерство оборони України"},
    "border": {"en": "State Border Guard Service of Ukraine", "uk": "Державна прикордонна служба України"},
    "customs": {"en": "State Customs Service of Ukraine", "uk": "Державна митна служба України"},
    "arma": {
        "en": "Asset Recovery and Management Agency",
        "uk": "Агентство з розшуку та менеджменту активів",
        "acronyms": "ARMA|АРМА",
    },
    "fiu": {"en": "State Financial Monitoring Service", "uk": "Держфінмоніторинг"},
    "zaporizhzhia": {"uk": "Запорізька обласна прокуратура"},
    "znamianka": {"uk": "Знам'янська окружна прокуратура"},
    "eurojust": {"en": "Eurojust", "aliases": "European Union Agency for Criminal Justice Cooperation"},
    "europol": {"en": "Europol", "aliases": "European Union Agency for Law Enforcement Cooperation"},
    "eppo": {"en": "European Public Prosecutor's Office", "uk": "Європейська прокуратура", "acronyms": "EPPO"},
    "olaf": {"en": "European Anti-Fraud Office", "acronyms": "OLAF"},
    "interpol": {"en": "Interpol", "aliases": "International Criminal Police Organization"},
    "icc": {"en": "International Criminal Court", "uk": "Міжнародний кримінальний суд", "acronyms": "ICC|МКС"},
    "chamber": {"en": "International Chamber of Commerce", "acronyms": "ICC"},
    "eib": {"en": "European Investment Bank", "uk": "Європейський інвестиційний банк", "acronyms": "EIB|ЄІБ"},
    "jica": {
        "en": "Japan International Cooperation Agency",
        "uk": "Японське агентство міжнародного співробітництва",
        "acronyms": "JICA",
        "aliases": "Джайка",
    },
    "wroclaw": {"pl": "Prokuratura Okręgowa we Wrocławiu"},
    "krajowa": {"en": "National Prosecutor's Office of Poland", "aliases": "Prokuratura Krajowa"},
    "dod-oig": {"en": "Office of Inspector General, U.S. Department of Defense", "acronyms": "DoD OIG"},
    "doj": {"en": "United States Department of Justice", "uk": "Міністерство юстиції США", "acronyms": "DoJ"},
    "generalstaatsanwaltschaft": {"de": "Generalstaatsanwaltschaft Köln"},
    "greece": {"el": "Ελληνική Αστυνομία"},
}
BASES: dict[str, dict[str, str]] = {
    "jit-ukraine-2022": {
        "en": "Joint investigation team into alleged core international crimes in Ukraine",
        "uk": "Спільна слідча група щодо міжнародних злочинів в Україні",
        "acronyms": "JIT|ССГ",
    },
    "nabu-jica-2024": {
        "en": "Memorandum between the National Anti-Corruption Bureau of Ukraine and JICA",
        "uk": "Меморандум між Національним антикорупційним бюро України та JICA",
    },
    "eppo-nabu-2023": {"en": "Working arrangement between the European Public Prosecutor's Office and NABU"},
    "untoc": {
        "en": "United Nations Convention against Transnational Organized Crime",
        "uk": "Конвенція ООН проти транснаціональної організованої злочинності",
        "acronyms": "UNTOC",
    },
    "uncac": {"en": "United Nations Convention against Corruption", "acronyms": "UNCAC"},
}
SOURCES: dict[str, dict[str, str]] = {
    "ej-2023-04": {
        "title": "Team garners further support for the centre and agrees to investigate genocide",
        "publisher": "eurojust-press",
    },
    "armyinform-2023-05": {"title": "Persons identified who took part in crimes", "publisher": "armyinform"},
    "copy": {"title": "Yevropol vzhe identyfikuvav 150 osib", "publisher": "lviv-company"},
}

ASKED: tuple[tuple[str, str], ...] = (
    # as it is written, but for case, accents, apostrophes, punctuation
    ("nabu", "nabu"),
    ("набу", "nabu"),
    ("N.A.B.U.", "nabu"),
    ("european public prosecutors office", "eppo"),
    ("Знамʼянська окружна прокуратура", "znamianka"),
    ("знамянська окружна прокуратура", "znamianka"),
    ("prokuratura okregowa we wroclawiu", "wroclaw"),
    ("generalstaatsanwaltschaft koln", "generalstaatsanwaltschaft"),
    ("jit-ukraine-2022", "jit-ukraine-2022"),
    ("DoD OIG", "dod-oig"),
    # Ukrainian in Latin letters, by the rules of 2010 and by others
    ("Derzhavne biuro rozsliduvan", "sbi"),
    ("Derzhavne byuro rozsliduvan", "sbi"),
    ("Derzavne bjuro rozsliduvan", "sbi"),
    ("DBR", "sbi"),
    ("Ofis heneralnoho prokurora", "pgo"),
    ("Ofis Generalnogo prokurora", "pgo"),
    ("OHP", "pgo"),
    ("Natsionalne antykoruptsiine biuro", "nabu"),
    ("Nacionalne antykorupcijne bjuro", "nabu"),
    ("Spetsializovana antykoruptsiina prokuratura", "sapo"),
    ("Sluzhba bezpeky Ukrainy", "ssu"),
    ("Slujba bezpeki Ukrayiny", "ssu"),
    ("Ministerstvo oborony Ukrainy", "mod-ua"),
    ("Derzhavna prykordonna sluzhba", "border"),
    ("Derzhavna mytna sluzhba", "customs"),
    ("Mizhnarodnyi kryminalnyi sud", "icc"),
    ("Yevropeiskyi investytsiinyi bank", "eib"),
    ("Yevropeiska prokuratura", "eppo"),
    ("Zaporizka oblasna prokuratura", "zaporizhzhia"),
    ("Znamianska okruzhna prokuratura", "znamianka"),
    ("Derzhfinmonitorynh", "fiu"),
    ("Spilna slidcha hrupa", "jit-ukraine-2022"),
    ("Yaponiia", "jp"),
    ("Chekhiia", "cz"),
    ("Dzhaika", "jica"),
    ("Konventsiia OON proty transnatsionalnoi orhanizovanoi zlochynnosti", "untoc"),
    # Latin names in Cyrillic, and Greek in Latin letters
    ("Європол", "europol"),
    ("Євроюст", "eurojust"),
    ("Євроджаст", "eurojust"),
    ("Інтерпол", "interpol"),
    ("ОЛАФ", "olaf"),
    ("прокуратура крайова", "krajowa"),
    ("Elliniki Astynomia", "greece"),
    # typing errors
    ("Euopol", "europol"),
    ("Eurjust", "eurojust"),
    ("NBAU", "nabu"),
    ("Eruopol", "europol"),
    ("Intrepol", "interpol"),
    ("UNTCO", "untoc"),
    ("Estnoia", "ee"),
    ("Ukrane", "ua"),
    ("Natonal Anticoruption Bureu", "nabu"),
    ("Secuirty Service of Ukraine", "ssu"),
    ("Ministry of Defense", "mod-ua"),
    ("Asset Recovry and Managment Agency", "arma"),
    ("Міжнародний крімінальний суд", "icc"),
    ("Служба безпекі України", "ssu"),
    ("Державне бюро росслідувань", "sbi"),
    ("Европейська прокуратура", "eppo"),
    ("European Investmnet Bank", "eib"),
    ("Japan Internatonal Coperation Agency", "jica"),
    ("Derzavne biuro rozslidovan", "sbi"),
    # other order, parts, words written as one
    ("Bureau of Investigation", "sbi"),
    ("bureau anti-corruption national", "nabu"),
    ("anticorruption bureau", "nabu"),
    ("Ukraine security service", "ssu"),
    ("criminal court", "icc"),
    ("prosecutor general office ukraine", "pgo"),
    ("генеральний прокурор", "pgo"),
    ("бюро розслід", "sbi"),
    ("прикордонники служба", "border"),
    ("Euro just", "eurojust"),
    ("фінмоніторинг", "fiu"),
    ("Staatsanwalt", "generalstaatsanwaltschaft"),
    ("Euro pol", "europol"),
    ("specialised anticorruption prosecutor", "sapo"),
    ("inspector general defense department", "dod-oig"),
    ("organized crime convention", "untoc"),
    ("un convention corruption", "uncac"),
    ("joint investigation team", "jit-ukraine-2022"),
    ("alleged core crimes", "jit-ukraine-2022"),
    ("memorandum jica", "nabu-jica-2024"),
    ("eppo nabu arrangement", "eppo-nabu-2023"),
    ("Меморандум НАБУ JICA", "nabu-jica-2024"),
    # sources by title and publisher
    ("investigate genocide", "ej-2023-04"),
    ("eurojust press", "ej-2023-04"),
    ("армія інформ", "armyinform-2023-05"),
    ("army inform", "armyinform-2023-05"),
    ("Європол вже ідентифікував", "copy"),
    ("lviv company", "copy"),
)
"""What is written, and the id of what is meant."""


def tables() -> Tables:
    """The tables of the index: the things above, and nothing else."""
    empty = empty_tables()
    things = {"actors": ACTORS, "bases": BASES, "sources": SOURCES}
    filled = {
        name: pl.DataFrame({"id": list(by_id)}).join(empty[name], on="id", how="left") for name, by_id in things.items()
    }
    publishers = {thing: by_id["publisher"] for thing, by_id in SOURCES.items()}
    filled["sources"] = filled["sources"].with_columns(publisher=pl.col("id").replace_strict(publishers))
    rows = [
        row
        for by_id, class_ in ((ACTORS, "Actor"), (BASES, "Basis"))
        for thing in by_id
        for row in _names(thing, class_, by_id[thing])
    ]
    rows += [(thing, "Source", "name", None, by_id["title"]) for thing, by_id in SOURCES.items()]
    return {**empty, **filled, "names": pl.DataFrame(rows, schema=empty["names"].schema, orient="row")}


def _names(thing: str, class_: str, values: dict[str, str]) -> list[tuple[str, str, str, str | None, str]]:
    names = [(thing, class_, "name", lang, text) for lang, text in values.items() if len(lang) == 2]
    acronyms = values.get("acronyms", "").split("|")
    spoken = [
        (thing, class_, "acronym", lang, text) for lang, text in zip(("en", "uk"), acronyms, strict=False) if text
    ]
    aliases = [(thing, class_, "alias", None, text) for text in values.get("aliases", "").split("|") if text]
    return [*names, *spoken, *aliases]
