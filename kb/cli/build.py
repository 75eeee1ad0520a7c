"""``kb build`` and ``kb serve``: the static site."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import date, jobs_option, measuring, today_option

if TYPE_CHECKING:
    from kb.cli.session import Built


@click.command()
@click.option("--no-run", is_flag=True, help="Run nothing; show what is remembered.")
@jobs_option
@today_option
@click.pass_obj
def build(root: Path, no_run: bool, jobs: int | None, today: str | None) -> None:
    """Build the static site into site/, with what is wrong shown on it."""
    built = _built(root, no_run, jobs, today)
    for line in built.lines:
        click.echo(line)
    sys.exit(bool(built.errors))


@click.command()
@click.option("--port", default=8000, type=click.IntRange(0, 65535), show_default=True)
@click.pass_obj
def serve(root: Path, port: int) -> None:
    """Show the site on this machine, built anew whenever a file is saved, until Ctrl-C."""
    from kb.cli import session
    from kb.site.serve import server as serving
    from kb.site.serve import watcher as watching

    try:
        server = serving.listen(root / "site", port)
    except OSError as error:
        why = f"port {port} cannot be used: {error.strerror}"
        raise click.UsageError(f"{why}; name another one, such as --port {port + 1}") from None
    with server, watching.watching(session.watched(root)) as changes:
        for line in _built(root).lines:
            click.echo(line)
        click.echo(f"http://127.0.0.1:{server.server_address[1]}/ (Ctrl-C ends it)")
        with serving.answering(server):
            while True:
                files = changes.next()
                began = time.monotonic()
                said, event, why = _renewed(root)
                if event or server.windows.failing():
                    server.windows.tell(event or "reload", why)
                click.echo(f"{_names(files)}: {said}; {time.monotonic() - began:.1f} s")


def _built(
    root: Path,
    no_run: bool = False,
    jobs: int | None = None,
    today: str | None = None,
    only_changed: bool = False,
) -> "Built":
    """Read, judge and build; print the errors that there are."""
    from kb.cli import session

    opened = session.open_base(root)
    every = [claim.id for claim in opened.base.claims]
    run = [] if no_run else session.demonstrations(opened.base, every)
    with measuring(jobs) as manner:
        knowledge = session.know(opened, run, manner)
    built = session.build(root, session.judge(knowledge, date(today)), date(today), only_changed)
    click.echo(built.errors, nl=False)
    return built


def _renewed(root: Path) -> tuple[str, str, str]:
    """What was done, what the windows are to be told, and why; nothing may end the server."""
    try:
        built = _built(root, only_changed=True)
    except click.ClickException as error:
        why = error.format_message()
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
    else:
        return built.lines[0], "reload" if built.changed else "", ""
    click.echo(why)
    return "not built", "failed", why


def _names(files: set[Path]) -> str:
    """The files that were saved, the first three by name; an editor's own are gone by now."""
    names = sorted({each.name for each in files if each.is_file()} or {each.name for each in files})
    return ", ".join([*names[:3], *(["..."] if names[3:] else [])])
