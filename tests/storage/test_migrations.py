"""Every past version of the file is brought up to date after a copy, or stays as it was."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from annotator.core.errors import AnnotatorError, UserError
from annotator.core.journal import LineKind
from annotator.core.pages import PageId
from annotator.storage import migrating, schema
from annotator.storage.engine import Access, make_engine
from annotator.storage.store import Store
from annotator.storage.tables import metadata
from tests.pictures import mark_line
from tests.storage.keep_schema import (
    DECISION,
    EVIDENCE,
    FETCHED_AT,
    LEARNER,
    LICENCE,
    MARKS,
    PROPOSED,
    PROSPECT,
    REMARKS,
    RESOURCE,
    SCHEMAS,
)
from tests.storage.samples import DOCUMENT, NOON, add_page, replay

KEPT = sorted(SCHEMAS.glob("version-*.sql"))
# What a second version might do: the table is copied and the old one dropped, which with foreign
# keys on would take every annotation and journal line with it.
BATCH = """
with op.batch_alter_table("annotation_sets", recreate="always") as batch:
    batch.add_column(sa.Column("reviewer", sa.Text(), server_default=""))
"""


def restore(script: Path, path: Path) -> None:
    """Make the project file that the SQL says."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script.read_text("utf-8"))


def version_of(path: Path) -> int:
    """The version that the file's header says."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def schema_of(path: Path) -> dict[str, str]:
    """All tables, indexes and triggers of the file, white space folded.

    SQLite puts the name of a table that was copied and renamed into quotes.
    """
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {
            name: " ".join(sql.split()).replace(f'CREATE TABLE "{name}"', f"CREATE TABLE {name}")
            for name, sql in rows
        }


def content_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the file, by table."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'))
            for (name,) in tables.fetchall()
        }


@pytest.fixture
def old(path: Path) -> Path:
    """A project of the first version."""
    restore(SCHEMAS / "version-1.sql", path)
    return path


def add_version(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the program is one version newer, and this is what its migration does."""
    scripts = folder / "50 % migrations"
    shutil.copytree(schema.CURRENT.folder, scripts)
    last = schema.CURRENT.revisions[-1]
    indented = body.strip().replace("\n", "\n    ")
    scripts.joinpath("versions", "v9999_of_the_test.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = '9999'\ndown_revision = {last!r}\n"
        f"def upgrade():\n    {indented}\n"
    )
    newer = schema.Migrations(scripts, (*schema.CURRENT.revisions, "9999"))
    monkeypatch.setattr(schema, "CURRENT", newer)


def test_a_project_of_every_version_is_kept() -> None:
    names = [f"version-{number}.sql" for number in range(1, schema.CURRENT.version + 1)]
    assert sorted(path.name for path in KEPT) == sorted(names)


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.stem)
def test_a_project_of_every_version_opens_with_all_that_it_holds(kept: Path, path: Path) -> None:
    restore(kept, path)
    with Store.open(path) as store:
        assert store.integrity_problems() == []
        with store.read() as transaction:
            first, second = transaction.pages.rows()
            stored = transaction.sets.load(PageId(1), transaction.annotators.all()[0][0])
            assert transaction.project.name() == "Kept"
            assert transaction.pages.content(PageId(1)) == b"<p>first</p>"
            assert transaction.pages.document(PageId(2)) == DOCUMENT
    assert (first.annotator, first.undecided_count) == ("Ada", 1)
    assert second.is_cut
    assert mark_line(DOCUMENT, stored.annotations) == MARKS
    assert replay(stored.lines) == stored.annotations
    assert [one.kind for one in stored.lines] == [LineKind.EDIT, LineKind.UNDO, LineKind.REDO]
    assert stored.lines[0].made_at == NOON


