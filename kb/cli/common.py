"""What commands share: options, the date, and how runs are shown."""

import errno
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from kb.phrasing import harmless

if TYPE_CHECKING:
    from kb.demos.evidence import Manner, Told
    from kb.demos.running.shards import Share
    from kb.knowledge import Knowledge
    from kb.memory import Memory
    from kb.model import Base
    from kb.model.outcomes import Call, Judgement

# What each extra of the package installs, as it is imported; the first that has a module is named.
PAGES = (
    "jinja2", "markupsafe", "markdown_it", "mdit_py_plugins", "matplotlib", "nbformat", "fontTools",
    "brotli", "watchdog", "ziamath",
)  # fmt: skip
EXTRAS = {
    "demos": ("autograd",),
    "site": (*PAGES, "mkdocs", "material"),
    "pages": PAGES,
    "zensical": (*PAGES, "zensical"),
    "cluster": ("distributed",),
    "lsp": ("pygls", "lsprotocol"),
}  # fmt: skip


# What a disk refuses whoever has no right to it, or finds it full
REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Command(click.Command):
    """A command that says of a misuse, met however deep, what click says of its own."""

    def invoke(self, ctx: click.Context) -> object:
        """Run it; status 2 belongs to whatever could not be done as it was asked."""
        try:
            return super().invoke(ctx)
        except ModuleNotFoundError as error:
            if not (said := missing(error)):
                raise
            raise click.ClickException(said) from None
        except OSError as error:
            if error.errno not in REFUSED:
                raise
            where = f"{error.filename}: " if error.filename else ""  # none, where it prints
            raise click.ClickException(f"{where}{error.strerror}") from None
        except Exception as error:
            from kb.model.misuse import Misuse  # and all of the model, which kb solve does without

            if not isinstance(error, Misuse):
                raise
            raise click.UsageError(str(error), ctx) from None


def missing(error: ModuleNotFoundError) -> str:
    """What is not installed, and the command that installs it; "" if it is no extra of kb's."""
    name = (error.name or "").partition(".")[0]
    extra = next((extra for extra, names in EXTRAS.items() if name in names), "")
    if not extra:
        return ""
    return f"this needs {name}, which is not installed: pip install 'argument-kb[{extra}]'"


def say(text: str, err: bool = False, nl: bool = True) -> None:
    """Print what may hold words and names of strangers."""
    click.echo(harmless(text), err=err, nl=nl)


def warn(text: str) -> None:
    """Say something loudly, beside what is printed."""
    click.secho(harmless(text), fg="red", err=True)


def jobs_option(function: click.decorators.FC) -> click.decorators.FC:
    """How many demonstrations run side by side."""
    return click.option(
        "--jobs", "-j", type=click.IntRange(1), help="Runs side by side [all cores]."
    )(function)


def sandbox_option(function: click.decorators.FC) -> click.decorators.FC:
    """Whether to refuse to run where scripts cannot be confined."""
    return click.option(
        "--require-sandbox", is_flag=True, help="Refuse to run where scripts cannot be confined."
    )(function)


def today_option(function: click.decorators.FC) -> click.decorators.FC:
    """The date is an input, so that the same input gives the same bytes."""
    return click.option(
        "--today", metavar="DATE", help="Judge as of this date, such as 2027-06-01."
    )(function)


@contextmanager
def measuring(
    jobs: int | None = None,
    rerun: bool = False,
    require_sandbox: bool = False,
    share: "Share | None" = None,
    on: str = "",
) -> Iterator["Manner"]:
    """How to run, with a bar on a terminal, or a line now and then elsewhere."""
    from kb.demos.evidence import Manner
    from kb.demos.running.finished import CannotConfine, NoCluster
    from kb.demos.running.shards import Share
    from kb.model.misuse import Misuse

    with progress() as told:
        manner = Manner(jobs or cores(), rerun, require_sandbox, told, warn_unconfined)
        try:
            yield replace(manner, share=share or Share(), on=on)
        except CannotConfine as error:
            raise Misuse(f"runs cannot be confined here: {error}") from None
        except NoCluster as error:
            raise Misuse(f"{error}; what was finished is kept") from None


