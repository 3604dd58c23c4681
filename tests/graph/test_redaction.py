"""No error shows a password or a key, and no dossier puts one into the graph."""

from __future__ import annotations

import random
from pathlib import Path
from urllib.parse import quote

import pytest
from programs.running import run

from accordgraph.graph.errors import DossierError, Fault, InputError, StoreError
from accordgraph.graph.redaction import redacted
from accordgraph.loaders.dossier.reader import read_dossiers

SECRETS = [
    ("https://me:hunter2@example.org/x", "https://…@example.org/x"),
    ("bolt://neo4j:hunter2@127.0.0.1:7687", "bolt://…@127.0.0.1:7687"),
    ("https://hunter2@example.org", "https://…@example.org"),
    ("https://me:p@hunter2@example.org/a@b", "https://…@example.org/a@b"),
    ("https://x.example/?a=1&access_token=hunter2&b=2", "https://x.example/?a=1&access_token=…&b=2"),
    ("GET https://x.example/?API_KEY=hunter2.", "GET https://x.example/?API_KEY=…"),
    ("https://x.example/?X-Amz-Signature=hunter2", "https://x.example/?X-Amz-Signature=…"),
    ("https://x.example/?db_password=hunter2", "https://x.example/?db_password=…"),
]
SECRETS += [
    ("https:/me:hunter2@example.org/x", "https:/…@example.org/x"),
    ("/srv/https:/me:hunter2@example.org", "/srv/https:/…@example.org"),
    ("https://me:hunter2/x@example.org/a", "https://…@example.org/a"),
    ("https://me:a#hunter2@example.org/a@b", "https://…@example.org/a@b"),
    ("bolt://neo4j:12?hunter2@host:7687", "bolt://…@host:7687"),
    ("https://x.example/?key=hunter2&x=1", "https://x.example/?key=…&x=1"),
    ("https://x.example/?sv=1&sig=hunter2", "https://x.example/?sv=1&sig=…"),
    ("https://x.example/?token=hunter2#top", "https://x.example/?token=…#top"),
    ("https://x.example/a;jsessionid=hunter2?x=1", "https://x.example/a;jsessionid=…"),
    ("https://x.example/?PHPSESSID=hunter2", "https://x.example/?PHPSESSID=…"),
    ("https://x.example/cb#access_token=hunter2&x=1", "https://x.example/cb#access_token=…&x=1"),
    ("https://x.example/?auth=hunter2", "https://x.example/?auth=…"),
    ("https://x.example/?maps_key=hunter2", "https://x.example/?maps_key=…"),
]
SECRETS += [
    ("https:///me:hunter2@example.org/x", "https:///…@example.org/x"),
    ("https:\\\\me:hunter2@example.org/x", "https:\\\\…@example.org/x"),
    ("HTTPS://me:hunter2@EXAMPLE.ORG/", "HTTPS://…@EXAMPLE.ORG/"),
    ("https://x.example/?api%5Fkey=hunter2", "https://x.example/?api%5Fkey=…"),
    ("https://x.example/?Authorization=hunter2", "https://x.example/?Authorization=…"),
    ("https://x.example/?jwt=hunter2&bearer=hunter2", "https://x.example/?jwt=…&bearer=…"),
]
SECRETS += [
    ("neo4j:hunter2@localhost", "neo4j:…@localhost"),
    ("there is no neo4j:hunter2@127.0.0.1:7687.", "there is no neo4j:…@127.0.0.1:7687."),
    ("jdbc:me:hunter2@host", "jdbc:…@host"),
    ("https://x.example/?%74oken=hunter2", "https://x.example/?token=…"),
    ("https://x.example/?%2574oken=hunter2", "https://x.example/?token=…"),
    ("https%3A%2F%2Fme:hunter2@x.example/", "https://…@x.example/"),
    ("https://x.example/?next=https%3A%2F%2Fme%3Ahunter2%40a.example", "https://x.example/?next=https://…@a.example"),
    ("https://x.example/%3Bjsessionid%3Dhunter2", "https://x.example/;jsessionid=…"),
]
OPENING = (
    *(
        "pw",
        "pword",
        "userpass",
        "passphrase",
        "passcode",
        "authkey",
        "accesskey",
        "AWSAccessKeyId",
        "share_key",
        "rlkey",
    ),
    *("resourcekey", "licensekey", "authcode", "oauth_verifier", "ticket", "otp", "hmac", "ssid", "cookie", "mkt_tok"),
    *("SAMLResponse", "token[]"),
)
SECRETS += [(f"https://x.example/?{name}=hunter2&x=1", f"https://x.example/?{name}=…&x=1") for name in OPENING]
SECRETS += [
    ("https://x.example/?a=1,token=hunter2", "https://x.example/?a=1,token=…"),
    ("https://x.example/?password='hunter2'", "https://x.example/?password='…'"),
]
PLAIN = ["https://example.org/a@b", "me@example.org", "https://example.org/?q=token", "2022-05-30", "a://b/c?d=e#f@g"]
PLAIN += [
    "https://example.org:8080/a@b",
    "http://[::1]:80/a@b",
    "https://example.org/?keyword=a&monkey=b&design=c&pass_rate=1",
    "file:///home/me/a@b",
    "https://example.org/?docket=1&hockey=2&session=76&passage=3,tickets=4&turnkey=5",
    "https://example.org/?authority=x&signal=y&p_auth=z",
    "see 12:30/me@example.org",
    "C:\\me@example.org",
    "mailto:office@example.org",
    "https://example.org/?q=100%25&r=%D0%BA%D0%BB%D1%8E%D1%87",
]


