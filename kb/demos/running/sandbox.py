"""Shut a process in for good: what it may read and write, and which system calls it has.

Files are Landlock's business, all else is seccomp's: calls are allowed by name, and
there is none for a network, another process, a thread, a folder or a change of rights.
Not hidden: whether a path exists, since Linux cannot filter that without root.
"""

import ctypes
import os
import platform
import socket
import struct
import sys
import sysconfig
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LEAST_LANDLOCK = 3  # before, a file could be cut short by opening it for reading
PROCESSORS = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
CALLS = """
    read write readv writev pread64 pwrite64 preadv pwritev lseek close close_range open openat
    stat lstat fstat newfstatat statx access faccessat faccessat2 readlink readlinkat getcwd
    chdir fchdir getdents getdents64 rename renameat renameat2 unlink unlinkat ftruncate fsync
    fdatasync fadvise64 sendfile copy_file_range dup dup2 dup3 umask statfs fstatfs pipe pipe2
    poll ppoll select pselect6 mmap munmap mremap mprotect madvise brk mincore msync membarrier
    futex set_robust_list get_robust_list rseq sched_yield getcpu rt_sigaction rt_sigprocmask
    rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack restart_syscall pause
    getpid gettid getppid getpgrp getuid geteuid getgid getegid getgroups getresuid getresgid
    getrlimit getrusage times uname sysinfo getrandom clock_gettime clock_getres clock_nanosleep
    gettimeofday time nanosleep exit exit_group
    """
OWN = -1  # stands for the number of the process itself
# where in the arguments, and what may be there: signals and questions to itself only, no
# owner for a descriptor's signals, limits read and never set (root could raise them)
SOME = {
    "kill": ((16, (OWN,)),),
    "tgkill": ((16, (OWN,)),),
    "sched_getaffinity": ((16, (0, OWN)),),
    "fcntl": ((24, (0, 1, 2, 3, 4, 1030)),),
    "prlimit64": ((32, (0,)), (36, (0,))),
}
NEWER = 424  # calls since Linux 5.1, for which the C library has an older one
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, KILL, REFUSE, UNKNOWN = 0x7FFF0000, 0x80000000, 0x00050000 | 13, 0x00050000 | 38
SET_SECCOMP, FILTER = 22, 2  # prctl


@dataclass(frozen=True)
class Rules:
    """What every confined process is allowed, or why none can be confined here."""

    why_not: str = ""
    readable: tuple[str, ...] = ()
    processor: int = 0
    calls: tuple[int, ...] = ()
    some: Mapping[int, tuple[tuple[int, tuple[int, ...]], ...]] | None = None


def why_unconfined() -> str:
    """Empty if this machine can confine demonstrations; else why not, in words."""
    return rules().why_not


def rules() -> Rules:
    """The rules for this machine, tried out on a process that is forked for it."""
    if sys.platform != "linux":
        return Rules(f"only Linux can confine a process, and this is {platform.system()}")
    if platform.machine() not in PROCESSORS:
        return Rules(f"the system calls of the processor {platform.machine()} are not known")
    try:
        import sandlock
        from sandlock._sdk import _lib  # its table of system calls has no other door

        number_of = _lib.sandlock_syscall_nr
    except (ImportError, AttributeError, OSError) as error:
        return Rules(f"the package sandlock cannot be imported ({error})")
    found = sandlock.landlock_abi_version()
    if found < LEAST_LANDLOCK:
        has = f"only version {found} of Landlock" if found > 0 else "no Landlock"
        return Rules(f"the kernel has {has}; version {LEAST_LANDLOCK} (Linux 6.2) is needed")
    numbers = {name: number_of(name.encode()) for name in (*CALLS.split(), *SOME)}
    known = Rules(
        readable=_libraries(),
        processor=PROCESSORS[platform.machine()],
        calls=tuple(numbers[name] for name in CALLS.split() if numbers[name] >= 0),
        some={numbers[name]: SOME[name] for name in SOME if numbers[name] >= 0},
    )
    why_not = _trial(known)
    return Rules(why_not) if why_not else known


