"""What the reading process gives up before it reads anything: files, network, processes, rights, and more memory.

Each wall is there where the system has it, and silently absent elsewhere; the bounds on time and memory that the parent
watches hold on every system.
"""

from __future__ import annotations

import ctypes
import os
import signal
import struct
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x1000_0000, 0x4000_0000
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""Landlock's system calls: the same numbers on every processor."""
_PATH_BENEATH = 1
_READ = 0b1101
"""To run, to read a file, to list a folder."""
_FILE_RIGHTS = ((5, 16), (3, 15), (2, 14), (1, 13))
"""How many rights to files Landlock knows, from which version on."""


def confine(memory: int) -> bool:
    """Give up all that reading a workbook doesn't need. Returns whether the bound on memory is ours.

    It is not where whoever started Binding set a narrower one.
    """
    is_ours = _bound(memory)
    if sys.platform == "linux":
        with suppress(OSError, AttributeError, ValueError):
            libc = ctypes.CDLL(None, use_errno=True)
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
            # Where users may not make a namespace of their own, an administrator still can.
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) and libc.unshare(_CLONE_NEWNET)
            _landlock(libc)
    return is_ours


def bound_time(seconds: float) -> None:
    """Let the system end this process when it has worked so many seconds more, also where nobody watches it."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime + seconds) + 1
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CPU, (_not_above(most, hard), hard))


def _bound(memory: int) -> bool:
    if sys.platform == "win32":
        return True
    import resource

    is_ours = True
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        wanted = pages * resource.getpagesize() + memory
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        soft = resource.getrlimit(resource.RLIMIT_AS)[0]
        most = min(_not_above(wanted, hard), _not_above(wanted, soft))
        is_ours = most == wanted
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for name in ("RLIMIT_CORE", "RLIMIT_FSIZE", "RLIMIT_NPROC"):
        with suppress(OSError, ValueError, AttributeError):
            resource.setrlimit(getattr(resource, name), (0, 0))
    return is_ours


def _not_above(wanted: int, limit: int) -> int:
    """Return the wanted bound, or the one that is there where that is narrower; -1 is none."""
    return wanted if limit < 0 else min(wanted, limit)


def _landlock(libc: ctypes.CDLL) -> None:
    """Let this process open nothing but Python's own files and ours, and no connection."""
    version = libc.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return
    rights = (1 << next(count for since, count in _FILE_RIGHTS if version >= since)) - 1
    fields = (rights, 0b11 if version >= 4 else 0, 0b11 if version >= 6 else 0)  # noqa: PLR2004 - versions of Landlock
    size = 8 if version < 4 else 16 if version < 6 else 24  # noqa: PLR2004
    ruleset = libc.syscall(_CREATE_RULESET, struct.pack("QQQ", *fields), size, 0)
    if ruleset < 0:
        return
    paths = sysconfig.get_paths()
    ours = str(Path(__file__).parent.parent)
    for path in {paths["stdlib"], paths["platstdlib"], paths["purelib"], paths["platlib"], ours}:
        with suppress(OSError):
            folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
            libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", _READ & rights, folder), 0)
            os.close(folder)
    libc.syscall(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
