"""A fault of a script is told once, at its line, with what is allowed."""

import pytest

from tests.checks.test_bad_cases import GOOD, base
from tests.cli.test_commands import kb

SCRIPT = "claims/energy/panels-last.py"
BEGINS = "def measure(seed: int, years: float = 20, loss: float = 0.02) -> dict:\n"
FOLDER = "a script reads its topic's folder only, and writes only to a scratch folder"
IMPORTS = "a script imports numpy, scipy, autograd, the standard library, and modules beside it"
# Each: the body, the line that is shown, and the hint if there is one.
FAULTS = {
    "a crash": ("    raise ValueError('no sun')", 2, "raise ValueError('no sun')", ""),
    "another folder": ("    open('/etc/hostname')", 2, "open('/etc/hostname')", FOLDER),
    "a library that is not there": ("    import no_such_library", 2, "import no_such_library", IMPORTS),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_once_with_its_line(name, tmp_path):
    body, line, source, hint = FAULTS[name]
    root = base(tmp_path, GOOD, f"{BEGINS}{body}\n    return {{}}\n")
    status, said, _ = kb(root, "demo", "panels-last")
    assert status == 1
    told = [row.strip() for row in said.splitlines()]
    (at,) = [number for number, row in enumerate(told) if " failed on " in row]
    assert told[at].startswith("the runs 'main', 'wearless' failed on every seed: ")
    assert told[at + 1] == f"{SCRIPT}:{line}: {source}"
    assert (f"hint: {hint}" in told) == bool(hint)
    status, said, _ = kb(root, "verify", "panels-last")
    assert status == 1
    assert said.count("[demonstration-fault]") == 1
    assert f"    {SCRIPT}:{line}:1: seed 0" in said.splitlines()
    assert not hint or f"    hint: {hint}" in said.splitlines()


def test_other_faults_of_other_seeds_are_told_apart(tmp_path):
    body = "    if seed == 2: raise ValueError('dark')\n    if loss == 0: raise ValueError('no wear')\n"
    root = base(tmp_path, GOOD, f"{BEGINS}{body}    return {{'half_life': years}}\n")
    _, said, _ = kb(root, "demo", "panels-last")
    told = [row.strip() for row in said.splitlines() if " failed on " in row]
    assert told == [
        "the runs 'main', 'wearless' failed on seed 2: ValueError: dark (line 2 of panels-last.py)",
        "the run 'wearless' failed on seed 0, 1, 3, 4: ValueError: no wear (line 3 of panels-last.py)",
    ]


def test_a_fault_in_a_helper_is_told_at_the_helper(tmp_path):
    helper = "def loss():\n    return 1 / 0\n"
    script = f"import wear\n{BEGINS}    return {{'half_life': wear.loss()}}\n"
    root = base(tmp_path, GOOD, script, {"claims/energy/wear.py": helper})
    _, said, _ = kb(root, "demo", "panels-last")
    lines = [row.strip() for row in said.splitlines()]
    at = lines.index("claims/energy/wear.py:2: return 1 / 0")
    assert lines[at + 1] == f"{SCRIPT}:3: return {{'half_life': wear.loss()}}"
    _, said, _ = kb(root, "verify", "panels-last")
    assert "    claims/energy/wear.py:2:1: seed 0" in said.splitlines()
