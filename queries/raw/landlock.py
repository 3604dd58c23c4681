"""Landlock, by which a process of Linux gives up the files and the TCP ports that it does not need.

Source: the Linux kernel's userspace API documentation, "Landlock: unprivileged access control". The numbers of the
system calls are the same on all architectures.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
RULE_PATH_BENEATH = 1
READ_FILE, READ_DIR = 1 << 2, 1 << 3

FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many kinds of access to files a version knows; later ones as the last."""

FIRST_WITH_TCP = 4
FIRST_WITH_SCOPES = 6
PR_SET_NO_NEW_PRIVS = 38


class Ruleset(ctypes.Structure):
    """What is denied unless a rule allows it."""

    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class PathBeneath(ctypes.Structure):
    """What is allowed in a folder."""

    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """The version of Landlock that the kernel has, 0 where it has none."""
    return max(0, int(_libc().syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1))))


def restrict_to(folder: Path) -> None:
    """Give up all files but those in the folder, which can be read, and where the kernel can, TCP and signals.

    It counts for this thread and those that it starts, so call it before there are others. Raises OSError.
    """
    abi = version()
    rules = Ruleset(
        (1 << FILE_RIGHTS[min(abi, max(FILE_RIGHTS))]) - 1,
        0b11 if abi >= FIRST_WITH_TCP else 0,
        0b11 if abi >= FIRST_WITH_SCOPES else 0,
    )
    size = 24 if abi >= FIRST_WITH_SCOPES else 16 if abi >= FIRST_WITH_TCP else 8
    ruleset = _call(CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0))
    place = os.open(folder, os.O_PATH)
    beneath = PathBeneath(READ_FILE | READ_DIR, place)
    _call(ADD_RULE, ruleset, RULE_PATH_BENEATH, ctypes.byref(beneath), ctypes.c_uint32(0))
    no_new_privileges()
    _call(RESTRICT_SELF, ruleset, ctypes.c_uint32(0))
    os.close(place)
    os.close(ruleset)


def no_new_privileges() -> None:
    """Let no program that is started from here gain rights. Raises OSError."""
    if _libc().prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs")


def _call(number: int, *arguments: object) -> int:
    result = int(_libc().syscall(number, *arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
