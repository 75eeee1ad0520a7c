"""The direction of dependency inside kb/: a room may only look into the rooms before it."""

import ast
from pathlib import Path

import pytest

KB = Path(__file__).parent.parent / "kb"
# Rooms in order; modules in one tuple are peers and may look at each other only within a package.
ROOMS = (
    ("__init__", "model", "links", "outcomes", "numbers", "blanks"),
    (
        "yamltraps",
        "yamltext",
        "shape",
        "record",
        "claimshape",
        "claimfile",
        "bibliography",
        "scripts",
        "typed",
        "literature",
        "read",
        "graph",
    ),
    ("passages", "remember", "touches", "registrations", "history"),
    ("reasoning", "demos"),
    ("knowledge",),
    ("checks", "explain", "witness", "coherent"),
    ("report",),
    ("narrate", "render", "exchange", "diff", "outside", "serving", "watching"),
    ("pipeline", "scaffold", "framing", "site"),
    ("session", "authoring"),
    ("telling",),
    ("cli",),
)
LEVEL = {name: level for level, room in enumerate(ROOMS) for name in room}
PACKAGES = ("reasoning", "demos", "checks", "render", "exchange")
MODULES = sorted(path for path in KB.rglob("*.py"))


def room_of(path: Path) -> str:
    """The first part of a module's path inside kb."""
    parts = path.relative_to(KB).with_suffix("").parts
    return parts[0]


def looked_at(path: Path) -> set[str]:
    """Rooms that a module imports from, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kb":
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
            found |= {parts[1] for parts in names if parts[0] == "kb" and len(parts) > 1}
    return found - {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(KB)))
def test_a_module_only_looks_back(path):
    room = room_of(path)
    assert room in LEVEL, f"{room} has no place in the order"
    for other in looked_at(path):
        if LEVEL[other] == LEVEL[room] and room in PACKAGES:
            assert other in (room, "remember"), f"{room} looks at its peer {other}"
        assert LEVEL[other] <= LEVEL[room], f"{room} looks ahead at {other}"


PROCESSES = {"subprocess", "multiprocessing", "os.fork", "os.system", "os.popen", "pty"}


def test_processes_start_in_demos_and_outside_only():
    for path in MODULES:
        if room_of(path) in ("demos", "outside"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                assert not {alias.name for alias in node.names} & PROCESSES, path
            elif isinstance(node, ast.ImportFrom):
                assert node.module not in PROCESSES, path
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert f"{node.value.id}.{node.attr}" not in PROCESSES, path


def test_only_the_command_line_prints_and_ends():
    for path in MODULES:
        if LEVEL[room_of(path)] == LEVEL["cli"] or room_of(path) == "demos":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "exit", "input"), path
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert (node.value.id, node.attr) not in {("click", "echo"), ("sys", "exit")}, path


def test_memory_is_known_to_one_file():
    for path in MODULES:
        if path.name == "remember.py":
            continue
        assert "pickle" not in path.read_text(), path
