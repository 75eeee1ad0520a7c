"""Every format that findings can be written in: its name, and the module that writes it.

A module is loaded when its format is asked for, so that listing the names costs nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from importlib import import_module

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


def report(
    form: str, findings: Sequence[Finding], files: Files, claims: Collection[str] = ()
) -> str:
    """Findings in one format; only JUnit also lists the claims about which nothing was found."""
    module = import_module(f"kb.reports.{FORMATS[form]}")
    extra = {"claims": claims} if form == "junit" else {}
    written: str = module.report(findings, files, **extra)
    return written
