"""Pages: what is kept of them, and the list."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from annotator.core.errors import UserError
from annotator.core.journal import LineKind, Status
from annotator.core.pages import (
    AnnotatorId,
    EncodingSource,
    PageId,
    PageKind,
    PageRow,
    RawPage,
    Resource,
)
from annotator.storage.engine import DamagedFile
from annotator.storage.pages import NewPage, PageRepository
from annotator.storage.store import Store
from tests.pictures import page as a_document
from tests.storage.samples import DOCUMENT, NOON, add_page, line, parsed, replacing


def test_a_page_comes_back_as_it_was_imported(store: Store) -> None:
    content = b"\x00\xff<p>" + os.urandom(5000)
    kept = parsed(DOCUMENT, content, title="Ça va \N{GRINNING FACE}", replaced_count=3)
    with store.begin() as transaction:
        page = transaction.pages.add(content, kept, NOON, charset="latin-1")
    with store.read() as transaction:
        pages = transaction.pages
        assert pages.facts(page) == kept.facts
        assert pages.content(page) == content
        assert pages.document(page) == DOCUMENT
        assert pages.imported_at(page) == NOON
        assert pages.raw(page) == RawPage(
            content, "folder/page.html", PageKind.HTML, "https://news.example.org/1", "latin-1"
        )


def test_a_page_keeps_its_time_its_given_title_and_what_it_is_shown_with(store: Store) -> None:
    resources = (
        Resource("https://news.example.org/a.png", "image/png", os.urandom(5000)),
        Resource("cid:\N{SNOWMAN}", "text/css", b""),
    )
    when = datetime(2026, 2, 3, 4, 5, 6, 789, UTC)
    kept = parsed(DOCUMENT, b"<p>", fetched_at=when)
    with store.begin() as transaction:
        plain, page = transaction.pages.add_all(
            [
                NewPage(b"<b>", parsed(DOCUMENT, b"<b>")),
                NewPage(b"<p>", kept, given_title="Storms", resources=resources),
            ],
            NOON,
        )
    with store.read() as transaction:
        pages = transaction.pages
        assert (pages.resources(plain), pages.resources(page)) == ((), resources)
        assert pages.facts(page) == kept.facts
        raw = pages.raw(page)
    assert (raw.fetched_at, raw.title, raw.resources) == (when, "Storms", ())


def test_a_damaged_resource_is_told_and_the_page_can_be_read(store: Store) -> None:
    resource = Resource("https://news.example.org/a.png", "image/png", b"PNG" * 100)
    with store.begin() as transaction:
        new = NewPage(b"<p>", parsed(DOCUMENT, b"<p>"), resources=(resource,))
        (page,) = transaction.pages.add_all([new], NOON)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("UPDATE page_resources SET frame = zeroblob(9)")
    with store.read() as transaction:
        assert transaction.pages.content(page) == b"<p>"
        with pytest.raises(DamagedFile, match=r"a\.png"):
            transaction.pages.resources(page)


def test_an_empty_page_and_one_of_a_megabyte_come_back(store: Store) -> None:
    contents = [b"", bytes(range(256)) * 4096]
    numbers = [add_page(store, a_document(), content) for content in contents]
    with store.read() as transaction:
        assert [transaction.pages.content(page) for page in numbers] == contents
        assert transaction.pages.document(numbers[0]).blocks == ()


def test_pages_are_numbered_from_1_and_found_by_their_digest(store: Store) -> None:
    numbers = [add_page(store, content=content) for content in (b"one", b"two", b"three")]
    assert numbers == [1, 2, 3]
    with store.read() as transaction:
        assert transaction.pages.count() == 3
        digest = transaction.pages.facts(PageId(2)).digest
        assert transaction.pages.find(digest) == 2
        assert transaction.pages.find("0" * 64) is None


def test_pages_stored_together_are_numbered_in_their_order(store: Store) -> None:
    add_page(store, content=b"before")
    contents = [b"%d" % number for number in range(300)]
    new = [
        NewPage(content, parsed(a_document(content.decode()), content), charset="utf-8")
        for content in contents
    ]
    with store.begin() as transaction:
        numbers = transaction.pages.add_all(new, NOON)
    assert numbers == list(range(2, 302))
    digests = [one.parsed.facts.digest for one in new]
    with store.read() as transaction:
        pages = transaction.pages
        assert [pages.content(page) for page in numbers] == contents
        assert [pages.document(page).text.encode() for page in numbers] == contents
        assert pages.find_all([*digests, "0" * 64]) == dict(zip(digests, numbers, strict=True))


def test_no_pages_are_stored_and_found_without_ado(store: Store) -> None:
    with store.begin() as transaction:
        assert transaction.pages.add_all([], NOON) == []
        assert transaction.pages.find_all([]) == {}


def test_the_number_of_a_page_is_never_given_out_again(store: Store) -> None:
    add_page(store, content=b"one")
    with store.begin() as transaction:
        for table in ("documents", "page_contents", "pages"):
            transaction.pages._connection.exec_driver_sql(f"DELETE FROM {table}")
    assert add_page(store, content=b"two") == 2


@pytest.mark.parametrize("number", [-1, 0, 2, 2**31, 10**30])
@pytest.mark.parametrize("ask", ["facts", "content", "document", "raw", "imported_at", "resources"])
def test_a_number_that_no_page_has_is_refused(store: Store, number: int, ask: str) -> None:
    add_page(store)
    with pytest.raises(UserError, match=f"no page {number} "), store.read() as transaction:
        getattr(transaction.pages, ask)(PageId(number))


def test_what_no_database_takes_is_replaced_in_names_and_addresses(store: Store) -> None:
    name = os.fsdecode(b"caf\xe9\n.html")
    page = add_page(store, name=name, url="https://a.example/\0")
    with store.read() as transaction:
        facts = transaction.pages.facts(page)
    assert facts.name == "caf\N{REPLACEMENT CHARACTER}\n.html"
    assert facts.url == "https://a.example/\N{REPLACEMENT CHARACTER}"


def test_a_page_without_labels_can_be_read_anew_with_another_encoding(store: Store) -> None:
    page = add_page(store)
    again = a_document("Größe", "Menü", hidden=[1])
    reading = parsed(again, b"<p>", encoding="windows-1252", encoding_source=EncodingSource.CHOSEN)
    with store.begin() as transaction:
        transaction.pages.replace_parse(page, reading)
    with store.read() as transaction:
        assert transaction.pages.document(page) == again
        assert transaction.pages.facts(page) == reading.facts
        assert transaction.pages.content(page) == b"<p>"
        assert transaction.pages.rows()[0].block_count == 1


def test_a_page_with_a_history_cannot_be_read_anew(store: Store) -> None:
    page = add_page(store)
    save(store, page, "Ada", "B........", 1)
    with pytest.raises(UserError, match="has been labelled"), store.begin() as transaction:
        transaction.pages.replace_parse(page, parsed(a_document("x"), b"<p>"))
    with store.read() as transaction:
        assert transaction.pages.document(page) == DOCUMENT


def test_a_page_that_is_not_there_cannot_be_read_anew(store: Store) -> None:
    with pytest.raises(UserError, match="no page 5"), store.begin() as transaction:
        transaction.pages.replace_parse(PageId(5), parsed(DOCUMENT, b""))


def save(
    store: Store,
    page: PageId,
    name: str,
    marks: str,
    undecided: int,
    status: Status = Status.IN_PROGRESS,
) -> AnnotatorId:
    """Label the page as somebody, from nothing."""
    kind = LineKind.EDIT if status is Status.IN_PROGRESS else LineKind.STATUS
    with store.begin() as transaction:
        author = transaction.annotators.find_or_add(name)
        edit = replacing("." * len(marks), marks)
        transaction.sets.append(page, author, 0, [line(edit, kind, status)], undecided)
    return author


def rows(store: Store, author: AnnotatorId | None = None) -> list[PageRow]:
    """The whole list."""
    with store.read() as transaction:
        return transaction.pages.rows(author)


def test_a_page_that_nobody_labelled_is_listed_as_new_with_all_undecided(store: Store) -> None:
    page = add_page(store, a_document("One", "Two", "Three", hidden=[2]), cut="Too deep.")
    assert rows(store) == [
        PageRow(
            page=page,
            title="Big news",
            url="https://news.example.org/1",
            site="example.org",
            status=Status.NEW,
            block_count=2,
            undecided_count=2,
            is_cut=True,
            encoding="utf-8",
            annotator=None,
        )
    ]


def test_the_list_shows_an_annotator_their_own_work_alone(store: Store) -> None:
    first, second = add_page(store, content=b"1"), add_page(store, content=b"2")
    ada = save(store, first, "Ada", "B........", 2)
    save(store, first, "Bo", "B........", 0, Status.FINISHED)
    save(store, second, "Bo", "B........", 1)
    seen = [(row.page, row.status, row.undecided_count, row.annotator) for row in rows(store, ada)]
    assert seen == [(first, Status.IN_PROGRESS, 2, "Ada"), (second, Status.NEW, 3, None)]


@pytest.mark.parametrize(
    ("works", "speaker"),
    [
        ([("Ada", Status.IN_PROGRESS, 0), ("Bo", Status.FINISHED, 3)], "Bo"),
        ([("Ada", Status.RETURNED, 0), ("Bo", Status.FINISHED, 0)], "Bo"),
        ([("Ada", Status.RETURNED, 3), ("Bo", Status.IN_PROGRESS, 0)], "Ada"),
        ([("Ada", Status.FINISHED, 0), ("Bo", Status.ACCEPTED, 0)], "Bo"),
        ([("Ada", Status.IN_PROGRESS, 2), ("Bo", Status.IN_PROGRESS, 1)], "Bo"),
        ([("Ada", Status.IN_PROGRESS, 1), ("Bo", Status.IN_PROGRESS, 1)], "Ada"),
    ],
)
def test_without_an_annotator_the_set_that_is_furthest_on_speaks_for_a_page(
    store: Store, works: Sequence[tuple[str, Status, int]], speaker: str
) -> None:
    page = add_page(store)
    for name, status, undecided in works:
        save(store, page, name, "B........", undecided, status)
    (row,) = rows(store)
    assert row.annotator == speaker
    assert (speaker, row.status, row.undecided_count) in works


def test_the_list_comes_in_pieces_by_number(store: Store) -> None:
    for number in range(5):
        add_page(store, content=b"%d" % number)
    save(store, PageId(4), "Ada", "B........", 1)
    with store.read() as transaction:
        pages: PageRepository = transaction.pages
        assert [row.page for row in pages.rows(limit=2)] == [1, 2]
        assert [row.page for row in pages.rows(after=2, limit=2)] == [3, 4]
        assert [row.undecided_count for row in pages.rows(after=2, limit=2)] == [3, 1]
        assert [row.page for row in pages.rows(after=4, limit=2)] == [5]
        assert pages.rows(after=5) == []


def test_the_list_reads_neither_bytes_nor_text(store: Store) -> None:
    add_page(store)
    statements: list[str] = []

    @event.listens_for(store._reading, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    rows(store)
    assert any("FROM pages" in statement for statement in statements)
    assert not any(
        table in statement for statement in statements for table in ("page_contents", "documents")
    )
