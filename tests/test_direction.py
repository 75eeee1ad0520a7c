"""The house's rules, read off its folders: who may look at whom, and what is known where.

A room is a folder of ``kb/`` or a module at its root; inside three rooms the folders and
modules have an order of their own.  Rooms on one line are peers and do not look at each other.
"""

import ast
from pathlib import Path

import pytest

KB = Path(__file__).parent.parent / "kb"
MODULES = sorted(KB.rglob("*.py"))
ROOT_HOLDS = {
    "__init__",
    "__main__",
    "pipeline",
    "graph",
    "knowledge",
    "memory",
    "programs",
    "phrasing",
}
ORDER = """
    model phrasing
    memory programs
    reading
    graph authoring
    history reasoning demos
    knowledge
    checks explain
    reports
    takeaway
    pipeline
    site
    cli
"""
INSIDE = {
    "demos": ("expectations", "running", "*"),
    "reasoning": ("budget rules", "contradictions semantics"),
    "site": (
        "text serve write mkdocs_hook", "figures", "maps", "index", "parts", "data", "pages",
        "mkdocs", "build",
    ),
}  # fmt: skip


def name_of(path: Path) -> str:
    """A module's dotted name below kb; a package's own file stands for the package."""
    return ".".join(path.relative_to(KB).with_suffix("").parts).removesuffix(".__init__")


# Two that look ahead until their files are divided.
LOOK_AHEAD = {
    "site.figures.cache": "site.parts.demonstration",
    "site.parts.history": "site.data.feed",
}
NAMES = {name_of(path): path for path in MODULES}


def imports_of(path: Path) -> set[str]:
    """Modules of kb that a module imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kb":
            whole = (node.module or "").removeprefix("kb").removeprefix(".")
            for alias in node.names:
                below = f"{whole}.{alias.name}".removeprefix(".")
                found.add(below if below in NAMES else whole)
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.split(".")[0] == "kb"]
            found |= {name.removeprefix("kb").removeprefix(".") for name in names}
    return found - {""}


IMPORTS = {name: imports_of(path) for name, path in NAMES.items()}


def level_of(room: str, order: list[list[str]]) -> int:
    """The line on which a room stands; ``*`` is every room that is not named."""
    for level, rooms in enumerate(order):
        if room in rooms or rooms == ["*"]:
            return level
    raise AssertionError(f"{room} has no place in the order")


@pytest.mark.parametrize("name", NAMES)
def test_a_module_only_looks_back(name):
    order = [line.split() for line in ORDER.strip().splitlines()]
    room, _, inside = name.partition(".")
    if room in ("__init__", "__main__", ""):
        return
    own = level_of(room, order)
    for other in IMPORTS[name] - {LOOK_AHEAD.get(name)}:
        other_room, _, other_inside = other.partition(".")
        if other_room != room:
            assert level_of(other_room, order) < own, f"{name} looks at {other}"
        elif room in INSIDE and inside and other_inside:
            rooms = [line.split() for line in INSIDE[room]]
            here, there = inside.partition(".")[0], other_inside.partition(".")[0]
            if here != there and rooms[level_of(here, rooms)] != ["*"]:
                assert level_of(there, rooms) < level_of(here, rooms), f"{name} looks at {other}"


PROCESSES = {"subprocess", "multiprocessing", "os.fork", "os.system", "os.popen", "pty"}


def test_processes_start_in_two_places():
    for name, path in NAMES.items():
        if name.startswith("demos.running") or name == "programs":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                assert not {alias.name for alias in node.names} & PROCESSES, path
            elif isinstance(node, ast.ImportFrom):
                assert node.module not in PROCESSES, path
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert f"{node.value.id}.{node.attr}" not in PROCESSES, path


def test_memory_is_known_to_one_file():
    for name, path in NAMES.items():
        if name != "memory":
            assert "pickle" not in path.read_text(), path
