"""The commands: fetch, call, print, return.

Only here is anything printed, the clock read, or an exit status known:
0 no error, 1 an error found, 2 misuse or nothing checked, 3 a fault of kb itself,
4 no answer within the budget (solve), 130 interrupted.
A command is the file of its name, loaded when it is used, so that starting up costs little.
"""

import gc
import sys
import warnings
from importlib import import_module
from io import StringIO
from keyword import iskeyword
from pathlib import Path

import click

from kb import __version__
from kb.cli.common import say

COMMANDS = (
    "init", "verify", "demo", "explain", "camps", "build", "serve", "new", "rename", "schema",
    "sources", "audit", "register", "memory", "solve", "diff", "export", "import", "fmt",
    "merge-file", "comment", "lsp",
)  # fmt: skip


COLLECTED_AFTER = 100_000  # new objects; Python's own 700 walks a large base hundreds of times


def module_of(command: str) -> str:
    """The module of a command, and the function in it; a word of Python's gets a stroke."""
    name = command.replace("-", "_")
    return f"{name}_" if iskeyword(name) else name


class Guarded(click.Group):
    """A group that loads commands late, and tells faults of kb (3) from misuse (2)."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of use, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module in which the command stands."""
        if cmd_name not in COMMANDS:
            return None
        name = module_of(cmd_name)
        command: click.Command = getattr(import_module(f"kb.cli.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the command that was probably meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from kb.model.names import did_you_mean

            close = did_you_mean(args[0], list(COMMANDS))
            raise click.UsageError(f"there is no command '{args[0]}'{close}", ctx)
        return super().resolve_command(ctx, args)

    def __call__(self, *args: object, **kwargs: object) -> None:
        """Run, and end with the right status."""
        # What is read stays until the end, in few circles: looking for those seldom is enough.
        gc.set_threshold(COLLECTED_AFTER, 20, 20)
        # Authors' scripts and expectations are parsed: Python's advice on them is not ours to give.
        warnings.simplefilter("ignore", SyntaxWarning)
        try:
            self.main(standalone_mode=False)
        except click.exceptions.Exit as end:
            sys.exit(end.exit_code)
        except click.ClickException as error:
            shown = StringIO()
            error.show(shown)
            say(shown.getvalue(), err=True, nl=False)
            sys.exit(2)
        except (KeyboardInterrupt, click.Abort):
            say("interrupted; what was finished is kept", err=True)
            sys.exit(130)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(1)
        except Exception:
            import traceback

            say(traceback.format_exc(), err=True, nl=False)
            say("this is a fault of kb itself, not of your files", err=True)
            sys.exit(3)


@click.group(cls=Guarded, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kb")
@click.option(
    "--root", default=".", show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds claims/ and literature/.",
)  # fmt: skip
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Arguments kept as code: check claims, run their demonstrations, build the site."""
    context.obj = root
