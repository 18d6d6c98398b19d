from __future__ import annotations

import pytest

from annotator.core.data_sets import DataSetFacts
from annotator.core.errors import BugError, UserError
from annotator.services.new_folder import folder_beside
from tests.pictures import LABEL_SET

ABOUT = DataSetFacts("news", LABEL_SET)


def test_a_folder_appears_with_all_its_files(tmp_path):
    with folder_beside(tmp_path / "out", ABOUT) as folder:
        for name in ("README.md", "train/1.html"):
            with folder.file(name) as file:
                file.write(name.encode())
        assert not (tmp_path / "out").exists()
    assert (tmp_path / "out/train/1.html").read_bytes() == b"train/1.html"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def write(target, *names):
    with folder_beside(target, ABOUT) as folder:
        for name in names:
            with folder.file(name) as file:
                file.write(b"1")


def test_nothing_appears_where_writing_fails(tmp_path):
    with pytest.raises(BugError):
        write(tmp_path / "out", "one", "../two")
    assert not list(tmp_path.iterdir())


def test_an_empty_folder_is_filled_and_any_other_thing_refused(tmp_path):
    (tmp_path / "out").mkdir()
    write(tmp_path / "out", "one")
    (tmp_path / "file").write_text("")
    for name, told in (("out", "no empty folder"), ("file", "is no folder")):
        with pytest.raises(UserError, match=told):
            write(tmp_path / name, "one")


@pytest.mark.parametrize(
    "name",
    ["", "/etc/x", "../x", "a/../x", "a//b", "a\\b", "c:x", "nul.txt", "a.", "a\n", "文" * 70],
)
def test_names_that_some_system_refuses_are_refused(tmp_path, name):
    with pytest.raises(BugError, match="no name"):
        write(tmp_path / "out", name)


@pytest.mark.parametrize("names", [("a", "a"), ("a", "A"), ("é", "e\u0301")])
def test_a_name_is_given_once_whatever_its_case(tmp_path, names):
    with pytest.raises(BugError, match="written twice"):
        write(tmp_path / "out", *names)
