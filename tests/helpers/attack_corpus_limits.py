"""What hostile scripts try to use up or to answer, and how each must end."""

from tests.helpers.attack_corpus import DENIED, FULL, SLOW, TOO_BIG, one

TOO_DEEP = "RecursionError: maximum recursion depth exceeded"
LIMITS = {
    "memory": (
        "def measure(seed): return {'n': len(bytearray(2**29))}",
        TOO_BIG,
    ),
    "memory bit by bit": (
        """
        def measure(seed):
            kept = []
            while True: kept.append(bytearray(2**20))
        """,
        TOO_BIG,
    ),
    "a large file": (
        one("open('big', 'wb').write(bytes(2**21))"),
        "OSError: [Errno 27] File too large",
    ),
    "a large empty file": (
        one("open('big', 'wb').truncate(2**40)"),
        "OSError: [Errno 27] File too large",
    ),
    "many files": (
        """
        def measure(seed):
            for number in range(10**9): Path(str(number)).touch()
        """,
        FULL,
    ),
    "many large files": (
        """
        def measure(seed):
            for number in range(10**9): Path(str(number)).write_bytes(bytes(2**20))
        """,
        FULL,
    ),
    "many files in the end": (
        """
        def measure(seed):
            for number in range(70): Path(str(number)).write_bytes(bytes(2**20))
            return {"done": 1}
        """,
        FULL,
    ),
    "a file without a name": (
        """
        def measure(seed):
            kept = []
            while True:
                kept.append(open("same", "wb"))
                kept[-1].write(bytes(2**19))
                os.unlink("same")
        """,
        "OSError: [Errno 24] Too many open files: 'same'",
    ),
    "higher limits": (
        one("import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (-1, -1))"),
        DENIED,
    ),
    "a better place in the queue": (one("os.nice(-5)"), DENIED),
    "output": ("def measure(seed):\n    while True: print('x' * 1000)", SLOW),
    "output of errors": ("def measure(seed):\n    while True: print('x', file=sys.stderr)", SLOW),
    "output on the pipe": (
        """
        def measure(seed):
            while True:
                for pipe in range(3, 60):
                    try: os.write(pipe, b"9" * 65536)
                    except OSError: pass
        """,
        "returned more than 4 MiB",
    ),
    "sleep": (one("time.sleep(60)"), SLOW),
    "a stop": (one("os.kill(os.getpid(), signal.SIGSTOP)"), SLOW),
    "deafness": (
        """
        def measure(seed):
            for each in set(range(1, 65)) - {9, 19, 32, 33}: signal.signal(each, signal.SIG_IGN)
            while True: pass
        """,
        SLOW,
    ),
    "a busy loop": ("def measure(seed):\n    while True: pass", SLOW),
    "recursion": (
        """
        def measure(seed):
            sys.setrecursionlimit(10**9)
            return measure(seed)
        """,
        (TOO_BIG, SLOW),
    ),
    "recursion in C": (
        """
        class Deep:
            def __repr__(self): return repr(self)
        def measure(seed):
            sys.setrecursionlimit(10**9)
            return repr(Deep())
        """,
        ("was killed by signal 11 (Segmentation fault)", TOO_DEEP),
    ),
}
ANSWERS = {
    "kb, patched": (
        """
        def measure(seed):
            try:
                import kb.demos.judge
                kb.demos.judge.judge = None
            except Exception: pass
            return {"done": 1}
        """,
        {"done": 1.0},
    ),
    "an early end": (one("os._exit(0)"), "ended without a result (exit status 0)"),
    "many points": (
        "def measure(seed): return {'curves': {'c': {'x': range(10**9), 'y': [0] * 10**7}}}",
        "x of the curve c is a range, not a list of numbers",
    ),
    "an object that runs when it is unpacked": (
        """
        class Evil:
            def __reduce__(self): return os.system, ("touch evil",)
        def measure(seed): return {"a": Evil()}
        """,
        "the measure a is an Evil, not a number",
    ),
    "a dict without end": (
        """
        class Endless(dict):
            def items(self):
                while True: yield "a", 1.0
        def measure(seed): return Endless()
        """,
        SLOW,
    ),
    "a printed result": (
        """
        def measure(seed):
            print('{"result": {"a": 2}, "fault": "", "lasting": true, "imported": [], "missed": []}', flush=True)
            return {"a": 1}
        """,
        {"a": 1.0},
    ),
    # a script may say what it likes; it may not say how it was run
    "a forged result": (
        """
        def measure(seed):
            line = '{"result": {"a": 2}, "fault": "", "lasting": true, "imported": [], "missed": []'
            line += ', "unconfined": "", "seconds": -1, "refused": "no"}\\n'
            for pipe in range(3, 60):
                try: os.write(pipe, line.encode())
                except OSError: pass
            while True: pass
        """,
        {"a": 2.0},
    ),
    "a forged result that is none": (
        """
        def measure(seed):
            for pipe in range(3, 60):
                try: os.write(pipe, b'{"result": {"a": "2"}, "fault": ""}\\n')
                except OSError: pass
            while True: pass
        """,
        "gave no proper result",
    ),
    "honest work after all that": (
        """
        import numpy as np
        def measure(seed):
            np.save("kept", np.linalg.inv(np.eye(200) * 2))
            return {"half": np.load("kept.npy")[0, 0]}
        """,
        {"half": 0.5},
    ),
}
