"""Targets before anything is sent: addresses, names from accord.toml, and where passwords come from."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from accordgraph.graph import servers
from accordgraph.graph.errors import AccordError, InputError, RefusedError, UsageError
from accordgraph.graph.servers import BoltTarget, SparqlTarget, credentials
from accordgraph.graph.servers.credentials import Credentials, find, let_in

SECRET = "hunter2-🔑"
CHILD = [sys.executable, "-c"]


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The user's folder for configuration is one of the test's."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda *_, **__: str(folder))
    for name in (credentials.USER, credentials.PASSWORD):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "work" / "accord-store"
    folder.parent.mkdir()
    return folder


def configure(store: Path, text: str) -> Path:
    file = store.parent / "accord.toml"
    file.write_text(text, encoding="utf-8")
    return file


# ---------------------------------------------------------------- addresses
def at_one_place(address: str, graph: str | None = None) -> SparqlTarget:
    return SparqlTarget(address, address, address, graph)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("neo4j://host", BoltTarget("neo4j://host")),
        ("neo4j+s://host:7688/graph", BoltTarget("neo4j+s://host:7688", "graph")),
        ("neo4j+ssc://[::1]:7687/", BoltTarget("neo4j+ssc://[::1]:7687")),
        ("bolt://localhost", BoltTarget("bolt://localhost")),
        ("bolt+s://host", BoltTarget("bolt+s://host")),
        ("bolt+ssc://host", BoltTarget("bolt+ssc://host")),
        ("sparql+http://host:3030/ds", at_one_place("http://host:3030/ds")),
        (
            "sparql+https://host/ds?graph=https%3A%2F%2Fexample.org%2Fg",
            at_one_place("https://host/ds", "https://example.org/g"),
        ),
    ],
)
def test_an_address_is_a_target(store: Path, text: str, target: servers.Target) -> None:
    assert servers.resolve(text, store) == target
    assert target.language == ("sparql" if text.startswith("sparql") else "cypher")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("http://host/ds", "There are no targets http://"),
        ("neo4j://", "names no host"),
        ("neo4j://host:port", "cannot be read"),
        ("bolt://host/a/b", "is no database"),
        ("bolt://host?x=1", "takes no 'x'\\."),
        ("sparql+http://host/ds?x=1", "takes no 'x'\\."),
        ("sparql+http://host/ds?graph=urn:a&graph=urn:b", "takes no"),
        ("sparql+http://host/ds?graph=no", "no IRI of a graph"),
        ("sparql+http://host/ds?graph=urn:x%3E", "no IRI of a graph"),
        ("sparql+http://host/ds#part", "a part after #"),
        ("nothing", "There is no target 'nothing'"),
    ],
)
def test_what_is_no_address_is_refused_with_a_way_to_write_it(store: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        servers.resolve(text, store)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        f"neo4j://me:{SECRET}@host",
        f"sparql+http://{SECRET}@host/ds",
        f"bolt://me:{SECRET}@host:no",
        f"x://a:{SECRET}@b",
        f"sparql+http://host/ds?apikey={SECRET}",
        f"sparql+http://host/ds?{SECRET}",
        f"sparql+http:///ds?apikey={SECRET}",
        f"sparql+http://host/ds#{SECRET}",
        f"bolt://host?key={SECRET}",
    ],
)
def test_a_secret_in_an_address_is_refused_and_not_repeated(store: Path, text: str) -> None:
    with pytest.raises(UsageError) as caught:
        servers.resolve(text, store)
    assert SECRET not in f"{caught.value}{caught.value!r}{caught.value.__cause__}"
    assert caught.value.remedy
    if "@" in text:
        assert "ACCORD_PASSWORD" in str(caught.value) or "malformed" in str(caught.value)


def test_a_key_in_an_address_of_the_file_is_not_shown(store: Path) -> None:
    configure(store, f'[targets.work]\nurl = "sparql+http://h/d"\nquery = "https://h/d?api_key={SECRET}"\n')
    target = servers.resolve("work", store)
    assert isinstance(target, SparqlTarget)
    assert SECRET in target.query
    assert SECRET not in target.display_name


# ---------------------------------------------------------------- names
def test_a_name_means_what_the_file_beside_the_store_says_and_then_that_of_the_user(
    store: Path, own_folder: Path
) -> None:
    (own_folder / "accord.toml").write_text('[targets.work]\nurl = "bolt://own"\n[targets.far]\nurl = "bolt://far"\n')
    configure(store, '[targets.work]\nurl = "neo4j://near"\ndatabase = "graph"\nuser = "reader"\n')
    assert servers.resolve("work", store) == BoltTarget("neo4j://near", "graph", "work", "reader")
    assert servers.resolve("far", store) == BoltTarget("bolt://far", name="far")
    with pytest.raises(UsageError, match="no target 'wrok'\\.\nTargets: far, work"):
        servers.resolve("wrok", store)


@pytest.mark.parametrize("text", ["Ladybug", "oxygraph"])
def test_an_engine_that_is_nearly_named_is_meant(store: Path, text: str) -> None:
    meant = {"Ladybug": "ladybug", "oxygraph": "oxigraph"}[text]
    with pytest.raises(UsageError, match=f"Engines: ladybug, oxigraph; did you mean {meant}\\? Or give an address"):
        servers.resolve(text, store)


def test_the_addresses_of_a_sparql_server_are_set_one_by_one(store: Path) -> None:
    configure(
        store,
        '[targets.triples]\nurl = "sparql+https://host/ds"\nupdate = "https://host/update"\n'
        'graph_store = "https://host/store"\ngraph = "urn:g"\n',
    )
    expected = SparqlTarget(
        "https://host/ds", "https://host/update", "https://host/store", graph="urn:g", name="triples"
    )
    assert servers.resolve("triples", store) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[targets.work", "cannot be read"),
        ("[target.work]\n", "unknown key 'target'"),
        ("targets = 1\n", "targets are tables"),
        ("[targets]\nwork = 1\n", "targets are tables"),
        ("[targets.work]\n", "needs a url"),
        ('[targets.work]\nurl = "bolt://h"\ngraph = "urn:g"\n', "unknown key 'graph'"),
        ('[targets.work]\nurl = "bolt://h"\npassword = "x"\n', "unknown key 'password'"),
        ('[targets.work]\nurl = "bolt://h"\ndatabase = 1\n', "database is not a text"),
        ('[targets.work]\nurl = "bolt://h"\npassword_command = "pass x"\n', "not a list of words"),
        ('[targets.work]\nurl = "sparql+http://h/d"\ngraph = "no"\n', "no IRI"),
        ('[targets.work]\nurl = "sparql+http://h/d"\nupdate = "bolt://h"\n', "no targets bolt://"),
    ],
)
def test_a_faulty_file_is_told_by_name_and_place(store: Path, text: str, message: str) -> None:
    configure(store, text)
    with pytest.raises((InputError, UsageError), match=message):
        servers.resolve("work", store)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits.")
def test_a_command_in_a_file_that_others_may_write_is_refused(store: Path) -> None:
    file = configure(store, '[targets.work]\nurl = "bolt://h"\npassword_command = ["true"]\n')
    for mode in (0o666, 0o664):
        file.chmod(mode)
        with pytest.raises(InputError, match="others may write the file") as caught:
            servers.resolve("work", store)
        assert caught.value.remedy is not None and caught.value.remedy.endswith(f"chmod go-w {file}")
    file.chmod(0o644)
    for mode in (0o777, 0o775):
        file.parent.chmod(mode)
        with pytest.raises(InputError, match="others may write its folder"):
            servers.resolve("work", store)
    file.parent.chmod(0o1777)
    assert servers.resolve("work", store).password_command == ("true",)
    file.parent.chmod(0o755)
    assert servers.resolve("work", store).password_command == ("true",)


# ---------------------------------------------------------------- passwords
def target(*command: str, user: str | None = "reader") -> BoltTarget:
    return BoltTarget("bolt://host", name="work", user=user, password_command=command or None)


def test_the_environment_comes_before_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    configured = target(*CHILD, f"print({SECRET!a}); print('more')")
    assert find(configured) == Credentials("reader", SECRET)
    monkeypatch.setenv("ACCORD_USER", "writer")
    assert find(configured) == Credentials("writer", SECRET)
    monkeypatch.setenv("ACCORD_PASSWORD", "other")
    assert find(configured) == Credentials("writer", "other")
    assert find(target(user=None)) == Credentials("writer", "other")
    monkeypatch.delenv("ACCORD_PASSWORD")
    assert find(target()) is None


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ((*CHILD, f"print({SECRET!a}); exit(3)"), "ended with exit code 3"),
        ((*CHILD, ""), "printed nothing"),
        (("/nowhere/at all",), "cannot be run: No such file"),
    ],
)
def test_a_command_that_fails_is_told_without_what_it_printed(command: tuple[str, ...], message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        find(target(*command))
    assert SECRET not in f"{caught.value}{caught.value!r}"


def test_a_command_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "COMMAND_SECONDS", 0.2)
    with pytest.raises(UsageError, match=r"took more than 0\.2 seconds"):
        find(target(*CHILD, "import time; time.sleep(60)"))


def test_a_password_without_a_user_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_PASSWORD", SECRET)
    with pytest.raises(UsageError, match="no user") as caught:
        find(target(user=None))
    assert SECRET not in str(caught.value)


def test_no_text_of_credentials_or_targets_holds_a_secret() -> None:
    assert SECRET not in f"{Credentials('me', SECRET)!r}{target('echo', SECRET)!r}{target('echo', SECRET).display_name}"


def test_without_a_terminal_nobody_is_asked() -> None:
    def connect(_: BoltTarget, credentials: Credentials | None) -> None:
        assert credentials is None
        raise RefusedError("It asks for a password.")

    with pytest.raises(RefusedError):
        let_in(target(), connect)


def test_a_target_is_an_accord_error_away_from_nowhere(store: Path) -> None:
    with pytest.raises(AccordError) as caught:
        servers.connect(servers.resolve("bolt://127.0.0.1:1", store))
    assert (caught.value.exit_code, caught.value.http_status) == (3, 503)