@pytest.mark.parametrize("query", ["key=hunter2", "sig=hunter2", "access_token=hunter2", "api_key=hunter2"])
def test_a_dossier_holds_no_address_with_a_key(tmp_path: Path, query: str) -> None:
    text = "dossier: mine\nrecorded: 2026-01-31\nsources:\n  page: {kind: press, published: 2025, url: 'https://a.example/?Q'}\n"
    (tmp_path / "mine.yaml").write_text(text.replace("Q", query), encoding="utf-8")
    with pytest.raises(DossierError, match="holds a user, a password or a key") as caught:
        read_dossiers([tmp_path / "mine.yaml"])
    assert "hunter2" not in str(caught.value)


TEXTS = """\
dossier: mine
recorded: 2026-01-31
sources:
  page: {kind: press, published: 2025}
actors:
  nabu: {kind: agency, name: NABU}
"""
PLACES = {
    "licence": ("recorded: 2026-01-31", "recorded: 2026-01-31\nlicence: 'A'"),
    "title": ("published: 2025", "published: 2025, title: 'A'"),
    "publisher": ("published: 2025", "published: 2025, publisher: 'A'"),
    "address": ("published: 2025", "published: 2025, url: 'A'"),
    "name": ("name: NABU", "name: 'A'"),
    "alias": ("name: NABU", "name: NABU, aliases: ['A']"),
    "note": ("recorded: 2026-01-31", "recorded: 2026-01-31\ncovers: [{what: scope, text: 'A'}]"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("address", ["see https://me:hunter2@a.example/", "https://a.example/?%74oken=hunter2"])
def test_no_text_of_a_dossier_holds_such_an_address(tmp_path: Path, place: str, address: str) -> None:
    old, new = PLACES[place]
    (tmp_path / "mine.yaml").write_text(TEXTS.replace(old, new.replace("A", address, 1)), encoding="utf-8")
    with pytest.raises(DossierError, match="holds a user, a password or a key") as caught:
        read_dossiers([tmp_path / "mine.yaml"])
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("lang", ["en", "uk"])
@pytest.mark.parametrize("words", [("status",), ("who", "NABU"), ("load", "gone.yaml"), ("check",), ("rebuild",)])
def test_no_error_shows_what_a_variable_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("ACCORD_STORE", "neo4j:hunter2@localhost")
    monkeypatch.chdir(tmp_path)
    done = run(*words, "--lang", lang)
    assert done.returncode != 0 and "hunter2" not in done.stderr + done.stdout


@pytest.mark.parametrize(("text", "expected"), SECRETS)
def test_a_secret_of_an_address_is_left_out(text: str, expected: str) -> None:
    assert redacted(text) == expected
    assert redacted(expected) == expected
    for error in (InputError(text), StoreError("No.", text), DossierError((Fault(text, "file", 1, 1),))):
        assert "hunter2" not in str(error)
        assert expected in str(error)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("part", [":/a:", "?token", "?a.-", "://", "&key_", "?%5f", "a:", "%25", "a:b%"])
def test_a_long_text_of_such_signs_takes_no_minutes(part: str) -> None:
    text = part * 50_000
    assert redacted(text) == text
    assert redacted(f"{text}@") and redacted(f"{text}=")


NAMES = (
    "token",
    "access_token",
    "api_key",
    "sig",
    "secret",
    "password",
    "pwd",
    "sid",
    "jwt",
    "auth",
    "X-Amz-Signature",
)
HOSTS = ("host", "127.0.0.1:7687", "[::1]")


def _written(chance: random.Random) -> str:
    """An address with a secret, as a person or a program may write it."""
    share = chance.choice([0, 0.3, 1])
    name = "".join(f"%{ord(one):02X}" if chance.random() < share else one for one in chance.choice(NAMES))
    scheme = chance.choice(["https", "bolt", "neo4j+s", "HTTP"])
    user = chance.choice(["me:", "u%40x:", ":", ""])
    address = chance.choice(
        [
            f"https://x.example/a{chance.choice('?&;#')}{name}=hunter2",
            f"{scheme}{chance.choice(['://', ':/', ':///'])}{user}hunter2@host.example/a",
            f"{chance.choice(['neo4j', 'a.b', 'jdbc:me'])}:hunter2@{chance.choice(HOSTS)}",
            f"https://y.example/?next={quote('https://me:hunter2@x.example/?token=hunter2', safe='')}",
        ]
    )
    address = address.replace("%", "%25") if chance.random() < 0.3 else address
    return f"{chance.choice(['', 'Cannot open ', '(', '<'])}{address}{chance.choice(['', ' now', '.', ')', '>'])}"


def test_secrets_are_left_out_however_they_are_written() -> None:
    for number in range(2_000):
        text = _written(random.Random(number))
        assert "hunter2" not in redacted(text), (number, text)


@pytest.mark.parametrize("text", PLAIN)
def test_all_else_stays(text: str) -> None:
    assert redacted(text) == text


def test_a_dossier_holds_no_address_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "dossier: mine\nrecorded: 2026-01-31\nsources:\n"
        "  page: {kind: press, published: 2025, url: 'https://me:hunter2@example.org/'}\n"
        "actors:\n  a: {kind: agency, website: 'https://hunter2@example.org/'}\n",
        encoding="utf-8",
    )
    with pytest.raises(DossierError) as caught:
        read_dossiers([path])
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [(4, 45), (6, 30)]
    assert "hunter2" not in str(caught.value) and "hunter2" not in repr(caught.value.faults)
    assert "the address 'https://…@example.org/' holds a user, a password or a key" in str(caught.value)
    done = run("load", str(path), "--keep-going", store=tmp_path / "store")
    assert "hunter2" not in done.stdout + done.stderr and "holds a user, a password or a key" in done.stderr


@pytest.mark.parametrize("command", ["sparql", "cypher"])
def test_a_query_that_is_refused_is_told_without_secrets(bundled_store: Path, command: str) -> None:
    done = run(command, "LOAD <https://me:hunter2@example.org/>", store=bundled_store)
    assert done.returncode == 1 and done.stderr and "hunter2" not in done.stderr


def test_what_was_typed_wrongly_is_told_without_secrets() -> None:
    done = run("who", "NABU", "--on", "https://me:hunter2@example.org/")
    assert done.returncode == 2 and "https://…@example.org/" in done.stderr and "hunter2" not in done.stderr
    done = run("status", "https://me:hunter2@example.org/")
    assert done.returncode == 2 and "hunter2" not in done.stderr
