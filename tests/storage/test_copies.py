"""Backups: whole, checked, written beside and renamed."""

from __future__ import annotations

import os
import resource
import threading
from pathlib import Path

import pytest

from annotator.core.errors import Cancelled, UserError
from annotator.core.progress import Progress
from annotator.storage import engine
from annotator.storage.store import Store
from tests.storage.samples import add_page


def test_a_backup_is_a_project_with_all_that_was_stored(store: Store, tmp_path: Path) -> None:
    page = add_page(store, content=b"precious")
    target = tmp_path / "backups" / "News 100%.annotator"
    target.parent.mkdir()
    store.back_up_to(target)
    add_page(store, content=b"later")
    with Store.open(target) as copy, copy.read() as transaction:
        assert transaction.pages.count() == 1
        assert transaction.pages.content(page) == b"precious"
        assert copy.integrity_problems() == []
    assert [one.name for one in target.parent.iterdir()] == [target.name]


def test_a_backup_replaces_an_earlier_one_of_its_name(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    for number in range(2):
        add_page(store, content=b"%d" % number)
        store.back_up_to(target)
    with Store.open(target) as copy, copy.read() as transaction:
        assert transaction.pages.count() == 2


def test_a_backup_tells_how_far_it_is(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_COPY_PAGES", 5)
    told: list[Progress] = []
    store.back_up_to(tmp_path / "copy", told.append)
    assert len(told) > 3
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert told[-1].done == told[-1].total


def test_a_backup_that_is_stopped_leaves_the_earlier_one(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_COPY_PAGES", 5)
    target = tmp_path / "backups" / "copy"
    target.parent.mkdir()
    target.write_text("earlier")

    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        store.back_up_to(target, stop)
    assert target.read_text() == "earlier"
    assert list(target.parent.iterdir()) == [target]
    add_page(store)


def test_a_backup_that_does_not_fit_leaves_nothing_and_the_project_as_it_was(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(UserError, match=r"backups/copy") as caught:
            store.back_up_to(folder / "copy")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.hint
    assert list(folder.iterdir()) == []
    assert store.integrity_problems() == []


def test_a_backup_goes_on_while_somebody_writes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_COPY_PAGES", 3)
    for number in range(20):
        add_page(store, content=b"%d" % number)
    written = threading.Event()

    def write_once(_progress: Progress) -> None:
        if not written.is_set():
            written.set()
            add_page(store, content=b"meanwhile")

    store.back_up_to(tmp_path / "copy", write_once)
    with Store.open(tmp_path / "copy") as copy, copy.read() as transaction:
        assert transaction.pages.count() == 21
        assert copy.integrity_problems() == []


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("missing/copy", "There is no folder"),
        (".", "is a folder"),
        (f"{'n' * 300}/copy", "cannot be written: File name too long"),
    ],
)
def test_a_place_where_no_backup_can_be_is_refused(
    store: Store, tmp_path: Path, target: str, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        store.back_up_to(tmp_path / target)


def test_a_project_is_not_its_own_backup(store: Store) -> None:
    add_page(store)
    with pytest.raises(UserError, match="is the project itself"):
        store.back_up_to(store.path)
    assert store.integrity_problems() == []


def test_a_copy_that_came_out_damaged_is_not_kept(store: Store, tmp_path: Path) -> None:
    for number in range(30):
        add_page(store, content=b"%d" % number, title="title " * 50)
    store.close()
    size = store.path.stat().st_size
    with store.path.open("r+b") as file:
        file.seek(size // 4096 * 2 // 3 * 4096)
        file.write(b"\xab" * 4096 * 3)
    target = tmp_path / "backups" / "copy"
    target.parent.mkdir()
    with Store.open(store.path) as again, pytest.raises(UserError, match="damaged"):
        again.back_up_to(target)
    assert list(target.parent.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_backup_never_replaces_what_is_no_file(store: Store, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="is no file"):
        store.back_up_to(pipe)
    assert pipe.is_fifo()
