"""What hostile scripts try with other processes and with the kernel, all of it in vain."""

from tests.helpers.attack_corpus import DENIED, IN_VAIN, NO_CALL, kernel, one

PROCESSES = {
    "a fork bomb": (one("while True: os.fork()"), DENIED),
    "a shell": (
        "def measure(seed): return {'ran': int(os.system('exit 0') == 0)}",
        {"ran": 0.0},
    ),
    "a program": (one("import subprocess; subprocess.run(['/bin/true'])"), DENIED),
    "a program in its place": (
        one("os.execv('/bin/sh', ['sh', '-c', 'sleep 60'])"),
        DENIED,
    ),
    "a program that stays behind": (
        one("import subprocess; subprocess.Popen(['sleep', '60'], start_new_session=True)"),
        DENIED,
    ),
    "a spawned program": (one("os.posix_spawn('/bin/sh', ['sh'], {})"), f"{DENIED}: '/bin/sh'"),
    "a thread": (
        one("import threading; threading.Thread(target=print).start()"),
        "RuntimeError: can't start new thread",
    ),
    "a clone": (kernel("syscall(56, 17, 0, 0, 0, 0)"), IN_VAIN),
    "a killed parent": (one("os.kill(os.getppid(), signal.SIGKILL)"), DENIED),
    "a stopped parent": (kernel("tgkill(os.getppid(), os.getppid(), signal.SIGSTOP)"), IN_VAIN),
    "a killed group": (one("os.killpg(os.getpgid(os.getppid()), 9)"), DENIED),
    "all killed": (one("os.kill(-1, 9)"), DENIED),
    "a search for processes": (one("os.kill(1, 0)"), DENIED),
    "a handle of the parent": (kernel("syscall(434, os.getppid(), 0)"), NO_CALL),
    "signals by way of a descriptor": (
        one("import fcntl; fcntl.fcntl(1, fcntl.F_SETOWN, os.getppid())"),
        DENIED,
    ),
    "a traced parent": (kernel("ptrace(16, os.getppid(), 0, 0)"), IN_VAIN),
    "the parent's memory": (kernel("process_vm_readv(os.getppid(), 0, 0, 0, 0, 0)"), IN_VAIN),
    "a life after the parent": (kernel("prctl(1, 0, 0, 0, 0)"), IN_VAIN),
    "a session": (one("os.setsid()"), DENIED),
    "a namespace": (kernel("unshare(0x10000000)"), IN_VAIN),
    "another's namespace": (kernel("setns(0, 0)"), IN_VAIN),
    "a mount": (kernel("mount(b'none', b'.', b'tmpfs', 0, 0)"), IN_VAIN),
    "a filter of its own": (kernel("syscall(321, 0, 0, 0)"), IN_VAIN),
    "keys": (kernel("syscall(250, 0, -3, 0)"), IN_VAIN),
    "page faults": (kernel("syscall(323, 0)"), IN_VAIN),
    "counters": (kernel("syscall(298, 0, 0, -1, -1, 0)"), IN_VAIN),
    "a kernel": (kernel("syscall(246, 0, 0, 0, 0)"), IN_VAIN),
    "a module": (kernel("syscall(175, 0, 0, 0)"), IN_VAIN),
    "a restart": (kernel("reboot(0)"), IN_VAIN),
    "a clock": (kernel("syscall(227, 0, 0)"), IN_VAIN),
}
