"""A filter for the system calls of Linux: no network, no new process, no file opened to be written.

A program of the kernel's classic BPF, as in its documentation "Seccomp BPF". Numbers of calls are those of the
kernel's tables for x86-64 and for the generic table that arm64 uses.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from collections.abc import Iterable

PR_SET_SECCOMP, MODE_FILTER = 22, 2
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, DENY, ABSENT = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
NUMBER, ARCHITECTURE = 0, 4
"""Offsets in what the kernel shows a filter; the arguments follow from 16 on, 8 bytes each."""

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
THREAD = 0x00010000
"""CLONE_THREAD: what is started is a thread, not a process."""

CALLS = {
    # name: (x86-64, arm64)
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "sendmmsg": (307, 269),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "creat": (85, None),
    "truncate": (76, 45),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "rmdir": (84, None),
    "link": (86, None),
    "linkat": (265, 37),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "mount": (165, 40),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "setns": (308, 268),
    "memfd_create": (319, 279),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425),
    "open_by_handle_at": (304, 265),
}
"""Calls that are denied whatever their arguments."""

ABSENT_CALLS = (435, 437)
"""clone3 and openat2 keep their arguments where a filter cannot look: reported as missing, so that libc uses clone."""

MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""The column in `CALLS`, and how the kernel calls the architecture."""

OPENS = ((2, 257), (None, 56))
"""open (its flags are argument 1) and openat (argument 2), by machine."""

CLONES = (56, 220)

Instruction = tuple[int, int, int, int]
"""What to do, how many to skip where a test holds, and where it does not, and a value."""


class Program(ctypes.Structure):
    """A filter as the kernel takes it."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def is_known() -> bool:
    """Whether there is a filter for this machine."""
    return platform.machine() in MACHINES


def instructions(machine: str) -> list[Instruction]:
    """The filter for a machine in `MACHINES`."""
    column, architecture = MACHINES[machine]
    denied = sorted(number for pair in CALLS.values() if (number := pair[column]) is not None)
    program: list[Instruction] = [
        (LOAD, 0, 0, ARCHITECTURE),
        (JUMP_EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
    ]
    program += _test(JUMP_AT_LEAST, 0x40000000, DENY)  # the x32 calls of x86-64 are numbered from here
    for number in denied:
        program += _test(JUMP_EQUAL, number, DENY)
    for number in ABSENT_CALLS:
        program += _test(JUMP_EQUAL, number, ABSENT)
    for place, opens in enumerate(OPENS[column], 1):
        if opens is not None:
            program += _when(opens, [(LOAD, 0, 0, 16 + 8 * place), *_test(JUMP_ANY_BIT, WRITES, DENY)])
    is_thread = [(LOAD, 0, 0, 16), (JUMP_ANY_BIT, 1, 0, THREAD), (RETURN, 0, 0, DENY)]
    program += _when(CLONES[column], is_thread)
    return [*program, (RETURN, 0, 0, ALLOW)]


def _test(jump: int, value: int, then: int) -> list[Instruction]:
    return [(jump, 0, 1, value), (RETURN, 0, 0, then)]


def _when(number: int, body: Iterable[Instruction]) -> list[Instruction]:
    """Run the body for one call only; it ends by allowing what it has not denied."""
    inner = [*body, (RETURN, 0, 0, ALLOW)]
    return [(JUMP_EQUAL, 0, len(inner), number), *inner]


def restrict() -> None:
    """Put the filter in place, for this thread and those that it starts; `no_new_privs` must be set. Raises OSError."""
    code = b"".join(struct.pack("HBBI", *instruction) for instruction in instructions(platform.machine()))
    program = Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(program), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")
