from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.cli.output import counted, say_table, shortened, watched
from annotator.core.errors import Cancelled
from annotator.core.harmless import harmless
from annotator.core.progress import Progress


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plain", "plain"),
        ("two\nlines\there\r", "two\\nlines\\there\\r"),
        ("\x1b[31mred\x07\x9b", "\\u001b[31mred\\u0007\\u009b"),
        ("\u202eevil\u2066\u200f", "\\u202eevil\\u2066\\u200f"),
        ("a\u2028b", "a\\u2028b"),
        ("\udcff", "\\udcff"),
        ("👩\u200d👧 می\u200cخواهم \u00a0x", "👩\u200d👧 می\u200cخواهم \u00a0x"),
    ],
)
def test_what_could_harm_a_terminal_is_written_out_and_letters_stay(text, printed):
    assert harmless(text) == printed


def test_columns_stand_under_each_other_whatever_the_script(capsys):
    say_table([("1", "新聞", "x"), ("10", "ab", "y")], right=frozenset({0}))
    assert capsys.readouterr().out == " 1  新聞  x\n10  ab    y\n"


def test_counts_are_words():
    assert [counted(number, "page") for number in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]


def test_a_long_text_ends_in_an_ellipsis():
    assert (shortened("abcdef", 4), shortened("abcd", 4)) == ("abc…", "abcd")


def test_no_bar_is_drawn_where_there_is_no_terminal(capsys):
    with watched("Importing") as report:
        report(Progress(1, 2, "a page"))
    assert capsys.readouterr() == ("", "")


def test_an_interrupt_stops_the_task_at_its_next_step():
    before = signal.getsignal(signal.SIGINT)
    with watched("Importing") as report:
        report(Progress(1, 3))
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Cancelled):
            report(Progress(2, 3))
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("how", [[], ["--json"]])
def test_output_that_cannot_be_written_is_told_in_a_sentence(news, how):
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "annotator", "pages", news, *how],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("annotator: The result cannot be written: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="shells there close no output")
def test_a_program_without_standard_output_still_works(news):
    line = [sys.executable, "-m", "annotator", "pages", str(news)]
    done = subprocess.run(["sh", "-c", 'exec "$@" >&- 2>&-', "sh", *line], timeout=60, check=False)
    assert done.returncode == 0
