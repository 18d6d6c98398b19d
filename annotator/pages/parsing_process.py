"""The process that reads pages for the program, so that a hostile one can be stopped.

Started as `python -m annotator.pages.parsing_process`, it answers one job after the other on its
pipes until the program closes them. It imports neither Qt nor the database.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from dataclasses import replace
from typing import Any, BinaryIO

from annotator.core.errors import BugError, UserError
from annotator.core.pages import RawPage, Resource
from annotator.core.spans import Span
from annotator.pages.frames import BrokenFrame, Frame, read_frame, write_frame
from annotator.pages.jobs import (
    READY,
    displayed_frame,
    facts_row,
    markup_frame,
    range_of_row,
    range_row,
    raw_page,
)
from annotator.pages.locating import locate, span_of
from annotator.pages.parsing import parse

MOST_MEMORY = 3 * 1024**3
"""Bytes of address space that the process may take, where the system can limit it."""

# Where a page stands in its tree does not rest on any of these.
_NOTHING_KNOWN = {"name": "", "url": None, "charset": None, "title": "", "fetched_at": None}


def main() -> None:
    """Answer jobs until the program has no more."""
    # Ctrl+C in the terminal is for the program, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory()
    # What is imported stays: no search for garbage need look at it.
    gc.freeze()
    jobs, answers = _own_pipes()
    try:
        write_frame(answers, READY)
        while True:
            write_frame(answers, do(read_frame(jobs)))
    except (BrokenFrame, OSError):
        # The program closed its end of the pipes: there are no more jobs.
        return


def do(job: Frame) -> Frame:
    """Do a job in this process; a failure that the page is to blame for becomes an answer too."""
    if job.header["job"] == "locate all":
        return _located_all(job)
    try:
        return _done(raw_page(job), job)
    except UserError as error:
        return Frame({"refused": error.sentence, "hint": error.hint})
    except BugError as error:
        return Frame({"bug": str(error)})
    except MemoryError:
        return Frame(
            {"refused": "The page takes too much memory.", "hint": "Import a part of it instead."}
        )


def _done(raw: RawPage, job: Frame) -> Frame:
    header = job.header
    if header["job"] == "parse":
        page = parse(raw, header["chosen"])
        return Frame(
            {"facts": facts_row(page.facts), "block_count": page.block_count},
            (page.text.encode(), page.blocks.encode(), page.evidence.encode()),
        )
    if header["job"] == "locate":
        spans = [Span(start, end) for start, end in header["spans"]]
        ranges = locate(raw, header["encoding"], spans)
        return Frame({"ranges": [range_row(one) for one in ranges]})
    if header["job"] == "display":
        return _displayed(raw, job.parts[1:], header)
    if header["job"] == "markup":
        return _markup(raw, header["encoding"])
    if header["job"] in {"marked", "tree spans"}:
        return _foreign_marks(raw, header)
    found = span_of(raw, header["encoding"], range_of_row(header["range"]))
    return Frame({"span": (found.start, found.end)})


def _located_all(job: Frame) -> Frame:
    """The ranges of several pages; nothing for one that fails, which is then asked for alone."""
    answers = [
        do(Frame({**_NOTHING_KNOWN, **row, "job": "locate"}, (content,)))
        for row, content in zip(job.header["pages"], job.parts, strict=True)
    ]
    return Frame({"ranges": [answer.header.get("ranges") for answer in answers]})


def _foreign_marks(raw: RawPage, header: dict[str, Any]) -> Frame:
    # Loaded by the first of these jobs: hardly any import has some.
    from annotator.pages.foreign_marks import marked_spans, tree_spans  # noqa: PLC0415 - see above

    if header["job"] == "marked":
        found = marked_spans(raw, header["attribute"])
        rows = [(span.start, span.end, value) for span, value in found.spans]
        return Frame({"spans": rows}, (found.text.encode(),))
    spans = tree_spans(raw, header["encoding"], [range_of_row(row) for row in header["ranges"]])
    return Frame({"spans": [one and (one.start, one.end) for one in spans]})


def _displayed(raw: RawPage, contents: tuple[bytes, ...], header: dict[str, Any]) -> Frame:
    # Loaded by the first of these jobs: an import shows no page and need not wait for it.
    from annotator.pages.display import display  # noqa: PLC0415 - see above

    named = zip(header["resources"], contents, strict=True)
    resources = tuple(Resource(url, kind, content) for (url, kind), content in named)
    raw = replace(raw, resources=resources)
    with_styles, own_sheet = header["with_styles"], header["own_sheet"]
    return displayed_frame(
        display(raw, header["encoding"], with_styles=with_styles, own_sheet=own_sheet)
    )


def _markup(raw: RawPage, encoding: str) -> Frame:
    # Loaded by the first of these jobs: only some exports ask for it.
    from annotator.pages.markup import page_markup  # noqa: PLC0415 - see above

    return markup_frame(page_markup(raw, encoding))


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the program, out of reach of whatever prints to standard output."""
    jobs = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return jobs, answers


def limit_memory() -> None:
    """Let this process take no more than that."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))


if __name__ == "__main__":
    main()
