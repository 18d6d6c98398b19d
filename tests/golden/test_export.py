"""The exported data set, byte for byte. A change of these files is a change of the format.

Run with ANNOTATOR_UPDATE_GOLDEN=1 to write them anew, and read the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.core.set_filter import SetFilter
from annotator.services import exporting
from annotator.services.annotating import change
from annotator.services.changes import Changes
from annotator.services.exporting import export_project
from annotator.services.importing import import_paths
from annotator.services.projects import Project, create_project, read_label_file
from annotator.services.selecting import parse_blocks, parse_span
from annotator.services.sitting import Sitting

HERE = Path(__file__).parent
PAGES = ("bridge.html", "reader.txt")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The pages beside this file, labelled by two annotators."""
    monkeypatch.chdir(HERE)  # names in the data set are paths as they were given
    monkeypatch.setattr(exporting, "__version__", "0")  # a release does not change the format
    labels = read_label_file(HERE / "labels.toml")
    path = tmp_path / "golden.annotator"
    with create_project(path, label_set_source=labels, name="Golden", blind_share=0) as made:
        import_paths(made, [Path(name) for name in PAGES])
        label(made, 1, "Ada", "headline", "2")
        label(made, 1, "Ada", "body", "3-4,7")
        label(made, 1, "Ada", "ai_label", span=quote_of(made, 1, "በ AI የተሰራ ምስል"))
        label(made, 1, "Ada", "teaser", "8")
        change(made, PageId(1), "Ada", Sitting.fill)
        change(made, PageId(1), "Ada", Sitting.finish)
        label(made, 1, "ቤን", "headline", "3")
        label(made, 2, "Ada", "ai_label", span=quote_of(made, 2, "👩🏽‍🚒"))
        label(made, 2, "Ada", "body", "undecided")
        yield made


def label(project: Project, page: int, name: str, label_id: str, blocks="", span="") -> None:
    def step(sitting: Sitting) -> Changes:
        document, annotations = sitting.document, sitting.annotations
        spans = [parse_span(span)] if span else parse_blocks(blocks).spans(document, annotations)
        return sitting.label(spans, label_id)

    assert change(project, PageId(page), name, step).changes


def quote_of(project: Project, page: int, text: str) -> str:
    """Where the text stands on the page, as `--span` takes it."""
    with project.store.read() as transaction:
        start = transaction.pages.document(PageId(page)).text.index(text)
    return f"{start}:{start + len(text)}"


@pytest.mark.parametrize(
    ("golden", "how"),
    [
        ("everything.jsonl", {}),
        ("finished.jsonl", {"wanted": SetFilter(status=Status.FINISHED)}),
    ],
)
def test_the_export_is_what_it_always_was(project, tmp_path, golden, how):
    report = export_project(project, tmp_path / golden, **how)
    for made in (report.path, report.manifest):
        expected = HERE / made.name
        if os.environ.get("ANNOTATOR_UPDATE_GOLDEN"):
            expected.write_bytes(made.read_bytes())
        assert made.read_bytes() == expected.read_bytes(), f"{made.name} has changed"
