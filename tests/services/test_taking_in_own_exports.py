"""What this program wrote in a format that it does not read is told as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.formats.readers import fitting_reader
from annotator.services.exporting import export_project
from tests.cleaners import measured_project


@pytest.fixture
def project(tmp_path: Path):
    with measured_project(tmp_path) as made:
        yield made


@pytest.mark.parametrize("name", ["web2text", "conll", "spans-csv", "blocks-csv", "trafilatura"])
def test_a_format_without_a_reader_is_named(project, tmp_path: Path, name: str):
    target = tmp_path / "exported"
    export_project(project, target, format_name=name)
    with pytest.raises(UserError, match=f"in the format {name}, which cannot be") as caught:
        fitting_reader(target)
    assert "jsonl" in caught.value.hint


@pytest.mark.parametrize("name", ["jsonl", "cleaneval", "label-studio-html"])
def test_a_format_with_a_reader_is_read(project, tmp_path: Path, name: str):
    export_project(project, tmp_path / "exported", format_name=name)
    assert fitting_reader(tmp_path / "exported").name == name.removesuffix("-html")


def test_a_folder_for_web2text_is_known_without_its_manifest_and_by_its_parts(
    project, tmp_path: Path
):
    target = tmp_path / "exported"
    export_project(project, target, format_name="web2text")
    target.with_name("exported.manifest.json").unlink()
    for path in (target, target / "clean", target / "clean/1.txt"):
        with pytest.raises(UserError, match="in the format web2text"):
            fitting_reader(path)
