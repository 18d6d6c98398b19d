"""What is kept for proposals: evidence, prospects, what was learned, and whom to learn from."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from annotator.core.errors import UserError
from annotator.core.journal import JournalLine, Status
from annotator.core.labels import LabelId
from annotator.core.pages import PageId
from annotator.core.proposals import Proposal, Source
from annotator.core.prospects import Prospect
from annotator.core.spans import Span
from annotator.storage.engine import DamagedFile
from annotator.storage.evidence import EvidenceMark, KeptEvidence
from annotator.storage.learners import KeptLearner
from annotator.storage.pages import NewPage
from annotator.storage.store import Store
from tests.pictures import page as page_of
from tests.storage.samples import DOCUMENT, NOON, add_page, line, parsed, replacing

EMPTY = "... ....|.. ......|...."
BOTH = "Hhhhhhhh|Bbbbbbbbb|...."
EVIDENCE = KeptEvidence("evidence-1", '{"titles":["Big"]}', b"hashes  ", b"marks   ")


def add(
    store: Store, content: bytes, evidence: KeptEvidence | None, *, is_blind: bool = False
) -> PageId:
    """Store a page with its evidence."""
    new = NewPage(content, parsed(DOCUMENT, content), evidence=evidence, is_blind=is_blind)
    with store.begin() as transaction:
        return transaction.pages.add_all([new], NOON)[0]


def save(store: Store, page: PageId, name: str, lines: Sequence[JournalLine]) -> None:
    """Save lines of a new set."""
    with store.begin() as transaction:
        author = transaction.annotators.find_or_add(name)
        transaction.sets.append(page, author, 0, lines, 1)


def test_evidence_comes_with_a_page_and_is_given_back(store: Store) -> None:
    page, other = add(store, b"1", EVIDENCE), add(store, b"2", None)
    with store.read() as transaction:
        assert transaction.evidence.find(page) == EVIDENCE
        assert transaction.evidence.find(other) is None


def test_evidence_that_is_made_later_replaces_what_was_kept(store: Store) -> None:
    page = add(store, b"1", EVIDENCE)
    newer = KeptEvidence("evidence-2", "{}")
    with store.begin() as transaction:
        transaction.evidence.keep(page, newer)
        assert transaction.evidence.find(page) == newer


def test_pages_that_lack_evidence_are_told(store: Store) -> None:
    add(store, b"1", EVIDENCE)
    older = add(store, b"2", replace(EVIDENCE, version="evidence-0"))
    bare, none = add(store, b"3", replace(EVIDENCE, signatures=None)), add(store, b"4", None)
    with store.read() as transaction:
        every = transaction.pages.of_site("example.org")
        assert every == [none, bare, older, PageId(1)]
        assert transaction.pages.of_site("example.org", 2) == [none, bare]
        assert transaction.pages.of_site("elsewhere.example") == []
        assert transaction.evidence.lacking(every, "evidence-1") == [older, bare, none]
        assert transaction.evidence.lacking([PageId(1)], "evidence-1") == []
        assert transaction.evidence.lacking([], "evidence-1") == []


def test_hashes_and_signatures_of_a_site_come_without_its_other_evidence(store: Store) -> None:
    page = add(store, b"1", EVIDENCE)
    add(store, b"2", replace(EVIDENCE, version="evidence-0"))
    bare = add(store, b"3", replace(EVIDENCE, signatures=None))
    with store.read() as transaction:
        hashes = transaction.evidence.text_hashes("example.org", "evidence-1")
        signatures = transaction.evidence.signatures("example.org", "evidence-1")
        assert transaction.evidence.signatures("elsewhere.example", "evidence-1") == {}
        assert list(transaction.evidence.text_hashes("example.org", "evidence-1", 1)) == [bare]
    assert hashes == {page: b"hashes  ", bare: b"hashes  "}
    assert signatures == {page: b"marks   "}


def test_the_mark_of_a_site_changes_with_its_evidence(store: Store) -> None:
    def mark() -> EvidenceMark:
        with store.read() as transaction:
            assert transaction.evidence.mark("elsewhere.example", "evidence-1") == EvidenceMark()
            return transaction.evidence.mark("example.org", "evidence-1")

    seen = [mark()]
    page = add(store, b"1", EVIDENCE)
    seen.append(mark())
    add(store, b"2", replace(EVIDENCE, version="evidence-0"))
    assert mark() == seen[-1]
    other = add(store, b"3", EVIDENCE)
    seen.append(mark())
    longer = parsed(page_of("One", "Two", "Three", "Four"), b"3", encoding="latin-1")
    with store.begin() as transaction:
        transaction.pages.replace_parse(other, longer)
    seen.append(mark())
    with store.begin() as transaction:
        transaction.evidence.keep(other, EVIDENCE)
    seen.append(mark())
    as_long = parsed(page_of("Five", "Six", "Seven", "Eight"), b"3", encoding="koi8-r")
    with store.begin() as transaction:
        transaction.pages.replace_parse(other, as_long)
        transaction.evidence.keep(other, EVIDENCE)
    seen.append(mark())
    assert len(set(seen)) == len(seen) - 1, "one with the page alone came twice"
    assert seen[1] == seen[3]
    assert page == PageId(1)


def test_a_page_that_is_decoded_anew_forgets_its_evidence_and_its_prospect(store: Store) -> None:
    page, other = add(store, b"1", EVIDENCE), add(store, b"2", EVIDENCE)
    with store.begin() as transaction:
        transaction.prospects.keep([Prospect(one, 1, 0.5, 1, "base-1") for one in (page, other)])
        transaction.pages.replace_parse(page, parsed(DOCUMENT, b"1", encoding="latin-1"))
        assert transaction.evidence.find(page) is None
        assert transaction.evidence.find(other) == EVIDENCE
        assert set(transaction.prospects.all()) == {other}


def test_damaged_evidence_is_told(store: Store) -> None:
    page = add(store, b"1", EVIDENCE)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("UPDATE page_evidence SET frame = zeroblob(9)")
    with store.read() as transaction, pytest.raises(DamagedFile, match="evidence of page 1"):
        transaction.evidence.find(page)


def test_a_blind_page_stays_blind_when_it_is_decoded_anew(store: Store) -> None:
    page, other = add(store, b"1", None, is_blind=True), add(store, b"2", None)
    with store.begin() as transaction:
        transaction.pages.replace_parse(page, parsed(DOCUMENT, b"1", encoding="latin-1"))
        assert (transaction.pages.is_blind(page), transaction.pages.is_blind(other)) == (
            True,
            False,
        )
        assert [row.is_blind for row in transaction.pages.rows()] == [True, False]


def test_the_blind_share_is_set_and_told(store: Store) -> None:
    with store.begin() as transaction:
        assert transaction.project.blind_share() == 0
        transaction.project.set_blind_share(0.1)
        assert transaction.project.blind_share() == 0.1


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_what_is_no_share_is_refused(store: Store, share: float) -> None:
    with store.begin() as transaction, pytest.raises(UserError, match="no share"):
        transaction.project.set_blind_share(share)


def test_prospects_are_replaced_page_by_page(store: Store) -> None:
    pages = [add_page(store, content=b"%d" % number) for number in range(3)]
    first = [Prospect(page, 1, 0.25, 1, "model-1") for page in pages[:2]]
    newer = Prospect(pages[1], 2, 0.75, 3, "model-2")
    with store.begin() as transaction:
        transaction.prospects.keep(first)
        transaction.prospects.keep([newer])
        transaction.prospects.keep([])
        assert transaction.prospects.all() == {pages[0]: first[0], pages[1]: newer}


def test_what_was_learned_last_replaces_what_was_learned_before(store: Store) -> None:
    newer = KeptLearner("model-2", b"newer", NOON + timedelta(hours=1))
    with store.begin() as transaction:
        assert transaction.learners.newest() is None
        transaction.learners.keep(KeptLearner("model-1", b"older", NOON))
        transaction.learners.keep(newer)
    with store.read() as transaction:
        assert transaction.learners.newest() == newer
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT count(*) FROM learners").fetchone() == (1,)


def test_a_step_keeps_what_was_proposed_by_what_and_how_long_it_took(store: Store) -> None:
    page = add_page(store)
    proposed = (
        Proposal(Span(0, 8), LabelId("headline"), 0.9712, Source.SITE),
        Proposal(Span(9, 18), LabelId("body"), 1.0, Source.MODEL),
    )
    step = replace(
        line(replacing(EMPTY, BOTH)), proposed=proposed, model="rules-1 base-1", elapsed_ms=0
    )
    save(store, page, "Ada", [step])
    with store.read() as transaction:
        author = transaction.annotators.find("Ada")
        assert author is not None
        assert transaction.sets.load(page, author).lines == (step,)


def test_the_program_learns_from_finished_sets_of_pages_that_are_not_blind(store: Store) -> None:
    edit = replacing(EMPTY, BOTH)
    pages = [add(store, b"%d" % number, None, is_blind=number == 3) for number in range(5)]
    hour = timedelta(hours=1)
    finished = line(edit, status=Status.FINISHED)
    save(store, pages[0], "Ada", [replace(finished, made_at=NOON + hour)])
    save(store, pages[1], "Ada", [line(edit), replace(line(replacing(BOTH, EMPTY)))])
    save(store, pages[2], "Bo", [replace(finished, status=Status.ACCEPTED)])
    save(store, pages[2], "Ada", [finished])
    save(store, pages[3], "Ada", [finished])
    with store.read() as transaction:
        found = transaction.sets.lessons()
        assert transaction.sets.lessons("example.org") == found
        assert transaction.sets.lessons("elsewhere.example") == []
    assert [(one.page, one.annotator_id, one.is_accepted) for one in found] == [
        (pages[2], 1, False),
        (pages[2], 2, True),
        (pages[0], 1, False),
    ]
    assert (found[-1].revision, found[-1].site, found[-1].made_at) == (
        1,
        "example.org",
        NOON + hour,
    )
