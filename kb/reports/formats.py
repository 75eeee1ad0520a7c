"""Every format that findings can be written in: its name, and the module that writes it.

A module is loaded when its format is asked for, so that listing the names costs nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.model import Finding
    from kb.reports.locate import Files

FORMATS: Mapping[str, str] = {
    "text": "text",
    "json": "as_json",
    "github": "github",
    "junit": "junit",
    "markdown": "markdown",
    "sarif": "sarif",
}


FROM_THE_REPOSITORY = ("github", "sarif")  # read by what knows the repository, not the base


def report(
    form: str,
    findings: "Sequence[Finding]",
    files: "Files",
    claims: Collection[str] = (),
    folder: str = "",
) -> str:
    """Findings in one format; only JUnit also lists the claims about which nothing was found.

    ``folder`` is where the base lies in its repository: '' or a path that ends with '/'.
    """
    module = import_module(f"kb.reports.{FORMATS[form]}")
    if folder and form in FROM_THE_REPOSITORY:
        findings = [below(finding, folder) for finding in findings]
        files = {f"{folder}{path}": content for path, content in files.items()}
    extra = {"claims": claims} if form == "junit" else {}
    written: str = module.report(findings, files, **extra)
    return written


def below(finding: "Finding", folder: str) -> "Finding":
    """A finding whose places are told from the repository's folder."""
    place, *others = (
        replace(place, file=f"{folder}{place.file}")
        for place in (finding.place, *(place for place, _ in finding.others))
    )
    words = (text for _, text in finding.others)
    return replace(finding, place=place, others=tuple(zip(others, words, strict=True)))
