"""What is to be made, file by file, and what of it was made before."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from kb.site.index import Index
from kb.site.traced import Traced

Pages = Iterator[tuple[str, bytes]]
Docs = Mapping[str, bytes]


class Job(NamedTuple):
    """What makes some files.  Its name tells all that it was given beside index and docs."""

    name: str
    make: Callable[[Index, Docs], Pages]


def jobs_of_each(
    kind: str, make: Callable[[str, Index, Docs], Pages], names: Iterable[str]
) -> Iterator[Job]:
    """A job for each of some names."""
    return (Job(f"{kind} {name}", partial(make, name)) for name in names)


def done(
    every: Iterable[Job], index: Index, docs: Docs, traced: Traced | None = None
) -> dict[str, bytes]:
    """What the jobs make; of those that ``traced`` knows, what they made of the same before."""
    if traced is None:
        return {path: content for job in every for path, content in job.make(index, docs)}
    views = traced.begin(index=index, docs=docs)
    made: dict[str, bytes] = {}
    for job in every:
        make = partial(_made, job, views["index"], views["docs"])
        made |= traced.of("job", job.name, make)
    traced.finish()
    return made


def _made(job: Job, index: Index, docs: Docs) -> dict[str, bytes]:
    return dict(job.make(index, docs))
