"""What a review does to a project: the gold set, the verdicts, and nothing else."""

from __future__ import annotations

import pytest

from annotator.core.adjudication import PieceState
from annotator.core.decisions import GOLD
from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.core.remarks import RemarkKind, status_of
from annotator.core.spans import Span
from annotator.services import discussing, reviewing
from annotator.services.checking import check_project
from annotator.services.gold_sitting import GoldSitting
from annotator.services.projects import Project
from annotator.services.sitting import Sitting
from tests.pictures import mark_line, page
from tests.reviews import (
    NOTHING,
    PAGE,
    a_label,
    decide,
    gold,
    label,
    marks,
    rows_of_people,
    save,
    side,
)
from tests.stored import do, label_blocks, project_of


@pytest.fixture
def project(tmp_path):
    """Ada and Bob differ on the last two of four blocks."""
    with project_of(tmp_path, page("one", "two", "six", "ten")) as made:
        label(made, "Ada", "hbbx")
        label(made, "Bob", "hbtt")
        yield made


def status(project: Project, annotator: str) -> Status:
    (row,) = reviewing.reviewable(project)
    if annotator == GOLD:
        return row.gold or Status.NEW
    return dict(row.sets)[annotator]


def test_pages_with_a_set_can_be_reviewed_and_are_listed_with_their_statuses(tmp_path):
    with project_of(tmp_path, page("one"), page("two"), page("six")) as project:
        label(project, "Ada", "b", 1)
        label(project, "Bob", "b", 3)
        label_blocks(project, 3, "Ada", "body", 0)
        rows = reviewing.reviewable(project)
    assert [(row.page, row.title, row.gold) for row in rows] == [
        (1, "Page 1", None),
        (3, "Page 3", None),
    ]
    assert rows[1].sets == (("Ada", Status.IN_PROGRESS), ("Bob", Status.FINISHED))


def test_sets_that_were_handed_in_are_compared_and_others_only_where_there_is_none(project):
    label_blocks(project, 1, "Cem", "body", 0)
    assert reviewing.open_review(project, PAGE, "Eve").names == ("Ada", "Bob")
    assert reviewing.open_review(project, PAGE, "Eve", ["Cem", "Ada"]).names == ("Cem", "Ada")


def test_a_page_that_nobody_finished_shows_what_is_in_progress(tmp_path):
    with project_of(tmp_path, page("one", "two")) as project:
        with pytest.raises(UserError, match="Nobody has labelled page 1 yet"):
            reviewing.open_review(project, PAGE, "Eve")
        label(project, "Ada", "b.")
        assert reviewing.open_review(project, PAGE, "Eve").names == ("Ada",)


@pytest.mark.parametrize("between", [["Zoe"], ["Ada", "Ada"], ["gold", "Ada"]])
def test_only_those_who_labelled_the_page_are_compared_and_each_once(project, between):
    with pytest.raises(UserError):
        reviewing.open_review(project, PAGE, "Eve", between)


def test_nobody_reviews_as_gold_and_no_page_is_reviewed_that_is_not_there(project):
    with pytest.raises(UserError, match="“gold” cannot review"):
        reviewing.open_review(project, PAGE, "gold")
    with pytest.raises(UserError, match="no page 7"):
        reviewing.open_review(project, PageId(7), "Eve")


def test_opening_a_review_writes_nothing(project):
    before = rows_of_people(project)
    reviewing.open_review(project, PAGE, "Eve")
    assert rows_of_people(project) == before
    with project.store.read() as transaction:
        assert [name for _, name in transaction.annotators.all()] == ["Ada", "Bob"]


def test_a_decision_is_stored_with_its_reason_its_decider_and_both_originals(project):
    decide(project, 1, side("Bob"), "it tells another story")
    (line,) = gold(project).lines
    assert line.author == "Eve"
    assert line.decision is not None
    assert (line.decision.side, line.decision.reason) == ("Bob", "it tells another story")
    assert line.decision.candidates == ("Ada", "Bob")
    assert [one.labels for one in line.decision.rulings] == [("body", "teaser")]
    assert marks(project) == "...|...|Ttt|..."
    assert check_project(project) == ()


