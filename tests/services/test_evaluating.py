"""Cleaners measured on the labels of a project, whatever they are up to."""

from __future__ import annotations

import pytest

from annotator.core.errors import Cancelled, UserError
from annotator.core.evaluation_report import Grouping
from annotator.core.text_difference import Side
from annotator.services import evaluating
from annotator.services.assistant import Assistant
from annotator.services.evaluating import Wishes, evaluate
from annotator.services.projects import create_project
from annotator.services.sitting import Sitting
from tests.cleaners import MENU, MORE, STORY, add_html, html_page, measured_project, register
from tests.gold import decide_blocks
from tests.pictures import page as text_page
from tests.stored import add_page, do

QUICK = Wishes(resamples=20)
SHORT = Wishes(resamples=0, seconds=0.5)


@pytest.fixture
def project(tmp_path, monkeypatch):
    register(tmp_path, monkeypatch)
    with measured_project(tmp_path) as opened:
        yield opened


def only(report):
    (one,) = report.cleaners
    return one


def test_a_cleaner_that_keeps_the_story_alone_is_perfect(project):
    report = evaluate(project, ["paragraphs"], QUICK)
    one = only(report)
    assert (report.page_count, one.name, one.version) == (3, "paragraphs", "1.5")
    figures = one.figures
    for figure in (figures.f1, figures.precision, figures.rouge_f1, figures.similarity):
        assert figure.value == 1
        assert (figure.interval.low, figure.interval.high) == (1, 1)
    kept = {label.label: label for label in one.labels}
    assert (kept["body"].block.count, kept["body"].block.kept_count) == (7, 7)
    assert (kept["boilerplate"].block.count, kept["boilerplate"].block.kept_count) == (6, 0)
    assert (kept["body"].is_wanted, kept["boilerplate"].is_wanted) == (True, False)
    assert one.times.longest < 20
    assert report.left_out[0].count == 1


def test_the_best_comes_first_and_the_worst_pages_are_shown_with_what_differs(project):
    report = evaluate(project, ["everything", "first", "paragraphs"], QUICK)
    assert [one.name for one in report.measured] == ["paragraphs", "everything", "first"]
    _, everything, first = report.measured
    assert {label.label: label.character.recall.value for label in everything.labels} == {
        "body": 1,
        "boilerplate": 1,
    }
    worst = first.weak[0]
    assert worst.title == "Second"
    told = [piece.text for piece in worst.difference if piece.side is Side.MISSING]
    assert told
    extra = [one.text for one in everything.weak[0].difference if one.side is Side.EXTRA]
    assert any(MENU in text for text in extra)


def test_pages_are_told_apart_by_site_and_by_language(project):
    groups = only(evaluate(project, ["paragraphs"], QUICK)).groups
    assert [(one.by, one.name, one.figures.page_count) for one in groups] == [
        (Grouping.SITE, "news.example", 2),
        (Grouping.SITE, "other.example", 1),
        (Grouping.LANGUAGE, "en", 2),
        (Grouping.LANGUAGE, "de", 1),
    ]


def test_what_is_no_tag_of_a_language_is_none(project):
    add_html(project, html_page("Fourth", STORY, STORY, language="{{ lang }}"), "Ada")
    groups = only(evaluate(project, ["paragraphs"], QUICK)).groups
    named = {one.name: one.figures.page_count for one in groups if one.by is Grouping.LANGUAGE}
    assert named == {"en": 2, "de": 1, "": 1}


def test_a_cleaner_that_hangs_or_dies_is_a_row_with_its_reason(project):
    report = evaluate(project, ["die", "hang_on_second", "paragraphs"], SHORT)
    rows = {one.name: one for one in report.cleaners}
    assert rows["paragraphs"].figures.f1.value == 1
    (failure,) = rows["die"].failures
    assert (failure.count, failure.reason) == (3, "It brought down its process.")
    assert rows["die"].figures.recall.value == 0
    (failure,) = rows["hang_on_second"].failures
    assert (failure.count, failure.reason) == (1, "It took longer than 0.5 s and was stopped.")
    assert rows["hang_on_second"].figures.recall.value == pytest.approx(2 / 3)
    assert rows["hang_on_second"].weak[0].scores.failure == failure.reason


def test_a_cleaner_that_never_answers_is_given_up(project, monkeypatch):
    monkeypatch.setattr(evaluating, "GIVEN_UP_AFTER", 3)
    one = only(evaluate(project, ["die"], SHORT))
    assert one.figures is None
    assert one.problem == "Given up after 3 pages in a row: It brought down its process."