def cores() -> int:
    """How many runs fit side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def warn_unconfined(why: str) -> None:
    """Say loudly that scripts run with all that the user may do."""
    warn(f"WARNING: demonstrations run unconfined: {why}")
    warn("run only scripts that you trust, or use --require-sandbox")


def warn_of_unknown_past(knowledge: "Knowledge") -> None:
    """Say aloud that registrations cannot be told, if any claim predicts something."""
    if why := knowledge.registrations.unknown:
        warn(f"WARNING: which predictions were registered cannot be told: {why}")
        warn("every prediction is counted as if it were")


def warn_of_missing_dates(why: str) -> None:
    """Say aloud what a site lacks that is built without its past."""
    warn(f"WARNING: dates, what changed day by day, and the feed are left out: {why}")


def warn_of_flips(base: "Base", before: "Mapping[str, Judgement]", knowledge: "Knowledge") -> None:
    """Say what came out otherwise than was remembered: with the same seeds, nothing should."""
    from kb.demos.flips import flips_between

    late = knowledge.registrations.too_late
    for flip in flips_between(base, before, knowledge.evidence, late):
        warn(f"changed by this run: {flip.what}: {flip.before} before, {flip.after} now")


def warn_of_memory(memory: "Memory") -> None:
    """Say aloud that something could not be kept, or that what is there is not believed."""
    if memory.broken:
        said = f"WARNING: what was found out is not remembered: {memory.broken}"
        click.secho(said, fg="red", err=True)
        click.secho("the next run has to measure it again", fg="red", err=True)
    if many := sum(kind == "calls" for kind, _ in memory.foreign):
        said = f"WARNING: {many:,} remembered measurements were not signed here; not believed"
        click.secho(said, fg="red", err=True)
        click.secho("to take them over, if you trust them: kb memory merge .kb", fg="red", err=True)


@contextmanager
def progress() -> Iterator["Told"]:
    """A bar on a terminal, a line now and then elsewhere; nothing if nothing is run."""
    shown = sys.stderr.isatty()
    bar = None

    def told(done: int, total: int, call: "Call") -> None:
        nonlocal bar
        name = call.script.rpartition("/")[2]
        if not shown:
            if done == total or done % max(1, total // 10) == 0:
                say(f"measured {done} of {total} ({name}, seed {call.seed})", err=True)
            return
        if bar is None:
            from rich.progress import Progress

            bar = Progress(transient=True)
            bar.start()
            bar.add_task("measuring", total=total)
        bar.update(bar.task_ids[0], completed=done, description=name)

    try:
        yield told
    finally:
        if bar is not None:
            bar.stop()


def date(today: str | None) -> str:
    """The date to judge by: as said, or as SOURCE_DATE_EPOCH says, or the clock's."""
    import datetime
    import re

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if today and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", today):
            return datetime.date.fromisoformat(today).isoformat()
        if not today and epoch.isdecimal():
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        today = today or f"SOURCE_DATE_EPOCH={epoch}"
    if today:
        from kb.model.misuse import Misuse

        raise Misuse(f"'{today}' is not a date such as 2027-06-01")
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def sharing_options(function: click.decorators.FC) -> click.decorators.FC:
    """Where the runs are made, when not all of them here."""
    shard = click.option(
        "--shard", "share", default="1/1", metavar="I/N", callback=_share,
        help="Run one of N shares; kb memory merge takes each in, then verify --no-run judges all.",
    )  # fmt: skip
    on = click.option(
        "--on", default="", metavar="ADDRESS",
        help="Run on the Dask cluster whose scheduler is there, such as tcp://host:8786.",
    )  # fmt: skip
    return shard(on(function))


def _share(context: click.Context, option: click.Parameter, text: str) -> "Share":
    from kb.demos.running.shards import share_of

    try:
        return share_of(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
