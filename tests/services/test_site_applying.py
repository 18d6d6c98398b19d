"""The labels of one page taken over to the others of its site, and back."""

from __future__ import annotations

import pytest

from annotator.core.annotations import Origin
from annotator.core.effort import Counts, effort_of
from annotator.core.errors import Cancelled, UserError
from annotator.core.journal import Status
from annotator.core.labels import LabelId
from annotator.core.proposals import Proposal, Proposals, Source
from annotator.services.annotating import open_sitting
from annotator.services.projects import create_project
from annotator.services.site_applying import (
    PassedOver,
    latest_batch,
    preview_site,
    take,
    take_back,
)
from annotator.services.sitting import Sitting
from tests.pictures import mark_line, page
from tests.stored import add_page, do, label_blocks

SOURCE, SIBLING, SECOND, FOREIGN, BLIND, OTHERS, UNLIKE, ELSEWHERE = range(1, 9)


@pytest.fixture
def project(tmp_path):
    """Page 1 is labelled; the others of the site are each of a kind of their own."""
    with create_project(tmp_path / "news.annotator") as made:
        add_page(made, page("News", "A story", "Menu"))
        add_page(made, page("News", "Another", "Menu"))
        add_page(made, page("News", "A third one", "Menu"))
        add_page(made, page("News", "Done"))
        add_page(made, page("News", "Blind"), is_blind=True)
        add_page(made, page("News", "Ben is here"))
        add_page(made, page("Nothing of it"))
        add_page(made, page("News", "Elsewhere"), site="other.example")
        label_blocks(made, SOURCE, "Ada", "boilerplate", 0, 2)
        label_blocks(made, SOURCE, "Ada", "body", 1)
        label_blocks(made, FOREIGN, "Ada", "body", 0, 1)
        do(made, FOREIGN, "Ada", Sitting.finish)
        label_blocks(made, OTHERS, "Ben", "body", 1)
        yield made


def same_text(project):
    """Proposes for each block what the block of the same text has on page 1."""
    source = open_sitting(project, SOURCE, "Ada")
    labels = {source.document.quote(one.span): one.label for one in source.annotations}

    def propose(number):
        document = open_sitting(project, number, "Ada").document
        texts = {block.span: document.quote(block.span) for block in document.blocks}
        return Proposals(
            tuple(
                Proposal(span, LabelId(labels[text]), 1.0, Source.SITE)
                for span, text in texts.items()
                if text in labels
            ),
            "site-1",
        )

    return propose


def preview(project, number=SOURCE, name="Ada", **options):
    return preview_site(project, same_text(project), number, name, **options)


def marks(project, number, name="Ada"):
    sitting = open_sitting(project, number, name)
    return mark_line(sitting.document, sitting.annotations)


def test_a_preview_shows_what_each_page_would_get_and_changes_nothing(project):
    found = preview(project)
    assert [(one.page, dict(one.labels), one.left_count) for one in found.pages] == [
        (SIBLING, {"boilerplate": 2}, 1),
        (SECOND, {"boilerplate": 2}, 1),
    ]
    assert found.passed_over == {
        PassedOver.BLIND: 1,
        PassedOver.FINISHED: 1,
        PassedOver.OTHERS: 1,
        PassedOver.UNLIKE: 1,
    }
    assert marks(project, SIBLING) == "....|.......|...."
    assert open_sitting(project, SIBLING, "Ada").revision == 0


def test_taking_all_makes_one_edit_on_each_page_that_says_where_it_is_from(project):
    batch = take(project, preview(project))
    assert set(batch.edits) == {SIBLING, SECOND}
    assert marks(project, SIBLING) == "Xxxx|.......|Xxxx"
    sitting = open_sitting(project, SIBLING, "Ada")
    assert [edit.name for edit in sitting.history.done] == ["Apply page 1"]
    assert {one.origin for one in sitting.annotations} == {Origin.ACCEPTED_WITH_REST}
    assert sitting.status is Status.IN_PROGRESS
    with project.store.read() as transaction:
        author = transaction.annotators.find("Ada")
        lines = transaction.sets.journal(SIBLING, author)
    assert lines[0].model == "site-1"
    assert effort_of(lines).counts == Counts(with_rest=2)


def test_pages_are_taken_one_by_one(project):
    found = preview(project)
    assert set(take(project, found, [SECOND]).edits) == {SECOND}
    assert marks(project, SIBLING) == "....|.......|...."
    assert [one.page for one in preview(project).pages] == [SIBLING]
    assert preview(project).passed_over[PassedOver.UNLIKE] == 2


def test_what_is_decided_keeps_its_label_also_where_that_was_after_the_preview(project):
    found = preview(project)
    label_blocks(project, SIBLING, "Ada", "teaser", 2)
    take(project, found)
    assert marks(project, SIBLING) == "Xxxx|.......|Tttt"
    do(project, SECOND, "Ada", Sitting.fill)
    assert take(project, found, [SECOND]).edits == {}


def test_one_undo_takes_all_back_but_where_somebody_went_on(project):
    batch = take(project, preview(project))
    label_blocks(project, SECOND, "Ada", "body", 1)
    answer = take_back(project, batch)
    assert (answer.pages, answer.kept) == ((SIBLING,), (SECOND,))
    assert marks(project, SIBLING) == "....|.......|...."
    assert marks(project, SECOND) == "Xxxx|Bbbbbbbbbbb|Xxxx"
    again = take_back(project, batch)
    assert (again.pages, again.kept) == ((), (SIBLING, SECOND))


def test_a_batch_is_found_again_from_the_journals(project):
    batch = take(project, preview(project))
    assert latest_batch(project, SOURCE, "Ada") == batch
    label_blocks(project, SECOND, "Ada", "body", 1)
    assert set(latest_batch(project, SOURCE, "Ada").edits) == {SIBLING}
    take_back(project, batch)
    assert latest_batch(project, SOURCE, "Ada").edits == {}


def test_stopping_leaves_whole_pages_that_can_be_taken_back(project):
    def stop(progress):
        if progress.done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        take(project, preview(project), report=stop)
    assert set(latest_batch(project, SOURCE, "Ada").edits) == {SIBLING}
    with pytest.raises(Cancelled):
        preview(project, report=stop)


def test_each_annotator_applies_their_own_labels_and_undoes_their_own(project):
    with pytest.raises(UserError, match="“Ben” has no labels on page 1"):
        preview(project, name="Ben")
    take(project, preview(project))
    label_blocks(project, SOURCE, "Ben", "body", 0)
    assert preview(project, name="Ben").passed_over[PassedOver.OTHERS] == 3
    assert latest_batch(project, SOURCE, "Ben").edits == {}


def test_a_page_that_can_be_no_model_is_refused(project):
    label_blocks(project, BLIND, "Ada", "body", 1)
    with pytest.raises(UserError, match="is blind"):
        preview(project, BLIND)
    lonely = add_page(project, page("News"), site="")
    with pytest.raises(UserError, match="site of page 9 is unknown"):
        preview(project, lonely)
    with pytest.raises(UserError, match="no labels on page 2"):
        preview(project, SIBLING)
    with pytest.raises(UserError, match="There is no page 99"):
        preview(project, 99)


def test_only_pages_of_the_preview_can_be_taken(project):
    with pytest.raises(UserError, match="over to page 8"):
        take(project, preview(project), [SIBLING, ELSEWHERE])
    assert marks(project, SIBLING) == "....|.......|...."
