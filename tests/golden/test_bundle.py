"""A small bundle, file by file, byte for byte. A change of these is a change of the format.

Run with ANNOTATOR_UPDATE_GOLDEN=1 to write them anew, and read the difference before committing it.
"""

from __future__ import annotations

import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from annotator.core.pages import PageId
from annotator.core.remarks import Remark, RemarkKind
from annotator.core.spans import Span
from annotator.services import bundling
from annotator.services.bundling import write_bundle
from annotator.services.importing import import_paths
from annotator.services.projects import Project, create_project, read_label_file
from annotator.services.receiving import receive
from annotator.storage.tables import projects
from tests.bundles import NOON, dump, label_at, members, step_at

HERE = Path(__file__).parent
KEPT = HERE / "bundle"
TABLES = (
    "manifest.json",
    "pages.jsonl",
    "sets.jsonl",
    "remarks.jsonl",
    "assignments.jsonl",
)
A_UUID = "00000000-0000-4000-8000-{:012}"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The pages beside this file, labelled and talked about at known times."""
    monkeypatch.chdir(HERE)  # names of pages are paths as they were given
    monkeypatch.setattr(bundling, "__version__", "0")  # a release does not change the format
    path = tmp_path / "golden.annotator"
    labels = read_label_file(HERE / "labels.toml")
    with create_project(path, label_set_source=labels, name="Golden", blind_share=0) as made:
        with made.store._writing.begin() as connection:
            connection.execute(projects.update().values(uuid=A_UUID.format(1)))
        import_paths(made, [Path("bridge.html"), Path("reader.txt")])
        label_at(made, 1, "Ada", 0, "headline", 2)
        label_at(made, 1, "Ada", 1, "body", 3, 4)
        step_at(made, 1, "Ada", NOON + timedelta(minutes=2), lambda sitting: sitting.undo())
        label_at(made, 2, "ቤን", 3, "body", 0)
        _talk(made)
        yield made


def _talk(project: Project) -> None:
    with project.store.begin() as transaction:
        quote = transaction.pages.document(PageId(1)).quote(Span(0, 6))
        comment = Remark(
            A_UUID.format(2),
            PageId(1),
            A_UUID.format(2),
            RemarkKind.COMMENT,
            "ቤን",
            NOON,
            "Is this one?",
            span=Span(0, 6),
            quote=quote,
        )
        verdict = Remark(
            A_UUID.format(3),
            PageId(1),
            A_UUID.format(3),
            RemarkKind.RETURNED,
            "Cleo",
            NOON,
            "Look at the menu.",
            about="Ada",
            revision=3,
        )
        transaction.remarks.add([comment, verdict])
        ada = transaction.annotators.find_or_add("Ada")
        transaction.assignments.give([PageId(2)], ada, NOON)
        transaction.guidelines.add("Mark what you see.\n", NOON)


def test_a_bundle_is_written_file_by_file_as_it_always_was(project, tmp_path):
    write_bundle(project, tmp_path / "golden.annobundle")
    made = members(tmp_path / "golden.annobundle")
    if os.environ.get("ANNOTATOR_UPDATE_GOLDEN"):
        for name in TABLES:
            (KEPT / name).write_bytes(made[name])
    assert {name: made[name] for name in TABLES} == {
        name: (KEPT / name).read_bytes() for name in TABLES
    }
    pages = {(HERE / name).read_bytes() for name in ("bridge.html", "reader.txt")}
    assert {made[name] for name in made if name.startswith("pages/")} == pages


def test_bundles_that_were_written_can_be_received_for_ever(project, tmp_path):
    write_bundle(project, tmp_path / "today.annobundle")
    made = members(tmp_path / "today.annobundle")
    with zipfile.ZipFile(tmp_path / "kept.annobundle", "w") as archive:
        for name, content in made.items():
            kept = KEPT / name
            archive.writestr(name, kept.read_bytes() if name in TABLES else content)
    labels = read_label_file(HERE / "labels.toml")
    with create_project(tmp_path / "new.annotator", label_set_source=labels) as other:
        receive(other, tmp_path / "kept.annobundle")
        with create_project(tmp_path / "today.annotator", label_set_source=labels) as today:
            receive(today, tmp_path / "today.annobundle")
            assert dump(other) == dump(today)
