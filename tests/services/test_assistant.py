"""What the machine proposes for the pages of a project: a real store, pages written here."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from annotator.assist.base_model import FORESTS, SCALE, BaseModel, Forest, save_base_model
from annotator.assist.features import FEATURES
from annotator.core.errors import UserError
from annotator.core.pages import PageId
from annotator.core.proposals import NO_PROPOSALS, Proposals, Source, Switches
from annotator.services import annotating, assistant, proposing
from annotator.services.assistant import Assistant
from annotator.services.changes import Changes
from annotator.services.importing import import_paths, re_decode
from annotator.services.projects import Project, create_project, open_project
from annotator.services.sitting import Sitting
from tests.pictures import page
from tests.stored import add_page, do

NAMES = ("ferry", "bridge", "harbour", "lighthouse", "orchard", "museum", "stadium", "glacier")
STORY = (
    (
        "The {0} was reopened on Tuesday after eleven months of work, and several hundred people"
        " came to see it, among them the engineers who had doubted that it could be saved at all."
    ),
    (
        "“We had hoped for the {0} to last another century,” said the mayor, who cut the ribbon in"
        " a light rain, “and now there is every reason to believe that it will.”"
    ),
    (
        "Whether the {0} pays for itself is another question, which the council wants to answer by"
        " the end of next year, when the first figures are due."
    ),
)


def html(name: str, site: str = "news.example") -> str:
    """A page of a site: menu, headline, story, teasers, footer."""
    story = "".join(f'<p class="text">{one.format(name)}</p>' for one in STORY)
    cards = "".join(
        f'<div class="card"><a href="/{one}"><h3>All about the {one}</h3></a></div>'
        for one in NAMES[:3]
    )
    return (
        f"<!doctype html><html><head><title>The {name} is back</title>"
        f'<link rel="canonical" href="https://www.{site}/{name}">'
        f'<meta property="og:title" content="The {name} is back"></head><body>'
        '<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul>'
        f'</nav><article class="story"><h1 class="big">The {name} is back</h1>{story}</article>'
        f'<aside class="more">{cards}</aside><footer class="foot">All rights reserved</footer>'
    )


def import_pages(project: Project, folder: Path, *names: str, site: str = "news.example") -> None:
    """Import a page a name, in their order."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{name}.html" for name in names]
    for name, path in zip(names, paths, strict=True):
        path.write_text(html(name, site), encoding="utf-8")
    import_paths(project, paths)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Three pages of one site, none of them blind."""
    with create_project(tmp_path / "news.annotator", blind_share=0) as made:
        import_pages(made, tmp_path / "pages", *NAMES[:3])
        yield made


def instead(monkeypatch: pytest.MonkeyPatch, model: Path | None) -> None:
    """Have this file be the base model, or none be installed."""
    real = proposing.find_resource
    monkeypatch.setattr(
        proposing, "find_resource", lambda name: model if "model" in name else real(name)
    )


@pytest.fixture
def small_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A base model that takes every text for the rest, so that there is all to learn."""
    numbers = np.arange(len(FEATURES), dtype=np.int64)
    leaf = Forest(
        feature=np.zeros(1, dtype=np.uint16),
        threshold=np.zeros(1, dtype=np.float32),
        left=np.zeros(1, dtype=np.int32),
        right=np.zeros(1, dtype=np.int32),
        value=np.full(1, -2 * SCALE, dtype=np.int16),
        root=np.zeros(1, dtype=np.int32),
        depth=0,
    )
    ones = np.ones(len(numbers))
    model = BaseModel("small-1", dict.fromkeys(FORESTS, leaf), numbers, 0 * ones, ones, {}, {})
    path = tmp_path / "small-model.npz"
    path.write_bytes(save_base_model(model))
    instead(monkeypatch, path)


def do_label(sitting: Sitting, index: int, label: str) -> Changes:
    """Label one whole block."""
    return sitting.label([sitting.document.blocks[index].span], label)


