"""Client of a Neo4j server over Bolt; maps its errors to ours."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Literal

import neo4j
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from accordgraph.graph.closing import Closing
from accordgraph.graph.errors import AccordError, EngineError, RefusedError, TargetError, TooSlowError, UnreachableError
from accordgraph.graph.servers.address import SECRETS, BoltTarget
from accordgraph.graph.servers.credentials import Credentials
from accordgraph.version import __version__

CONNECT_SECONDS = 10.0
ACQUIRE_SECONDS = 20.0
RETRY_SECONDS = 15.0
"""The driver takes a server without memory for one that will soon have some, and retries for 30 seconds by default."""

OLDEST = 5
"""Major version of the oldest Neo4j that knows all that we send: scoped subqueries, COUNT { }."""

LONGEST = 300
"""Characters of a complaint: Neo4j lists every word that might follow, and says where at the end."""

PLACE = re.compile(r" \(line \d+, column \d+ \(offset: \d+\)\)$")

FULL = ("No space left", "disk is full", "DiskSpace", "not enough space")


class BoltConnection(Closing):
    """A driver with a server that has let us in. Close it, or use it in a `with` block."""

    def __init__(self, target: BoltTarget, driver: neo4j.Driver) -> None:
        """Take a driver that is connected."""
        self.target = target
        self.driver = driver

    def session(self, access: Literal["READ", "WRITE"] = "READ", fetch_size: int = 1000) -> neo4j.Session:
        """A session with the target's database; in one that reads, the server refuses every write."""
        return self.driver.session(database=self.target.database, default_access_mode=access, fetch_size=fetch_size)

    def translating(self) -> AbstractContextManager[None]:
        """A block in which what the driver raises becomes an error of ours."""
        return translating(self.target)

    def close(self) -> None:
        """Close the connection. Closing twice does no harm."""
        self.driver.close()


def connect(target: BoltTarget, credentials: Credentials | None) -> BoltConnection:
    """A connection to a server that is there, lets us in, is new enough and has the database."""
    # What it logs as an error is raised too; without a handler it would be on the screen twice.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    with translating(target, credentials):
        driver = neo4j.GraphDatabase.driver(
            target.url,
            auth=None if credentials is None else (credentials.user, credentials.password),
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=ACQUIRE_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            user_agent=f"accordgraph/{__version__}",
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )
        try:
            with driver.session(database=target.database, default_access_mode="READ") as session:
                _refuse_older(target, session.run("RETURN 1").consume().server.agent)
        except BaseException:
            driver.close()
            raise
    return BoltConnection(target, driver)


def _refuse_older(target: BoltTarget, agent: str) -> None:
    """Neo4j tells its version as `Neo4j/5.26.30`."""
    version = re.match(r"Neo4j/v?(\d+)", agent)
    if version and int(version[1]) < OLDEST:
        remedy = f"Update it to Neo4j {OLDEST} or later; 5.26 is kept up for long."
        raise TargetError(f"{target.display_name} is {agent.replace('/', ' ')}, which is too old.", remedy)


# ---------------------------------------------------------------- errors
@contextmanager
def translating(target: BoltTarget, credentials: Credentials | None = None) -> Iterator[None]:
    """A block in which what the driver raises becomes an error of ours. `credentials` are those just tried."""
    try:
        yield
    except (DriverError, Neo4jError, OSError) as error:
        raise translated(error, target, credentials) from error


def translated(error: Exception, target: BoltTarget, credentials: Credentials | None = None) -> AccordError:
    """What an exception of the driver means for the user, and what can be done about it."""
    if isinstance(error, AuthError) or (isinstance(error, Neo4jError) and ".Security.Credentials" in str(error.code)):
        return _unauthorised(error, target, credentials)
    if isinstance(error, Neo4jError):
        return _refused(error, target)
    if isinstance(error, ConfigurationError) and "does not support communication" not in str(error):
        return TargetError(f"{target.display_name} cannot be asked: {first_line(error)}", "Is it a Neo4j server?")
    return _unreachable(error, target)