def test_a_cleaner_that_fails_gives_no_text_and_says_why(project):
    report = evaluate(project, ["fail", "number", "nothing"], QUICK)
    rows = {one.name: one for one in report.cleaners}
    assert rows["fail"].failures[0].reason == "It fails: ValueError: no idea of it."
    assert rows["number"].failures[0].reason == "It answers with a int and no text."
    assert rows["nothing"].failures == ()
    assert {one.figures.recall.value for one in rows.values()} == {0}


def test_a_cleaner_that_does_not_load_says_why(project):
    report = evaluate(project, ["broken", "lacking", "no_function", "paragraphs"], QUICK)
    rows = {one.name: one for one in report.unmeasured}
    assert rows["broken"].problem == "It does not load: RuntimeError('no licence')."
    assert rows["lacking"].problem == ("It is not installed: there is no module “no_such_library”.")
    assert "no function" in rows["no_function"].problem
    assert [one.name for one in report.measured] == ["paragraphs"]


def test_no_cleaner_reaches_a_network(project):
    report = evaluate(project, ["fetch", "connect"], QUICK)
    rows = {one.name: one for one in report.cleaners}
    extra = rows["fetch"].weak[0].difference[-1].text
    assert "there is no network while cleaners are measured" in extra
    assert "no network" in rows["connect"].failures[0].reason


def test_gold_or_one_annotator_can_be_the_reference(project):
    decide_blocks(project, 1, {1: "body"})
    gold = evaluate(project, ["first"], Wishes("gold", resamples=0))
    assert (gold.page_count, only(gold).figures.f1.value) == (1, 1)
    ada = evaluate(project, ["first"], Wishes("Ada", resamples=0))
    assert (ada.page_count, only(ada).figures.recall.value < 1) == (3, True)


def test_other_labels_can_be_wanted(project):
    report = evaluate(project, ["everything"], Wishes(labels=("body", "boilerplate"), resamples=0))
    assert report.wanted == ("body", "boilerplate")
    assert only(report).figures.recall.value == 1


def test_pages_that_are_no_html_are_left_out(project):
    number = add_page(project, text_page("A story"))
    do(
        project,
        number,
        "Ada",
        lambda sitting: sitting.label([sitting.document.blocks[0].span], "body"),
    )
    do(project, number, "Ada", Sitting.finish)
    report = evaluate(project, ["paragraphs"], QUICK)
    assert {one.reason: one.count for one in report.left_out} == {
        "pages without a finished set of the reference": 1,
        "pages that are text and no HTML": 1,
    }


def test_what_there_is_not_is_refused_by_name(project):
    with pytest.raises(UserError, match="no cleaner “no such”"):
        evaluate(project, ["no such"])
    with pytest.raises(UserError, match="“Bo” has not labelled"):
        evaluate(project, ["paragraphs"], Wishes("Bo"))
    with pytest.raises(UserError, match="No page has gold"):
        evaluate(project, ["paragraphs"], Wishes("gold"))
    with pytest.raises(UserError, match="no label “nose”"):
        evaluate(project, ["paragraphs"], Wishes(labels=("nose",)))


def test_being_stopped_ends_it_at_once(project):
    def stop(progress):
        if progress.done or progress.what:
            raise Cancelled

    with pytest.raises(Cancelled):
        evaluate(project, ["hang"], QUICK, stop)


def test_only_blind_pages_count_if_asked_for(project):
    report = evaluate(project, ["paragraphs"], Wishes(is_blind_only=True, resamples=0))
    assert report.page_count == 0
    assert only(report).problem == "No page was measured."
    assert {one.reason: one.count for one in report.left_out}["pages that are not blind"] == 3


def test_what_the_project_proposes_counts_without_what_the_page_itself_taught(project):
    report = evaluate(project, ["this-project"], QUICK)
    one = only(report)
    assert (one.name, one.figures.page_count, one.failures) == ("this-project", 3, ())
    # It knows the page of the other site by the base model alone, like a new project.
    assert one.times.longest < 20
    assert one.figures.recall.value > 0


def test_a_blind_page_is_proposed_for_only_to_be_measured(tmp_path):
    with create_project(tmp_path / "blind.annotator") as project:
        page = add_html(project, html_page("First", STORY, MORE), "Ada", is_blind=True)
        assert not Assistant(project).propose(page, "Ada")
        assert Assistant(project).propose_untaught(page)
        report = evaluate(project, ["this-project"], Wishes(is_blind_only=True, resamples=0))
        assert (report.page_count, only(report).figures.page_count) == (1, 1)
