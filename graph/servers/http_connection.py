"""HTTP client for the SPARQL 1.1 Protocol and the Graph Store Protocol; maps HTTP errors to ours."""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlencode

import urllib3
from urllib3.exceptions import HTTPError, LocationParseError, MaxRetryError, ReadTimeoutError, SSLError

from accordgraph.graph.closing import Closing
from accordgraph.graph.errors import AccordError, EngineError, RefusedError, TargetError, TooSlowError, UnreachableError
from accordgraph.graph.servers.address import SECRETS, SparqlTarget
from accordgraph.graph.servers.credentials import Credentials
from accordgraph.version import __version__

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 600.0
"""How long a server may be silent, if whoever asks does not say."""

ROWS_TYPE = "application/sparql-results+json"
MOST_ERROR_BYTES = 2_000
"""Maximum bytes of an error body that are kept."""

PAGES = ("text/html", "application/xhtml+xml")
WRONG_PLACE = "Is the address that of the server itself, or does a proxy before it want a login?"

FULL = ("no space left", "disk full", "not enough space", "insufficient storage")
TIMES_OUT = ("timed out", "timeout", "cancelled", "canceled")


class SparqlConnection(Closing):
    """An HTTP client that knows the addresses of a target. Close it, or use it in a `with` block."""

    def __init__(self, target: SparqlTarget, credentials: Credentials | None) -> None:
        """Send nothing yet."""
        self.target = target
        self._credentials = credentials
        headers = {"User-Agent": f"accordgraph/{__version__}"}
        if credentials is not None:
            user_and_password = f"{credentials.user}:{credentials.password}".encode()
            headers |= urllib3.make_headers(basic_auth=user_and_password.decode("latin-1"))
        self._pool = urllib3.PoolManager(headers=headers, retries=False, maxsize=4)

    def query(self, text: str, accept: str = ROWS_TYPE, timeout_seconds: float = ANSWER_SECONDS) -> Body:
        """The answer to a query of the target's graph, as it comes."""
        fields = {"query": text}
        if self.target.graph is not None:
            fields["default-graph-uri"] = self.target.graph
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept, "Accept-Encoding": "gzip"}
        return self.send(
            "POST", self.target.query, urlencode(fields).encode("ascii"), kind, timeout_seconds, is_query=True
        )

    def update(self, text: str, timeout_seconds: float = ANSWER_SECONDS) -> None:
        """Run an update; graphs stand in its text."""
        kind = {"Content-Type": "application/sparql-update"}
        body = self.send("POST", self.target.update, text.encode(), kind, timeout_seconds)
        body.must_be_no_page()
        body.finish()

    def store(
        self,
        method: str,
        data: bytes | Iterable[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout_seconds: float = ANSWER_SECONDS,
    ) -> Body:
        """Ask for the target's graph, or send triples for it, by the Graph Store Protocol. Never send quads.

        `headers` name the type of the triples, and `Content-Encoding: gzip` where `data` are compressed.
        """
        graph = self.target.graph
        place = "default" if graph is None else urlencode({"graph": graph})
        sign = "&" if "?" in self.target.graph_store else "?"
        return self.send(method, f"{self.target.graph_store}{sign}{place}", data, headers or {}, timeout_seconds)

    def send(
        self,
        method: str,
        address: str,
        data: bytes | Iterable[bytes] | None,
        headers: Mapping[str, str],
        timeout_seconds: float,
        *,
        is_query: bool = False,
    ) -> Body:
        """One request; its answer is yet to be read. Raises where the server refuses, or is not there."""
        deadline = time.monotonic() + timeout_seconds
        with self.translating():
            answer = self._pool.request(
                method,
                address,
                body=data,
                headers={**self._pool.headers, **headers},
                timeout=urllib3.Timeout(connect=min(CONNECT_SECONDS, timeout_seconds), read=timeout_seconds),
                preload_content=False,
                redirect=False,
            )
            body = Body(self, answer, deadline)
            if answer.status == 400 and is_query:
                raise EngineError(f"{self.target.display_name} refused the query: {first_line(body.beginning())}")
            if answer.status >= 300:
                error = refused(answer.status, body.beginning(), answer.headers, self.target, self._credentials)
                error.status = answer.status
                self.close()  # who refuses may not have read all, and then hangs up: nothing more may be sent there
                raise error
        return body

    @contextmanager
    def translating(self) -> Iterator[None]:
        """A block in which what the HTTP client raises becomes an error of ours."""
        try:
            yield
        except (HTTPError, OSError) as error:
            raise translated(error, self.target) from error

    def close(self) -> None:
        """Close the connection. Closing twice does no harm."""
        self._pool.clear()


class Body:
    """What a server answers, read piece by piece as from a file, until its time is up."""

    def __init__(self, connection: SparqlConnection, answer: urllib3.BaseHTTPResponse, deadline: float) -> None:
        """Take an answer whose head has come."""
        self._connection, self._answer, self._deadline = connection, answer, deadline

    @property
    def content_type(self) -> str:
        """What the server says that it is, without parameters."""
        return self._answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def must_tell_its_end(self) -> None:
        """Raise TargetError where a connection that is cut looks like the end: for texts that do not tell it either."""
        headers = self._answer.headers
        if "Content-Length" not in headers and "chunked" not in headers.get("Transfer-Encoding", "").lower():
            self.close()
            raise TargetError(
                f"{self._connection.target.display_name} does not say where its answer ends: it may be cut short.",
                "Let it, or the proxy before it, answer in HTTP/1.1 with Content-Length or in chunks.",
            )

    def must_be(self, kind: str) -> None:
        """Raise TargetError where the answer is of another type: it may be a page to log in at."""
        if self.content_type != kind:
            self.close()
            said = self.content_type or "what has no type"
            raise TargetError(
                f"{self._connection.target.display_name} answers with {said} in place of {kind}.", WRONG_PLACE
            )

    def must_be_no_page(self) -> None:
        """Raise TargetError where a page for people comes, as from a proxy that wants a login: nothing was done."""
        if self.content_type in PAGES:
            self.close()
            raise TargetError(f"{self._connection.target.display_name} answers with a page for people.", WRONG_PLACE)

    def read(self, size: int = 1 << 16) -> bytes:
        """The next bytes, none at the end. Raises TargetError where the answer breaks off or takes too long."""
        with self._connection.translating():
            if time.monotonic() > self._deadline:
                self.close()
                raise too_slow(self._connection.target)
            return self._answer.read1(size, decode_content=True)  # `read` waits for all of it, however slowly it drips

    def beginning(self) -> str:
        """The first words of it, for a message."""
        beginning = b""
        while len(beginning) < MOST_ERROR_BYTES and (piece := self.read(MOST_ERROR_BYTES)):
            beginning += piece
        self.close()
        return beginning.decode("utf-8", "replace")

    def finish(self) -> None:
        """Read what is left, so that the connection can be used again."""
        while self.read():
            pass
        self._answer.release_conn()

    def close(self) -> None:
        """Let go of the rest of it."""
        self._answer.close()


def connect(target: SparqlTarget, credentials: Credentials | None) -> SparqlConnection:
    """A connection to a server that is there, lets us in and answers SPARQL."""
    connection = SparqlConnection(target, credentials)
    body = connection.query("ASK {}", timeout_seconds=30)
    if body.content_type not in (ROWS_TYPE, "application/json"):
        said = body.content_type or "nothing that has a type"
        body.close()
        connection.close()
        remedy = "Is it the address for queries? With Fuseki it is http://host:3030/dataset."
        raise TargetError(f"{target.display_name} does not answer SPARQL: it sends {said}.", remedy)
    body.finish()
    return connection


# ---------------------------------------------------------------- errors
def translated(error: Exception, target: SparqlTarget) -> AccordError:
    """What an exception of the HTTP client means for the user, and what can be done about it."""
    cause = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    if isinstance(cause, ReadTimeoutError):
        return too_slow(target)
    if isinstance(cause, LocationParseError):
        return TargetError(f"{target.display_name} is no address.", "Write it as sparql+https://host/path.")
    if isinstance(cause, SSLError | ssl.SSLError):
        if "CERTIFICATE_VERIFY_FAILED" in str(cause):
            remedy = "Where it is signed by your own authority, name that one's file in SSL_CERT_FILE."
            return TargetError(f"The certificate of {target.display_name} is not one that this machine trusts.", remedy)
        remedy = "If the server has no encryption: sparql+http."
        return TargetError(f"No encrypted connection to {target.display_name} can be made.", remedy)
    if isinstance(cause, urllib3.exceptions.ProtocolError | urllib3.exceptions.DecodeError):
        remedy = "Is it the address of an HTTP server? If so, try again."
        return UnreachableError(f"{target.display_name} broke off in the middle of an answer.", remedy)
    return UnreachableError(f"{target.display_name} does not answer.", "Does the server run, and is the address right?")


def too_slow(target: SparqlTarget) -> TooSlowError:
    """The server took more time than it was given."""
    return TooSlowError(f"{target.display_name} took too long.", "Ask for less, or allow more time.")


def refused(
    status: int,
    body: str,
    headers: Mapping[str, str],
    target: SparqlTarget,
    credentials: Credentials | None,
) -> TargetError:
    """What a status means for the user. `body` is the beginning of what the server says."""
    words = first_line(body)
    if status < 400:
        remedy = f"It sends us to {headers.get('Location', 'another address')}: if you trust that, write it instead."
        return TargetError(f"{target.display_name} is elsewhere.", remedy)
    if status == 401:
        if credentials is None:
            return RefusedError(f"{target.display_name} asks for user and password.", SECRETS)
        return RefusedError(f"{target.display_name} does not accept this password of {credentials.user!r}.", SECRETS)
    if status == 507 or any(word in body.lower() for word in FULL):
        return TargetError(
            f"The disk of {target.display_name} is full.", "Free some space on the server, and try again."
        )
    if status in (403, 405, 415, 501):
        remedy = "Ask who runs the server for the right, or set the address for updates or graphs in accord.toml."
        return RefusedError(f"{target.display_name} does not let this user do that: {words or status}", remedy)
    if status == 404:
        remedy = "Is the address right? Query, update and graph store may have one each; see accord.toml."
        return TargetError(f"{target.display_name} has nothing there.", remedy)
    if status in (408, 504) or (status in (500, 503) and any(word in body.lower() for word in TIMES_OUT)):
        return too_slow(target)
    if status == 413:
        return TargetError(f"{target.display_name} takes no message as large as this.", "Raise its limit on bodies.")
    if status in (429, 502, 503):
        return UnreachableError(
            f"{target.display_name} is too busy, or not there: {words or status}", "Try again in a while."
        )
    return TargetError(f"{target.display_name} failed ({status}): {words}")


def first_line(text: str) -> str:
    """The first line with words, without markup, at most 300 characters."""
    lines = [" ".join(re.sub(r"<[^>]*>", " ", line).split()) for line in text.splitlines()]
    line = next((line for line in lines if line), "")
    return line if len(line) <= 300 else f"{line[:299]}…"
