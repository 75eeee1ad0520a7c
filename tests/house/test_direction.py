"""The house's rules, read off its folders: who may look at whom, and what is known where.

A room is a folder of ``kb/`` or a module at its root; inside three rooms the folders and
modules have an order of their own.  Rooms on one line are peers and do not look at each other.
"""

import ast
import re
from pathlib import Path

import networkx
import pytest

from kb.checks.all import manuals
from kb.cli import COMMANDS, module_of
from kb.reports.formats import FORMATS

KB = Path(__file__).parents[2] / "kb"
MODULES = sorted(KB.rglob("*.py"))
ROOT_HOLDS = {
    "__init__",
    "__main__",
    "pipeline",
    "disk",
    "graph",
    "knowledge",
    "memory",
    "programs",
    "phrasing",
}
ORDER = """
    _data model phrasing
    memory programs
    reading
    graph authoring
    history reasoning demos
    knowledge
    checks explain
    diff
    reports
    takeaway exchange importing disk
    pipeline
    site editor
    cli
"""
INSIDE = {
    "demos": ("expectations", "running", "*"),
    "reasoning": ("budget rules", "contradictions semantics"),
    "site": (
        "text serve write mkdocs_hook sameness", "framing figures noted recalled", "maps views", "traced",
        "index", "shown", "jobs parts", "data", "pages", "mkdocs own_frame same_frame", "zensical", "frame",
        "build",
    ),
}  # fmt: skip


def name_of(path: Path) -> str:
    """A module's dotted name below kb; a package's own file stands for the package."""
    return ".".join(path.relative_to(KB).with_suffix("").parts).removesuffix(".__init__")


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
    for other in IMPORTS[name]:
        other_room, _, other_inside = other.partition(".")
        if other_room != room:
            assert level_of(other_room, order) < own, f"{name} looks at {other}"
        elif room in INSIDE and inside and other_inside:
            rooms = [line.split() for line in INSIDE[room]]
            here, there = inside.partition(".")[0], other_inside.partition(".")[0]
            if here != there and rooms[level_of(here, rooms)] != ["*"]:
                assert level_of(there, rooms) < level_of(here, rooms), f"{name} looks at {other}"


def test_no_circle():
    net = networkx.DiGraph((name, other) for name in NAMES for other in IMPORTS[name])
    circles = list(networkx.simple_cycles(net))
    assert circles == []


def test_the_root_holds_the_story_and_four_tools():
    assert {path.stem for path in KB.glob("*.py")} == ROOT_HOLDS


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


MOST_LINES, MOST_IN_A_FUNCTION = 250, 60


@pytest.mark.parametrize("name", NAMES)
def test_a_file_and_a_function_can_be_held_in_the_head(name):
    text = NAMES[name].read_text()
    assert len(text.splitlines()) <= MOST_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MOST_IN_A_FUNCTION, node.name


def used_in(path: Path, names: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which of some attributes, each of a module, a file uses."""
    nodes = ast.walk(ast.parse(path.read_text()))
    pairs = {
        (node.value.id, node.attr)
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    return pairs & names


CLOCK = {("time", "time"), ("datetime", "now"), ("date", "today"), ("datetime", "today")}


def test_only_the_command_line_knows_click_and_the_clock_and_ends():
    for name, path in NAMES.items():
        if name.partition(".")[0] == "cli":
            continue
        assert not used_in(path, CLOCK), path
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                assert "click" not in {alias.name for alias in node.names}, path
            elif isinstance(node, ast.ImportFrom):
                assert node.module != "click", path


def test_only_the_command_line_prints_and_ends():
    for name, path in NAMES.items():
        if name.partition(".")[0] == "cli":
            continue
        assert not used_in(path, {("sys", "exit")}), path
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "exit", "input"), path


TEMPLATES = KB / "_data" / "templates"
# Templates that a page's module fills beside its own, and those that other templates include.
ALSO = {
    "crux": {"cruxes"}, "questions": {"question"}, "findings": {"unread"}, "sources": {"discussion"}, "manual": {"checks"},
    "topics": {"topic"}, "positions": {"position"}, "references": {"reference"},
    "disputes": {"dispute"}, "evidence": {"measured"},
}  # fmt: skip
INCLUDED = {"parts", "evidence", "faults", "near"}


def modules_in(room: str) -> set[str]:
    """Names of the modules of a room."""
    return {path.stem for path in (KB / room).glob("*.py")} - {"__init__"}


def test_a_page_is_named_as_its_template():
    templates = {path.name.partition(".")[0] for path in TEMPLATES.glob("*.*.jinja")}
    also = set().union(*ALSO.values())
    assert modules_in("site/pages") - {"all"} == templates - also
    assert {path.stem for path in TEMPLATES.glob("*.jinja")} >= INCLUDED


def test_a_format_is_named_as_its_module():
    formats = {
        name
        for name in modules_in("reports")
        if "\ndef report(" in NAMES[f"reports.{name}"].read_text()
    }
    assert formats - {"formats"} == set(FORMATS.values())
    assert all(module.removeprefix("as_") == name for name, module in FORMATS.items())


def test_a_command_is_named_as_its_module():
    assert modules_in("cli") - {"base", "common"} == set(map(module_of, COMMANDS))


def test_every_file_of_checks_is_looked_into():
    written = {
        node.name.replace("_", "-")
        for path in (KB / "checks").glob("*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and any("check(" in ast.unparse(mark) for mark in node.decorator_list)
    }
    assert written == {page.name for page in manuals()} - {"read", "accept"}


def test_paths_of_a_base_are_written_with_slashes_on_every_system():
    for name, path in NAMES.items():
        for line in path.read_text().splitlines():
            if re.search(r"(?<!is_)relative_to\(", line):
                assert re.search(r"\.(as_posix\(\)|parts|parents)", line), (name, line)
