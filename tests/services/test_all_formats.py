"""Formats that are written and never read: each makes a file or a folder at the very place."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from annotator.core.pages import PageId
from annotator.formats import registry
from annotator.services import annotating
from annotator.services.exporting import export_project
from annotator.services.importing import import_paths
from annotator.services.projects import Project, create_project
from annotator.services.sitting import Sitting
from tests.services.round_trips import ROUND_TRIPS

_PAGES = {
    "one.html": (
        "<!doctype html><title>One</title><link rel=canonical href='https://news.example/1'>"
        "<h1>The bridge 🌉 opens</h1><p>It <b>was</b> closed for long.</p><p>Menu</p>"
    ),
    "two.html": "<meta charset=utf-8><div>شارع<ul><li>one<li>two</ul>=1+1</div>",
    "dump.txt": "Home\n\nA story of a dump\n",
    "picture.html": "<img src=a.png> &nbsp;",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("formats")
    for name, text in _PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with create_project(folder / "news.annotator", blind_share=0) as made:
        import_paths(made, [folder / name for name in _PAGES])
        for who in ("Ada", "בן"):
            for number in (1, 2, 3):
                annotating.change(made, PageId(number), who, _labelled)
        yield made


def _labelled(sitting: Sitting):
    spans = [block.span for block in sitting.document.blocks[:2]]
    sitting.label(spans[:1], "headline")
    return sitting.label(spans[1:], "body")


@pytest.mark.parametrize(
    "name", sorted({*registry.format_names()} - {way.writer for way in ROUND_TRIPS})
)
def test_it_is_written_at_the_very_place(name: str, project: Project, tmp_path: Path):
    target = tmp_path / "set"
    report = export_project(project, target, format_name=name)
    assert target.is_dir() is registry.writer(name).is_folder
    assert report.set_count == 6
    assert {one.name for one in tmp_path.iterdir()} == {"set", "set.manifest.json"}
    files = [target] if target.is_file() else [one for one in target.rglob("*") if one.is_file()]
    base = tmp_path if target.is_file() else target
    digests = {
        one.relative_to(base).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in files
    }
    assert digests == report.files != {}
