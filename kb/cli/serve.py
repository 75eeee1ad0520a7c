"""``kb serve``: the site on this machine, built anew whenever a file is saved."""

import gc
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.build import built_site
from kb.cli.common import Command, say, warn
from kb.model.misuse import Misuse

if TYPE_CHECKING:
    from kb.site.build import Kept
    from kb.site.serve.server import Server


@click.command(cls=Command)
@click.option("--port", default=8000, type=click.IntRange(0, 65535), show_default=True)
@click.option("--from", "archive", metavar="ARTIFACT.zip",
              type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Show a site that a workflow built, and nothing of this folder.")  # fmt: skip
@click.pass_obj
def serve(root: Path, port: int, archive: Path | None) -> None:
    """Show the site on this machine, built anew whenever a file is saved, until Ctrl-C."""
    from kb.cli.base import memory_of
    from kb.site.build import Kept, watched_files, watched_folders
    from kb.site.serve.server import answering
    from kb.site.serve.watcher import watching

    if archive:
        show_preview(archive, port)
        return
    kept = Kept(root, memory_of(root))
    watched = watching(watched_folders(root), watched_files(root))
    with listening(root / "site", port) as server, watched as changes:
        for line in built_site(root, kept=kept).lines:
            say(line)
        say(f"http://127.0.0.1:{server.server_address[1]}/ (Ctrl-C ends it)")
        with answering(server):
            while True:
                tidy()
                files = changes.next()
                began = time.monotonic()
                line, event, why = build_again(root, kept)
                if event or server.windows.failing():
                    server.windows.tell(event or "reload", why)
                say(f"{names_of(files)}: {line}; {time.monotonic() - began:.1f} s")


def listening(site: Path, port: int, policy: str = "") -> "Server":
    """A server of a folder; a port that cannot be had is a misuse."""
    from kb.site.serve.server import listen

    try:
        return listen(site, port, policy)
    except OSError as error:
        why = f"port {port} cannot be used: {error.strerror}"
        raise Misuse(f"{why}; name another one, such as --port {port + 1}") from None


def show_preview(archive: Path, port: int) -> None:
    """Show what is packed in an archive, until Ctrl-C, after which nothing of it is left."""
    from kb.site.serve.preview import POLICY, unpacked
    from kb.site.serve.server import answering

    with tempfile.TemporaryDirectory() as folder:
        site = unpacked(archive, Path(folder))
        with listening(site, port, POLICY) as server, answering(server):
            warn(f"{archive.name} was built by others: it is shown as it is, scripts included")
            say(f"http://127.0.0.1:{server.server_address[1]}/ (Ctrl-C ends it)")
            threading.Event().wait()


def build_again(root: Path, kept: "Kept | None" = None) -> tuple[str, str, str]:
    """What was done, what the windows are to be told, and why; nothing may end the server."""
    try:
        built = built_site(root, only_changed=True, kept=kept)
    except Misuse as error:
        why = str(error)
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
    else:
        return built.lines[0], "reload" if built.changed else "", ""
    say(why)
    return "not built", "failed", why


def tidy() -> None:
    """Look for what can be forgotten while nobody waits; what stays is not looked at meanwhile."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def names_of(files: set[Path]) -> str:
    """The files that were saved, the first three by name; an editor's own are gone by now."""
    names = sorted({file.name for file in files if file.is_file()} or {file.name for file in files})
    return ", ".join([*names[:3], *(["..."] if names[3:] else [])])
