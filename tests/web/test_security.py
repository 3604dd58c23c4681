"""Whom a request names, where it comes from, how large it is and how often it comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from accordgraph.graph.errors import UsageError
from accordgraph.web.app import create_app
from accordgraph.web.rate_limit import RateLimit
from accordgraph.web.settings import Settings

PROXY, READER, OTHER = "10.0.0.2", "203.0.113.7", "203.0.113.8"


@pytest.fixture(scope="module")
def public(bundled_store: Path) -> Iterator[TestClient]:
    """An application with a public address, behind a proxy, of which an address may ask three times at once."""
    settings = Settings(
        bundled_store,
        public="https://graph.example.org",
        trusted_proxies=(PROXY,),
        requests_per_second=0.001,
        burst=3,
    )
    base = "http://graph.example.org"
    with TestClient(create_app(settings), base_url=base, client=(PROXY, 50000)) as opened:
        yield opened


@pytest.mark.parametrize("path", ["/", "/healthz", "/robots.txt", "/static/site.css", "/nothing"])
@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "localhost.evil.example", "localhost@evil.example", "[::1", "", "[::1].evil.example"),
        *("localhost:80/evil", "localhost?evil.example", "localhost#evil.example", "localhost\\evil.example"),
        "[12345]",
    ],
)
def test_a_host_that_is_not_ours_gets_421_everywhere(client: TestClient, path: str, host: str) -> None:
    assert client.get(path, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "localhost:8321", "127.0.0.1", "[::1]:8321"])
def test_this_machine_goes_by_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).json()["status"] == "ok"


def test_a_page_of_another_site_may_not_post(client: TestClient) -> None:
    assert client.post("/", headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post("/", headers={"Origin": "null"}).status_code == 403
    assert client.post("/", headers={"Origin": "http://localhost"}).status_code == 405
    both = [("Origin", "http://localhost"), ("Origin", "https://evil.example")]
    assert client.post("/", headers=both).status_code == 403


def test_long_addresses_and_bodies_are_refused(client: TestClient) -> None:
    assert client.get("/find", params={"q": "x" * 10_000}).status_code == 414
    assert client.post("/", content=b"x" * 200_001).status_code == 413


def test_every_answer_has_the_headers_of_security(client: TestClient) -> None:
    answers = [client.get(path) for path in ("/", "/nothing", "/healthz", "/static/site.css")]
    answers.append(client.get("/", headers={"Host": "evil.example"}))
    for answer in answers:
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_address_that_asks_too_often_waits_and_another_does_not(public: TestClient) -> None:
    statuses = [public.get("/healthz", headers={"X-Forwarded-For": READER}).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert public.get("/healthz", headers={"X-Forwarded-For": OTHER}).status_code == 200


def test_a_forged_forwarding_header_changes_nothing(public: TestClient) -> None:
    """A reader may write what he likes before what the proxy adds."""
    reader = "203.0.113.9"
    forged = [f"192.0.2.{number}, {reader}" for number in range(5)]
    statuses = [public.get("/healthz", headers={"X-Forwarded-For": header}).status_code for header in forged]
    assert statuses == [200, 200, 200, 429, 429]


def test_forwarding_headers_of_whoever_is_no_proxy_are_not_believed(bundled_store: Path) -> None:
    settings = Settings(bundled_store, public="https://graph.example.org", requests_per_second=0.001, burst=2)
    app = create_app(settings)
    with TestClient(app, base_url="http://graph.example.org", client=(READER, 50000)) as opened:
        statuses = [
            opened.get("/healthz", headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code for number in range(3)
        ]
    assert statuses == [200, 200, 429]


def test_another_address_than_loopback_needs_a_public_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--public"):
        Settings(tmp_path, host="0.0.0.0")
    assert Settings(tmp_path, host="0.0.0.0", public="https://graph.example.org").hosts() >= {"graph.example.org"}


@pytest.mark.parametrize("public", ["graph.example.org", "ftp://x", "https://x/path", "https://u@x"])
def test_a_public_address_is_an_origin(tmp_path: Path, public: str) -> None:
    with pytest.raises(UsageError, match="public address"):
        Settings(tmp_path, public=public)


def test_tokens_come_back_and_forgotten_addresses_do_not_grow() -> None:
    now = [0.0]
    rate = RateLimit(1, 2, lambda: now[0])
    assert [rate.seconds_to_wait("a") for _ in range(3)] == [0, 0, 1]
    now[0] = 1.0
    assert [rate.seconds_to_wait("a"), rate.seconds_to_wait("a")] == [0, 1]
    for number in range(10_050):
        rate.seconds_to_wait(f"address {number}")
    assert len(rate._buckets) == 10_000