def finish(project: Project, number: int, annotator: str = "Ada") -> None:
    """Label a page as it should be, finish it, and save all of that."""
    sitting = annotating.open_sitting(project, PageId(number), annotator)
    lines = []
    labels = ["boilerplate"] * 2 + ["headline"] + ["body"] * 3 + ["teaser"] * 3 + ["boilerplate"]
    for block, label in zip(sitting.document.blocks, labels, strict=True):
        changes = do_label(sitting, block.index, label)
        lines.append(changes.line)
    lines.append(sitting.finish().line)
    annotating.save(
        project, PageId(number), annotator, sitting.revision, [one for one in lines if one]
    )


def labels_of(proposals: Proposals) -> list[str]:
    return [one.label for one in proposals]


def sources_of(proposals: Proposals) -> set[Source]:
    return {one.source for one in proposals}


def kept(project: Project) -> bytes | None:
    """What the project holds of what was learned."""
    with project.store.read() as transaction:
        found = transaction.learners.newest()
    return found.content if found else None


def test_every_visible_block_of_a_page_gets_a_proposal(project):
    proposals = Assistant(project).propose(PageId(1), "Ada")
    document = annotating.open_sitting(project, PageId(1), "Ada").document
    assert {document.block_at(one.span.start) for one in proposals} == set(range(10))
    assert proposals.model
    known = {label.id for label in project.label_set.labels}
    assert set(labels_of(proposals)) <= known
    assert labels_of(proposals)[2] == "headline"


@pytest.mark.usefixtures("small_model")
def test_the_same_project_is_proposed_the_same_by_whoever_opens_it(project):
    finish(project, 1)
    first = Assistant(project).propose(PageId(2), "Ada")
    with open_project(project.path) as again:
        assert Assistant(again).propose(PageId(2), "Ada") == first
        assert Assistant(again).propose(PageId(2), "Ada") == first


def test_a_page_that_is_not_there_is_refused_in_words(project):
    with pytest.raises(UserError, match="no page 9"):
        Assistant(project).propose(PageId(9), "Ada")


def test_with_all_sources_off_nothing_is_proposed_until_one_is_on_again(project):
    helper = Assistant(project, Switches(rules=False, model=False, site=False))
    assert helper.propose(PageId(1), "Ada") is NO_PROPOSALS
    helper.switches = Switches()
    assert len(helper.propose(PageId(1), "Ada")) == 10


def test_what_a_finished_page_of_the_site_had_is_seen_on_the_next(project):
    assert Source.SITE not in sources_of(Assistant(project).propose(PageId(2), "Ada"))
    finish(project, 1)
    helper = Assistant(project)
    proposals = helper.propose(PageId(2), "Ada")
    assert Source.SITE in sources_of(proposals)
    assert labels_of(proposals)[6:9] == ["teaser"] * 3
    helper.switches = Switches(site=False)
    assert Source.SITE not in sources_of(helper.propose(PageId(2), "Ada"))


def test_the_labels_of_a_page_are_never_proposed_for_itself(project):
    finish(project, 1)
    assert Source.SITE not in sources_of(Assistant(project).propose(PageId(1), "Bo"))


def test_a_page_that_is_not_finished_teaches_only_when_it_is_named(project):
    do(project, 1, "Ada", lambda sitting: do_label(sitting, 6, "boilerplate"))
    helper = Assistant(project)
    assert Source.SITE not in sources_of(helper.propose(PageId(2), "Ada"))
    proposals = helper.like(PageId(1), "Ada")(PageId(2))
    assert set(labels_of(proposals)) == {"boilerplate"}
    assert sources_of(proposals) == {Source.SITE}
    named_by_another = helper.like(PageId(1), "Bo")(PageId(2))
    assert len(named_by_another) == 0
    assert len(helper.like(PageId(1), "Ada")(PageId(1))) == 0


