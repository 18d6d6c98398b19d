"""The program `annotator`: which commands there are, and what becomes of their failures.

A command's module is imported only when that command runs, so that `--help` and `--version` answer
at once and no command pays for another's libraries.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from annotator import __version__
from annotator.cli.output import LostOutput, tell
from annotator.cli.windows import Windows
from annotator.core.errors import UserError
from annotator.services.places import SUFFIX


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: the module and function that it is, and its line in the list of commands."""

    module: str
    function: str
    summary: str


COMMANDS = {
    "open": Entry("window_commands", "open_command", "Open a project in the window."),
    "demo": Entry("demo_command", "demo", "Open the window on sample pages."),
    "new": Entry("project_commands", "new", "Make a new project."),
    "import": Entry("import_command", "import_command", "Bring pages into a project."),
    "licence": Entry("licence_command", "licence", "Say which pages may be passed on."),
    "pages": Entry("page_commands", "pages", "List the pages of a project."),
    "show": Entry("page_commands", "show", "Print a page as blocks with their labels."),
    "display": Entry("display_command", "display", "Write a page as a browser shows it."),
    "label": Entry("label_commands", "label", "Label blocks or text of a page."),
    "finish": Entry("label_commands", "finish", "Mark a page as finished."),
    "undo": Entry("label_commands", "undo", "Take the latest edit back."),
    "redo": Entry("label_commands", "redo", "Do again what was undone last."),
    "propose": Entry("proposal_commands", "propose", "Print or accept what the machine proposes."),
    "learn": Entry("proposal_commands", "learn", "Learn anew from the finished pages."),
    "clean": Entry("clean_command", "clean", "Print the story of pages, without all around it."),
    "apply-site": Entry("site_command", "apply_site", "Take a page's labels over to its site."),
    "blind": Entry("blind_command", "blind", "Show or set how many pages get no proposals."),
    "share-out": Entry("team_commands", "share_out", "Share the pages out among annotators."),
    "assignments": Entry("team_commands", "assignments", "List which pages were given to whom."),
    "give": Entry("team_commands", "give", "Give pages to an annotator."),
    "guidelines": Entry(
        "guideline_commands", "guidelines", "Print or set the guidelines for annotators."
    ),
    "calibrate": Entry(
        "guideline_commands", "calibrate", "Show or change the pages for calibration."
    ),
    "calibration": Entry(
        "guideline_commands", "calibration", "Compare an annotator's pages with the reference."
    ),
    "effort": Entry("effort_command", "effort", "Say what labelling costs and proposals bring."),
    "review": Entry("review_commands", "review", "List the pages that can be reviewed."),
    "diff": Entry("diff_command", "diff", "List where annotation sets of a page differ."),
    "decide": Entry("decide_command", "decide", "Decide what differs between sets of a page."),
    "return": Entry("review_commands", "return_", "Return a page to its annotator, with a reason."),
    "accept": Entry("review_commands", "accept", "Accept a page: all that is agreed and decided."),
    "comment": Entry("comment_commands", "comment", "Say something about a page or its text."),
    "comments": Entry("comment_commands", "comments", "List what was said about pages."),
    "agree": Entry("agree_command", "agree", "Say how far annotators agree."),
    "evaluate": Entry("evaluate_commands", "evaluate", "Measure cleaners on the labelled pages."),
    "cleaners": Entry("evaluate_commands", "cleaners", "List the cleaners that can be measured."),
    "stats": Entry("result_commands", "stats", "Count pages and labels."),
    "bundle": Entry("bundle_commands", "bundle", "Write pages and labels for a colleague."),
    "receive": Entry("bundle_commands", "receive", "Take in what a colleague sent."),
    "take-in": Entry(
        "take_in_command", "take_in", "Take in labels of other programs and data sets."
    ),
    "export": Entry("export_command", "export", "Write the labelled pages as a data set."),
    "rejoin": Entry("rejoin_command", "rejoin", "Put pages back into an export without pages."),
    "formats": Entry("format_commands", "formats", "List the formats of data sets."),
    "backup": Entry("project_commands", "backup", "Copy a project, also while it is open."),
    "check": Entry("project_commands", "check", "Verify all that a project holds."),
}


class CommandTable(click.Group):
    """The commands of `COMMANDS`, loaded one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All commands, in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of that name; loads its module."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = getattr(import_module(f"annotator.cli.{entry.module}"), entry.function)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; a project file there means to open it."""
        if args[0] not in COMMANDS and args[0].endswith(SUFFIX):
            return super().resolve_command(ctx, ["open", *args])
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The list of commands, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


@click.group(
    cls=CommandTable,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="annotator")
@click.pass_context
def program(ctx: click.Context) -> None:
    """Label the regions of news pages.

    Without a command the window opens. PROJECT is the path of a project file; PAGE is the number
    that “annotator pages” prints.
    """
    if ctx.invoked_subcommand is None:
        command = program.get_command(ctx, "open")
        if command is not None:
            ctx.exit(ctx.invoke(command))


def run(arguments: Sequence[str] | None, windows: Windows) -> int:
    """Run one command and answer the exit code: 0 done, 1 the world's fault, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a letter gets its number, never a traceback.
            stream.reconfigure(errors="backslashreplace")
    try:
        answer = program.main(arguments, prog_name="annotator", standalone_mode=False, obj=windows)
    except UserError as error:
        if isinstance(error, LostOutput):
            _forget_output()
        tell(f"annotator: {error}")
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        tell("annotator: Stopped.")
        return 1
    except BrokenPipeError:
        # Who reads us has enough.
        _forget_output()
        return 1
    return _exit_code(answer)


def _forget_output() -> None:
    """Drop what is still to be written: Python would complain of it once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _exit_code(answer: Any) -> int:
    return answer if isinstance(answer, int) else 0
