"""Every format that findings can be written in, by name."""

from collections.abc import Collection, Mapping, Sequence

from kb.model import Finding
from kb.reports import locate as report
from kb.reports.junit import junit
from kb.reports.locate import Files, Written
from kb.reports.markdown import markdown
from kb.reports.sarif import sarif

ALL: Mapping[str, Written] = {
    **report.FORMATS,
    "junit": junit,
    "markdown": markdown,
    "sarif": sarif,
}


def written(
    form: str, findings: Sequence[Finding], files: Files, claims: Collection[str] = ()
) -> str:
    """Findings in one format; only JUnit also lists the claims about which nothing was found."""
    if form == "junit":
        return junit(findings, files, claims)
    return ALL[form](findings, files)