def test_an_annotators_own_labels_count_before_those_of_others(project):
    finish(project, 1, "Ada")
    finish(project, 1, "Bo")
    do(project, 1, "Bo", lambda sitting: do_label(sitting, 6, "boilerplate"))
    do(project, 1, "Bo", lambda sitting: do_label(sitting, 7, "boilerplate"))
    do(project, 1, "Bo", lambda sitting: do_label(sitting, 8, "boilerplate"))
    do(project, 1, "Bo", Sitting.finish)
    helper = Assistant(project)
    assert labels_of(helper.propose(PageId(2), "Ada"))[6:9] == ["teaser"] * 3
    assert labels_of(helper.propose(PageId(2), "Bo"))[6:9] == ["boilerplate"] * 3
    assert labels_of(helper.propose(PageId(2), "Cy"))[6:9] == ["teaser"] * 3


@pytest.mark.usefixtures("small_model")
def test_a_blind_page_is_proposed_nothing_and_teaches_nothing(tmp_path):
    with create_project(tmp_path / "news.annotator", blind_share=1) as project:
        import_pages(project, tmp_path / "pages", NAMES[0])
        with project.store.begin() as transaction:
            transaction.project.set_blind_share(0)
        import_pages(project, tmp_path / "pages", NAMES[1])
        finish(project, 1)
        helper = Assistant(project)
        helper.learned(PageId(1), "Ada")
        assert kept(project) is None
        assert helper.propose(PageId(1), "Ada") is NO_PROPOSALS
        assert Source.SITE not in sources_of(helper.propose(PageId(2), "Ada"))
        taught = helper.like(PageId(1), "Ada")(PageId(2))
        assert len(taught) == 0
        assert helper.relearn().page_count == 0


@pytest.mark.usefixtures("small_model")
def test_what_was_learned_step_by_step_is_what_is_learned_from_the_project_alone(project):
    helper = Assistant(project)
    for number in (1, 2):
        finish(project, number)
        helper.learned(PageId(number), "Ada")
    step_by_step = kept(project)
    assert step_by_step
    report = Assistant(project).relearn()
    assert kept(project) == step_by_step
    assert (report.page_count, report.site_count, report.is_kept) == (2, 1, True)
    assert report.model


@pytest.mark.usefixtures("small_model")
def test_what_was_looked_at_ahead_is_learned_from_as_ever(project):
    finish(project, 1)
    finish(project, 2)
    helper, told = Assistant(project), []
    helper.warm_up(told.append)
    assert [one.total for one in told] == [2, 2]
    told.clear()
    helper.warm_up(told.append)
    assert told == []
    helper.learned(PageId(2), "Ada")
    expected = kept(project)
    Assistant(project).relearn()
    assert kept(project) == expected


@pytest.mark.usefixtures("small_model")
def test_pages_that_come_later_change_what_is_learned_only_as_learning_anew_would(
    project, tmp_path
):
    helper = Assistant(project)
    finish(project, 1)
    helper.learned(PageId(1), "Ada")
    import_pages(project, tmp_path / "pages", *NAMES[3:5])
    finish(project, 2)
    helper.learned(PageId(2), "Ada")
    step_by_step = kept(project)
    Assistant(project).relearn()
    assert kept(project) == step_by_step


@pytest.mark.usefixtures("small_model")
def test_a_page_that_is_no_longer_finished_is_unlearned(project):
    finish(project, 1)
    helper = Assistant(project)
    taught = helper.propose(PageId(2), "Ada")
    assert "learned-1" in taught.model
    do(project, 1, "Ada", Sitting.undo)
    assert helper.propose(PageId(2), "Ada") != taught
    assert "learned" not in helper.propose(PageId(2), "Ada").model
    assert helper.relearn().page_count == 0


@pytest.mark.usefixtures("small_model")
def test_a_page_that_is_not_finished_is_not_learned_from(project):
    do(project, 1, "Ada", lambda sitting: do_label(sitting, 6, "teaser"))
    helper = Assistant(project)
    helper.learned(PageId(1), "Ada")
    helper.learned(PageId(1), "Nobody")
    assert kept(project) is None


