"""The commands: fetch, call, print, return.

Only here is anything printed, the clock read, or an exit status known:
0 no error, 1 an error found, 2 misuse or nothing checked, 3 a fault of kb itself, 130 interrupted.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb import __version__
from kb.sharing import sharing_options

if TYPE_CHECKING:
    from kb.demos.evidence import Manner, Told
    from kb.demos.share import Share
    from kb.outcomes import Call

FORMATS = ("text", "json", "github", "junit", "markdown", "sarif")  # named so that --help is quick


class Guarded(click.Group):
    """A group that tells a fault of kb (3) from misuse (2) and an interruption (130)."""

    def __call__(self, *args: object, **kwargs: object) -> None:
        """Run, and end with the right status."""
        try:
            self.main(standalone_mode=False)
        except click.exceptions.Exit as end:
            sys.exit(end.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(2)
        except (KeyboardInterrupt, click.Abort):
            click.echo("interrupted; what was finished is kept", err=True)
            sys.exit(130)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(1)
        except Exception:
            import traceback

            traceback.print_exc()
            click.echo("this is a fault of kb itself, not of your files", err=True)
            sys.exit(3)


@click.group(cls=Guarded, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kb")
@click.option(
    "--root", default=".", type=click.Path(file_okay=False, path_type=Path), show_default=True,
    help="The folder that holds claims/ and literature/.",
)  # fmt: skip
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Arguments kept as code: check claims, run their demonstrations, build the site."""
    context.obj = root


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
    from kb.demos.ran import CannotConfine, NoCluster
    from kb.demos.share import Share
    from kb.session import cores

    with progress() as told:
        manner = Manner(jobs or cores(), rerun, require_sandbox, told, unconfined)
        try:
            yield replace(manner, share=share or Share(), on=on)
        except CannotConfine as error:
            raise click.UsageError(f"runs cannot be confined here: {error}") from None
        except NoCluster as error:
            raise click.UsageError(f"{error}; what was finished is kept") from None


def unconfined(why: str) -> None:
    """Say loudly that scripts run with all that the user may do."""
    click.secho(f"WARNING: demonstrations run unconfined: {why}", fg="red", bold=True, err=True)
    click.secho("run only scripts that you trust, or use --require-sandbox", fg="red", err=True)


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
                click.echo(f"measured {done} of {total} ({name}, seed {call.seed})", err=True)
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
    import os
    import re

    if today and not re.fullmatch(r"\d{4}-\d\d-\d\d", today):
        raise click.UsageError(f"'{today}' is not a date such as 2027-06-01")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not today and epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    return today or datetime.datetime.now(datetime.UTC).date().isoformat()