def test_the_same_decision_again_changes_nothing(project):
    decide(project, 1, side("Bob"))
    _, changes = decide(project, 1, side("Bob"))
    assert not changes
    assert gold(project).revision == 1


def test_all_that_is_agreed_on_is_taken_in_one_step(project):
    _, changes = reviewing.change_gold(project, PAGE, "Eve", GoldSitting.agree)
    assert changes
    assert marks(project) == "Hhh|Bbb|...|..."
    _, changes = reviewing.change_gold(project, PAGE, "Eve", GoldSitting.agree)
    assert not changes
    assert gold(project).revision == 1


def test_several_disagreements_are_decided_alike_in_one_step_and_undone_in_one(project):
    sitting = reviewing.open_review(project, PAGE, "Eve")
    sitting.decide([2, 1, 2], NOTHING)
    assert [one.state for one in sitting.considered if one.number] == [PieceState.DECIDED] * 2
    sitting.undo()
    assert [one.state for one in sitting.considered if one.number] == [PieceState.OPEN] * 2
    sitting.redo()
    assert [one.state for one in sitting.considered if one.number] == [PieceState.DECIDED] * 2
    with pytest.raises(UserError, match="no disagreement 3"):
        sitting.decide([3], NOTHING)


def test_a_decision_that_changes_no_label_names_the_blocks_to_draw_anew(project):
    sitting = reviewing.open_review(project, PAGE, "Eve")
    assert sitting.decide([2], NOTHING).blocks == range(3, 4)
    assert sitting.undo().blocks == range(3, 4)


def test_a_correction_is_a_decision_by_hand_and_is_not_agreed_away(project):
    sitting = reviewing.open_review(project, PAGE, "Eve")
    sitting.label([Span(1, 3)], "boilerplate")
    sitting.agree()
    assert mark_line(sitting.document, sitting.annotations) == "HXx|Bbb|...|..."
    sitting.clear([Span(4, 7)])
    assert mark_line(sitting.document, sitting.annotations) == "HXx|...|...|..."
    assert [one.state for one in sitting.considered][:2] == [PieceState.DECIDED] * 2
    assert not sitting.clear([Span(4, 7)])
    assert not sitting.agree()


def test_what_a_sitting_can_do_besides_is_a_decision_as_well(project):
    sitting = reviewing.open_review(project, PAGE, "Eve")
    sitting.agree()
    sitting.resize(sitting.annotations.annotations[0], Span(0, 2))
    sitting.fill()
    assert mark_line(sitting.document, sitting.annotations) == "HhX|Bbb|Xxx|Xxx"
    assert sitting.unsettled == ()
    assert {one.origin.value for one in sitting.annotations} == {"decided"}


def test_a_gold_set_is_finished_only_when_all_is_settled(project):
    sitting = reviewing.open_review(project, PAGE, "Eve")
    with pytest.raises(UserError, match="2 disagreements to decide and 2 pieces to accept"):
        sitting.finish()
    sitting.agree()
    sitting.decide([1], side("Ada"))
    with pytest.raises(UserError, match="1 disagreement to decide"):
        sitting.finish()
    sitting.decide([2], NOTHING)
    changes = sitting.finish()
    assert changes.line is not None
    assert changes.line.status is Status.FINISHED
    assert changes.undecided_count == 1
    assert not sitting.finish()


def test_decisions_that_still_apply_are_kept_when_an_annotator_changed_something(project):
    decide(project, 1, side("Bob"))
    decide(project, 2, side("Bob"))
    reviewing.return_set(project, PAGE, "Ada", "Eve", "Look at the last block.")
    label_blocks(project, 1, "Ada", "headline", 3)
    sitting = reviewing.open_review(project, PAGE, "Eve")
    assert [one.state for one in sitting.considered if one.number] == [
        PieceState.DECIDED,
        PieceState.STALE,
    ]
    assert mark_line(sitting.document, sitting.annotations) == "...|...|Ttt|Ttt"
    sitting.agree()
    with pytest.raises(UserError, match="1 of these after a set changed"):
        sitting.finish()