@pytest.mark.usefixtures("small_model")
def test_what_was_learned_by_another_version_or_is_damaged_is_learned_again(project):
    finish(project, 1)
    Assistant(project).learned(PageId(1), "Ada")
    good, proposals = kept(project), Assistant(project).propose(PageId(2), "Ada")
    for statement in (
        "UPDATE learners SET content = zeroblob(9)",
        "UPDATE learners SET model = 'adapter-0'",
    ):
        with closing(sqlite3.connect(project.path, isolation_level=None)) as connection:
            connection.execute(statement)
        assert Assistant(project).propose(PageId(2), "Ada") == proposals
        assert kept(project) == good


def test_evidence_of_pages_imported_earlier_is_made_when_it_is_needed_and_kept(project):
    expected = Assistant(project).propose(PageId(1), "Ada")
    with closing(sqlite3.connect(project.path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM page_evidence")
    told = []
    assert Assistant(project).propose(PageId(1), "Ada", report=told.append) == expected
    assert [one.total for one in told] == [3] * 3, "all of the site: they are compared"
    told.clear()
    assert Assistant(project).propose(PageId(1), "Ada", report=told.append) == expected
    assert told == []
    assert set(Assistant(project).signatures("news.example")) == {1, 2, 3}


@pytest.mark.parametrize("damage", ["frame = zeroblob(9)", "text_hashes = X'0102030405'"])
def test_evidence_that_is_damaged_is_made_again(project, damage):
    finish(project, 1)
    before = [Assistant(project).propose(PageId(number), "Ada") for number in (1, 2, 3)]
    with closing(sqlite3.connect(project.path, isolation_level=None)) as connection:
        was = connection.execute("SELECT * FROM page_evidence").fetchall()
        connection.execute(f"UPDATE page_evidence SET {damage}, signatures = X'01'")
        connection.execute("DELETE FROM learners")
    helper = Assistant(project)
    assert [helper.propose(PageId(number), "Ada") for number in (1, 2, 3)] == before
    assert set(helper.signatures("news.example")) == {1, 2, 3}
    with closing(sqlite3.connect(project.path)) as connection:
        assert connection.execute("SELECT * FROM page_evidence").fetchall() == was


def test_signatures_of_pages_imported_earlier_are_made(project):
    with closing(sqlite3.connect(project.path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM page_evidence WHERE page_id > 1")
    assert set(Assistant(project).signatures("news.example")) == {1, 2, 3}


def test_a_page_whose_document_the_parser_of_today_would_not_make_is_taken_as_mere_text(project):
    number = add_page(project, page("The dam is back", "It holds."), "The dam is back")
    proposals = Assistant(project).propose(number, "Ada")
    assert len(proposals) == 2


def test_a_page_decoded_anew_is_proposed_for_as_it_is_now(project):
    helper = Assistant(project)
    first = helper.propose(PageId(3), "Ada")
    re_decode(project, PageId(3), "utf-16le")
    again = helper.propose(PageId(3), "Ada")
    assert again != first
    assert again == Assistant(project).propose(PageId(3), "Ada")


def test_a_page_that_is_decoded_anew_into_as_many_blocks_is_compared_as_it_is_now(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in NAMES[:2]:
        text = html(name).replace("<head>", '<head><meta charset="koi8-r">')
        text = text.replace("Home", "Главная").translate({0x201C: '"', 0x201D: '"'})
        (folder / f"{name}.html").write_bytes(text.encode("koi8-r"))
    with create_project(tmp_path / "news.annotator", blind_share=0) as made:
        import_paths(made, [folder])
        helper = Assistant(made)
        first = helper.propose(PageId(1), "Ada")
        re_decode(made, PageId(2), "windows-1251")
        again = helper.propose(PageId(1), "Ada")
        assert again == Assistant(made).propose(PageId(1), "Ada")
        assert again != first, "the menu stands on the other page no longer"


@pytest.mark.usefixtures("small_model")
def test_many_threads_may_ask_at_once(project):
    finish(project, 1)
    expected = [Assistant(project).propose(PageId(number), "Ada") for number in (1, 2, 3)]
    helper, found = Assistant(project), {}

    def ask(thread: int) -> None:
        for number in (1, 2, 3):
            found[thread, number] = helper.propose(PageId(number), "Ada")
            helper.learned(PageId(1), "Ada")

    threads = [threading.Thread(target=ask, args=(one,)) for one in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == {(t, n): expected[n - 1] for t in range(4) for n in (1, 2, 3)}


def test_a_wrong_base_model_is_told_once_and_gone_without(project, tmp_path, monkeypatch):
    wrong = tmp_path / "base-model.npz"
    wrong.write_bytes(b"not a model")
    instead(monkeypatch, wrong)
    helper = Assistant(project)
    problem = helper.problem()
    assert problem is not None
    assert "poorer" in problem.sentence
    assert helper.problem() is None
    assert len(helper.propose(PageId(1), "Ada")) == 10
    finish(project, 1)
    helper.learned(PageId(1), "Ada")
    assert len(helper.propose(PageId(2), "Ada")) == 10


def test_a_base_model_that_is_not_installed_is_told_and_gone_without(project, monkeypatch):
    instead(monkeypatch, None)
    helper = Assistant(project)
    problem = helper.problem()
    assert problem is not None
    assert "base-model.npz” is not installed" in problem.sentence
    assert len(helper.propose(PageId(1), "Ada")) == 10


@pytest.mark.usefixtures("small_model")
@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX here")
def test_a_project_open_for_reading_gets_proposals_and_keeps_nothing(project):
    finish(project, 1)
    expected = Assistant(project).propose(PageId(2), "Ada")
    with closing(sqlite3.connect(project.path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM learners")
    object.__setattr__(project.store, "is_read_only", True)
    helper = Assistant(project)
    assert helper.propose(PageId(2), "Ada") == expected
    assert helper.relearn().is_kept is False
    assert kept(project) is None


@pytest.mark.usefixtures("small_model")
@pytest.mark.usefixtures("small_model")
def test_proposals_come_also_where_what_is_learned_cannot_be_kept(project):
    finish(project, 1)
    kept_as = Assistant(project).propose(PageId(2), "Ada")
    with project.store._writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(project.path, isolation_level=None)) as rival:
        rival.execute("DELETE FROM learners")
        rival.execute("BEGIN IMMEDIATE")
        helper = Assistant(project)
        assert helper.propose(PageId(2), "Ada") == kept_as
        with pytest.raises(UserError, match="in use by another"):
            helper.relearn()
    assert kept(project) is None


@pytest.mark.usefixtures("small_model")
def test_what_an_earlier_version_of_the_program_learned_is_learned_anew(project, monkeypatch):
    finish(project, 1)
    with monkeypatch.context() as earlier:
        earlier.setattr(assistant, "__version__", "0.0.1")
        Assistant(project).propose(PageId(2), "Ada")
    with project.store.read() as transaction:
        was = transaction.learners.newest()
    Assistant(project).propose(PageId(2), "Ada")
    with project.store.read() as transaction:
        assert transaction.learners.newest().model != was.model


def test_more_pages_than_are_learned_from_leave_the_oldest_out(project, monkeypatch):
    monkeypatch.setattr(assistant, "MOST_LEARNED", 2)
    monkeypatch.setattr(assistant, "MOST_OF_A_SITE", 1)
    for number in (1, 2, 3):
        finish(project, number)
    assert Assistant(project).relearn().page_count == 2
    proposals = Assistant(project).propose(PageId(1), "Ada")
    assert Source.SITE in sources_of(proposals)


@pytest.mark.usefixtures("small_model")
def test_lessons_that_contradict_each_other_break_nothing(project):
    for number, label in ((1, "teaser"), (2, "boilerplate")):
        do(project, number, "Ada", lambda one, label=label: do_label(one, 6, label))
        do(project, number, "Ada", Sitting.fill)
        do(project, number, "Ada", Sitting.finish)
    proposals = Assistant(project).propose(PageId(3), "Ada")
    assert len(proposals) == 10
