"""Findings as JUnit XML: a test case for every claim and for every demonstration.

A case passes if no error was found about it.  That is all it says: a demonstration that was
not run passes too, so let the runs happen before (without ``--no-run``).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from xml.etree import ElementTree

from kb.model import Finding
from kb.phrasing import IN_A_LOG
from kb.reports.locate import Files, in_order, marks_of, printable
from kb.reports.text import text_of

Case = tuple[str, str]  # file, name of the claim or claim/demonstration
Found = tuple[str, Finding, str]  # severity, finding, its text


def report(findings: Sequence[Finding], files: Files, claims: Collection[str] = ()) -> str:
    """A suite for each folder; ``claims`` are those looked at (all, if none is named)."""
    marks = marks_of(findings, files)
    cases: dict[Case, list[Finding]] = {case: [] for case in cases_of(files, claims)}
    for finding in in_order(findings, marks):
        cases.setdefault(case_of(finding, cases), []).append(finding)
    suites: dict[str, list[ElementTree.Element]] = defaultdict(list)
    for case in sorted(cases):
        told = [(finding, legal(text_of(finding, files, marks))) for finding in cases[case]]
        suites[case[0].rpartition("/")[0] or "."].append(element(case, told))
    root = ElementTree.Element("testsuites", {"name": "kb verify"})
    for folder, elements in sorted(suites.items()):
        suite = ElementTree.SubElement(root, "testsuite", {"name": legal(folder)})
        suite.extend(elements)
        count(suite, elements)
    count(root, [case for elements in suites.values() for case in elements])
    ElementTree.indent(root, " ")
    text = ElementTree.tostring(root, encoding="unicode", xml_declaration=True)
    return IN_A_LOG.sub("#&#35;", text) + "\n"


def cases_of(files: Files, claims: Collection[str]) -> Iterator[Case]:
    """A case for every claim's file, and one for each demonstration in it."""
    from kb.reading.read import read

    written = {p: c for p, c in files.items() if p.startswith("claims/") and p.endswith(".yaml")}
    known = {claim.file: claim for claim in read(written).claims}
    for file in written:
        ident = stem(file)
        if claims and ident not in claims:
            continue
        yield file, ident
        for demonstration in known[file].demonstrations if file in known else ():
            yield file, demonstration.address


def case_of(finding: Finding, cases: Collection[Case]) -> Case:
    """The case a finding belongs to: its demonstration's, its claim's, or its file's."""
    file, path = finding.place.file, finding.place.path
    if len(path) > 1 and path[0] == "demonstrations":
        case = (file, f"{stem(file)}/{path[1]}")
        if case in cases:
            return case
    return file, stem(file)


def stem(file: str) -> str:
    """A file's name without folder and ending."""
    return file.rpartition("/")[2].removesuffix(".yaml")


def element(case: Case, told: Iterable[tuple[Finding, str]]) -> ElementTree.Element:
    """A case: its errors as one failure, whatever else was found as output."""
    file, name = case
    made = ElementTree.Element(
        "testcase", {"classname": legal(file), "name": legal(name), "file": legal(file)}
    )
    told = list(told)
    errors = [(finding, text) for finding, text in told if finding.severity == "error"]
    others = [text for finding, text in told if finding.severity != "error"]
    if errors:
        first = errors[0][0]
        failure = ElementTree.SubElement(
            made, "failure", {"message": legal(first.message), "type": legal(first.check)}
        )
        failure.text = "".join(text for _, text in errors)
    if others:
        ElementTree.SubElement(made, "system-out").text = "".join(others)
    return made


def count(suite: ElementTree.Element, cases: Sequence[ElementTree.Element]) -> None:
    """How many cases there are, and how many failed."""
    failed = sum(case.find("failure") is not None for case in cases)
    suite.attrib |= {"tests": str(len(cases)), "failures": str(failed), "errors": "0"}


def legal(text: str) -> str:
    """Text that XML 1.0 allows: printable characters and line ends."""
    return "\n".join(printable(line) for line in text.split("\n"))
