"""What the author of a script is told if it does what a demonstration may not do."""

from pathlib import Path

import pytest

from kb.demos.faults import Told, source
from kb.model import Script
from tests.helpers.base_on_disk import SCRIPT, base, call, run, script_run

FAULTS = {
    "an exception names its line": (
        """
        def measure(seed):
            raise ValueError("no such panel")
        """,
        "ValueError: no such panel (line 2 of a-b.py)",
    ),
    "an exception in a function names the lines that led to it": (
        """
        def half(life):
            return life / 0
        def measure(seed):
            return {"life": half(2)}
        """,
        "ZeroDivisionError: division by zero (line 2 of a-b.py, called in line 4 of a-b.py)",
    ),
    "a function that calls itself is not told without end": (
        """
        def deeper(n):
            return deeper(n - 1) if n else 1 / 0
        def measure(seed):
            return deeper(100)
        """,
        "ZeroDivisionError: division by zero (line 2 of a-b.py"
        + 3 * ", called in line 2 of a-b.py"
        + ", called in line 4 of a-b.py)",
    ),
    "a crash on import": (
        """
        import no_such_module
        def measure(seed):
            return {}
        """,
        "cannot be imported: ModuleNotFoundError: No module named 'no_such_module'"
        " (line 1 of a-b.py)",
    ),
    "a missing file, whose path is told as the base knows it": (
        """
        def measure(seed): open(__file__.replace("a-b", "a-c"))
        """,
        "FileNotFoundError: [Errno 2] No such file or directory: 'claims/x/a-c.py'"
        " (line 1 of a-b.py)",
    ),
    "a syntax error": (
        """
        def measure(seed):
            return {
        """,
        "cannot be imported: SyntaxError: '{' was never closed (line 2 of a-b.py)",
    ),
    "no measure": ("x = 1", "has no function measure"),
    "a list": ("def measure(seed): return [1.0]", "measure returned a list, not a dict"),
    "nan": (
        "def measure(seed): return {'exponent': float('nan')}",
        "the measure exponent is nan",
    ),
    "infinity": (
        "def measure(seed): return {'exponent': -float('inf')}",
        "the measure exponent is -inf",
    ),
    "a string": (
        "def measure(seed): return {'exponent': '0.5'}",
        "the measure exponent is a str, not a number",
    ),
    "a truth value": (
        "def measure(seed): return {'ok': True}",
        "the measure ok is a bool, not a number",
    ),
    "nothing": ("def measure(seed): return {'a': None}", "the measure a is None, not a number"),
    "an array": (
        """
        import numpy as np
        def measure(seed): return {"slopes": np.zeros(3)}
        """,
        "the measure slopes is an array, not a number",
    ),
    "a name that no expectation could use": (
        "def measure(seed): return {'half life': 1.0}",
        "the measure 'half life' needs a name of letters, digits and _ only",
    ),
    "a curve of two lengths": (
        "def measure(seed): return {'curves': {'c': {'x': [1, 2], 'y': [1]}}}",
        "the curve c has 2 values of x and 1 of y",
    ),
    "a grid of the wrong shape": (
        "def measure(seed): return {'grids': {'g': {'x': [1, 2], 'y': [1], 'z': [[1], [2]]}}}",
        "z of the grid g is not 1 rows (one per y) of 2 (one per x)",
    ),
    "a huge array": (
        """
        import numpy as np
        def measure(seed): return {"curves": {"c": {"x": np.zeros(10**7), "y": [0]}}}
        """,
        "x of the curve c has 10,000,000 numbers; at most 10,000 are allowed",
    ),
    "too much in all": (
        """
        def measure(seed):
            return {"curves": {f"c{n}": {"x": [0] * 900, "y": [0] * 900} for n in range(9)}}
        """,
        "measure returned 16,200 numbers; at most 10,000 are allowed",
    ),
    "leaving without a word": (
        """
        import os
        def measure(seed): os._exit(3)
        """,
        "ended without a result (exit status 3)",
    ),
    "a signal": (
        """
        import os, signal
        def measure(seed): os.kill(os.getpid(), signal.SIGSEGV)
        """,
        "was killed by signal 11 (Segmentation fault)",
    ),
    "sys.exit": (
        """
        import sys
        def measure(seed): sys.exit(1)
        """,
        "SystemExit: 1 (line 2 of a-b.py)",
    ),
    "reading the claim": (
        """
        from pathlib import Path
        def measure(seed):
            try:
                Path(__file__).with_suffix(".yaml").read_text()
            except Exception:
                return {"caught": 1.0}
        """,
        "opens claims/x/a-b.yaml, a file of the base;"
        " a demonstration may not read what it is to test",
    ),
    "writing into the base": (
        """
        from pathlib import Path
        def measure(seed): Path(__file__).with_name("new.csv").write_text("1")
        """,
        "opens claims/x/new.csv for writing; a demonstration changes nothing",
    ),
    "writing much": (
        """
        def measure(seed):
            with open("big", "wb") as file:
                file.write(b"x" * 2_000_000)
        """,
        "OSError: [Errno 27] File too large (line 3 of a-b.py)",
    ),
    "a flood in place of an answer": (
        """
        import os
        def measure(seed):
            for pipe in range(3, 60):
                try:
                    while True: os.write(pipe, b"9" * 65536)
                except OSError: pass
        """,
        "returned more than 4 MiB",
    ),
    "a forged answer of the wrong form": (
        """
        import os
        def measure(seed):
            for pipe in range(3, 60):
                try: os.write(pipe, b'{"fault": "", "result": {"a": NaN}}\\n')
                except OSError: pass
            while True: pass
        """,
        "gave no proper result",
    ),
    "a forged answer with a string": (
        """
        import os
        line = '{"fault": "", "lasting": true, "imported": [], "missed": [], "result": {"a": "1"}}'
        def measure(seed):
            for pipe in range(3, 60):
                try: os.write(pipe, line.encode() + b"\\n")
                except OSError: pass
            while True: pass
        """,
        "the measure a is a str, not a number",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault(tmp_path: Path, name: str) -> None:
    text, fault = FAULTS[name]
    found = script_run(tmp_path, text).measurement
    assert (found.fault, found.values, found.curves, found.grids) == (fault, {}, {}, {})


def test_a_script_that_is_not_there(tmp_path: Path) -> None:
    (ran,) = run(tmp_path, call())
    assert ran.measurement.fault == "is missing"


def test_a_helper_may_not_hide_a_library(tmp_path: Path) -> None:
    files = {SCRIPT: "def measure(seed): return {}", "claims/x/random.py": ""}
    (ran,) = run(base(tmp_path, files), call())
    assert ran.measurement.fault == (
        "random.py in its folder hides the library module random; rename it"
    )


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        ("ValueError: no (line 1 of a.py)", "import b"),
        ("ValueError: no (line 3 of a.py)", "b.c()"),
        ("ValueError: no (line 4 of a.py)", ""),  # it was longer when it ran
        ("ValueError: no (line 1 of b.py)", ""),  # it was there when it ran
        ("did not finish within 60 s", ""),
    ],
)
def test_the_line_of_a_fault_is_shown_as_the_author_wrote_it(fault: str, line: str) -> None:
    script = Script("claims/x/a.py", "import b\n\n  b.c()\n")
    told = Told(fault, ("main",), (0,), True)
    assert source(told.place(script.path), {script.path: script}) == line
