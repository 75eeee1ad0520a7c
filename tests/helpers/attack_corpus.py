"""What hostile scripts try, and how each must end: in a fault, or with these measures.

The scripts know ``root`` (the base), ``home`` (a folder beside it), ``libc``, and ``kernel``
(a function of the C library, called without Python's knowledge: status and errno).
"""

FILES = {
    "claims/x/a-b.yaml": "title: One",
    "claims/x/a-b.registered": "{}",
    "claims/x/index.md": "# Ex",
    "claims/x/e-f.py": "def measure(seed): return {}",
    "claims/y/c-d.py": "def measure(seed): return {}",
    "claims/y/data.csv": "1",
    "literature/positions.yaml": "one: yes",
    ".kb/calls/record.json": "{}",
}
DENIED = "PermissionError: [Errno 13] Permission denied"
GONE = "FileNotFoundError: [Errno 2] No such file or directory"
NO_FILE = {"status": -1.0, "errno": 2.0}
IN_VAIN = {"status": -1.0, "errno": 13.0}
NO_CALL = {"status": -1.0, "errno": 38.0}
SLOW = "did not finish"
TOO_BIG = "used more than 0.25 GiB of memory"
FULL = "wrote more than 1,000 files or 64 MiB"


def one(line: str) -> str:
    return f"def measure(seed):\n    {line}\n    return {{'done': 1}}"


def kernel(line: str) -> str:
    return f"def measure(seed): return kernel({line!r})"