@pytest.mark.parametrize("kept", KEPT[1:], ids=lambda kept: kept.stem)
def test_a_project_since_the_second_version_keeps_what_containers_told(
    kept: Path, path: Path
) -> None:
    restore(kept, path)
    with Store.open(path) as store, store.read() as transaction:
        assert transaction.pages.resources(PageId(2)) == (RESOURCE,)
        raw = transaction.pages.raw(PageId(2))
        assert transaction.pages.facts(PageId(2)).fetched_at == FETCHED_AT
    assert (raw.fetched_at, raw.title, raw.charset) == (FETCHED_AT, "Second", "utf-8")


def test_pages_of_the_first_version_have_no_resources_and_no_time(old: Path) -> None:
    with Store.open(old) as store, store.read() as transaction:
        assert transaction.pages.resources(PageId(1)) == ()
        assert transaction.pages.facts(PageId(1)).fetched_at is None
        assert transaction.pages.raw(PageId(1)).title == ""


@pytest.mark.parametrize("kept", KEPT[:2], ids=lambda kept: kept.stem)
def test_before_the_third_version_nothing_was_proposed_and_no_page_is_blind(
    kept: Path, path: Path
) -> None:
    restore(kept, path)
    with Store.open(path) as store, store.read() as transaction:
        assert transaction.project.blind_share() == 0
        assert [row.is_blind for row in transaction.pages.rows()] == [False, False]
        assert transaction.evidence.find(PageId(1)) is None
        assert transaction.prospects.all() == {}
        assert transaction.learners.newest() is None
        lines = transaction.sets.load(PageId(1), transaction.annotators.all()[0][0]).lines
    assert {(one.proposed, one.model, one.elapsed_ms) for one in lines} == {((), "", None)}


@pytest.mark.parametrize("kept", KEPT[2:], ids=lambda kept: kept.stem)
def test_a_project_since_the_third_version_keeps_what_was_proposed(kept: Path, path: Path) -> None:
    restore(kept, path)
    with Store.open(path) as store, store.read() as transaction:
        assert transaction.project.blind_share() == 0.25
        assert [row.is_blind for row in transaction.pages.rows()] == [False, True]
        assert transaction.evidence.find(PageId(2)) == EVIDENCE
        assert transaction.prospects.all() == {1: PROSPECT}
        assert transaction.learners.newest() == LEARNER
        first, second, _ = transaction.sets.load(
            PageId(1), transaction.annotators.all()[0][0]
        ).lines
    assert (first.proposed, first.model, first.elapsed_ms) == (PROPOSED, "model-1", 1500)
    assert (second.proposed, second.model, second.elapsed_ms) == ((), "", None)


