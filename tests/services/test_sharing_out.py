"""Pages given to annotators: shared out, by hand, and where each assignment stands."""

from __future__ import annotations

import pytest

from annotator.core.errors import EditConflict, UserError
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.services import sharing_out
from annotator.services.calibrating import set_calibration
from annotator.services.projects import open_project
from annotator.services.sharing_out import Terms, assignments, give, share_out, take_away
from annotator.services.sitting import Sitting
from tests.gold import decide_blocks
from tests.pictures import page
from tests.stored import add_page, do, label_blocks, project_of

NAMES = ["Ada", "Ben"]


def pages_of(project, name):
    return [one.page for one in assignments(project, name)]


def test_all_pages_are_shared_out_and_stay_so_when_others_come(tmp_path):
    with project_of(tmp_path, *(page(f"Story {n}", "Menu") for n in range(6))) as project:
        report = share_out(project, NAMES, Terms())
        first = {name: pages_of(project, name) for name in NAMES}
        assert sorted(first["Ada"] + first["Ben"]) == [1, 2, 3, 4, 5, 6]
        assert {name: one.page_count for name, one in report.annotators.items()} == {
            "Ada": 3,
            "Ben": 3,
        }
        add_page(project, page("One more"), "Page 7")
        report = share_out(project, NAMES, Terms())
        assert sum(len(one.new) for one in report.annotators.values()) == 1
        for name in NAMES:
            assert pages_of(project, name)[:3] == first[name]
    with open_project(tmp_path / "news.annotator") as project:
        assert len(assignments(project)) == 7


def test_blind_pages_go_to_everybody_first(tmp_path):
    with project_of(tmp_path, *(page(f"Story {n}") for n in range(8))) as project:
        for text in ("Nine", "Ten"):
            add_page(project, page(text), text, is_blind=True)
        report = share_out(project, NAMES, Terms(share=0.2))
        assert (report.overlapping, report.blind_count) == ((9, 10), 2)
        assert {9, 10} <= set(pages_of(project, "Ada")) & set(pages_of(project, "Ben"))


def test_what_was_begun_stays_with_who_began_it_and_becomes_an_assignment(tmp_path):
    with project_of(tmp_path, page("One", "Two"), page("Three", "Four")) as project:
        label_blocks(project, 1, "Ben", "body", 0)
        share_out(project, ["Ben", "Ada"], Terms())
        assert pages_of(project, "Ben") == [1]
        assert pages_of(project, "Ada") == [2]


def test_pages_for_calibration_and_decided_ones_are_given_to_nobody(tmp_path):
    with project_of(tmp_path, page("One"), page("Two"), page("Three")) as project:
        decide_blocks(project, 1, {0: "body"})
        set_calibration(project, [PageId(2)])
        report = share_out(project, NAMES, Terms(share=1.0))
        assert [one.page for one in assignments(project)] == [3, 3]
        assert report.settled_count == 2


def test_an_assignment_stands_as_its_annotators_set_does(tmp_path):
    with project_of(tmp_path, page("One", "Two")) as project:
        give(project, "Ada", [PageId(1)])
        give(project, "Ben", [PageId(1)])
        (ada, _) = assignments(project)
        assert (ada.status, ada.undecided_count) == (Status.NEW, 2)
        label_blocks(project, 1, "Ada", "body", 0)
        (ada, ben) = assignments(project)
        assert (ada.status, ada.undecided_count) == (Status.IN_PROGRESS, 1)
        assert (ben.status, ben.undecided_count) == (Status.NEW, 2)
        label_blocks(project, 1, "Ada", "body", 1)
        do(project, 1, "Ada", Sitting.finish)
        assert assignments(project, "Ada")[0].status is Status.FINISHED


