"""What a hint names can be done by the editor; after that, the finding is gone."""

import re
from dataclasses import replace

import pytest

from kb.editor.diagnostics import diagnostics_of
from kb.editor.fixes import fixes_of
from kb.editor.positions import Lines
from tests.defects.case import NAMES, case_of
from tests.defects.test_defects import found_in

NAMED = re.compile(
    r"did you mean '|^write '?(?!it$)[\w.<>=-]+'?$|^remove (it|the tension|the acceptance)$|^take it out of '|^rename it to |^add it to literature/positions"
)

# Cases in which something else was wrong behind what was mended, or elsewhere once it was.
HID_ANOTHER = {
    "accept/of-a-check-that-is-none",
    "dangling-link/a-link-by-its-address",
    "prediction-of-nothing/a-demonstration-that-was-renamed",
    "read/demo/a-run-without-braces",
    "read/demo/name-with-a-capital",
    "read/literature/a-discussion-that-ends-in-yml",
    "read/stray/a-claim-named-by-its-title",
    "read/stray/a-claim-that-ends-in-yml",
    "stale-tension/with-a-claim-that-is-not-there",
    "unknown-run/of-an-expectation",
    "unknown-setting/a-misspelt-word-of-runs",
}


def after(files, fix):
    """The files once something was done."""
    files = dict(files)
    for path, start, end, text in fix.edits:
        said = files.get(path, b"").decode()
        files[path] = (said[:start] + text + said[end:]).encode()
    if fix.renamed:
        files[fix.renamed[1]] = files.pop(fix.renamed[0])
    return files


def key(finding):
    return finding.place.file, finding.check, finding.message


def offered(case):
    """Every finding of a case, with what can be done about it."""

    def lines_of(path):
        return Lines(
            case.files.get(path, b"").decode("utf-8", "replace"), is_yaml=path.endswith("yaml")
        )

    for told in diagnostics_of(found_in(case), case.files, lines_of).values():
        for each in told:
            yield each.finding, list(fixes_of(each, lines_of))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_offered_mends_what_was_found(name):
    case = case_of(name)
    for finding, fixes in offered(case):
        for fix in fixes:
            assert fix.title
            left = {key(other) for other in found_in(replace(case, files=after(case.files, fix)))}
            assert key(finding) not in left, (finding, fix)
            if fix.sure and not fix.title.startswith("Add") and name not in HID_ANOTHER:
                assert left <= {key(other) for other in found_in(case)}, (finding, fix)


def test_every_hint_that_names_a_fix_has_one():
    without = sorted(
        (name, finding.message, finding.hint)
        for name in NAMES
        for finding, fixes in offered(case_of(name))
        if (NAMED.search(finding.message) or NAMED.search(finding.hint)) and not fixes
    )
    assert without == []
