"""The options of commands that run: this machine's share of the calls, or a cluster for them."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kb.demos.share import Share


def sharing_options(function: click.decorators.FC) -> click.decorators.FC:
    """Where the runs are made, when not all of them here."""
    shard = click.option(
        "--shard", "share", default="1/1", metavar="I/N", callback=_share,
        help="Run one of N shares; put the .kb folders together, then --no-run judges all.",
    )  # fmt: skip
    on = click.option(
        "--on", default="", metavar="ADDRESS",
        help="Run on the Dask cluster whose scheduler is there, such as tcp://host:8786.",
    )  # fmt: skip
    return shard(on(function))


def _share(context: click.Context, option: click.Parameter, text: str) -> "Share":
    from kb.demos.share import share_of

    try:
        return share_of(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