def test_a_stale_decision_that_all_came_to_agree_with_is_agreed_on(project):
    decide(project, 1, side("Bob"))
    decide(project, 2, a_label("headline"))
    label_blocks(project, 1, "Ada", "teaser", 2, 3)
    do(project, 1, "Ada", Sitting.finish)
    sitting, _ = reviewing.change_gold(project, PAGE, "Eve", GoldSitting.agree)
    assert [one.state[0] for one in sitting.considered] == ["d", "d", "d", "s"]
    assert marks(project) == "Hhh|Bbb|Ttt|Hhh"


def test_a_page_of_one_annotator_is_accepted_in_one_step(tmp_path):
    with project_of(tmp_path, page("one", "two")) as project:
        label(project, "Ada", "hb")
        done = reviewing.accept(project, PAGE, "Eve")
        assert done.accepted == ("Ada",)
        assert not done.is_own
        assert marks(project) == "Hhh|Bbb"
        assert status(project, "Ada") is Status.ACCEPTED
        assert status(project, GOLD) is Status.ACCEPTED


def test_accepting_ones_own_page_is_told(tmp_path):
    with project_of(tmp_path, page("one", "two")) as project:
        label(project, "Ada", "hb")
        assert reviewing.accept(project, PAGE, " Ada ").is_own


def test_a_page_with_an_open_disagreement_is_not_accepted_and_nothing_is_written(project):
    decide(project, 1, side("Bob"))
    with pytest.raises(UserError, match="1 disagreement to decide"):
        reviewing.accept(project, PAGE, "Eve")
    assert gold(project).revision == 1
    assert discussing.conversation(project, PAGE).verdicts == ()


def test_a_page_is_not_accepted_while_a_set_of_it_is_in_progress(project):
    label(project, "Cem", "h...")
    with pytest.raises(UserError, match="is not finished yet"):
        reviewing.accept(project, PAGE, "Eve", ["Ada", "Cem"])


@pytest.mark.parametrize("name", ["", "  ", "two\nlines"])
def test_nobody_reviews_without_a_name_that_signs_what_they_decide(project, name):
    with pytest.raises(UserError, match="cannot be the name"):
        decide(project, 1, NOTHING, who=name)
    with pytest.raises(UserError, match="cannot be the name"):
        reviewing.accept(project, PAGE, name)
    with pytest.raises(UserError, match="cannot be the name"):
        reviewing.return_set(project, PAGE, "Ada", name, "Once more.")
    with pytest.raises(UserError, match="cannot be the name"):
        discussing.comment(project, PAGE, name, "Whose?")


def test_a_set_that_was_returned_and_has_undecided_text_by_now_is_not_accepted(project):
    reviewing.return_set(project, PAGE, "Ada", "Eve", "Look at the first block.")
    do(project, 1, "Ada", lambda it: it.clear([it.document.blocks[0].span]))
    sitting, _ = reviewing.change_gold(
        project, PAGE, "Eve", lambda it: it.decide([1, 2, 3], NOTHING)
    )
    assert sitting.status is Status.IN_PROGRESS
    with pytest.raises(UserError, match="undecided"):
        reviewing.accept(project, PAGE, "Eve")
    assert status(project, "Ada") is Status.RETURNED
    assert reviewing.accept(project, PAGE, "Eve", ["Bob"]).accepted == ("Bob",)
    assert check_project(project) == ()


def test_an_accepted_page_takes_no_decision_and_accepting_it_again_changes_nothing(project):
    decide(project, 1, side("Bob"))
    decide(project, 2, side("Bob"))
    assert reviewing.accept(project, PAGE, "Eve").accepted == ("Ada", "Bob")
    verdicts = discussing.conversation(project, PAGE).verdicts
    assert reviewing.accept(project, PAGE, "Eve").accepted == ()
    assert discussing.conversation(project, PAGE).verdicts == verdicts
    with pytest.raises(UserError, match="accepted"):
        decide(project, 1, NOTHING)
    with pytest.raises(UserError, match="accepted"):
        label_blocks(project, 1, "Ada", "teaser", 0)


