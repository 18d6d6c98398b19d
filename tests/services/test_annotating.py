from __future__ import annotations

import pytest

from annotator.core.decisions import GOLD
from annotator.core.errors import EditConflict, UserError
from annotator.core.journal import LineKind, Status
from annotator.core.pages import PageId
from annotator.core.spans import Span
from annotator.services import annotating
from annotator.services.annotating import open_sitting, save
from annotator.services.changes import Changes
from annotator.services.checking import check_project
from annotator.services.projects import Project
from annotator.services.sitting import Sitting
from tests.gold import decide_blocks, fork_set
from tests.pictures import mark_line, page
from tests.stored import do, label_blocks, project_of

PAGE = PageId(1)


@pytest.fixture
def project(tmp_path):
    with project_of(tmp_path, page("Big news", "A story", "Menu")) as made:
        yield made


def block(number: int, label: str):
    def step(sitting: Sitting) -> Changes:
        return sitting.label([sitting.document.blocks[number].span], label)

    return step


def save_of(project: Project, sitting: Sitting, *changes: Changes, count=None):
    lines = [one.line for one in changes if one.line]
    return save(project, sitting.page, sitting.annotator, sitting.revision, lines, count)


def marks(project: Project, annotator: str) -> str:
    sitting = open_sitting(project, PAGE, annotator)
    return mark_line(sitting.document, sitting.annotations)


def kinds(project: Project, annotator: str) -> list[LineKind]:
    with project.store.read() as transaction:
        author = transaction.annotators.find(annotator)
        return [line.kind for line in transaction.sets.load(PAGE, author).lines]


def test_nobody_labels_as_gold_nor_as_a_second_version_of_it(project):
    decide_blocks(project, 1, {0: "body"})
    fork_set(project, 1, GOLD, "gold (2)", {0: "teaser", 1: "body", 2: "body"})
    for name in (GOLD, " gold (2) "):
        with pytest.raises(UserError, match="decided"):
            open_sitting(project, PAGE, name)


def test_opening_a_page_writes_nothing(project):
    open_sitting(project, PAGE, "Ada")
    with project.store.read() as transaction:
        assert transaction.annotators.all() == []


def test_a_page_that_is_not_there_is_told(project):
    with pytest.raises(UserError, match="no page 7"):
        open_sitting(project, PageId(7), "Ada")


def test_what_is_saved_is_there_when_the_page_is_opened_again(project):
    do(project, 1, "Ada", block(0, "headline"))
    assert marks(project, "Ada") == "Hhhhhhhh|. .....|...."


def test_undo_and_redo_survive_closing_the_page(project):
    do(project, 1, "Ada", block(0, "headline"))
    do(project, 1, "Ada", block(1, "body"))
    do(project, 1, "Ada", Sitting.undo)
    do(project, 1, "Ada", Sitting.undo)
    assert marks(project, "Ada") == "... ....|. .....|...."
    do(project, 1, "Ada", Sitting.redo)
    assert marks(project, "Ada") == "Hhhhhhhh|. .....|...."


def test_annotators_do_not_touch_each_others_sets(project):
    do(project, 1, "Ada", block(0, "headline"))
    do(project, 1, "Ben", block(0, "body"))
    assert marks(project, "Ada") == "Hhhhhhhh|. .....|...."
    assert marks(project, "Ben") == "Bbbbbbbb|. .....|...."


def test_several_lines_are_saved_at_once(project):
    sitting = open_sitting(project, PAGE, "Ada")
    first, second = block(0, "headline")(sitting), block(1, "body")(sitting)
    saved = save_of(project, sitting, first, second, count=second.undecided_count)
    assert (saved.revision, saved.is_rebased) == (2, False)
    assert marks(project, "Ada") == "Hhhhhhhh|Bbbbbbb|...."


def test_changes_say_how_many_blocks_are_left(project):
    sitting = open_sitting(project, PAGE, "Ada")
    assert block(0, "headline")(sitting).undecided_count == 2


def test_saving_nothing_changes_nothing(project):
    sitting = open_sitting(project, PAGE, "Ada")
    assert save_of(project, sitting).revision == 0


