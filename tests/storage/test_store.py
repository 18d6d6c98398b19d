"""Making, opening and using a project file."""

from __future__ import annotations

import gc
import os
import threading
from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.storage.store import Store
from tests.storage.samples import LABELS, NOON, add_page


def test_a_new_project_knows_its_name_its_labels_and_an_identity(store: Store) -> None:
    with store.read() as transaction:
        project = transaction.project
        assert project.name() == "News"
        assert project.label_set_source() == LABELS
        assert project.label_set_version() == 3
        assert len(project.id()) == 36


def test_two_projects_differ_in_identity(tmp_path: Path) -> None:
    with (
        Store.create(tmp_path / "one", name="News", label_set_source=LABELS) as one,
        Store.create(tmp_path / "two", name="News", label_set_source=LABELS) as two,
        one.read() as first,
        two.read() as second,
    ):
        assert first.project.id() != second.project.id()


def test_what_was_stored_is_there_when_the_project_is_opened_again(store: Store) -> None:
    page = add_page(store)
    store.close()
    with Store.open(store.path) as again, again.read() as transaction:
        assert not again.is_read_only
        assert transaction.pages.facts(page).title == "Big news"


def test_a_file_that_is_there_is_never_replaced_by_a_new_project(path: Path) -> None:
    path.write_text("precious")
    with pytest.raises(UserError, match="already a file"):
        Store.create(path, name="News", label_set_source=LABELS)
    assert path.read_text() == "precious"


def test_a_project_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no folder"):
        Store.create(tmp_path / "nowhere" / "a", name="News", label_set_source=LABELS)


@pytest.mark.parametrize("name", ["a\0b", "n" * 300])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="cannot be made"):
        Store.create(tmp_path / name, name="News", label_set_source=LABELS)
    with pytest.raises(UserError, match="cannot be opened"):
        Store.open(tmp_path / name)


def test_a_project_that_cannot_be_made_whole_leaves_no_file_behind(path: Path) -> None:
    with pytest.raises(UserError, match="not valid TOML"):
        Store.create(path, name="News", label_set_source="[[label")
    assert list(path.parent.iterdir()) == []


def test_a_project_may_have_any_name_even_of_undecodable_bytes(path: Path) -> None:
    name = os.fsdecode(b"caf\xe9")
    with (
        Store.create(path, name=name, label_set_source=LABELS) as store,
        store.read() as transaction,
    ):
        assert transaction.project.name() == "caf\N{REPLACEMENT CHARACTER}"


def test_an_exception_in_a_transaction_takes_everything_back(store: Store) -> None:
    def add_a_name_that_is_none() -> None:
        with store.begin() as transaction:
            transaction.annotators.find_or_add("Ada")
            transaction.annotators.find_or_add("")

    with pytest.raises(UserError):
        add_a_name_that_is_none()
    with store.read() as transaction:
        assert transaction.annotators.all() == []


def test_a_reader_sees_one_state_while_others_write(store: Store) -> None:
    with Store.open(store.path) as other, store.read() as reader:
        assert reader.annotators.all() == []
        finished = threading.Event()

        def write() -> None:
            with other.begin() as writer:
                writer.annotators.find_or_add("Ada")
            finished.set()

        thread = threading.Thread(target=write)
        thread.start()
        assert not finished.wait(0.1)
        assert reader.annotators.all() == []
    thread.join(5)
    with store.read() as reader:
        assert [name for _, name in reader.annotators.all()] == ["Ada"]


def test_a_transaction_that_reads_cannot_write(store: Store) -> None:
    with pytest.raises(UserError, match="read-only"), store.read() as transaction:
        transaction.annotators.find_or_add("Ada")
    with store.read() as transaction:
        assert transaction.annotators.all() == []


def test_a_store_made_in_one_thread_serves_another(store: Store) -> None:
    thread = threading.Thread(target=add_page, args=(store,))
    thread.start()
    thread.join()
    with store.read() as transaction:
        assert transaction.pages.count() == 1


def test_closing_twice_does_no_harm_and_leaves_no_file_open(store: Store) -> None:
    add_page(store)
    store.close()
    store.close()
    gc.collect()  # a connection left open would be told as a warning here
    assert [one.name for one in store.path.parent.iterdir()] == [store.path.name]


def test_a_sound_project_has_no_problems(store: Store) -> None:
    add_page(store)
    assert store.integrity_problems() == []


def test_times_come_back_with_their_zone(store: Store) -> None:
    page = add_page(store)
    with store.read() as transaction:
        assert transaction.pages.imported_at(page) == NOON
        assert transaction.pages.imported_at(page).utcoffset() is not None
