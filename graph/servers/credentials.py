"""Users and passwords: from the environment, a command, or a prompt; never shown again."""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from accordgraph.graph.errors import RefusedError, UsageError
from accordgraph.graph.servers.address import SECRETS, Target

USER, PASSWORD = "ACCORD_USER", "ACCORD_PASSWORD"
COMMAND_SECONDS = 60
"""A command may itself ask its user for something."""

T = TypeVar("T", bound=Target)
C = TypeVar("C")


@dataclass(frozen=True)
class Credentials:
    """Who asks. The password is in no text of it."""

    user: str
    password: str = field(repr=False)


def let_in(target: T, connect: Callable[[T, Credentials | None], C]) -> C:
    """What `connect` gives, asked at the terminal for a password where the server wants one and none was set."""
    credentials = find(target)
    try:
        return connect(target, credentials)
    except RefusedError:
        if credentials is not None or not _is_terminal():
            raise
    return connect(target, _prompt(target))


def find(target: Target) -> Credentials | None:
    """What is set without asking: the environment before the command. Raises UsageError where half is missing."""
    user = os.environ.get(USER) or target.user
    if os.environ.get(PASSWORD):
        return Credentials(_needed(user, target), os.environ[PASSWORD])
    if target.password_command is not None:
        return Credentials(_needed(user, target), _run(target, target.password_command))
    return None


def _needed(user: str | None, target: Target) -> str:
    if not user:
        remedy = f"Set {USER}, or user = ... in accord.toml."
        raise UsageError(f"There is a password for {target.display_name} and no user.", remedy)
    return user


def _run(target: Target, command: tuple[str, ...]) -> str:
    """The first line of what the command prints. Its output is in no message."""
    what = f"The password_command of {target.display_name}"
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, check=False, timeout=COMMAND_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = error.strerror if isinstance(error, OSError) else f"it took more than {COMMAND_SECONDS} seconds"
        raise UsageError(f"{what} cannot be run: {reason}.", "Try it by hand, and mend accord.toml.") from None
    password = done.stdout.decode("utf-8", "replace").partition("\n")[0].rstrip("\r")
    if done.returncode or not password:
        reason = f"ended with exit code {done.returncode}" if done.returncode else "printed nothing"
        raise UsageError(f"{what} {reason}.", "Try it by hand, and mend accord.toml.")
    return password


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty()


def _prompt(target: Target) -> Credentials:
    """Ask on the terminal, where standard output may be a pipe."""
    user = os.environ.get(USER) or target.user
    if not user:
        print(f"User for {target.display_name}: ", end="", file=sys.stderr, flush=True)
        user = sys.stdin.readline().strip()
    password = getpass.getpass(f"Password of {user} for {target.display_name}: ", stream=sys.stderr)
    if not user or not password:
        raise UsageError(f"{target.display_name} asks for user and password.", SECRETS)
    return Credentials(user, password)
