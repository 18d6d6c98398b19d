import pytest

from annotator.core.errors import Cancelled, UserError
from annotator.core.set_filter import SetFilter
from annotator.services.export_preview import MOST_BYTES, preview_export
from annotator.services.export_wish import DataSetWish
from annotator.services.exporting import export_project
from annotator.services.importing import import_paths
from annotator.services.projects import create_project
from tests.stored import label_blocks

TEXT = "<p>Téxt 🙂 مرحبا</p>"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Three pages; Ada labelled 2 and 3, Ben 3 alone."""
    folder = tmp_path_factory.mktemp("preview")
    files = [folder / f"{number}.html" for number in (1, 2, 3)]
    for file in files:
        content = f"<meta charset=utf-8><title>T</title><h1>Headline {file.stem}</h1>{TEXT * 200}"
        file.write_text(content, encoding="utf-8")
    with create_project(folder / "news.annotator", blind_share=0) as made:
        import_paths(made, files)
        label_blocks(made, 2, "Ada", "headline", 0)
        label_blocks(made, 2, "Ada", "body", 1)
        label_blocks(made, 3, "Ada", "body", 1)
        label_blocks(made, 3, "Ben", "body", 1)
        yield made


def preview(project, tmp_path, name="jsonl", **wanted):
    wish = DataSetWish(tmp_path / "set", name, SetFilter(**wanted))
    return preview_export(project, wish)


def test_the_preview_is_how_the_export_begins(project, tmp_path):
    found = preview(project, tmp_path)
    export_project(project, tmp_path / "real.jsonl")
    first = (tmp_path / "real.jsonl").read_bytes().split(b"\n")[0] + b"\n"
    assert found.page_count == 2
    (file,) = found.files
    assert (file.name, file.size, file.is_whole) == ("set", len(first), False)
    assert first.decode().startswith(file.text)
    assert MOST_BYTES - 4 < len(file.text.encode()) <= MOST_BYTES


def test_every_set_of_the_first_wanted_page_is_in_it(project, tmp_path):
    found = preview(project, tmp_path, "spans-csv", annotator="Ben")
    assert found.page_count == 1
    assert "Ben" in found.files[0].text
    assert found.files[0].is_whole
    assert "Ada" not in found.files[0].text


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"policy": "keep"}, "calls no label main content"),
        ({"has_pages": False}, "holds the pages"),
    ],
)
def test_what_the_export_refuses_the_preview_refuses(project, tmp_path, more, told):
    with pytest.raises(UserError, match=told):
        preview_export(project, DataSetWish(tmp_path / "set", "boilernet", **more))
    with pytest.raises(UserError, match=told):
        export_project(project, tmp_path / "set", format_name="boilernet", **more)


def test_the_command_repeats_the_very_share(tmp_path):
    wish = DataSetWish(tmp_path / "set", wanted=SetFilter(least_agreement=0.83333333))
    assert "--agreement 0.83333333" in wish.command(tmp_path / "a.annotator")


def test_where_no_page_is_wanted_there_is_no_file(project, tmp_path):
    assert preview(project, tmp_path, languages=("xx",)).files == ()
    assert preview(project, tmp_path, gold_only=True).files == ()


def test_a_folder_shows_its_files_and_how_their_texts_begin(project, tmp_path):
    found = preview(project, tmp_path, "dragnet")
    assert [file.name for file in found.files] == sorted(file.name for file in found.files)
    assert len(found.files) > 1
    assert all(file.text for file in found.files)
    assert sum(len(file.text.encode()) for file in found.files) <= MOST_BYTES


def test_bytes_that_are_no_text_are_counted_and_not_shown(project, tmp_path):
    (file,) = preview(project, tmp_path, "blocks-parquet").files
    assert file.text is None
    assert not file.is_whole
    assert file.size > 100


@pytest.mark.parametrize("name", ["hugging-face", "uima", "web-annotation", "webmainbench"])
def test_any_format_can_be_looked_at_and_nothing_is_written(project, tmp_path, name):
    assert preview(project, tmp_path, name).files
    assert list(tmp_path.iterdir()) == []


def test_a_preview_without_the_pages_holds_none_of_their_text(project, tmp_path):
    wish = DataSetWish(tmp_path / "set", has_pages=False)
    (file,) = preview_export(project, wish).files
    assert file.text.startswith('{"version"')
    assert "Headline" not in file.text


def test_a_preview_refuses_what_the_export_refuses(project, tmp_path):
    with pytest.raises(UserError, match="nobody in this project"):
        preview(project, tmp_path, annotator="Eve")
    with pytest.raises(UserError, match="no policy"):
        preview_export(project, DataSetWish(tmp_path / "set", policy="mine"))


def test_a_preview_can_be_stopped(project, tmp_path):
    def stop(progress):
        raise Cancelled

    with pytest.raises(Cancelled):
        preview_export(project, DataSetWish(tmp_path / "set"), stop)
