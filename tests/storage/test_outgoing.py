"""Pages on their way out, a few at a time: the same as asking for each alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text as sql

from annotator.core.errors import UserError
from annotator.core.page_evidence import PageEvidence, evidence_to_json
from annotator.core.pages import PageId
from annotator.storage.engine import DamagedFile
from annotator.storage.evidence import KeptEvidence
from annotator.storage.store import Store
from tests.storage.samples import add_page, line, replacing

MARKS = "Hhhhhhhh|Bbbbbbbbb|...."


def add_labelled(store: Store, content: bytes, *names: str) -> PageId:
    page = add_page(store, content=content)
    edit = replacing("........|.........|....", MARKS)
    with store.begin() as transaction:
        for name in names:
            author = transaction.annotators.find_or_add(name)
            transaction.sets.append(page, author, 0, [line(edit)], 1)
    return page


def test_pages_come_in_the_order_asked_for_with_all_that_each_has(store: Store) -> None:
    first = add_labelled(store, b"<p>1", "Ada", "Bo")
    bare = add_page(store, content=b"<p>2")
    third = add_labelled(store, b"<p>3", "Bo")
    with store.begin() as transaction:
        transaction.licences.give([third], "CC0-1.0")
        evidence = replace(PageEvidence(), titles=("“Big” \\ news",), language="de-AT")
        transaction.evidence.keep(third, KeptEvidence("1", evidence_to_json(evidence)))
    with store.read() as transaction:
        made = transaction.outgoing.pages([third, first, bare])
        assert [one.page for one in made] == [third, first, bare]
        for one in made:
            assert one.facts == transaction.pages.facts(one.page)
            assert one.document == transaction.pages.document(one.page)
            assert list(one.sets) == transaction.sets.of_page(one.page)
            content = transaction.outgoing.contents([one.page])[one.page]
            assert one.raw(content) == transaction.pages.raw(one.page)
        assert [one.licence for one in made] == ["CC0-1.0", "", ""]
        assert [one.language for one in made] == ["de-AT", "", ""]
        assert [row.page for row in transaction.outgoing.rows()] == [first, third]


def test_the_language_is_found_behind_long_titles_and_missed_in_damaged_evidence(
    store: Store,
) -> None:
    page = add_labelled(store, b"<p>", "Ada")
    evidence = replace(PageEvidence(), titles=("x" * 9000,), language="sr-Cyrl")
    with store.begin() as transaction:
        transaction.evidence.keep(page, KeptEvidence("1", evidence_to_json(evidence)))
    with store.read() as transaction:
        assert transaction.outgoing.languages([page]) == {page: "sr-Cyrl"}
    with store.begin() as transaction:
        transaction.pages._connection.execute(sql("UPDATE page_evidence SET frame = x'00'"))
    with store.read() as transaction:
        assert transaction.outgoing.languages([page]) == {page: ""}


def test_a_page_that_is_not_there_and_a_damaged_document_are_told(store: Store) -> None:
    page = add_labelled(store, b"<p>", "Ada")
    with store.begin() as transaction:
        with pytest.raises(UserError, match="no page 9"):
            transaction.outgoing.pages([PageId(9)])
        transaction.pages._connection.execute(sql("UPDATE documents SET text = text || 'x'"))
        with pytest.raises(DamagedFile, match=f"document of page {page} is damaged"):
            transaction.outgoing.pages([page])


def test_a_licence_is_said_of_many_pages_and_forgotten_again(store: Store) -> None:
    pages = [add_page(store, content=b"<p>%d" % number) for number in range(3)]
    with store.begin() as transaction:
        assert transaction.licences.give(pages[:2], "CC-BY-4.0") == 2
        assert transaction.licences.give([*pages[:1], PageId(77)], "") == 1
    with store.read() as transaction:
        licences = transaction.licences
        assert [licences.of_page(page) for page in pages] == ["", "CC-BY-4.0", ""]
        assert licences.counts() == {"": 2, "CC-BY-4.0": 1}
        with pytest.raises(UserError, match="no page 77"):
            licences.of_page(PageId(77))
