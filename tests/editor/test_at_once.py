"""What is told at a keystroke is what the whole would say of that file, as far as it goes."""

from pathlib import Path

import pytest

from kb.checks.all import apply_acceptances, asked_at_once, found_by
from kb.checks.check import name_of
from kb.editor.desk import Desk, Whole
from kb.editor.unwritten import Unwritten
from kb.history.from_git import Registrations
from kb.pipeline import derive
from kb.reading.dependants import is_claim
from kb.reading.read import read
from tests.defects.case import NAMES, base, case_of
from tests.defects.measured import evidence_of

ROOT = Path(__file__).parents[2]
AT_ONCE = {name_of(question) for question in asked_at_once()}


def judged(files, today):
    """The whole of some files, with what the corpus measured."""
    known = read(files)
    knowledge = derive(known, evidence_of(known, ()), Registrations())
    found = list(known.findings)
    for question in asked_at_once():
        found += found_by(question, knowledge)
    return Whole(
        files,
        knowledge,
        tuple(found),
        tuple(apply_acceptances(knowledge, found, today)),
        is_judged=True,
    )


def told(findings, path):
    """Findings of a file, as sentences with their place."""
    return sorted(
        (str(found.place), found.check, found.severity, found.message, found.hint)
        for found in findings
        if found.place.file == path
    )


@pytest.mark.parametrize("name", NAMES)
def test_one_edit_is_judged_at_once_as_the_whole_would(name):
    case = case_of(name)
    now = judged(case.files, case.today)
    for path, content in case.files.items():
        before = base().get(path)
        if content == before or not is_claim(path):
            continue
        try:
            text = content.decode()
        except UnicodeDecodeError:
            continue  # an editor sends text
        others = {p: said for p, said in case.files.items() if p != path}
        desk = Desk(Path("nowhere"), lambda: case.today)
        desk.judged = judged(others if before is None else {**others, path: before}, case.today)
        desk.write(path, text)
        assert told(desk.at_once(path), path) == told(now.findings, path)


def test_what_is_found_out_is_not_kept_for_ever_nor_written(tmp_path, monkeypatch):
    memory = Unwritten(tmp_path)
    for number in range(100):
        memory.keep("kind", f"key {number}", number)
    assert memory.text("kind", "key 99") == 99 and memory.text("kind", "key 0") is None
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr("kb.editor.desk.MOST_OLD", 3)
    desk = Desk(tmp_path, lambda: "2026-11-25")
    first = desk.remembered()
    first.update({f"yaml-{number}": {} for number in range(4)})
    assert desk.remembered() is not first
    assert desk.remembered() is desk.remembered()


def test_a_link_that_others_point_at_may_go(tmp_path):
    """An undercut of another claim points at the link that is edited away."""
    early, last = "claims/energy/panels-fade-early.yaml", "claims/energy/panels-last.yaml"
    files = dict(base())
    files[last] = files[last].replace(b"contradicts: panels", b"supports: panels")
    files[early] += (
        b"links:\n  - {undercuts: panels-last/supports/panels-fade-early, because: So.}\n"
    )
    desk = Desk(tmp_path, lambda: "2026-11-25")
    desk.judged = judged(files, "2026-11-25")
    desk.write(last, files[last].replace(b"supports: panels", b"attacks: panels").decode())
    assert [found.check for found in desk.at_once(last)] == []


def test_what_is_not_edited_is_told_as_the_whole_told_it():
    """Each file of the real base, opened and left as it is."""
    desk = Desk(ROOT, lambda: "2026-11-25")
    desk.judged = desk.whole()
    whole = {}
    for finding in desk.judged.findings:
        whole.setdefault(finding.place.file, []).append(repr(finding))
    for path, content in desk.judged.files.items():
        if path.endswith((".yaml", ".md", ".bib", ".py")):
            desk.write(path, content.decode())
            assert sorted(map(repr, desk.at_once(path))) == sorted(whole.get(path, []))
            desk.leave(path)
