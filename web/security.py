"""What every request passes before a page is looked for: whom it names, where it comes from, how large and how often.

It is a plain ASGI application around the others. What it refuses costs no work, and is answered in one line of text.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from accordgraph.web.rate_limit import RateLimit
from accordgraph.web.settings import LOOPBACK_NAMES, Settings, is_among

HOST = re.compile(r"(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
"""A name or an address, and a port: nothing that a reader of addresses takes for the end of the name."""

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of all answers; a page with a nonce or a sandbox sets its own."""

HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""Of every answer, unless it sets them itself."""


PREFLIGHT: Mapping[str, str] = {
    "access-control-allow-methods": "GET, HEAD, POST",
    "access-control-allow-headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "access-control-max-age": "86400",
}
"""What a page of another origin may send, where it may send anything."""


class Refusal(Exception):
    """A request that is not answered: its status, and why."""

    def __init__(self, status: int, why: str, headers: Mapping[str, str] | None = None) -> None:
        """Say so in one line."""
        super().__init__(why)
        self.status, self.why, self.headers = status, why, dict(headers or {})


class Security:
    """The application behind it sees only requests that passed, with the address of the reader as their client."""

    def __init__(self, app: ASGIApp, settings: Settings, cross_origin: Iterable[str] = ()) -> None:
        """`cross_origin` are paths that pages of other origins may read, where the application is public."""
        self.app, self._settings = app, settings
        self._hosts, self._networks = settings.hosts(), settings.networks()
        self._cross_origin = tuple(cross_origin) if settings.public else ()
        self._rate = RateLimit(settings.requests_per_second, settings.burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            await send(self._with_headers(message, scope))

        try:
            client = self._check(scope)
            if self._is_preflight(scope):
                await self._allow(guarded)
                return
            body = await self._body(scope, receive)
        except Refusal as refusal:
            await self._refuse(refusal, guarded)
            return
        await self.app({**scope, "client": (client, 0)}, _Replay(body, receive), guarded)

    def _check(self, scope: Scope) -> str:
        """The address of the reader. Raises Refusal."""
        headers = [(name.lower(), value.decode("latin-1")) for name, value in scope["headers"]]
        self._check_host([value for name, value in headers if name == b"host"])
        self._check_size(scope)
        client = self._client(scope, [value for name, value in headers if name == b"x-forwarded-for"])
        self._check_rate(client)
        self._check_origin(scope, [value for name, value in headers if name == b"origin"])
        return client

    def _check_host(self, hosts: list[str]) -> None:
        """A name that is not ours was made to lead here: no page of another site shall read this graph."""
        host = urlsplit(f"//{hosts[0]}").hostname if len(hosts) == 1 and _is_host(hosts[0]) else None
        if host not in self._hosts:
            raise Refusal(421, "This server is not known by that name.")

    def _check_size(self, scope: Scope) -> None:
        size = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
        if size > self._settings.longest_address:
            raise Refusal(414, f"The address has {size:,} bytes; {self._settings.longest_address:,} are taken.")

    def _client(self, scope: Scope, forwarded: list[str]) -> str:
        """Whoever connected, or the last address before the proxies that are trusted."""
        client = str(scope["client"][0]) if scope.get("client") else ""
        chain = [part.strip() for value in forwarded for part in value.split(",")]
        while chain and is_among(client, self._networks):
            client = chain.pop()
        return client

    def _check_rate(self, client: str) -> None:
        if self._settings.public is None and client in LOOPBACK_NAMES:
            return
        if seconds := self._rate.seconds_to_wait(client):
            raise Refusal(429, "Too many requests from this address.", {"retry-after": str(seconds)})

    def _check_origin(self, scope: Scope, origins: list[str]) -> None:
        if scope["method"] in SAFE_METHODS or not origins or self._is_open(scope):
            return
        if any(not _can_be_split(one) or urlsplit(one).hostname not in self._hosts for one in origins):
            raise Refusal(403, "Pages of other sites may not send anything here.")

    def _is_open(self, scope: Scope) -> bool:
        """Whether pages of other origins may read this path."""
        path = scope["path"]
        return any(path.startswith(one) if one.endswith("/") else path == one for one in self._cross_origin)

    def _is_preflight(self, scope: Scope) -> bool:
        """Whether a browser asks before it sends what no form can send, such as a query as the body."""
        names = {name.lower() for name, _ in scope["headers"]}
        return scope["method"] == "OPTIONS" and b"access-control-request-method" in names and self._is_open(scope)

    async def _allow(self, send: Send) -> None:
        headers = [(name.encode(), value.encode()) for name, value in PREFLIGHT.items()]
        await send({"type": "http.response.start", "status": 204, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """The whole body: it is small, and comes in time. Raises Refusal."""
        if scope["method"] in SAFE_METHODS:
            return b""
        try:
            async with asyncio.timeout(self._settings.body_seconds):
                return await self._read(receive)
        except TimeoutError as error:
            raise Refusal(408, "The body did not arrive in time.", {"connection": "close"}) from error

    async def _read(self, receive: Receive) -> bytes:
        body, more = bytearray(), True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message["type"] == "http.request" and bool(message.get("more_body"))
            if len(body) > self._settings.longest_body:
                limit = f"{self._settings.longest_body:,}"
                raise Refusal(413, f"The body is longer than {limit} bytes.", {"connection": "close"})
        return bytes(body)

    def _with_headers(self, message: Message, scope: Scope) -> Message:
        if message["type"] != "http.response.start":
            return message
        headers = list(message.get("headers", ()))
        known = {name.lower() for name, _ in headers}
        added = dict(HEADERS)
        if self._is_open(scope):
            added["access-control-allow-origin"] = "*"
        headers += [(name.encode(), value.encode()) for name, value in added.items() if name.encode() not in known]
        return {**message, "headers": headers}

    async def _refuse(self, refusal: Refusal, send: Send) -> None:
        headers = {"content-type": "text/plain; charset=utf-8", "cache-control": "no-store", **refusal.headers}
        encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": refusal.status, "headers": encoded})
        await send({"type": "http.response.body", "body": f"{refusal.why}\n".encode()})


class _Replay:
    """Gives a body that was read already; after it, whatever the connection says, such as that the reader hung up."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


def _is_host(text: str) -> bool:
    return HOST.fullmatch(text) is not None and _can_be_split(text)


def _can_be_split(address: str) -> bool:
    try:
        urlsplit(address if "//" in address else f"//{address}").port  # noqa: B018 - reading it checks it
    except ValueError:
        return False
    return "@" not in address
