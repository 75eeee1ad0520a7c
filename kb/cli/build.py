"""``kb build``: the static site."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import (
    Command,
    date,
    jobs_option,
    measuring,
    say,
    today_option,
    warn_of_missing_dates,
    warn_of_unknown_past,
)
from kb.model.misuse import Misuse
from kb.reading.configuration import is_address

if TYPE_CHECKING:
    from kb.site.build import Built, Kept


@click.command(cls=Command)
@click.option("--no-run", is_flag=True, help="Run nothing; show what is remembered.")
@jobs_option
@today_option
@click.option("--site-url", default="", envvar="KB_SITE_URL", metavar="URL",
              help="Where the site is served [address in kb.toml].")  # fmt: skip
@click.option("--repository", default="", envvar="KB_REPOSITORY", metavar="URL",
              help="Where the base is kept [repository in kb.toml].")  # fmt: skip
@click.pass_obj
def build(
    root: Path, no_run: bool, jobs: int | None, today: str | None, site_url: str, repository: str
) -> None:
    """Build the static site into site/, with what is wrong shown on it."""
    for name, url in (("--site-url", site_url), ("--repository", repository)):
        if url and not is_address(url):
            raise Misuse(f"{name}: '{url}' is no address that begins with https:// or http://")
    built = built_site(root, no_run, jobs, today, site_url=site_url, repository=repository)
    for line in built.lines:
        say(line)
    sys.exit(bool(built.errors))


def built_site(
    root: Path,
    no_run: bool = False,
    jobs: int | None = None,
    today: str | None = None,
    only_changed: bool = False,
    site_url: str = "",
    repository: str = "",
    kept: "Kept | None" = None,
) -> "Built":
    """Read, judge and build; print the errors that there are."""
    from kb import pipeline
    from kb.cli.base import open_base
    from kb.site.build import build_site

    opened = open_base(root, kept.memory if kept else None)
    base = kept.recalled.base(opened.base) if kept else opened.base
    run = [] if no_run else list(base.demonstrations)
    with measuring(jobs) as manner:
        knowledge = pipeline.know(base, opened.root, opened.memory, run, manner)
    knowledge = kept.recalled.knowledge(knowledge) if kept else knowledge
    warn_of_unknown_past(knowledge)
    judged = pipeline.judge(knowledge, date(today))
    built = build_site(root, judged, date(today), only_changed, site_url, repository, kept)
    if built.undated:
        warn_of_missing_dates(built.undated)
    say(built.errors, nl=False)
    return built
