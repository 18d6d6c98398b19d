"""Bundles between honest projects: what goes in comes out, in any order and any number of times."""

from __future__ import annotations

import random
import shutil
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from annotator.core.bundles import PageFate, SetFate
from annotator.core.errors import Cancelled, UserError
from annotator.core.journal import Status
from annotator.core.pages import EncodingSource, PageId, Resource
from annotator.core.spans import Span
from annotator.services import discussing, guiding, reviewing
from annotator.services.bundling import write_bundle
from annotator.services.calibrating import set_calibration
from annotator.services.checking import check_project
from annotator.services.importing import import_paths, re_decode
from annotator.services.projects import Project, create_project, open_project
from annotator.services.receiving import preview, receive
from annotator.storage.pages import NewPage
from tests.bundles import HTML, NOON, dump, imported, label_at, step_at
from tests.pictures import drawn
from tests.stored import parsed_page

TWO_LABELS = """
name = "Other"
version = 7
[[label]]
id = "story"
name = "Story"
keys = ["s"]
light = "#112233"
dark = "#445566"
[[label]]
id = "rest"
name = "Rest"
keys = ["r"]
light = "#aabbcc"
dark = "#ddeeff"
fills = true
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Path:
    """A project of three pages, to be copied."""
    path = tmp_path_factory.mktemp("base") / "base.annotator"
    imported(path).close()
    return path


def copy_of(base: Path, folder: Path, name: str) -> Project:
    path = folder / f"{name}.annotator"
    shutil.copy(base, path)
    return open_project(path)


def finished(project: Project, page: int, annotator: str, minute: int = 0) -> None:
    label_at(project, page, annotator, minute, "headline", 0)
    label_at(project, page, annotator, minute + 1, "body", 1, 2)
    label_at(project, page, annotator, minute + 2, "boilerplate", 3, 4)
    moment = NOON + timedelta(minutes=minute + 3)
    step_at(project, page, annotator, moment, lambda sitting: sitting.finish())


def sent(project: Project, name: str = "sent", **wish) -> Path:
    target = project.path.with_name(f"{name}.annobundle")
    write_bundle(project, target, **wish)
    return target


def busy_project(base: Path, folder: Path) -> Project:
    """One with all that a bundle carries."""
    project = copy_of(base, folder, "busy")
    finished(project, 1, "Ada")
    label_at(project, 1, "Bob", 9, "headline", 0, 1)
    step_at(project, 1, "Bob", NOON, lambda sitting: sitting.undo())
    finished(project, 2, "Ada", 20)
    label_at(project, 3, "Bob", 30, "teaser", 4)
    first = discussing.comment(project, PageId(1), "Bob", "Is this one?", Span(0, 4))
    discussing.comment(project, PageId(1), "Ada", "Yes.", thread=first.id)
    reviewing.return_set(project, PageId(2), "Ada", "Cleo", "Look at the menu again.")
    reviewing.accept(project, PageId(1), "Cleo", between=["Ada"])
    guiding.set_guidelines(project, "Mark what you see.")
    set_calibration(project, [PageId(3)])
    with project.store.begin() as transaction:
        bob = transaction.annotators.find_or_add("Bob")
        transaction.assignments.give([PageId(2), PageId(3)], bob, NOON)
    return project


def test_what_goes_into_a_bundle_comes_out_of_it(base, tmp_path):
    with (
        busy_project(base, tmp_path) as project,
        create_project(tmp_path / "empty.annotator") as other,
    ):
        result = receive(other, sent(project))
        assert {one.fate for one in result.pages} == {PageFate.NEW}
        assert {one.fate for one in result.sets} == {SetFate.NEW}
        assert dump(other) == dump(project)
        assert check_project(other, is_deep=True) == ()


def test_the_same_project_gives_the_same_bytes(base, tmp_path):
    with busy_project(base, tmp_path) as project:
        assert sent(project, "one").read_bytes() == sent(project, "two").read_bytes()


def test_a_bundle_of_what_was_received_says_the_same_again(base, tmp_path):
    with (
        busy_project(base, tmp_path) as project,
        create_project(tmp_path / "empty.annotator") as other,
        create_project(tmp_path / "third.annotator") as third,
    ):
        receive(other, sent(project))
        receive(third, sent(other, "again"))
        assert dump(third) == dump(project)


def test_receiving_twice_changes_not_one_byte(base, tmp_path):
    with busy_project(base, tmp_path) as project, copy_of(base, tmp_path, "b") as other:
        bundle = sent(project)
        receive(other, bundle)
        before = other.path.read_bytes()
        result = receive(other, bundle)
        assert {one.fate for one in result.sets} == {SetFate.SAME}
        assert (result.remark_count, result.assignment_count, result.guideline_count) == (0, 0, 0)
        assert other.path.read_bytes() == before


def test_a_preview_says_what_receiving_does_and_writes_nothing(base, tmp_path):
    with (
        busy_project(base, tmp_path) as project,
        create_project(tmp_path / "empty.annotator") as other,
    ):
        bundle = sent(project)
        before = other.path.read_bytes()
        seen = preview(other, bundle)
        assert other.path.read_bytes() == before
        result = receive(other, bundle)
        assert [one.fate for one in seen.sets] == [one.fate for one in result.sets]
        assert [one.fate for one in seen.pages] == [one.fate for one in result.pages]
        assert seen.remark_count == result.remark_count > 0
        assert seen.assignment_count == result.assignment_count == 2
        assert seen.guideline_count == result.guideline_count == 1
        assert seen.labels_lacking == ()
        assert (seen.project_name, seen.is_same_project) == ("base", False)
        assert preview(project, bundle).is_same_project


def test_pages_that_both_imported_separately_are_matched_by_their_bytes(base, tmp_path):
    with busy_project(base, tmp_path) as project:
        other = imported(tmp_path / "other.annotator", ("storks", "eels", "dams"))
        with other:
            result = receive(other, sent(project, with_pages=False))
            fates = {one.title: one.fate for one in result.pages}
            assert fates == {
                "dams": PageFate.KNOWN,
                "ferries": PageFate.LACKING,
                "storks": PageFate.KNOWN,
            }
            assert {one.title for one in result.sets if one.fate is SetFate.LEFT_OUT} == {"ferries"}
            assert check_project(other) == ()
            # The pages come later, and with them what had to be left out.
            receive(other, sent(project, "whole"))
            told = dump(project)["pages"]
            assert {digest: dump(other)["pages"][digest][0] for digest in told} == {
                digest: sets for digest, (sets, *_) in told.items()
            }


def test_a_longer_journal_takes_the_place_of_the_shorter_whichever_comes_first(base, tmp_path):
    with (
        copy_of(base, tmp_path, "ada") as ada,
        copy_of(base, tmp_path, "b") as one,
        copy_of(base, tmp_path, "c") as other,
    ):
        label_at(ada, 1, "Ada", 0, "headline", 0)
        early = sent(ada, "early")
        label_at(ada, 1, "Ada", 5, "body", 1)
        late = sent(ada, "late")
        receive(one, early)
        assert [found.fate for found in receive(one, late).sets] == [SetFate.EXTENDS]
        receive(other, late)
        assert [found.fate for found in receive(other, early).sets] == [SetFate.OLDER]
        assert dump(one) == dump(other) == dump(ada)


def test_a_set_changed_in_two_places_stands_twice_and_work_done_here_keeps_its_name(base, tmp_path):
    with copy_of(base, tmp_path, "office") as office, copy_of(base, tmp_path, "home") as home:
        label_at(office, 1, "Ada", 0, "headline", 0)
        label_at(home, 1, "Ada", 1, "teaser", 0)
        label_at(home, 1, "Ada", 2, "body", 1)
        (found,) = receive(office, sent(home)).sets
        assert (found.fate, found.kept_as) == (SetFate.FORKED, "Ada (2)")
        with office.store.read() as transaction:
            sets = {one.annotator: one for one in transaction.sets.of_page(PageId(1))}
            assert [name for _, name in transaction.annotators.people()] == ["Ada"]
        assert sets["Ada"].revision == 1
        assert (sets["Ada (2)"].revision, sets["Ada (2)"].fork_of) == (2, "Ada")
        # Each goes on from what it was, by whatever name it goes elsewhere.
        label_at(home, 1, "Ada", 3, "boilerplate", 3)
        (found,) = receive(office, sent(home, "more")).sets
        assert (found.fate, found.kept_as) == (SetFate.EXTENDS, "Ada (2)")
        receive(home, sent(office, "back"))
        with home.store.read() as transaction:
            sets = {one.annotator: one.revision for one in transaction.sets.of_page(PageId(1))}
        assert sets == {"Ada": 3, "Ada (2)": 1}
        assert check_project(office) == check_project(home) == ()


def test_two_versions_change_names_when_the_shorter_becomes_the_longer(base, tmp_path):
    def named(project: Project) -> dict[str, tuple[int, int]]:
        with project.store.read() as transaction:
            return {
                one.annotator: (one.revision, len(one.annotations))
                for one in transaction.sets.of_page(PageId(1))
            }

    with (
        copy_of(base, tmp_path, "office") as office,
        copy_of(base, tmp_path, "home") as home,
        copy_of(base, tmp_path, "cleo") as cleo,
    ):
        label_at(office, 1, "Ada", 0, "headline", 0)
        receive(cleo, sent(office))
        label_at(home, 1, "Ada", 1, "teaser", 0, 1)
        label_at(home, 1, "Ada", 2, "body", 2)
        receive(cleo, sent(home))
        assert named(cleo) == {"Ada": (2, 3), "Ada (2)": (1, 1)}
        for minute, block in enumerate((1, 2, 3)):
            label_at(office, 1, "Ada", 9 + minute, "headline", block)
        receive(cleo, sent(office, "more"))
        assert named(cleo) == {"Ada": (4, 4), "Ada (2)": (2, 3)}
        with cleo.store.read() as transaction:
            assert [name for _, name in transaction.annotators.all()] == ["Ada", "Ada (2)"]
        assert check_project(cleo) == ()


@pytest.mark.parametrize("seed", range(5))
def test_bundles_of_three_people_in_any_order_make_one_project(base, tmp_path, seed):
    chance = random.Random(seed)
    labels = ("headline", "body", "teaser", "boilerplate")
    bundles: list[Path] = []
    with (
        copy_of(base, tmp_path, "first") as first,
        copy_of(base, tmp_path, "second") as second,
        copy_of(base, tmp_path, "third") as third,
    ):
        places = [first, second, third]
        for round_number in range(3):
            for number, project in enumerate(places):
                # Clocks a day apart, and Ada works in two places.
                clock = NOON + timedelta(days=number, minutes=7 * round_number)
                name = ("Ada", "Ada", "Bob")[number]
                for _ in range(chance.randint(1, 4)):
                    block, label = chance.randrange(5), chance.choice(labels)
                    clock += timedelta(seconds=1)
                    step_at(
                        project,
                        chance.randint(1, 3),
                        name,
                        clock,
                        lambda sitting, block=block, label=label: (
                            sitting.undo()
                            if chance.random() < 0.2 and sitting.history.done
                            else sitting.label([sitting.document.blocks[block].span], label)
                        ),
                    )
                if chance.random() < 0.5:
                    about = PageId(chance.randint(1, 3))
                    discussing.comment(project, about, name, f"{round_number} {number}?")
                bundles.append(sent(project, f"{number} {round_number}"))
    orders = [chance.sample(bundles, len(bundles)) for _ in range(3)]
    told = []
    for number, order in enumerate(orders):
        with copy_of(base, tmp_path, f"reader {number}") as reader:
            for bundle in (*order, *chance.sample(order, 3)):
                receive(reader, bundle)
            assert check_project(reader) == ()
            told.append(dump(reader))
    assert told[0] == told[1] == told[2]


def test_verdicts_hold_whether_they_come_before_or_after_the_steps(base, tmp_path):
    with copy_of(base, tmp_path, "ada") as ada, copy_of(base, tmp_path, "cleo") as cleo:
        finished(ada, 1, "Ada")
        work = sent(ada, "work")
        receive(cleo, work)
        reviewing.return_set(cleo, PageId(1), "Ada", "Cleo", "The menu is no story.")
        back = sent(cleo, "back")
        receive(ada, back)
        with ada.store.read() as transaction:
            assert transaction.sets.of_page(PageId(1))[0].status is Status.RETURNED
        label_at(ada, 1, "Ada", 90, "teaser", 4)
        moment = NOON + timedelta(minutes=91)
        step_at(ada, 1, "Ada", moment, lambda sitting: sitting.finish())
        again = sent(ada, "again")
    told = []
    for number, order in enumerate(permutations([work, back, again])):
        with copy_of(base, tmp_path, f"reader {number}") as reader:
            for bundle in order:
                receive(reader, bundle)
            told.append(dump(reader))
            with reader.store.read() as transaction:
                assert transaction.sets.of_page(PageId(1))[0].status is Status.FINISHED
    assert all(one == told[0] for one in told)


def test_labels_that_the_project_lacks_are_listed_and_mapped_or_refused(base, tmp_path):
    with busy_project(base, tmp_path) as project:
        bundle = sent(project)
    other = create_project(tmp_path / "other.annotator", label_set_source=TWO_LABELS)
    with other:
        seen = preview(other, bundle)
        assert set(seen.labels_lacking) == {"headline", "body", "teaser", "boilerplate"}
        assert "Other" in seen.differences[0]
        before = other.path.read_bytes()
        with pytest.raises(UserError, match="no label “body”, “boilerplate”"):
            receive(other, bundle, labels={"headline": "story", "teaser": "rest"})
        with pytest.raises(UserError, match="no label “nonsense”"):
            receive(other, bundle, labels={"body": "nonsense"})
        with pytest.raises(UserError, match="no label “nonsense” to map"):
            receive(other, bundle, labels={"nonsense": "story"})
        assert other.path.read_bytes() == before
        labels = {"headline": "story", "body": "story", "teaser": "rest", "boilerplate": "rest"}
        receive(other, bundle, labels=labels)
        assert check_project(other) == ()
        before = other.path.read_bytes()
        receive(other, bundle, labels=labels)
        assert other.path.read_bytes() == before


def test_guidelines_are_added_behind_the_same_and_never_overwritten(base, tmp_path):
    with copy_of(base, tmp_path, "a") as one, copy_of(base, tmp_path, "b") as other:
        guiding.set_guidelines(one, "First.")
        guiding.set_guidelines(one, "Second.")
        guiding.set_guidelines(other, "First.")
        assert receive(other, sent(one)).guideline_count == 1
        guiding.set_guidelines(one, "Third.")
        guiding.set_guidelines(other, "Another third.")
        result = receive(other, sent(one, "later"))
        assert result.guideline_count == 0
        assert result.differences == (
            "The guidelines differ in version 3; those of this project stay.",
        )


def test_pages_given_to_somebody_come_without_the_sets_of_others(base, tmp_path):
    with (
        busy_project(base, tmp_path) as project,
        create_project(tmp_path / "bob.annotator") as bob,
    ):
        written = write_bundle(project, tmp_path / "bob.annobundle", given_to="Bob")
        assert (written.page_count, written.set_count, written.assignment_count) == (2, 1, 2)
        receive(bob, tmp_path / "bob.annobundle")
        with bob.store.read() as transaction:
            assert {name for _, name in transaction.annotators.people()} == {"Bob"}


def test_what_was_decided_goes_back_to_whom_it_was_decided_about(base, tmp_path):
    def decided(project, page, label):
        reviewing.change_gold(
            project,
            PageId(page),
            "Cleo",
            lambda one: one.label([one.document.blocks[0].span], label),
        )

    with (
        copy_of(base, tmp_path, "team") as project,
        create_project(tmp_path / "ada.annotator") as ada,
    ):
        finished(project, 1, "Ada")
        finished(project, 1, "Bob", 10)
        finished(project, 2, "Ada", 20)
        label_at(project, 3, "Ada", 30, "teaser", 4)
        finished(project, 3, "Bob", 40)
        for page in (1, 2, 3):
            decided(project, page, "teaser")
        reviewing.return_set(project, PageId(1), "Ada", "Cleo", "Look at the headline again.")
        reviewing.accept(project, PageId(2), "Cleo")
        with project.store.begin() as transaction:
            owner = transaction.annotators.find_or_add("Ada")
            transaction.assignments.give([PageId(1), PageId(2), PageId(3)], owner, NOON)
        receive(ada, sent(project, given_to="Ada"))
        with ada.store.read() as transaction:
            held = {
                page: {one.annotator: one.status for one in transaction.sets.of_page(PageId(page))}
                for page in (1, 2, 3)
            }
            people = {name for _, name in transaction.annotators.people()}
        assert held == {
            1: {"Ada": Status.RETURNED, "gold": Status.IN_PROGRESS},
            2: {"Ada": Status.ACCEPTED, "gold": Status.ACCEPTED},
            3: {"Ada": Status.IN_PROGRESS},
        }, "the gold set of a page that she is still at work on would tell her what to say"
        assert people == {"Ada", "Cleo"}
        assert check_project(ada) == ()


def test_sets_are_chosen_by_annotator_and_status(base, tmp_path):
    with busy_project(base, tmp_path) as project:
        target = tmp_path / "some.annobundle"
        assert write_bundle(project, target, annotators=["Bob"]).set_count == 2
        returned = write_bundle(project, target, statuses=[Status.RETURNED])
        assert (returned.set_count, returned.page_count) == (1, 1)
        with pytest.raises(UserError, match="no annotator “Eve”"):
            write_bundle(project, target, annotators=["Eve"])
        with pytest.raises(UserError, match="name of a project"):
            write_bundle(project, project.path)


def test_a_merge_that_is_stopped_leaves_the_work_as_it_was(base, tmp_path):
    def stop(progress):
        if progress.what == "merging" and progress.done == 2:
            raise Cancelled

    with busy_project(base, tmp_path) as project, copy_of(base, tmp_path, "b") as other:
        bundle, before = sent(project), other.path.read_bytes()
        with pytest.raises(Cancelled):
            receive(other, bundle, report=stop)
        assert other.path.read_bytes() == before
        receive(other, bundle)
        assert check_project(other) == ()


def test_a_name_that_stands_for_a_second_version_cannot_be_a_persons_as_well(base, tmp_path):
    with copy_of(base, tmp_path, "a") as one, copy_of(base, tmp_path, "b") as other:
        label_at(one, 1, "Ada", 0, "headline", 0)
        label_at(other, 1, "Ada", 1, "teaser", 0)
        receive(other, sent(one))
        label_at(one, 2, "Ada (2)", 2, "body", 1)
        with pytest.raises(UserError, match="names the second version"):
            receive(other, sent(one, "more"))


def test_a_verdict_that_may_be_about_either_of_two_versions_is_told(base, tmp_path):
    with (
        copy_of(base, tmp_path, "office") as office,
        copy_of(base, tmp_path, "home") as home,
        copy_of(base, tmp_path, "cleo") as cleo,
    ):
        finished(office, 1, "Ada")
        finished(home, 1, "Ada", 50)
        assert receive(cleo, sent(office)).differences == ()
        reviewing.accept(cleo, PageId(1), "Cleo")
        seen, result = preview(cleo, sent(home)), receive(cleo, sent(home))
        assert seen.differences == result.differences
        assert "see which of them the verdict on it is about" in result.differences[0]
        assert check_project(cleo) == ()


def test_images_and_styles_come_along_with_their_page(tmp_path):
    content = HTML.format("eels").encode()
    found = (
        Resource("https://news.example/a.png", "image/png", b"\x89PNG" * 99),
        Resource("cid:style", "text/css", b"p { color: red }"),
        Resource("https://news.example/b.png", "image/png", b"\x89PNG" * 99),
    )
    with (
        create_project(tmp_path / "a.annotator") as one,
        create_project(tmp_path / "b.annotator") as other,
        create_project(tmp_path / "c.annotator") as third,
    ):
        with one.store.begin() as transaction:
            new = NewPage(content, parsed_page(drawn("Eels", "Hhhh")[0], content), resources=found)
            transaction.pages.add_all([new], NOON)
        receive(other, sent(one))
        with other.store.read() as transaction:
            assert transaction.pages.resources(PageId(1)) == found
            assert transaction.pages.content(PageId(1)) == content
        receive(third, sent(one, "bare", with_pages=False))
        with third.store.read() as transaction:
            assert transaction.pages.count() == 0


def test_a_page_decoded_by_hand_is_read_in_that_encoding_everywhere(tmp_path):
    (tmp_path / "a.txt").write_bytes("Прогноз погоды на завтра\n\nДождь\n".encode("koi8-r"))
    with (
        create_project(tmp_path / "a.annotator", blind_share=0) as one,
        create_project(tmp_path / "b.annotator", blind_share=0) as other,
    ):
        import_paths(one, [tmp_path / "a.txt"])
        re_decode(one, PageId(1), "windows-1251")
        label_at(one, 1, "Ada", 0, "headline", 0)
        receive(other, sent(one))
        assert dump(other) == dump(one)
        with other.store.read() as transaction:
            facts = transaction.pages.facts(PageId(1))
        assert (facts.encoding, facts.encoding_source) == ("windows-1251", EncodingSource.CHOSEN)
        assert check_project(other, is_deep=True) == ()


def test_a_page_that_does_not_parse_here_is_refused_alone(base, tmp_path):
    content = bytes(range(256)) * 20
    with copy_of(base, tmp_path, "a") as one, create_project(tmp_path / "b.annotator") as other:
        with one.store.begin() as transaction:
            new = NewPage(content, parsed_page(drawn("Eels", "Hhhh")[0], content, "Eels"))
            transaction.pages.add_all([new], NOON)
        label_at(one, 4, "Ada", 0, "headline", 0)
        label_at(one, 1, "Ada", 1, "headline", 0)
        result = receive(other, sent(one))
        assert {one.title: one.fate for one in result.pages} == {
            "dams": PageFate.NEW,
            "ferries": PageFate.NEW,
            "storks": PageFate.NEW,
            "Eels": PageFate.REFUSED,
        }
        assert {one.title: one.fate for one in result.sets} == {
            "dams": SetFate.NEW,
            "Eels": SetFate.LEFT_OUT,
        }
        assert check_project(other) == ()


def test_a_page_that_packs_like_a_bomb_is_not_packed(tmp_path):
    content = b"a" * 6_000_000
    with create_project(tmp_path / "a.annotator") as one:
        with one.store.begin() as transaction:
            new = NewPage(content, parsed_page(drawn("Eels", "Hhhh")[0], content))
            transaction.pages.add_all([new], NOON)
        label_at(one, 1, "Ada", 0, "headline", 0)
        assert [found.fate for found in receive(one, sent(one)).sets] == [SetFate.SAME]


def test_without_their_bytes_only_pages_about_which_something_is_said_go(base, tmp_path):
    with copy_of(base, tmp_path, "ada") as project:
        assert write_bundle(project, tmp_path / "no.annobundle", with_pages=False).page_count == 0
        label_at(project, 2, "Ada", 0, "headline", 0)
        discussing.comment(project, PageId(3), "Ada", "Whose picture is this?")
        found = write_bundle(project, tmp_path / "some.annobundle", with_pages=False)
        assert (found.page_count, found.content_count) == (2, 0)
        assert write_bundle(project, tmp_path / "all.annobundle").page_count == 3


def test_what_was_said_of_passing_a_page_on_comes_along_and_is_never_overwritten(base, tmp_path):
    with (
        busy_project(base, tmp_path) as project,
        create_project(tmp_path / "empty.annotator") as other,
    ):
        with project.store.begin() as transaction:
            transaction.licences.give([PageId(1)], "CC BY 4.0")
        receive(other, sent(project))
        with other.store.begin() as transaction:
            assert transaction.licences.of_page(PageId(1)) == "CC BY 4.0"
            assert transaction.licences.of_page(PageId(2)) == ""
            transaction.licences.give([PageId(1)], "asked for again")
        receive(other, sent(project, "again"))
        with other.store.read() as transaction:
            assert transaction.licences.of_page(PageId(1)) == "asked for again"