def _unauthorised(error: Neo4jError, target: BoltTarget, credentials: Credentials | None) -> RefusedError:
    code = error.code or ""
    if code.endswith("AuthenticationRateLimit"):
        return RefusedError(
            f"{target.display_name} has seen too many wrong passwords.", "Wait a minute, and try again."
        )
    if code.endswith("CredentialsExpired"):
        remedy = (
            "Change it first: ALTER CURRENT USER SET PASSWORD FROM 'old' TO 'new', in Neo4j Browser or cypher-shell."
        )
        return RefusedError(f"The password for {target.display_name} has expired.", remedy)
    if credentials is None:
        return RefusedError(f"{target.display_name} asks for user and password.", SECRETS)
    return RefusedError(f"{target.display_name} does not accept this password of {credentials.user!r}.", SECRETS)


def _refused(error: Neo4jError, target: BoltTarget) -> AccordError:
    code, message = error.code or "", error.message or str(error)
    if any(word in f"{code} {message}" for word in FULL):
        return TargetError(
            f"The disk of {target.display_name} is full.", "Free some space on the server, and try again."
        )
    if "OutOfMemory" in code or "MemoryPool" in code:
        remedy = "Ask for less, or give the server more (server.memory.heap.max_size)."
        return TargetError(f"{target.display_name} has not enough memory for this.", remedy)
    if "TransactionTimedOut" in code or "LockClientStopped" in code:
        return too_slow(target)
    if code.endswith("DatabaseNotFound"):
        remedy = "SHOW DATABASES lists what there is. Community has one only, called neo4j."
        return TargetError(f"{target.display_name}: there is no such database.", remedy)
    if code.endswith("Forbidden") or "AccessMode" in code or "ReadOnly" in code:
        remedy = "Ask who runs the server for the right, or connect as another user."
        return RefusedError(f"{target.display_name} does not let this user do that: {first_line(error)}", remedy)
    if "DatabaseUnavailable" in code or code.endswith("NotALeader"):
        return UnreachableError(f"The database of {target.display_name} is not available now.", "Try again in a while.")
    if code.startswith("Neo.ClientError.Statement."):
        return EngineError(f"{target.display_name} refused the query: {first_line(error)}")
    return TargetError(f"{target.display_name} failed: {first_line(error)}")


def too_slow(target: BoltTarget) -> TooSlowError:
    """The server took more time than it was given."""
    return TooSlowError(f"{target.display_name} took too long.", "Ask for less, or allow more time.")


def _unreachable(error: Exception, target: BoltTarget) -> AccordError:
    """The driver says most of it in words only, and in those of the exceptions behind its own."""
    message = " ".join(map(str, _chain(error)))
    if "does not support communication" in message or "handshake" in message.lower() or "like HTTP" in message:
        remedy = f"It may be older than Neo4j {OLDEST}, or no Neo4j at all, such as its HTTP port; Bolt is on 7687."
        return TargetError(f"{target.display_name} does not speak Bolt as we do.", remedy)
    if "CERTIFICATE_VERIFY_FAILED" in message:
        remedy = "Where a certificate of your own is in use: neo4j+ssc:// or bolt+ssc:// takes any."
        return TargetError(f"The certificate of {target.display_name} is not one that this machine trusts.", remedy)
    if "SSL" in message or "TLS" in message or "encrypt" in message.lower():
        remedy = "If the server has no encryption, leave out +s; if it wants some, add it."
        return TargetError(f"No encrypted connection to {target.display_name} can be made.", remedy)
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError) or "connect" in message.lower():
        remedy = "Does the server run, and is the address right? Bolt is on port 7687 by default."
        return UnreachableError(f"{target.display_name} does not answer.", remedy)
    return TargetError(f"{target.display_name} failed: {first_line(error)}")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def first_line(error: Exception) -> str:
    """The first words of an exception, without the driver's own wrapping."""
    message = error.message if isinstance(error, Neo4jError) and error.message else str(error)
    line = message.strip().partition("\n")[0]
    if len(line) <= LONGEST:
        return line
    place = PLACE.search(line)
    return f"{line[: LONGEST - 1]}…{place[0] if place else ''}"
