"""``kb serve``: the site on this machine, built anew whenever a file is saved."""

import time
from pathlib import Path

import click

from kb.cli.build import built_site
from kb.cli.common import Command, say
from kb.model.misuse import Misuse


@click.command(cls=Command)
@click.option("--port", default=8000, type=click.IntRange(0, 65535), show_default=True)
@click.pass_obj
def serve(root: Path, port: int) -> None:
    """Show the site on this machine, built anew whenever a file is saved, until Ctrl-C."""
    from kb.site.build import watched_folders
    from kb.site.serve.server import answering, listen
    from kb.site.serve.watcher import watching

    try:
        server = listen(root / "site", port)
    except OSError as error:
        why = f"port {port} cannot be used: {error.strerror}"
        raise Misuse(f"{why}; name another one, such as --port {port + 1}") from None
    with server, watching(watched_folders(root)) as changes:
        for line in built_site(root).lines:
            say(line)
        say(f"http://127.0.0.1:{server.server_address[1]}/ (Ctrl-C ends it)")
        with answering(server):
            while True:
                files = changes.next()
                began = time.monotonic()
                line, event, why = build_again(root)
                if event or server.windows.failing():
                    server.windows.tell(event or "reload", why)
                say(f"{names_of(files)}: {line}; {time.monotonic() - began:.1f} s")


def build_again(root: Path) -> tuple[str, str, str]:
    """What was done, what the windows are to be told, and why; nothing may end the server."""
    try:
        built = built_site(root, only_changed=True)
    except Misuse as error:
        why = str(error)
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
    else:
        return built.lines[0], "reload" if built.changed else "", ""
    say(why)
    return "not built", "failed", why


def names_of(files: set[Path]) -> str:
    """The files that were saved, the first three by name; an editor's own are gone by now."""
    names = sorted({file.name for file in files if file.is_file()} or {file.name for file in files})
    return ", ".join([*names[:3], *(["..."] if names[3:] else [])])
