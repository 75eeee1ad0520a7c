"""Discussions: every passage and what became of it, never its words."""

from collections.abc import Iterator, Sequence

from kb.model import Discussion, Passage
from kb.model.tables import group_by_key
from kb.phrasing import anchor
from kb.reading.page_paths import discussion_folder, passage_folders
from kb.site.index import Context, Index, View
from kb.site.parts.sources import missing_from, speaker
from kb.site.text.numbers import quantity_in_words, sentence
from kb.site.text.templates import page


def discussions(view: View) -> Context:
    """Every discussion that claims are taken from."""
    every = view.index.knowledge.base.discussions.values()
    return {
        "discussions": [discussion_line(view, discussion) for discussion in every],
        "references_href": view.to("references/"),
        "works": quantity_in_words(len(view.index.knowledge.base.references), "work"),
        "method_href": view.to("manual/method/"),
    }


def pages_of_passages(index: Index) -> Iterator[tuple[str, bytes]]:
    """Each discussion passage by passage, on as many pages as it takes."""
    for discussion in index.knowledge.base.discussions.values():
        said = f"Every passage of {discussion.title}, and what became of it."
        folders = group_by_key((folder, at) for at, folder in passage_folders(discussion))
        for folder, addresses in folders.items() or [(discussion_folder(discussion.id), [])]:
            view = View(index, "../" * folder.count("/"))
            context = discussion_page(view, discussion, addresses) | {
                "neighbours": [
                    {"said": f"{them[0].rpartition('/')[2]}–{them[-1].rpartition('/')[2]}",
                     "href": view.to(path), "here": path == folder}
                    for path, them in folders.items() if len(folders) > 1
                ],
            }  # fmt: skip
            path = f"{folder.removesuffix('/')}.md"
            yield path, page("discussion", discussion.title, said, context)


def discussion_page(view: View, discussion: Discussion, addresses: Sequence[str]) -> Context:
    """Some passages of a discussion, one by one."""
    passages = [discussion.passages[at.rpartition("/")[2]] for at in addresses]
    return {
        "discussion": discussion_line(view, discussion),
        "passages": [_passage(view, discussion, passage) for passage in passages],
        "sources_href": view.to("sources/"),
        "method_href": view.to("manual/method/"),
    }


def discussion_line(view: View, discussion: Discussion) -> Context:
    """Every passage of a discussion and what became of it; never its words."""
    passages = discussion.passages
    silent = sum(1 for passage in discussion.passages.values() if passage.silent)
    pending = sum(1 for passage in discussion.passages.values() if passage.pending)
    return {
        "id": discussion.id,
        "title": view.inline(discussion.title),
        "href": view.to(f"sources/{discussion.id}/"),
        "where": discussion.where,
        "where_href": discussion.where
        if discussion.where.startswith(("https://", "http://"))
        else "",
        "summary": in_sum(len(passages), silent, pending),
    }


def in_sum(passages: int, silent: int, pending: int) -> str:
    """What became of the passages, in numbers; of what there is none, nothing is said."""
    carrying = passages - silent - pending
    said = [
        quantity_in_words(carrying, "carries claims", "carry claims"),
        quantity_in_words(
            silent, "has a recorded reason why not", "have a recorded reason why not"
        ),
        quantity_in_words(pending, "is still to be read", "are still to be read"),
    ]
    told = [each for each, many in zip(said, (carrying, silent, pending), strict=True) if many]
    return sentence(f"{quantity_in_words(passages, 'passage')}: {', '.join(told)}.") if told else ""


def _passage(view: View, discussion: Discussion, passage: Passage) -> Context:
    claims = view.index.taken_from.get(f"{discussion.id}/{passage.number}", [])
    return {
        "number": passage.number,
        "id": anchor(f"passage {passage.number}"),
        "speaker": speaker(view, passage.speaker) if passage.speaker else "",
        "cut": missing_from(passage),
        "words": quantity_in_words(passage.words, "word"),
        "claims": view.lines(claims),
        "silent": passage.silent,
        "because": view.inline(passage.because),
        "pending": passage.pending or not (claims or passage.silent),
    }
