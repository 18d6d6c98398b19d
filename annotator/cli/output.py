"""What the command line prints, and how it tells of long tasks.

Results go to standard output, everything else to standard error. Names of files and titles of
pages are a stranger's text: nothing of it may move the cursor or turn the direction of writing.
"""

from __future__ import annotations

import json
import signal
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any, TextIO

import click

from annotator.core.errors import Cancelled, UserError
from annotator.core.harmless import harmless
from annotator.core.progress import Progress, Reporter


class LostOutput(UserError):
    """Standard output takes nothing any more, as a file on a full disk does not."""


def say(text: str = "") -> None:
    """Print a line of the result."""
    _print(harmless(text))


def tell(text: str) -> None:
    """Print a line beside the result: an error, a warning."""
    click.echo(harmless(text), err=True)


def emit(document: Any) -> None:
    """Print the one JSON document of a command: one line of ASCII, so that any pipe carries it."""
    _print(json.dumps(document))


def say_table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> None:
    """Print rows in columns, those numbered in `right` aligned to the right."""
    clean = [[harmless(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*clean, strict=True)]
    for row in clean:
        cells = [
            _padded(cell, width, to_right=number in right)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        _print("  ".join(cells).rstrip())


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 page`, `2 pages`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def shortened(text: str, width: int) -> str:
    """At most `width` code points of the text, an ellipsis where some are left out."""
    return text if len(text) <= width else text[: max(width - 1, 0)] + "…"


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads the stream; a program started without it has none."""
    return stream is not None and stream.isatty()


@contextmanager
def watched(what: str) -> Iterator[Reporter]:
    """A reporter for a long task: a bar where there is a terminal, and Ctrl+C stops it well.

    The first Ctrl+C lets the task end what it has begun, a second one ends the program.
    """
    is_stopped = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal is_stopped
        is_stopped = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    with click.progressbar(
        length=1, label=what, file=sys.stderr, hidden=not is_terminal(sys.stderr)
    ) as bar:

        def report(progress: Progress) -> None:
            if is_stopped:
                raise Cancelled
            bar.length = progress.total
            bar.update(progress.done - bar.pos)

        before = signal.signal(signal.SIGINT, stop)
        try:
            yield report
            bar.update((bar.length or 0) - bar.pos)
        finally:
            signal.signal(signal.SIGINT, before)


def _print(line: str) -> None:
    try:
        click.echo(line)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise LostOutput(
            f"The result cannot be written: {error.strerror}.",
            "See where the output goes and whether there is room.",
        ) from error


def _width(text: str) -> int:
    """Columns on a terminal: wide letters take two, marks that combine take none."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def _padded(cell: str, width: int, *, to_right: bool) -> str:
    gap = " " * (width - _width(cell))
    return gap + cell if to_right else cell + gap