def confine(rules: Rules, root: str, readable: Iterable[str], writable: Iterable[str]) -> None:
    """Confine this process; of what is under ``root``, only what is named may be read."""
    import sandlock
    from sandlock import Protection

    # not the base as a whole, should it lie in a folder of libraries
    libraries = [folder for folder in rules.readable if not f"{root}/".startswith(f"{folder}/")]
    sandlock.confine(
        sandlock.Sandbox(
            fs_readable=[folder for folder in (*libraries, *readable) if Path(folder).exists()],
            fs_writable=["/dev/null", *writable],
            # what an older kernel lacks of these, seccomp forbids anyway
            allow_degraded=[
                Protection.NET_TCP,
                Protection.FS_IOCTL_DEV,
                Protection.SIGNAL_SCOPE,
                Protection.ABSTRACT_UNIX_SOCKET_SCOPE,
            ],
        )
    )
    _filter_calls(_program(rules, os.getpid()))


def _libraries() -> tuple[str, ...]:
    """Where Python, its packages and the shared libraries of this process are."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    base = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix}
    found = {sysconfig.get_path(name) for name in names}
    found |= {sysconfig.get_path(name, vars=base) for name in names}
    with suppress(OSError):
        for line in Path("/proc/self/maps").read_text("utf-8", "replace").splitlines():
            path = line.partition("/")[2]
            if ".so" in path.rpartition("/")[2]:
                found.add("/" + path.rpartition("/")[0])
    kept: list[str] = []
    for folder in sorted({*LIBRARIES, *found}):  # a folder comes before what is inside it
        if Path(folder).exists() and not f"{folder}/".startswith(tuple(f"{at}/" for at in kept)):
            kept.append(folder)
    return tuple(kept)


def _program(rules: Rules, own: int) -> bytes:
    """The filter as the kernel wants it; it loads the number of the call, or an argument."""
    lines = [(LOAD, 0, 0, 4), (EQUAL, 1, 0, rules.processor), (RETURN, 0, 0, KILL)]
    lines += [(LOAD, 0, 0, 0)]
    for number, conditions in (rules.some or {}).items():
        block: list[tuple[int, int, int, int]] = []
        for place, values in conditions:
            block.append((LOAD, 0, 0, place))
            for index, value in enumerate(values):
                wanted = own if value == OWN else value
                block.append((EQUAL, len(values) - index, 0, wanted))
            block.append((RETURN, 0, 0, REFUSE))
        block.append((RETURN, 0, 0, ALLOW))
        lines += [(EQUAL, 0, len(block), number), *block]
    for number in rules.calls:
        lines += [(EQUAL, 0, 1, number), (RETURN, 0, 0, ALLOW)]
    lines += [(AT_LEAST, 0, 1, NEWER), (RETURN, 0, 0, UNKNOWN), (RETURN, 0, 0, REFUSE)]
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def _filter_calls(program: bytes) -> None:
    """Install the filter; needs no rights, since sandlock has given up gaining any."""
    code = ctypes.create_string_buffer(program, len(program))
    head = ctypes.create_string_buffer(struct.pack("HP", len(program) // 8, ctypes.addressof(code)))
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(SET_SECCOMP, FILTER, head, 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel refused the filter of system calls")


def _trial(rules: Rules) -> str:
    """What goes wrong when a process is confined; empty if nothing does."""
    end, pipe = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.write(pipe, (_shut_in(rules) or "done").encode())
        finally:
            os._exit(0)
    os.close(pipe)
    with os.fdopen(end, "rb") as answer:
        said = answer.read().decode()
    os.waitpid(pid, 0)
    return "" if said == "done" else said or "a process that was confined died"


def _shut_in(rules: Rules) -> str:
    try:
        confine(rules, "/", (), ())
    except Exception as error:  # whatever it is, nothing may run unconfined by mistake
        return f"a process could not be confined ({error})"
    attempts: dict[str, Callable[[], object]] = {
        "read the root folder": lambda: next(Path("/").iterdir()),
        "make a socket": socket.socket,
        "fork": os.fork,
    }
    for words, attempt in attempts.items():
        with suppress(OSError):
            attempt()
            return f"a confined process could still {words}"
    return ""