READING = {
    "a file of the home folder": (one("(home / 'secret').read_text()"), f"{DENIED}: 'HOME/secret'"),
    "the home folder": (one("os.listdir(home)"), f"{DENIED}: 'HOME'"),
    "the passwords": (one("open('/etc/passwd')"), f"{DENIED}: '/etc/passwd'"),
    "a link in the topic": (
        one("open(here / 'leak')"),
        f"{GONE}: 'claims/x/leak'",
    ),
    "the topic by its place": (
        one("open(root / 'claims/x/leak')"),
        "opens claims/x/leak by its place on this machine;"
        " a demonstration finds what is beside it by its own __file__",
    ),
    "the topic by its place, unseen": (kernel("open(bytes(root / 'claims/x/leak'), 0)"), IN_VAIN),
    "its claim": (
        one("open(here / 'a-b.yaml')"),
        "opens claims/x/a-b.yaml, a file of the base;"
        " a demonstration may not read what it is to test",
    ),
    "its claim, unseen": (kernel("open(bytes(here / 'a-b.yaml'), 0)"), NO_FILE),
    "its claim's size": (one("os.stat(here / 'a-b.yaml')"), f"{GONE}: 'claims/x/a-b.yaml'"),
    "its claim in its folder": (
        one("os.open('a-b.yaml', os.O_RDONLY, dir_fd=os.open(here, os.O_RDONLY))"),
        f"{GONE}: 'a-b.yaml'",
    ),
    "the introduction": (one("open(here / 'index.md')"), f"{GONE}: 'claims/x/index.md'"),
    "what was registered": (
        one("open(here / 'a-b.registered')"),
        f"{GONE}: 'claims/x/a-b.registered'",
    ),
    "another demonstration": (one("open(here / 'e-f.py')"), f"{GONE}: 'claims/x/e-f.py'"),
    "all that is beside it": (
        """
        def measure(seed):
            walked = [name for _, _, names, _ in os.fwalk(here) for name in names]
            listed = os.listdir(os.open(here, os.O_RDONLY))
            return {"same": float(walked == listed == [Path(__file__).name])}
        """,
        {"same": 1.0},
    ),
    "another topic": (
        one("open(root / 'claims/y/data.csv')"),
        "opens claims/y/data.csv; a demonstration may read its topic's folder only",
    ),
    "another topic, unseen": (kernel("open(bytes(root / 'claims/y/data.csv'), 0)"), IN_VAIN),
    "another topic's list": (one("os.listdir(root / 'claims/y')"), f"{DENIED}: 'claims/y'"),
    "the whole base": (one("os.listdir(root / 'claims')"), f"{DENIED}: 'claims'"),
    "the positions": (
        one("open(root / 'literature/positions.yaml')"),
        "opens literature/positions.yaml, a file of the base;"
        " a demonstration may not read what it is to test",
    ),
    "the positions, unseen": (
        kernel("open(bytes(root / 'literature/positions.yaml'), 0)"),
        IN_VAIN,
    ),
    "memory of kb, unseen": (kernel("open(bytes(root / '.kb/calls/record.json'), 0)"), IN_VAIN),
    "the parent's environment": (
        one("open(f'/proc/{os.getppid()}/environ')"),
        f"{DENIED}: '/proc/PARENT/environ'",
    ),
    "the parent's memory": (
        one("open(f'/proc/{os.getppid()}/mem', 'rb')"),
        f"{DENIED}: '/proc/PARENT/mem'",
    ),
    "the parent's files": (
        one("os.listdir(f'/proc/{os.getppid()}/fd')"),
        f"{DENIED}: '/proc/PARENT/fd'",
    ),
    "where the parent is": (
        one("os.readlink(f'/proc/{os.getppid()}/cwd')"),
        f"{DENIED}: '/proc/PARENT/cwd'",
    ),
    "its own environment, anew": (
        one("open('/proc/self/environ')"),
        f"{DENIED}: '/proc/self/environ'",
    ),
    "the list of processes": (one("os.listdir('/proc')"), f"{DENIED}: '/proc'"),
    "the machine's memory": (
        "def measure(seed): return {'status': libc.open(b'/dev/mem', os.O_RDWR)}",
        {"status": -1.0},  # or there is none
    ),
    "a secret of the environment": (
        "def measure(seed): return {'n': len(os.environ.get('SECRET', ''))}",
        {"n": 0.0},
    ),
    "what kb has open": (
        """
        def measure(seed):
            def is_open(number):
                try: return os.fstat(number) is not None
                except OSError: return False
            return {"n": sum(map(is_open, range(64)))}
        """,
        {"n": 4.0},  # nothing, three times, and the pipe for the result
    ),
    "out by changing folders": (
        one("os.chdir('/'); open('etc/passwd')"),
        f"{DENIED}: 'etc/passwd'",
    ),
    "out by a new root": (one("os.chroot('.')"), f"{DENIED}: '.'"),
}
WRITING = {
    "beside the claim": (
        one("open(root / 'claims/x/new.csv', 'w')"),
        "opens claims/x/new.csv for writing; a demonstration changes nothing",
    ),
    "beside the claim, unseen": (
        kernel("open(bytes(root / 'claims/x/new.csv'), os.O_CREAT | os.O_WRONLY, 0o644)"),
        IN_VAIN,
    ),
    "over itself, unseen": (kernel("open(__file__.encode(), os.O_WRONLY | os.O_TRUNC)"), IN_VAIN),
    "over itself by reading": (
        kernel("open(__file__.encode(), os.O_RDONLY | os.O_TRUNC)"),
        IN_VAIN,
    ),
    "into the memory of kb": (
        one("open(root / '.kb/calls/forged.json', 'w')"),
        "opens .kb/calls/forged.json for writing; a demonstration changes nothing",
    ),
    "into the memory of kb, unseen": (
        kernel("open(bytes(root / '.kb/calls/record.json'), os.O_WRONLY)"),
        IN_VAIN,
    ),
    "into the home folder": (one("(home / 'new').write_text('1')"), f"{DENIED}: 'HOME/new'"),
    "into the shared memory": (
        one("open('/dev/shm/kb-attack', 'w')"),
        f"{DENIED}: '/dev/shm/kb-attack'",
    ),
    "through a symbolic link": (
        one("os.symlink(home / 'secret', 'out'); open('out', 'w').write('1')"),
        f"{DENIED}: 'HOME/secret' -> 'out'",
    ),
    "through a hard link": (
        one("os.link(home / 'secret', 'out'); open('out', 'w').write('1')"),
        f"{DENIED}: 'HOME/secret' -> 'out'",
    ),
    "by moving a file here": (
        kernel("rename(__file__.encode(), b'mine')"),
        IN_VAIN,
    ),
    "by moving a file there": (
        """
        def measure(seed):
            Path("mine").write_text("1")
            return kernel("rename(b'mine', bytes(home / 'secret'))")
        """,
        IN_VAIN,
    ),
    "by removing": (kernel("unlink(bytes(home / 'secret'))"), IN_VAIN),
    "by cutting short": (kernel("truncate(bytes(home / 'secret'), 0)"), IN_VAIN),
    "rights": (one("os.chmod(__file__, 0o777)"), f"{DENIED}: 'claims/x/a-b.py'"),
    "owners": (one("os.chown(home / 'secret', 0, 0)"), f"{DENIED}: 'HOME/secret'"),
    "times": (one("os.utime(home / 'secret', (1, 1))"), DENIED),
    "attributes": (one("os.setxattr(home / 'secret', 'user.a', b'1')"), f"{DENIED}: 'HOME/secret'"),
    "a folder": (one("os.mkdir('deep')"), f"{DENIED}: 'deep'"),
    "a device": (one("os.mknod('disk', 0o60644, 0)"), DENIED),
    "memory that outlives it": (kernel("shmget(1, 4096, 0o1600)"), IN_VAIN),
    "memory without a file": (one("os.memfd_create('m')"), DENIED),
}
NETWORK = {
    "tcp": (one("socket.create_connection(('127.0.0.1', 22))"), DENIED),
    "udp": (one("socket.socket(type=socket.SOCK_DGRAM).sendto(b'1', ('127.0.0.1', 53))"), DENIED),
    "a listener": (one("socket.create_server(('127.0.0.1', 0))"), DENIED),
    "a unix socket": (one("socket.socket(socket.AF_UNIX).bind('here')"), DENIED),
    "an abstract socket": (one("socket.socket(socket.AF_UNIX).connect('\\0there')"), DENIED),
    "netlink": (one("socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)"), DENIED),
    "a pair": (one("socket.socketpair()"), DENIED),
    "a raw socket, unseen": (kernel("socket(socket.AF_INET, socket.SOCK_RAW, 1)"), IN_VAIN),
    "io_uring": (kernel("syscall(425, 1, 0)"), NO_CALL),
}