def test_the_newest_kept_project_has_the_schema_that_new_projects_get(
    store: Store, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    restore(SCHEMAS / f"version-{schema.CURRENT.version}.sql", kept)
    assert schema_of(kept) == schema_of(store.path)


def test_the_migrations_lead_to_the_schema_that_new_projects_get(
    store: Store, tmp_path: Path
) -> None:
    migrated = tmp_path / "migrated"
    migrated.touch()
    engine = make_engine(migrated, Access.MIGRATE)
    with engine.begin() as connection:
        migrating._upgrade(connection, schema.CURRENT)
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()
    assert schema_of(migrated) == schema_of(store.path)
    assert version_of(migrated) == version_of(store.path) == schema.CURRENT.version
    assert content_of(migrated)["alembic_version"] == content_of(store.path)["alembic_version"]


def test_an_older_project_is_copied_and_brought_up_to_date(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content_of(old)
    add_version(tmp_path / "scripts", BATCH, monkeypatch)
    with Store.open(old) as store:
        assert store.integrity_problems() == []
        add_page(store, content=b"after")
    after = content_of(old)
    assert after["annotations"] == before["annotations"]
    assert after["journal"] == [(*row, None, None, None, None) for row in before["journal"]]
    assert after["annotation_sets"] == [(*row, 0, None, "") for row in before["annotation_sets"]]
    assert after["alembic_version"] == [("9999",)]
    assert version_of(old) == schema.CURRENT.version
    copy = old.with_name(f"{old.stem}.version-1.annotator")
    assert content_of(copy) == before
    assert version_of(copy) == 1


def test_a_project_of_this_version_is_not_copied(store: Store) -> None:
    store.close()
    Store.open(store.path).close()
    assert [one.name for one in store.path.parent.iterdir()] == [store.path.name]


def test_the_copy_goes_where_the_caller_says_and_replaces_none(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    earlier = copies / f"{old.stem}.version-1.annotator"
    earlier.write_text("of another day")
    add_version(tmp_path / "scripts", BATCH, monkeypatch)
    Store.open(old, copies=copies).close()
    assert earlier.read_text() == "of another day"
    assert version_of(copies / f"{old.stem}.version-1-2.annotator") == 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param("op.execute('DELETE FROM annotations')", "number of rows", id="loses rows"),
        pytest.param("op.drop_table('annotations')", "number of rows", id="loses a table"),
        pytest.param("op.execute('UPDATE annotation_sets SET page_id = 9')", "refers", id="strays"),
        pytest.param(f"{BATCH.strip()}\nop.execute('oops')", "syntax error", id="fails half way"),
    ],
)
def test_a_migration_that_fails_leaves_the_project_as_it_was(
    body: str, reason: str, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content_of(old), schema_of(old)
    add_version(tmp_path / "scripts", body, monkeypatch)
    with pytest.raises(AnnotatorError, match=reason):
        Store.open(old)
    assert (content_of(old), schema_of(old)) == before
    assert version_of(old) == 1


def test_a_project_that_another_window_has_just_migrated_is_left_alone(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_version(tmp_path / "scripts", BATCH, monkeypatch)
    migrating.migrate(old, 1, tmp_path)
    after = content_of(old)
    migrating.migrate(old, 1, tmp_path)
    assert content_of(old) == after


def test_an_older_project_without_room_for_its_copy_is_refused_untouched(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_version(tmp_path / "scripts", BATCH, monkeypatch)
    with pytest.raises(UserError, match="no folder"):
        Store.open(old, copies=tmp_path / "nowhere")
    assert version_of(old) == 1


def test_an_older_project_that_is_read_only_is_refused_in_words(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_version(tmp_path / "scripts", BATCH, monkeypatch)
    monkeypatch.setattr("annotator.storage.store.is_writable", lambda _path: False)
    with pytest.raises(UserError, match="earlier version of this program and is read-only"):
        Store.open(old)
    assert version_of(old) == 1


@pytest.mark.parametrize("kept", KEPT[3:], ids=lambda kept: kept.stem)
def test_a_project_since_the_fourth_version_keeps_what_was_reviewed(kept: Path, path: Path) -> None:
    restore(kept, path)
    with Store.open(path) as store, store.read() as transaction:
        ada, bo, gold = (one for one, _ in transaction.annotators.all())
        decided = transaction.sets.load(PageId(1), gold)
        newest = transaction.guidelines.newest()
        assert newest is not None
        assert (newest.version, newest.text) == (1, "# Rules")
        assert transaction.assignments.of_annotator(bo) == [PageId(1)]
        assert tuple(transaction.remarks.of_page(PageId(1))) == REMARKS
        assert (decided.lines[0].author, decided.lines[0].decision) == ("Bo", DECISION)
        assert transaction.sets.load(PageId(1), ada).lines[0].author == ""
        assert [name for _, name in transaction.annotators.people()] == ["Ada", "Bo"]


@pytest.mark.parametrize("kept", KEPT[4:], ids=lambda kept: kept.stem)
def test_a_project_since_the_fifth_version_keeps_licences(kept: Path, path: Path) -> None:
    restore(kept, path)
    with Store.open(path) as store, store.read() as transaction:
        assert [transaction.licences.of_page(PageId(page)) for page in (1, 2)] == ["", LICENCE]


def test_whoever_was_called_gold_in_an_earlier_version_keeps_their_sets(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("UPDATE annotators SET name = 'gold' WHERE name = 'Ada'")
    with Store.open(old) as store, store.read() as transaction:
        assert transaction.annotators.all()[0][1] == "gold (annotator)"
        assert transaction.annotators.find("gold") is None
