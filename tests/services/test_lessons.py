"""Which sets count as lessons, and that lessons one by one say what they say together."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from annotator.assist.engine import Engine
from annotator.assist.site_memory import LabelledInput, SiteMemory
from annotator.assist.visible_page import PageInput
from annotator.core.labels import LabelId
from annotator.core.pages import AnnotatorId, PageId
from annotator.services.calibrating import set_calibration
from annotator.services.evidence import found_evidence
from annotator.services.lessons import chosen
from annotator.services.memories import Memories, together
from annotator.services.projects import create_project
from annotator.services.sitting import Sitting
from annotator.storage.lessons import Lesson
from tests.gold import decide_blocks, fork_set
from tests.pictures import page
from tests.services.test_assistant import NAMES, finish, import_pages
from tests.stored import do, label_blocks, project_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def lesson(
    page: int, annotator: int, minutes: int, *, is_accepted: bool = False, is_gold: bool = False
) -> Lesson:
    made_at = NOON + timedelta(minutes=minutes)
    who = AnnotatorId(annotator)
    return Lesson(PageId(page), who, 3, is_accepted, "news.example", made_at, is_gold)


def pairs(lessons) -> list[tuple[int, int]]:
    return [(one.page, one.annotator_id) for one in lessons]


def test_the_latest_pages_count_the_earliest_first():
    lessons = [lesson(number, 1, minutes) for number, minutes in ((1, 5), (2, 1), (3, 9), (4, 3))]
    assert pairs(chosen(lessons, 3)) == [(4, 1), (1, 1), (3, 1)]
    assert pairs(chosen(lessons, 3, without=PageId(3))) == [(2, 1), (4, 1), (1, 1)]


def test_of_several_sets_of_a_page_one_counts():
    lessons = [
        lesson(1, 1, 0),
        lesson(1, 2, 1, is_accepted=True),
        lesson(1, 3, 2),
        lesson(2, 3, 3),
        lesson(2, 2, 4),
    ]
    assert pairs(chosen(lessons, 9)) == [(1, 2), (2, 2)]
    assert pairs(chosen(lessons, 9, first=AnnotatorId(3))) == [(1, 3), (2, 3)]
    assert pairs(chosen(lessons, 9, first=AnnotatorId(1))) == [(1, 1), (2, 2)]


def test_the_gold_set_of_a_page_counts_before_all_others():
    lessons = [lesson(1, 1, 0), lesson(1, 2, 1, is_accepted=True), lesson(1, 3, 2, is_gold=True)]
    for first in (None, AnnotatorId(1)):
        assert pairs(chosen(lessons, 9, first=first)) == [(1, 3)]


def test_only_people_and_finished_gold_teach_and_never_on_a_page_for_calibration(tmp_path):
    with project_of(tmp_path, page("One"), page("Two"), page("Three")) as project:
        for number in (1, 2, 3):
            label_blocks(project, number, "Ada", "body", 0)
            do(project, number, "Ada", Sitting.finish)
        fork_set(project, 1, "Ada", "Ada (2)", {0: "teaser"})
        decide_blocks(project, 1, {0: "teaser"})
        decide_blocks(project, 2, {0: "teaser"}, is_finished=False)
        decide_blocks(project, 3, {0: "teaser"})
        set_calibration(project, [PageId(3)])
        with project.store.read() as transaction:
            found = transaction.sets.lessons()
            gold = transaction.annotators.find("gold")
    assert {(one.page, one.is_gold) for one in found} == {(1, False), (1, True), (2, False)}
    assert sorted(pairs(chosen(found, 9, first=AnnotatorId(1)))) == [(1, gold), (2, 1)]


def test_memories_of_single_pages_put_together_are_the_memory_of_all(tmp_path):
    with create_project(tmp_path / "news.annotator", blind_share=0) as project:
        import_pages(project, tmp_path / "pages", *NAMES[:3])
        for number in (1, 2, 3):
            finish(project, number)
        engine = Engine(project.label_set)
        inputs = []
        with project.store.read() as transaction:
            for number in map(PageId, (1, 2, 3)):
                kept = transaction.evidence.find(number)
                assert kept is not None
                made = PageInput(
                    transaction.pages.document(number),
                    found_evidence(kept).evidence,
                    transaction.pages.facts(number).kind,
                )
                annotations = transaction.sets.annotations(number, AnnotatorId(1))
                inputs.append(LabelledInput(made, annotations))
        whole = engine.remembered(inputs)
        assert whole.page_count == 3
        single = [engine.remembered([one]) for one in inputs]
        assert together(single) == whole
        assert single == [engine.remembered([one]) for one in inputs], "nothing is added to them"


def test_a_memory_is_made_of_the_one_before_it_where_few_lessons_came_or_went():
    lessons = tuple(lesson(number, 1, number) for number in range(40))
    looked_at: list[int] = []

    def of_one(one: Lesson) -> SiteMemory:
        looked_at.append(one.page)
        votes = {one.page: Counter({((0, 1, LabelId("body")),): 1})}
        return SiteMemory(votes, {one.page % 7: Counter({LabelId("body"): 1 + one.page % 2})}, 1)

    memories = Memories(of_one)
    for first, last, expected in (
        (0, 30, list(range(30))),
        (0, 30, []),
        (0, 31, [30]),
        (1, 32, [0, 31]),
        (0, 1, [0]),
        (10, 40, list(range(10, 40))),
    ):
        looked_at.clear()
        wanted = lessons[first:last]
        memory = memories.get(wanted)
        assert sorted(looked_at) == expected
        assert memory == together(map(of_one, wanted))


def test_markup_without_a_vote_goes_with_the_last_page_that_has_it():
    lessons = tuple(lesson(number, 1, number) for number in range(10))

    def of_one(one: Lesson) -> SiteMemory:
        unlabelled = {5} if one.page in {0, 1} else set()
        markup = {number: Counter({LabelId(""): 0}) for number in unlabelled}
        if one.page == 0:
            markup[5] = Counter({LabelId("body"): 1})
        return SiteMemory({}, markup | {100 + one.page: Counter({LabelId("body"): 1})}, 1)

    memories = Memories(of_one)
    memories.get(lessons)
    assert list(memories.get(lessons[1:]).markup[5].items()) == [("", 0)], "as if made anew"
    assert set(memories.get(lessons[2:]).markup) == {100 + number for number in range(2, 10)}
    assert 5 in memories.get(lessons).markup, "what is held stays as it is"
