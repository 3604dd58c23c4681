"""Small stories of treaties that several tests begin with."""

from __future__ import annotations

from worlds.statement_builder import Story


def corrected(story: Story) -> Story:
    """A memorandum signed on a day that the release takes back."""
    story.actors("ua").basis("memo", binds="signature")
    story.source("release", withdrawn="2024-04-01", corrected_by="erratum").source("erratum")
    return story.act("memo", "ua", "signature", "2024-03-01", source="release")


def succession(story: Story) -> Story:
    """A treaty of Czechoslovakia, France and Russia that two successors notified."""
    story.actors("fr", "ru").actors("cshh")
    story.actors("cz", "sk", founded="1993-01-01", succeeds="cshh").basis("treaty", binds="consent")
    for actor, day in (("cshh", "1975-12-23"), ("fr", "1980-11-04"), ("ru", "1973-10-16")):
        story.act("treaty", actor, "ratification", day, effective=day, source="register")
    for actor, day in (("cz", "1993-02-22"), ("sk", "1993-05-28")):
        story.act("treaty", actor, "succession", day, source="register")
    return story


def bound(story: Story, *actors: str, **basis: str) -> Story:
    """A treaty that binds by the signatures of the actors, on the first day of 2000."""
    story.actors(*actors).basis("treaty", binds="signature", **basis)
    for actor in actors:
        story.act("treaty", actor, "signature", "2000-01-01", source="page")
    return story
