"""Pages are parsed in processes that can be lost without harm."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from annotator.core.errors import BugError, Cancelled, UserError
from annotator.core.pages import PageKind, RawPage
from annotator.core.spans import Span
from annotator.pages import jobs
from annotator.pages.frames import BrokenFrame, Frame, read_frame, write_frame
from annotator.pages.locating import locate
from annotator.pages.parsing import parse
from annotator.pages.parsing_pool import ParsingPool
from annotator.pages.parsing_worker import ParsingWorker
from tests.unit.pages.pages import dump, html

PAGE = html("<title>T</title><p>One <b>two</b>", url="https://a.example/")
SLOW = html("<p>" + "<b>a</b> " * 600_000)
"""Takes a second or more; in the pools of these tests that is too long."""


def wait_until(is_so: Callable[[], bool]) -> None:
    limit = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < limit
        time.sleep(0.01)


def end(worker: ParsingWorker) -> None:
    worker.stop()
    worker.clear_away()


@pytest.fixture(scope="module")
def pool() -> Iterator[ParsingPool]:
    with ParsingPool() as opened:
        yield opened


def test_a_page_comes_back_as_if_parsed_here(pool: ParsingPool):
    assert pool.submit(PAGE).result() == parse(PAGE)
    assert pool.submit(dump("a\n\nb\u2028")).result() == parse(dump("a\n\nb\u2028"))
    assert pool.submit(PAGE, "koi8-r").result() == parse(PAGE, "koi8-r")


def test_several_pages_are_located_at_once_and_one_that_fails_spoils_no_other(pool: ParsingPool):
    text = RawPage(b"plain text", "a.txt", PageKind.TEXT)
    asked = [(PAGE, [Span(0, 1)]), (PAGE, [Span(0, 1000)]), (text, [Span(0, 5)]), (PAGE, [])]
    found = pool.locate_all([(raw, "utf-8", spans) for raw, spans in asked]).result()
    alone = [locate(raw, "utf-8", spans) for raw, spans in (asked[0], asked[2])]
    assert found == [alone[0], None, alone[1], []]


def test_spans_are_located_there_and_back(pool: ParsingPool):
    spans = [Span(0, 7), Span(2, 5), Span(3, 3)]
    ranges = pool.locate(PAGE, "utf-8", spans).result()
    assert ranges == locate(PAGE, "utf-8", spans)
    assert [pool.span_of(PAGE, "utf-8", one).result() for one in ranges] == spans


def test_a_refusal_comes_back_as_it_was_raised(pool: ParsingPool):
    with pytest.raises(UserError) as found:
        pool.submit(html(b"")).result()
    assert found.value.sentence == "The page is empty."
    with pytest.raises(UserError, match="no encoding “x”"):
        pool.submit(PAGE, "x").result()


def test_a_bug_comes_back_as_a_bug(pool: ParsingPool):
    with pytest.raises(BugError, match="outside"):
        pool.locate(PAGE, "utf-8", [Span(0, 1000)]).result()


def test_a_page_that_takes_too_long_is_stopped_and_the_next_one_is_not_kept_waiting():
    with ParsingPool(1, seconds=0.3) as pool:
        quick_page = html("<p>quick")
        slow, quick = pool.submit(SLOW), pool.submit(quick_page)
        with pytest.raises(UserError, match=r"longer than 0.3 s"):
            slow.result(timeout=20)
        assert quick.result(timeout=20) == parse(quick_page)


def test_a_killed_process_costs_its_own_page_alone():
    with ParsingPool(1, seconds=30) as pool:
        pool.submit(PAGE).result()
        slow = pool.submit(SLOW)
        process = pool._workers[0]._process
        assert process is not None
        time.sleep(0.1)
        process.kill()
        with pytest.raises(UserError, match="brought down"):
            slow.result(timeout=20)
        assert pool.submit(PAGE).result(timeout=20) == parse(PAGE)


def test_a_process_killed_while_idle_costs_no_page():
    with ParsingPool(1) as pool:
        pool.submit(PAGE).result()
        for _ in range(2):
            process = pool._workers[0]._process
            assert process is not None
            process.kill()
            process.wait()
            assert pool.submit(PAGE).result(timeout=20) == parse(PAGE)


GARBAGE = {
    "nothing": "",
    "text": "print('hello ' * 1000)",
    "a frame that lies": "out.write(b'\\xff' * 12)",
    "no JSON": "out.write(struct.pack('<IQ', 4, 0) + b'nope')",
    "a list": "out.write(struct.pack('<IQ', 2, 0) + b'[]')",
    "no page": "out.write(struct.pack('<IQ', 12, 0) + b'{\"parts\":[]}')",
}


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
def test_a_process_that_answers_nonsense_is_replaced(garbage: str):
    ready = "out.write(struct.pack('<IQ', 26, 0) + b'{\"ready\":true,\"parts\":[]}  ')"
    script = (
        f"import struct,sys;out=sys.stdout.buffer;{ready};out.flush();sys.stdin.read(1);{garbage}"
    )
    worker = ParsingWorker(5, ("-c", script))
    for _ in range(2):
        with pytest.raises(UserError, match="brought down"):
            worker.do(jobs.parse_job(PAGE, None), jobs.parsed_page)
        assert worker._process is None
    end(worker)


def test_a_process_that_does_not_start_is_our_fault():
    worker = ParsingWorker(5, ("-c", ""))
    with pytest.raises(BugError, match="does not start"):
        worker.do(jobs.parse_job(PAGE, None), jobs.parsed_page)
    end(worker)


def test_closing_is_quick_stops_what_runs_and_cancels_what_waits():
    pool = ParsingPool(1, seconds=60)
    pool.submit(PAGE).result()
    running, waiting = pool.submit(SLOW), pool.submit(PAGE)
    process = pool._workers[0]._process
    assert process is not None
    begun = time.monotonic()
    pool.close()
    assert time.monotonic() - begun < 3
    with pytest.raises((Cancelled, CancelledError)):
        running.result(timeout=0)
    with pytest.raises((Cancelled, CancelledError)):
        waiting.result(timeout=0)
    assert process.returncode is not None


def test_nothing_is_left_behind():
    before = set(threading.enumerate())
    with ParsingPool(2) as pool:
        pool.submit(PAGE).result()
        processes = [worker._process for worker in pool._workers]
    assert set(threading.enumerate()) == before
    assert all(process is not None and process.returncode is not None for process in processes)


def test_two_pages_are_parsed_at_once():
    with ParsingPool(2, seconds=60) as pool:
        futures = [pool.submit(SLOW) for _ in range(2)]
        wait_until(lambda: all(future.running() for future in futures))
        wait_until(pool._idle.empty)


def test_the_process_loads_neither_qt_nor_the_database():
    script = (
        "import sys; import annotator.pages.parsing_process;"
        "print([m for m in sys.modules if m.split('.')[0] in {'PySide6','sqlalchemy','requests'}])"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_the_program_itself_does_not_load_the_parser():
    script = (
        "import sys, annotator.pages.parsing_pool, annotator.pages.reading;"
        "print('lxml' in sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"


def test_a_folder_full_of_strange_modules_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("json", "lxml", "struct", "annotator"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('stranger')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with ParsingPool(1) as pool:
        assert pool.submit(PAGE).result() == parse(PAGE)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limit")
def test_a_page_that_takes_too_much_memory_is_refused():
    script = "import annotator.pages.parsing_process as p; p.MOST_MEMORY = 180 * 1024**2; p.main()"
    worker = ParsingWorker(30, ("-c", script))
    huge = html("word " * 12_000_000)
    with pytest.raises(UserError, match=r"too much memory|brought down"):
        worker.do(jobs.parse_job(huge, None), jobs.parsed_page)
    assert worker.do(jobs.parse_job(PAGE, None), jobs.parsed_page) == parse(PAGE)
    end(worker)


def test_frames_come_through_a_pipe_whole():
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as source, os.fdopen(writing, "wb") as target:
        frames = [Frame({"a": "é"}, (b"", b"\0\xff")), Frame({})]
        for frame in frames:
            write_frame(target, frame)
        target.close()
        assert [read_frame(source) for _ in frames] == frames
        with pytest.raises(BrokenFrame):
            read_frame(source)