def test_giving_twice_changes_nothing_and_what_is_taken_away_keeps_its_labels(tmp_path):
    with project_of(tmp_path, page("One"), page("Two")) as project:
        assert give(project, "Ada", [PageId(1), PageId(2), PageId(1)]) == 2
        assert give(project, "Ada", [PageId(2)]) == 0
        label_blocks(project, 1, "Ada", "body", 0)
        assert take_away(project, "Ada", [PageId(1)]) == 1
        assert take_away(project, "Ada", [PageId(1)]) == 0
        assert take_away(project, "Nobody", [PageId(1)]) == 0
        assert pages_of(project, "Ada") == [2]
        do(project, 1, "Ada", Sitting.finish)


def test_somebody_unknown_has_no_assignments(tmp_path):
    with project_of(tmp_path, page("One")) as project:
        assert assignments(project, "Ada") == []


@pytest.mark.parametrize("names", [["Ada", " Ada "], [], ["Ada", "gold"], ["Ada", ""]])
def test_who_cannot_be_given_pages_is_refused_and_nothing_is_given(tmp_path, names):
    with project_of(tmp_path, page("One")) as project:
        with pytest.raises(UserError):
            share_out(project, names, Terms())
        assert assignments(project) == []


@pytest.mark.parametrize("share", [-0.1, 1.5, float("nan")])
def test_what_is_no_share_is_refused(tmp_path, share):
    with (
        project_of(tmp_path, page("One")) as project,
        pytest.raises(UserError, match="is no share"),
    ):
        share_out(project, NAMES, Terms(share=share))


def test_a_page_that_is_not_there_can_be_given_to_nobody(tmp_path):
    with project_of(tmp_path, page("One")) as project:
        for change in (give, take_away):
            with pytest.raises(UserError, match="no page 2"):
                change(project, "Ada", [PageId(1), PageId(2)])
        assert assignments(project) == []


def meanwhile(monkeypatch, *steps):
    """Have others do these while pages are being shared out, one at each attempt."""
    waiting = list(steps)
    planned = sharing_out.shared_out

    def shared_out(*arguments):
        found = planned(*arguments)
        if waiting:
            waiting.pop(0)()
        return found

    monkeypatch.setattr(sharing_out, "shared_out", shared_out)


def test_what_others_give_or_begin_meanwhile_stays_theirs(tmp_path, monkeypatch):
    with project_of(tmp_path, *(page(f"Story {n}", "Menu") for n in range(4))) as project:
        meanwhile(
            monkeypatch,
            lambda: give(project, "Cy", [PageId(1)]),
            lambda: label_blocks(project, 2, "Di", "body", 0),
        )
        report = share_out(project, NAMES, Terms())
        assert sorted(page for one in report.annotators.values() for page in one.new) == [3, 4]
        assert sorted(one.annotator for one in assignments(project)) == ["Ada", "Ben", "Cy"]


def test_labels_on_pages_that_were_begun_before_do_not_keep_it_up(tmp_path, monkeypatch):
    with project_of(tmp_path, page("One", "Two"), page("Three")) as project:
        label_blocks(project, 1, "Ada", "body", 0)
        attempts = []

        def label_more():
            label_blocks(project, 1, "Ada", "teaser", len(attempts))
            attempts.append(1)

        meanwhile(monkeypatch, label_more, label_more)
        share_out(project, NAMES, Terms())
        assert len(attempts) == 1
        assert pages_of(project, "Ada") == [1]


def test_where_others_never_rest_it_is_given_up_and_nothing_is_given(tmp_path, monkeypatch):
    with project_of(tmp_path, *(page(f"Story {n}") for n in range(5))) as project:
        steps = [lambda n=n: give(project, "Cy", [PageId(n)]) for n in range(1, 5)]
        meanwhile(monkeypatch, *steps)
        with pytest.raises(EditConflict, match="meanwhile"):
            share_out(project, NAMES, Terms())
        assert {one.annotator for one in assignments(project)} == {"Cy"}


def test_a_name_is_one_however_its_accents_are_written(tmp_path):
    with project_of(tmp_path, page("One")) as project:
        with pytest.raises(UserError, match="each named once"):
            share_out(project, ["Ren\u00e9", "Rene\u0301"], Terms())
        assert list(share_out(project, ["Rene\u0301"], Terms()).annotators) == ["Ren\u00e9"]
