"""Where the page of each thing stands in the folder that becomes the site.

The site writes its pages where these functions say, and a check asks them whether two things
would have one page, so that neither has a list of its own.
"""

from collections.abc import Collection, Iterator
from hashlib import sha256

from kb.model import Discussion
from kb.phrasing import anchor

FIRST = "index"  # the page of a folder itself
PASSAGES = 45  # of a discussion on one page


def topic_page(topic: str) -> str:
    """The page of a topic."""
    return f"topics/{topic}.md"


def position_page(position: str) -> str:
    """The page of whoever can hold a claim."""
    return f"positions/{position}.md"


def question_page(question: str) -> str:
    """The page of a question."""
    return f"questions/{question}.md"


def discussion_page(discussion: str) -> str:
    """The page of a discussion."""
    return f"sources/{discussion}.md"


def discussion_folder(discussion: str) -> str:
    """The folder of a discussion's first page."""
    return f"{discussion_page(discussion).removesuffix('.md')}/"


def passage_folders(discussion: Discussion) -> Iterator[tuple[str, str]]:
    """The address of each passage, and the folder of the page that shows it."""
    for rank, number in enumerate(discussion.passages):
        part = rank // PASSAGES + 1
        tail = "" if part == 1 else f"part-{part}/"
        yield f"{discussion.id}/{number}", f"{discussion_folder(discussion.id)}{tail}"


def work_pages(keys: Collection[str]) -> dict[str, str]:
    """The page of each work by its key; keys that differ in capitals or signs have two."""
    taken = {"", FIRST, *(key for key in keys if anchor(key) == key)}
    pages = {}
    for key in keys:
        page = anchor(key)
        if (page in taken and page != key) or page in (FIRST, "readme"):
            page = f"{page}-{sha256(key.encode()).hexdigest()[:8]}".lstrip("-")
        pages[key] = page
        taken.add(page)
    return pages


def crux_page(first: str, second: str, demonstration: str) -> str:
    """The page of what two claims expect of one measurement."""
    return f"cruxes/{anchor(f'{first} {second} {demonstration}')}.md"


def section_page(section: str) -> str:
    """The page that lists all of a kind."""
    return f"{section}/{FIRST}.md"


def tag_place(tag: str) -> str:
    """The place of a tag on the page of tags."""
    return anchor(f"tag {tag}")


def same_page(path: str) -> str:
    """What two paths have in common that lead to one page: MkDocs opens a README as a first page,
    and some disks and servers do not tell capitals from small letters."""
    folder, _, name = path.casefold().rpartition("/")
    return f"{folder}/{FIRST}.md" if name == "readme.md" else f"{folder}/{name}"