def test_a_set_is_returned_with_a_reason_only_and_only_when_it_was_handed_in(project):
    with pytest.raises(UserError, match="with a reason"):
        reviewing.return_set(project, PAGE, "Ada", "Eve", "  ")
    label(project, "Cem", "h...")
    with pytest.raises(UserError, match="“Cem” has not finished page 1"):
        reviewing.return_set(project, PAGE, "Cem", "Eve", "Why?")
    with pytest.raises(UserError, match="“Zoe” has not labelled page 1"):
        reviewing.return_set(project, PAGE, "Zoe", "Eve", "Why?")
    assert discussing.conversation(project, PAGE).verdicts == ()


def test_returning_an_accepted_set_opens_the_gold_set_too(project):
    decide(project, 1, side("Bob"))
    decide(project, 2, side("Bob"))
    reviewing.accept(project, PAGE, "Eve")
    returned = reviewing.return_set(project, PAGE, "Ada", "Eve", "Look again.")
    assert (returned.about, returned.text, returned.kind) == (
        "Ada",
        "Look again.",
        RemarkKind.RETURNED,
    )
    assert status(project, "Ada") is Status.RETURNED
    assert status(project, "Bob") is Status.ACCEPTED
    assert status(project, GOLD) is Status.RETURNED
    decide(project, 1, NOTHING)
    assert status(project, GOLD) is Status.RETURNED


def test_an_assignment_walks_from_new_to_accepted_and_its_status_is_what_the_remarks_say(tmp_path):
    with project_of(tmp_path, page("one", "two")) as project:
        walk = []

        def look() -> None:
            walk.append(status(project, "Ada"))
            with project.store.read() as transaction:
                ada = transaction.annotators.find("Ada")
                lines = transaction.sets.journal(PAGE, ada)
                about = [one for one in transaction.remarks.of_page(PAGE) if one.about == "Ada"]
            assert status_of(lines, about) is walk[-1]

        label(project, "Ada", "h.")
        look()
        label(project, "Ada", "hb")
        look()
        for _ in range(2):
            reviewing.return_set(project, PAGE, "Ada", "Eve", "The second block is a teaser.")
            look()
            label_blocks(project, 1, "Ada", "teaser", 1)
            look()
            do(project, 1, "Ada", Sitting.finish)
            look()
        reviewing.accept(project, PAGE, "Eve")
        look()
        reviewing.return_set(project, PAGE, "Ada", "Eve", "It is none.")
        look()
        reviewing.accept(project, PAGE, "Eve")
        look()
    words = " ".join(one.value.replace(" ", "-") for one in walk)
    again = "returned returned finished"
    assert words == f"in-progress finished {again} {again} accepted returned accepted"


def test_no_review_changes_what_an_annotator_wrote(project):
    before = rows_of_people(project)
    with project.store.read() as transaction:
        statuses = [one.status for one in transaction.sets.of_page(PAGE)]
    sitting = reviewing.open_review(project, PAGE, "Eve")
    steps = [
        sitting.agree(),
        sitting.decide([1], side("Ada"), "why not"),
        sitting.decide([2], NOTHING),
        sitting.label([Span(0, 2)], "teaser"),
        sitting.undo(),
        sitting.redo(),
        sitting.finish(),
    ]
    save(project, sitting, *steps)
    assert rows_of_people(project) == before
    with project.store.read() as transaction:
        assert [one.status for one in transaction.sets.of_page(PAGE)][:2] == statuses
    reviewing.accept(project, PAGE, "Eve")
    reviewing.return_set(project, PAGE, "Bob", "Eve", "Once more.")
    assert rows_of_people(project) == before