@main.command()
@click.argument("what", nargs=-1, metavar="[CLAIM|PATH]...")
@click.option("--no-run", is_flag=True, help="Run nothing; judge what is remembered.")
@click.option("--rerun", is_flag=True, help="Run again even what is remembered.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@sandbox_option
@sharing_options
@jobs_option
@today_option
@click.pass_obj
def verify(
    root: Path, what: tuple[str, ...], no_run: bool, rerun: bool, strict: bool, form: str,
    require_sandbox: bool, share: "Share", on: str, jobs: int | None, today: str | None,
) -> None:  # fmt: skip
    """Check claims and print what was found (all of them by default)."""
    from kb import session
    from kb.exchange.formats import written

    opened = session.open_base(root)
    claims = session.named(opened.base, what)
    run = [] if no_run else session.demonstrations(opened.base, claims)
    with measuring(jobs, rerun, require_sandbox, share, on) as manner:
        knowledge = session.know(opened, run, manner)
    judged = session.judge(knowledge, date(today), claims if what else ())
    click.echo(written(form, judged.findings, opened.base.files, claims), nl=False)
    if form == "text":
        click.echo(session.summary(judged, claims))
    sys.exit(session.status(judged, strict))


@main.command()
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@click.option("--all", "every", is_flag=True, help="Every demonstration of the base.")
@click.option("--rerun", is_flag=True, help="Run again even what is remembered.")
@click.option("--why", is_flag=True, help="Say why each call is or is not run again; run nothing.")
@sandbox_option
@sharing_options
@jobs_option
@click.pass_obj
def demo(
    root: Path, claims: tuple[str, ...], every: bool, rerun: bool, why: bool,
    require_sandbox: bool, share: "Share", on: str, jobs: int | None,
) -> None:  # fmt: skip
    """Run the demonstrations of claims and print measured against expected."""
    from kb import session

    if not claims and not every:
        raise click.UsageError("name a claim, or say --all")
    opened = session.open_base(root)
    named = session.named(opened.base, claims)
    if why:
        for line in session.reasons(opened, named):
            click.echo(line)
        return
    run = session.demonstrations(opened.base, named)
    with measuring(jobs, rerun, require_sandbox, share, on) as manner:
        knowledge = session.know(opened, run, manner)
    for line in session.results(knowledge, named):
        click.echo(line)
    sys.exit(session.demo_status(knowledge, named, partly=share.count > 1))


@main.command()
@click.argument("what", metavar="CLAIM|CHECK")
@click.argument("other", default="", metavar="[CLAIM]")
@click.pass_obj
def explain(root: Path, what: str, other: str) -> None:
    """Say why a claim stands or falls, how two claims are related, or what a check is about."""
    from kb import session

    for line in session.explained(root, what, other):
        click.echo(line)


@main.command()
@click.option("--no-run", is_flag=True, help="Run nothing; show what is remembered.")
@jobs_option
@today_option
@click.pass_obj
def build(root: Path, no_run: bool, jobs: int | None, today: str | None) -> None:
    """Build the static site into site/."""
    from kb import session

    opened = session.open_base(root)
    every = [claim.id for claim in opened.base.claims]
    run = [] if no_run else session.demonstrations(opened.base, every)
    with measuring(jobs) as manner:
        knowledge = session.know(opened, run, manner)
    for line in session.build(root, knowledge, date(today)):
        click.echo(line)


@main.command()
@click.option("--port", default=8000, show_default=True)
@click.pass_obj
def serve(root: Path, port: int) -> None:
    """Build the site and show it on this machine, until Ctrl-C."""
    from kb import outside, session

    opened = session.open_base(root)
    run = session.demonstrations(opened.base, [claim.id for claim in opened.base.claims])
    with measuring() as manner:
        knowledge = session.know(opened, run, manner)
    for line in session.build(root, knowledge, date(None)):
        click.echo(line)
    click.echo(f"http://127.0.0.1:{port}/ (Ctrl-C ends it)")
    outside.show_site(root / "site", port)


@main.command()
@click.argument("topic")
@click.argument("claim")
@click.pass_obj
def new(root: Path, topic: str, claim: str) -> None:
    """Write a claim to fill in, with a script that runs."""
    from kb import session

    for line in session.new_claim(root, topic, claim):
        click.echo(line)


@main.command()
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write it here."
)
def schema(output: Path | None) -> None:
    """Print the JSON Schema of a claim's file, for editors."""
    import json

    from kb.claimshape import schema as schema_of

    written = json.dumps(schema_of(), indent=1, ensure_ascii=False) + "\n"
    if output:
        output.write_text(written, "utf-8")
    else:
        click.echo(written, nl=False)


@main.group()
def sources() -> None:
    """Discussions, kept as hashes of their passages."""


@sources.command("add")
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "ident", required=True, help="The discussion's id.")
@click.option("--title", help="Its title [as recorded before].")
@click.option("--where", default="not public", show_default=True, help="Where the text is.")
@click.pass_obj
def sources_add(root: Path, text: Path, ident: str, title: str | None, where: str) -> None:
    """Record the passages of a numbered TEXT as hashes; what was recorded by hand is kept."""
    from kb import session

    for line in session.add_source(root, text, ident, title, where):
        click.echo(line)


@sources.command("check")
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "ident", required=True, help="The discussion's id.")
@click.pass_obj
def sources_check(root: Path, text: Path, ident: str) -> None:
    """Compare TEXT with the hashes recorded for a discussion."""
    from kb import session

    differences = session.check_source(root, text, ident)
    for line in differences or ["every passage is as recorded"]:
        click.echo(line)
    sys.exit(1 if differences else 0)


from kb.audit_command import audit_command  # noqa: E402 - it needs what is above

main.add_command(audit_command)
