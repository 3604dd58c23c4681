"""How the application is served: its addresses, whom it trusts, and its limits. One frozen value, passed on."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from accordgraph.graph.errors import UsageError

Network: TypeAlias = "ipaddress.IPv4Network | ipaddress.IPv6Network"
"""Addresses that are trusted together, such as 10.0.0.0/8."""

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
"""The hosts that only this machine can mean."""

PORT = 8321
"""The port where none is named."""


@dataclass(frozen=True)
class Settings:
    """What `accord serve` was started with; the limits are the same everywhere, and tests set smaller ones.

    `public` is the address by which readers know the application, without a slash at its end. Raises UsageError for
    settings that contradict each other.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = PORT
    public: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    workers: int = 1
    engine: str = "ladybug"
    longest_address: int = 8_192
    """Bytes of a path with its query: browsers and proxies carry as much."""
    longest_body: int = 200_000
    """Bytes of a body: a query is shorter."""
    body_seconds: float = 10.0
    """How long a body may take to arrive."""
    requests_per_second: float = 20.0
    """Of one address, after a burst; readers of this machine alone are not counted."""
    burst: int = 200
    """Requests that an address may make at once: a page with its files has some five."""
    cache_bytes: int = 64 * 1024 * 1024
    """Of pages that are kept made."""

    def __post_init__(self) -> None:
        """Refuse another address than loopback without a public one, and what is no network."""
        if self.host not in LOOPBACK_NAMES and self.public is None:
            raise UsageError(
                f"{self.host} can be reached from other machines.",
                "Say by which address readers know it: --public https://graph.example.org",
            )
        if self.public is not None and not _is_address(self.public):
            raise UsageError(f"{self.public!r} is no public address.", "Write it as https://graph.example.org")
        self.networks()

    def networks(self) -> tuple[Network, ...]:
        """The proxies whose forwarded headers are believed."""
        return tuple(map(_network, self.trusted_proxies))

    def hosts(self) -> frozenset[str]:
        """The hosts that a request may name, without ports: the public one and those of this machine."""
        public = urlsplit(self.public or "").hostname
        return frozenset({*LOOPBACK_NAMES, *([public] if public else [])})

    def as_text(self) -> str:
        """The settings as text, for a worker process."""
        return json.dumps({**asdict(self), "store": str(self.store)})


def from_text(text: str) -> Settings:
    """The settings that `as_text` wrote.

    >>> from_text(Settings(Path("accord-store")).as_text()) == Settings(Path("accord-store"))
    True
    """
    values = json.loads(text)
    return Settings(**{**values, "store": Path(values["store"]), "trusted_proxies": tuple(values["trusted_proxies"])})


def proxies(text: str) -> tuple[str, ...]:
    """A list with commas as its parts.

    >>> proxies("127.0.0.1, 10.0.0.0/8")
    ('127.0.0.1', '10.0.0.0/8')
    """
    return tuple(part.strip() for part in text.split(",") if part.strip())


def is_among(address: str, networks: Sequence[Network]) -> bool:
    """Whether an address lies in one of the networks; what is no address lies in none."""
    try:
        one = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(one.version == network.version and one in network for network in networks)


def _is_address(text: str) -> bool:
    parts = urlsplit(text)
    is_bare = not (parts.path or parts.query or parts.fragment or parts.username)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and is_bare


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no address of a proxy.", "Write addresses or networks: --trusted-proxies 127.0.0.1,10.0.0.0/8"
        ) from error
