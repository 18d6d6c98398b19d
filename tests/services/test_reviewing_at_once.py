"""Reviews of several people at once, and many at random: what is stored is what was decided."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from annotator.core.adjudication import PieceState
from annotator.core.annotations import AnnotationSet, violations
from annotator.core.edits import apply
from annotator.core.errors import EditConflict
from annotator.core.journal import LineKind, Status
from annotator.core.pages import PageId
from annotator.core.spans import Span
from annotator.services import annotating, reviewing
from annotator.services.changes import Changes
from annotator.services.checking import check_project
from annotator.services.gold_sitting import GoldSitting
from annotator.services.projects import Project, open_project
from annotator.services.sitting import Sitting
from tests.pictures import LETTERS, page
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
from tests.stored import do, project_of


@pytest.fixture
def project(tmp_path):
    """Ada and Bob differ on the last two of four blocks."""
    with project_of(tmp_path, page("one", "two", "six", "ten")) as made:
        label(made, "Ada", "hbbx")
        label(made, "Bob", "hbtt")
        yield made


def test_two_reviewers_at_once_lose_no_decision_of_either(project):
    eve = reviewing.open_review(project, PAGE, "Eve")
    max_ = reviewing.open_review(project, PAGE, "Max")
    ours = [eve.agree(), eve.decide([1], side("Ada"))]
    theirs = [max_.decide([1], side("Bob")), max_.decide([2], side("Bob"))]
    save(project, eve, *ours)
    assert save(project, max_, *theirs).is_rebased
    stored = gold(project)
    assert [line.author for line in stored.lines] == ["Eve", "Eve", "Max", "Max"]
    assert marks(project) == "Hhh|Bbb|Ttt|Ttt"
    assert check_project(project) == ()


def test_decisions_on_neighbours_are_joined_whoever_is_first(tmp_path):
    with project_of(tmp_path, page("one two")) as project:
        for name, first, second in (("Ada", "body", "body"), ("Bob", "teaser", "headline")):
            do(project, 1, name, lambda it, to=first: it.label([Span(0, 3)], to))
            do(project, 1, name, lambda it, to=second: it.label([Span(4, 7)], to))
            do(project, 1, name, Sitting.finish)
        eve = reviewing.open_review(project, PAGE, "Eve")
        max_ = reviewing.open_review(project, PAGE, "Max")
        save(project, eve, eve.decide([1], side("Ada")))
        steps = [max_.decide([2], side("Ada")), max_.undo(), max_.redo()]
        save(project, max_, *steps)
        assert marks(project) == "Bbbbbbb"
        kinds = [line.kind for line in gold(project).lines]
        assert kinds == [LineKind.EDIT, LineKind.EDIT, LineKind.UNDO, LineKind.REDO]
        assert reviewing.open_review(project, PAGE, "Eve").unsettled == ()


def test_an_undo_after_another_reviewer_decided_opens_that_piece_and_no_other(project):
    eve, _ = decide(project, 1, side("Ada"))
    decide(project, 2, NOTHING, who="Max")
    save(project, eve, eve.undo())
    sitting = reviewing.open_review(project, PAGE, "Eve")
    assert [one.state for one in sitting.considered if one.number] == [
        PieceState.OPEN,
        PieceState.DECIDED,
    ]


def test_an_undo_of_what_another_reviewer_decided_anew_is_refused(project):
    eve, _ = decide(project, 1, side("Ada"))
    decide(project, 1, side("Bob"), who="Max")
    with pytest.raises(EditConflict):
        save(project, eve, eve.undo())
    assert marks(project) == "...|...|Ttt|..."


def test_decisions_saved_with_an_undo_of_what_was_decided_anew_are_kept(project):
    eve, _ = decide(project, 1, side("Ada"))
    decide(project, 1, side("Bob"), who="Max")
    save(project, eve, eve.undo(), eve.decide([2], side("Ada")))
    assert marks(project) == "...|...|Ttt|Xxx"
    sitting = reviewing.open_review(project, PAGE, "Eve")
    assert [one.decider for one in sitting.considered if one.number] == ["Max", "Eve"]
    assert check_project(project) == ()


def test_what_was_taken_back_and_decided_again_counts_as_decided_last(project):
    eve, _ = decide(project, 1, side("Ada"))
    decide(project, 1, NOTHING, who="Max")
    save(project, eve, eve.undo(), eve.redo())
    sitting = reviewing.open_review(project, PAGE, "Eve")
    assert [one.decider for one in sitting.considered if one.number] == ["Eve", ""]
    assert check_project(project) == ()


def test_a_page_is_not_finished_by_one_who_did_not_see_what_another_decided(project):
    eve = reviewing.open_review(project, PAGE, "Eve")
    steps = [eve.agree(), eve.decide([1, 2], side("Ada")), eve.finish()]
    decide(project, 1, NOTHING, who="Max")
    save(project, eve, *steps)
    assert gold(project).status is Status.IN_PROGRESS
    assert [line.kind for line in gold(project).lines] == [LineKind.EDIT] * 3


def test_two_stores_at_once_lose_no_decision(tmp_path):
    blocks = 24
    with project_of(tmp_path, page(*["word"] * blocks)) as project:
        label(project, "Ada", "b" * blocks)
        label(project, "Bob", "t" * blocks)
        path = project.path

    def review(name: str, first: int) -> None:
        with open_project(path) as mine:
            for number in range(first, blocks + 1, 2):
                decide(mine, number, side("Ada" if name == "Eve" else "Bob"), who=name)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(review, "Eve", 1), pool.submit(review, "Max", 2)]:
            done.result()
    with open_project(path) as project:
        sitting = reviewing.open_review(project, PAGE, "Eve")
        assert [one.decider for one in sitting.considered] == ["Eve", "Max"] * (blocks // 2)
        assert marks(project) == "|".join(["Bbbb", "Tttt"] * (blocks // 2))


def test_random_reviews_replay_to_what_is_stored_and_leave_the_annotators_alone(tmp_path):
    rng = random.Random(5)
    words = ["one two", "three", "four five six", " ", "seven"]
    documents = [
        page(*[f"{rng.choice(words)} {number}" for _ in range(rng.randint(1, 6))])
        for number in range(200)
    ]
    with project_of(tmp_path, *documents) as project:
        for number in range(1, 201):
            for name in ("Ada", "Bob"):
                _label_at_random(project, PageId(number), name, rng)
        before = rows_of_people(project)
        for number in range(1, 201):
            sitting = reviewing.open_review(project, PageId(number), "Eve")
            steps = [_step_at_random(sitting, rng) for _ in range(rng.randint(1, 9))]
            lines = [one.line for one in steps if one.line]
            reviewing.save_review(project, sitting, lines)
            _compare_with_what_is_stored(project, sitting)
        assert rows_of_people(project) == before
        assert check_project(project) == ()


def test_two_reviewers_at_random_are_never_refused_and_every_decision_is_in_the_journal(tmp_path):
    rng = random.Random(7)
    documents = [page("one two three", "four five", f"six {number}") for number in range(40)]
    with project_of(tmp_path, *documents) as project:
        for number in map(PageId, range(1, 41)):
            for name in ("Ada", "Bob"):
                _label_at_random(project, number, name, rng)
            both = [reviewing.open_review(project, number, name) for name in ("Eve", "Max")]
            made = []
            for sitting in both:
                steps = [_step_at_random(sitting, rng) for _ in range(rng.randint(1, 6))]
                made += [one.line.decision for one in steps if one.line]
                save(project, sitting, *[one for one in steps if one.line] or steps)
            stored = gold(project, number)
            assert [line.decision for line in stored.lines] == made
            replayed = AnnotationSet()
            for line in stored.lines:
                replayed = apply(replayed, line.edit)
            assert replayed == stored.annotations
            assert violations(both[0].document, replayed) == []
        assert check_project(project) == ()


def _label_at_random(project: Project, number: PageId, name: str, rng: random.Random) -> None:
    sitting = annotating.open_sitting(project, number, name)
    steps = []
    for _ in range(rng.randint(1, 5)):
        span = _a_span(sitting, rng)
        steps.append(sitting.label([span], rng.choice(list(LETTERS))))
    steps.append(sitting.fill())
    steps.append(sitting.finish())
    lines = [one.line for one in steps if one.line]
    annotating.save(project, number, name, sitting.revision, lines)


def _a_span(sitting: Sitting, rng: random.Random) -> Span:
    size = len(sitting.document.text)
    return Span(*sorted((rng.randint(0, size), rng.randint(0, size))))


def _step_at_random(sitting: GoldSitting, rng: random.Random) -> Changes:
    numbers = [one.number for one in sitting.considered if one.number]
    takings = [side("Ada"), side("Bob"), NOTHING, a_label("teaser")]
    match rng.choice("ddddhcagur"):
        case "d" if numbers:
            chosen = rng.sample(numbers, rng.randint(1, min(2, len(numbers))))
            return sitting.decide(chosen, rng.choice(takings), rng.choice(["", "why"]))
        case "h":
            return sitting.label([_a_span(sitting, rng)], "headline")
        case "c":
            return sitting.clear([_a_span(sitting, rng)])
        case "u":
            return sitting.undo()
        case "r":
            return sitting.redo()
        case _:
            return sitting.agree()


def _compare_with_what_is_stored(project: Project, sitting: GoldSitting) -> None:
    """Replaying the journal gives the gold set, and opening and agreeing again changes nothing."""
    stored = gold(project, sitting.page)
    replayed = AnnotationSet()
    for line in stored.lines:
        replayed = apply(replayed, line.edit)
    assert replayed == stored.annotations == sitting.annotations
    assert violations(sitting.document, replayed) == []
    again = reviewing.open_review(project, sitting.page, "Max")
    assert again.considered == sitting.considered
    again.agree()
    assert not again.agree()
