"""What lawyers call an act, and how a dossier says it, where the nearest word would lead astray.

`deratification` looks like `ratification` and means the opposite; a declaration has no word that is near and right.
"""

from __future__ import annotations

_TERM = "the whole or a party goes on for longer: it is type extension, with until"
_DEPOSIT = "say which instrument was deposited: type ratification, acceptance, approval or accession"
_NO_ACT = "it binds nobody and ends nothing, so it is no act here: put it into note"
_ANEW = "the end of a suspension is type resumption; what is concluded anew is a basis that replaces the old one"

ACT_HINTS = {
    "declaration": "where it excludes or changes the effect of provisions it is type reservation; else " + _NO_ACT,
    "interpretative-declaration": _NO_ACT,
    "understanding": _NO_ACT,
    "statement": _NO_ACT,
    "deratification": "treaty law has no such act: a party leaves by type denunciation or withdrawal",
    "unratification": "treaty law has no such act: a party leaves by type denunciation or withdrawal",
    "abrogation": "a party that leaves makes a denunciation or withdrawal; the end for all is a termination",
    "cancellation": "a party that leaves makes a denunciation or withdrawal; the end for all is a termination",
    "renunciation": "a party that leaves makes a denunciation or withdrawal; the end for all is a termination",
    "cessation": "a party that leaves makes an exit, denunciation or withdrawal; the end for all is a termination",
    "expulsion": "write type exit, and in note that the others ended it",
    "prolongation": _TERM,
    "renewal": _TERM,
    "prorogation": _TERM,
    "continuation": _TERM,
    "deposit": _DEPOSIT,
    "exchange": "of instruments: type ratification, done on the day of the exchange",
    "notification": "say of what: that domestic procedures are complete is type ratification; of leaving, exit",
    "notice": "say of what: of leaving it is type exit, denunciation or withdrawal; of a pause, suspension",
    "law": "a parliament's law is type domestic-approval; the deposit that binds is a ratification",
    "adoption": "of the text: " + _NO_ACT + "; of a domestic law it is type domestic-approval",
    "promulgation": "of a domestic law: type domestic-approval",
    "initialling": _NO_ACT,
    "re-accession": "write type accession; the one that follows an exit begins a second episode by itself",
    "participation": "write type entry, or a list: lists: [{of: [...], role: participant}]",
    "membership": "write type entry, or a list: lists: [{of: [...], role: member}]",
    "derogation": "it pauses provisions, not the treaty: put it into note; a pause of all of it is type suspension",
    "revocation": "of an exit before its effect: type exit-revoked; of a suspension: resumption",
    "revival": _ANEW,
    "resuscitation": _ANEW,
    "secession": "the new state is founded then, under the actor's says; if it takes over the treaty, type succession",
    "succession-of-states": "write type succession, and under the actor succeeds",
}
"""By the word, in small letters with hyphens: the sentence that is shown for it."""

_TYPE = "it is a type of act, not a key: write {{by: [...], type: {0}, done: ...}}"

KEY_HINTS = {
    **{name: _TYPE.format(name) for name in ("reservation", "objection", "suspension", "signature", "ratification")},
    **dict.fromkeys(("signed", "joined", "ratified", "acceded", "entered"), "write its type, and the day under done"),
    **dict.fromkeys(("date", "day", "on", "when"), "the day of the act is done, that of its effect is effective"),
    **dict.fromkeys(("since", "from", "start"), "the day of the act is done; from when it has effect, effective"),
    **dict.fromkeys(("end", "expires", "to"), "the last day in force is until"),
    **dict.fromkeys(("actor", "actors", "party", "parties", "who"), "whose act it is stands under by"),
    "declaration": ACT_HINTS["declaration"],
    "condition": "a later consent that it waits for is subject_to: ratification, acceptance, approval or confirmation",
    "against": "the parties that it concerns stand under towards",
    "binds": "how it binds is said of the basis, not of an act",
}
"""By a key that an act does not have: where its value belongs."""
