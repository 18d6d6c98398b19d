"""Bundles for projects in which the same bytes gave another text: nothing moves silently."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from annotator.core.bundles import SetFate
from annotator.core.documents import Block, Document
from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.core.spans import Span
from annotator.core.transplanting import MOVED
from annotator.services import discussing
from annotator.services.bundling import write_bundle
from annotator.services.checking import check_project
from annotator.services.projects import Project, create_project
from annotator.services.receiving import preview, receive
from annotator.storage.pages import NewPage
from tests.bundles import NOON, dump, label_at, step_at
from tests.pictures import mark_line
from tests.stored import IMPORTED_AT, parsed_page

CONTENT = b"the same bytes in every project"


def document(segmenter: str, *blocks: tuple[str, str]) -> Document:
    start, made = 0, []
    for index, (xpath, text) in enumerate(blocks):
        made.append(Block(index, Span(start, start + len(text)), xpath=xpath))
        start += len(text) + 1
    return Document("\n".join(text for _, text in blocks), tuple(made), segmenter)


OLD = document(
    "test-1",
    ("/html/h1", "Big news"),
    ("/html/p[1]", "A story"),
    ("/html/p[2]", "Menu"),
    ("/html/p[3]", "Gone now"),
)
# The first block is cut off, the second lies in another element, and the last is not found.
NEW = document("test-2", ("/html/h1", "Big news"), ("/html/div", "A story"), ("/html/p[2]", "Menu"))


def project_with(path: Path, text: Document) -> Project:
    project = create_project(path)
    with project.store.begin() as transaction:
        new = NewPage(CONTENT, parsed_page(text, CONTENT))
        transaction.pages.add_all([new], IMPORTED_AT)
    return project


@pytest.fixture
def old(tmp_path):
    with project_with(tmp_path / "old.annotator", OLD) as project:
        label_at(project, 1, "Ada", 0, "headline", 0)
        label_at(project, 1, "Ada", 1, "body", 1)
        label_at(project, 1, "Ada", 2, "boilerplate", 2, 3)
        moment = NOON + timedelta(minutes=3)
        step_at(project, 1, "Ada", moment, lambda sitting: sitting.finish())
        yield project


@pytest.fixture
def new(tmp_path):
    with project_with(tmp_path / "new.annotator", NEW) as project:
        yield project


def sent(project: Project, name: str = "sent") -> Path:
    target = project.path.with_name(f"{name}.annobundle")
    write_bundle(project, target)
    return target


def the_set(project: Project):
    with project.store.read() as transaction:
        (found,) = transaction.sets.of_page(PageId(1))
    return found


def test_what_agrees_is_placed_what_moved_is_uncertain_and_what_is_gone_is_told(old, new):
    (told,) = preview(new, sent(old)).sets
    assert (told.fate, told.moved_count, told.lost_count) == (SetFate.NEW, 1, 1)
    receive(new, sent(old))
    kept = the_set(new)
    assert mark_line(NEW, kept.annotations) == "Hhhhhhhh|Bbbbbbb|Xxxx"
    uncertain = [(one.label, one.note) for one in kept.annotations if one.uncertain]
    assert uncertain == [("body", MOVED)]
    (remark,) = [thread.first for thread in discussing.conversation(new, PageId(1)).threads]
    assert (remark.author, remark.about) == ("Ada", "Ada")
    assert remark.text.splitlines()[1:] == ["boilerplate: “Gone now”"]
    # All that is there is decided, so what was finished is.
    assert kept.status is Status.FINISHED
    assert check_project(new) == ()


def test_receiving_it_again_changes_not_one_byte(old, new):
    bundle = sent(old)
    receive(new, bundle)
    before = new.path.read_bytes()
    assert [one.fate for one in receive(new, bundle).sets] == [SetFate.SAME]
    assert new.path.read_bytes() == before


def test_what_the_annotator_does_next_goes_on_from_what_was_received(old, new):
    receive(new, sent(old))
    label_at(old, 1, "Ada", 9, "teaser", 2)
    later = sent(old, "later")
    assert [one.fate for one in receive(new, later).sets] == [SetFate.EXTENDS]
    kept = the_set(new)
    assert mark_line(NEW, kept.annotations) == "Hhhhhhhh|Bbbbbbb|Tttt"
    assert kept.status is Status.IN_PROGRESS
    assert check_project(new) == ()


def test_undecided_text_that_the_sender_did_not_have_keeps_a_page_from_being_finished(
    old, tmp_path
):
    longer = document(
        "test-3",
        *((block.xpath, OLD.block_text(block.index)) for block in OLD.blocks),
        ("/html/p[4]", "More"),
    )
    with project_with(tmp_path / "longer.annotator", longer) as project:
        receive(project, sent(old))
        kept = the_set(project)
        assert (kept.status, kept.undecided_count) == (Status.IN_PROGRESS, 1)
        assert check_project(project) == ()


def test_a_comment_follows_its_text_or_says_what_it_was_about(old, new):
    discussing.comment(old, PageId(1), "Bob", "Is it one?", Span(9, 16))
    discussing.comment(old, PageId(1), "Bob", "And this?", Span(22, 30))
    assert receive(new, sent(old)).remark_count == 3
    with new.store.read() as transaction:
        remarks = {one.text: one for one in transaction.remarks.of_page(PageId(1))}
    moved = remarks["Is it one?"]
    assert (moved.span, moved.quote) == (Span(9, 16), "A story")
    assert remarks["“Gone now”\nAnd this?"].span is None
    assert check_project(new) == ()


def test_what_was_exactly_placed_comes_back_as_what_it_was(old, tmp_path):
    same_blocks = tuple((block.xpath, OLD.block_text(block.index)) for block in OLD.blocks)
    with project_with(tmp_path / "b.annotator", document("test-4", *same_blocks)) as other:
        receive(other, sent(old))
        assert dump(other) == dump(old)
        assert [one.fate for one in receive(old, sent(other, "back")).sets] == [SetFate.SAME]


def test_a_second_version_there_whose_name_is_a_persons_here_is_refused(old, new):
    with old.store.begin() as transaction:
        transaction.received.owner("Ada (2)", "Ada")
    discussing.comment(old, PageId(1), "Ada (2)", "Said under my second name.")
    label_at(new, 1, "Ada (2)", 5, "headline", 0)
    before = new.path.read_bytes()
    with pytest.raises(UserError, match="is a person here"):
        receive(new, sent(old))
    assert new.path.read_bytes() == before
