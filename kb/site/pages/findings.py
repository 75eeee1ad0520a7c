"""What could not be read, and what the checks object to, on pages of the site.

A claim that cannot be read still has its page, so that links to it lead somewhere and its
author sees what is wrong where the claim will stand.
"""

import re
from collections.abc import Iterator, Sequence

from kb.model import Finding
from kb.model.names import CLAIM_ID
from kb.phrasing import anchor
from kb.reading.page_paths import section_page
from kb.reports.locate import in_order, mark_of, marks_of, source_line
from kb.site.index import Context, Index, View
from kb.site.text.numbers import quantity_in_words
from kb.site.text.templates import page

Pages = Iterator[tuple[str, bytes]]
TITLE = "Findings"
SAID = "Errors that kb verify finds in this base."


def pages_of_findings(index: Index) -> Pages:
    """A page for each claim that cannot be read, and one with every error."""
    deep = View(index, "../../")
    for ident in unread(index):
        said = f"The claim {ident} cannot be read."
        context = {
            "id": ident,
            "findings": shown_findings(deep, [f for f in index.findings if _about(f, ident)]),
            "findings_href": deep.to("findings/"),
        }
        yield f"claims/{ident}.md", page("unread", ident, said, context)
    errors = _errors(index)
    if errors:
        view = View(index, "../")
        context = {
            "count": quantity_in_words(len(errors), "error").capitalize(),
            "unread": _links(view),
            "findings": shown_findings(view, errors),
        }
        yield section_page("findings"), page("findings", TITLE, SAID, context)


def errors_at_home(view: View) -> Context | None:
    """What the home page says of errors; nothing if there is none."""
    errors = _errors(view.index)
    lost = unread(view.index)
    if not errors and not lost:
        return None
    return {
        "unread": quantity_in_words(len(lost), "claim").capitalize() if lost else "",
        "claims": _links(view),
        "errors": quantity_in_words(len(errors), "error"),
        "href": view.to("findings/") if errors else "",
    }


def unread(index: Index) -> list[str]:
    """Claims that cannot be read and have a name a page can have."""
    base = index.knowledge.base
    return sorted(
        claim for claim in base.broken if re.fullmatch(CLAIM_ID, claim) and claim not in base.by_id
    )


def shown_findings(view: View, findings: Sequence[Finding]) -> list[Context]:
    """Findings as ``kb verify`` prints them: where, what, the line with a caret, the remedy."""
    files = view.index.knowledge.base.files
    marks = marks_of(findings, files)
    manual = {check.name for check in view.index.manual}
    shown: list[Context] = []
    for finding in in_order(findings, marks):
        line, column = mark_of(finding.place, marks)
        others = [(place.file, mark_of(place, marks), said) for place, said in finding.others]
        shown.append(
            {
                "where": f"{finding.place.file}:{line}:{column}",
                "message": finding.message,
                "check": finding.check,
                "check_href": view.to(f"manual/checks/#{anchor(finding.check)}")
                if finding.check in manual
                else "",
                "source": "\n".join(
                    row.removeprefix("    ")
                    for row in source_line(files.get(finding.place.file), line, column)
                ),
                "others": [f"{file}:{at[0]}:{at[1]}: {said}" for file, at, said in others],
                "hint": finding.hint,
            }
        )
    return shown


def _about(finding: Finding, ident: str) -> bool:
    return finding.place.file.rpartition("/")[2] in (f"{ident}.yaml", f"{ident}.yml")


def _errors(index: Index) -> list[Finding]:
    return [finding for finding in index.findings if finding.severity == "error"]


def _links(view: View) -> list[Context]:
    return [{"id": claim, "href": view.to(f"claims/{claim}/")} for claim in unread(view.index)]
