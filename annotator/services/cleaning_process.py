"""The process that runs cleaners, so that one that hangs or dies is measured as such.

Started as `python -m annotator.services.cleaning_process`, it answers one job after the other on
its pipes until the program closes them. What a cleaner prints goes nowhere, and what it wants from
a network is refused: the page that it gets is all that it may know.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
import warnings
from functools import cache
from typing import Any, BinaryIO

from annotator.core.document_json import document_from_json
from annotator.core.errors import UserError
from annotator.pages.frames import BrokenFrame, Frame, read_frame, write_frame
from annotator.pages.jobs import READY
from annotator.pages.parsing_process import limit_memory
from annotator.services.cleaners.registry import Cleaner, load_cleaner, run_cleaner
from annotator.services.cleaning_jobs import annotations_of_rows, scores_row
from annotator.services.scoring import score_text

LONGEST_TEXT = 20_000_000
"""Code points; a cleaner that gives more does not clean."""

_NETWORK = frozenset(
    {
        "socket.connect",
        "socket.sendto",
        "socket.sendmsg",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "socket.bind",
        "urllib.Request",
        "http.client.connect",
    }
)


def main() -> None:
    """Answer jobs until the program has no more."""
    # Ctrl+C in the terminal is for the program, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    jobs, answers = _own_pipes()
    warnings.simplefilter("ignore")
    limit_memory()
    sys.addaudithook(_refuse_network)
    gc.freeze()
    try:
        write_frame(answers, READY)
        while True:
            write_frame(answers, do(read_frame(jobs)))
    except (BrokenFrame, OSError):
        # The program closed its end of the pipes: there are no more jobs.
        return


def do(job: Frame) -> Frame:
    """Do a job in this process; what a cleaner is to blame for becomes an answer too."""
    header = job.header
    try:
        if header["job"] == "load":
            return Frame({"version": _loaded(header["cleaner"])[1]})
        if header["job"] == "clean":
            return _cleaned(header["cleaner"], job.parts[0].decode())
        return _scored(header, job.parts)
    except UserError as error:
        return Frame({"refused": error.sentence, "hint": error.hint})
    except MemoryError:
        return Frame({"refused": "It takes too much memory."})
    except RecursionError:
        return Frame({"refused": "It fails: RecursionError."})


@cache
def _loaded(name: str) -> tuple[Cleaner, str]:
    return load_cleaner(name)


def _cleaned(name: str, html: str) -> Frame:
    cleaner, _ = _loaded(name)
    before = time.perf_counter()
    text = run_cleaner(cleaner, html)
    seconds = time.perf_counter() - before
    if len(text) > LONGEST_TEXT:
        raise UserError(f"It gives more than {LONGEST_TEXT // 1_000_000} million characters.")
    return Frame({"seconds": seconds}, (text.encode("utf-8", "replace"),))


def _scored(header: dict[str, Any], parts: tuple[bytes, ...]) -> Frame:
    reference, text, page_text, blocks = (part.decode() for part in parts)
    scores = score_text(
        reference,
        text,
        document_from_json(page_text, blocks),
        annotations_of_rows(header["annotations"]),
    )
    return Frame(scores_row(scores))


def _refuse_network(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _NETWORK:
        raise OSError("there is no network while cleaners are measured")


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the program, out of reach of whatever prints."""
    jobs = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    return jobs, answers


if __name__ == "__main__":
    main()
