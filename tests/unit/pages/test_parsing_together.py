"""Several pages in several processes: at once, in order, and none in the way of another."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.core.pages import ParsedPage
from annotator.pages import parsing_pool
from annotator.pages.parsing import parse
from annotator.pages.parsing_pool import ParsingPool
from annotator.pages.parsing_worker import ParsingWorker
from tests.unit.pages.pages import html

MEETING = """
import sys, time
from pathlib import Path
from annotator.pages import parsing_process

folder, do = Path(sys.argv[1]), parsing_process.do

def meet(job):
    "Wait until the page that this one names has come to its process too."
    own, _, other = job.parts[0].decode().partition(" waits for ")
    (folder / own).touch()
    while other and not (folder / other).exists():
        time.sleep(0.01)
    return do(job)

parsing_process.do = meet
parsing_process.main()
"""


@pytest.fixture
def meeting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[ParsingPool]:
    """Pools in whose processes pages wait for each other."""
    worker = partial(ParsingWorker, command=("-c", MEETING, str(tmp_path)))
    monkeypatch.setattr(parsing_pool, "ParsingWorker", worker)
    return ParsingPool


def name_of(parsed: ParsedPage) -> str:
    return parsed.text.partition(" ")[0]


def test_as_many_pages_as_there_are_processes_are_read_at_once(meeting: type[ParsingPool]):
    with meeting(3, seconds=30) as pool:
        futures = [
            pool.submit(html(one)) for one in ("a waits for b", "b waits for c", "c waits for a")
        ]
        assert [name_of(future.result()) for future in futures] == ["a", "b", "c"]


def test_no_more_pages_than_that_are_read_at_once(meeting: type[ParsingPool]):
    with meeting(1, seconds=1) as pool:
        first, second = pool.submit(html("a waits for b")), pool.submit(html("b"))
        with pytest.raises(UserError, match="took longer"):
            first.result()
        assert name_of(second.result()) == "b"


def test_pages_are_begun_in_the_order_in_which_they_come(meeting: type[ParsingPool]):
    done: list[str] = []
    with meeting(1) as pool:
        for number in range(20):
            pool.submit(html(f"{number}")).add_done_callback(
                lambda future: done.append(name_of(future.result()))
            )
        pool.submit(html("last")).result()
    assert done == [str(number) for number in range(20)]


def test_a_page_that_is_stopped_holds_up_none_beside_it(meeting: type[ParsingPool]):
    with meeting(2, seconds=3) as pool:
        held_up = pool.submit(html("a waits for godot"))
        others = [pool.submit(html(f"{number}")) for number in range(50)]
        assert [name_of(other.result()) for other in others] == [
            str(number) for number in range(50)
        ]
        assert not held_up.done(), "the others waited for it"
        with pytest.raises(UserError, match="took longer than 3 s"):
            held_up.result()
        assert [name_of(pool.submit(html(one)).result()) for one in "xyz"] == ["x", "y", "z"]


def test_every_thread_gets_the_answer_to_its_own_html():
    pages = {
        f"{thread}/{number}": html(f"{thread}/{number}") for thread in "abcd" for number in "12345"
    }
    found: dict[str, ParsedPage] = {}

    def ask(thread: str) -> None:
        for name, raw in pages.items():
            if name.startswith(thread):
                found[name] = pool.submit(raw).result()

    with ParsingPool(2) as pool:
        threads = [threading.Thread(target=ask, args=(thread,)) for thread in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {name: parse(raw) for name, raw in pages.items()}