def test_without_a_count_the_undecided_blocks_are_counted(project):
    sitting = open_sitting(project, PAGE, "Ada")
    save_of(project, sitting, block(0, "headline")(sitting))
    assert check_project(project) == ()


def test_edits_elsewhere_on_the_page_are_kept_beside_mine(project):
    sitting = open_sitting(project, PAGE, "Ada")
    mine = block(0, "headline")(sitting)
    do(project, 1, "Ada", block(1, "body"))
    saved = save_of(project, sitting, mine, count=mine.undecided_count)
    assert (saved.revision, saved.is_rebased) == (2, True)
    assert marks(project, "Ada") == "Hhhhhhhh|Bbbbbbb|...."
    assert check_project(project) == ()


def test_an_edit_of_the_same_text_elsewhere_is_a_conflict_and_stays(project):
    sitting = open_sitting(project, PAGE, "Ada")
    mine = block(0, "headline")(sitting)
    do(project, 1, "Ada", block(0, "body"))
    with pytest.raises(EditConflict):
        save_of(project, sitting, mine, count=mine.undecided_count)
    assert marks(project, "Ada") == "Bbbbbbbb|. .....|...."
    assert check_project(project) == ()


def test_the_same_label_given_elsewhere_to_the_text_beside_mine_is_a_conflict(project):
    sitting = open_sitting(project, PAGE, "Ada")
    mine = sitting.label([Span(11, 16)], "body")
    do(project, 1, "Ada", lambda other: other.label([Span(9, 10)], "body"))
    with pytest.raises(EditConflict, match="labelled the text beside it"):
        save_of(project, sitting, mine, count=mine.undecided_count)
    assert marks(project, "Ada") == "... ....|B .....|...."
    assert check_project(project) == ()


def test_of_a_run_of_lines_all_are_saved_or_none(project):
    sitting = open_sitting(project, PAGE, "Ada")
    mine = [block(2, "boilerplate")(sitting), block(0, "headline")(sitting)]
    do(project, 1, "Ada", block(0, "body"))
    with pytest.raises(EditConflict):
        save_of(project, sitting, *mine, count=1)
    assert marks(project, "Ada") == "Bbbbbbbb|. .....|...."


def test_an_undo_on_top_of_anothers_edit_keeps_the_history_true(project):
    do(project, 1, "Ada", block(0, "headline"))
    sitting = open_sitting(project, PAGE, "Ada")
    mine = sitting.undo()
    do(project, 1, "Ada", block(1, "body"))
    save_of(project, sitting, mine, count=mine.undecided_count)
    assert marks(project, "Ada") == "... ....|Bbbbbbb|...."
    assert kinds(project, "Ada") == [LineKind.EDIT, LineKind.EDIT, LineKind.EDIT]
    do(project, 1, "Ada", Sitting.undo)
    assert marks(project, "Ada") == "Hhhhhhhh|Bbbbbbb|...."
    assert check_project(project) == ()


def test_a_page_is_not_finished_on_top_of_an_edit_that_left_something_undecided(project):
    do(project, 1, "Ada", Sitting.fill)
    sitting = open_sitting(project, PAGE, "Ada")
    finished = sitting.finish()
    do(project, 1, "Ada", lambda other: other.clear([other.document.blocks[2].span]))
    with pytest.raises(EditConflict, match="not finished"):
        save_of(project, sitting, finished, count=0)
    assert open_sitting(project, PAGE, "Ada").status is Status.IN_PROGRESS


def test_the_page_changed_last_is_that_of_the_annotators_newest_step(tmp_path):
    with project_of(tmp_path, page("one"), page("two")) as project:
        assert annotating.page_changed_last(project, "Ada") is None
        label_blocks(project, 2, "Ada", "body", 0)
        label_blocks(project, 1, "Ada", "body", 0)
        label_blocks(project, 2, "Ben", "body", 0)
        assert annotating.page_changed_last(project, "Ada") == 1


def test_a_name_is_one_annotator_however_its_accents_are_written(project):
    do(project, 1, "Jos\u00e9", block(0, "headline"))
    assert marks(project, "Jose\u0301") == "Hhhhhhhh|. .....|...."


def test_an_empty_name_is_no_annotator(project):
    with pytest.raises(UserError, match="annotator"):
        do(project, 1, "  ", block(0, "headline"))
