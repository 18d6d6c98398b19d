from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from annotator.core.errors import BugError, UserError
from annotator.core.labels import parse_label_set
from annotator.services.places import (
    default_folder,
    existing_project_path,
    login_name,
    new_project_path,
)
from annotator.services.projects import create_project, open_project, read_label_file
from annotator.services.resources import resource

LABELS = """
name = "Two"
version = 3
[[label]]
id = "good"
name = "Good"
keys = ["g"]
light = "#112233"
dark = "#ddeeff"
[[label]]
id = "bad"
name = "Bad"
keys = ["b"]
light = "#332211"
dark = "#ffeedd"
"""


def test_a_new_project_has_the_programs_labels(tmp_path: Path):
    default = parse_label_set(resource("labels.toml").read_text(encoding="utf-8"))
    with create_project(tmp_path / "news.annotator") as project:
        assert project.label_set == default
        assert project.name == "news"


def test_a_project_keeps_its_own_copy_of_its_labels(tmp_path: Path):
    file = tmp_path / "labels.toml"
    file.write_text(LABELS, encoding="utf-8")
    create_project(tmp_path / "p", label_set_source=read_label_file(file)).close()
    file.unlink()
    with open_project(tmp_path / "p") as project:
        assert [label.id for label in project.label_set.labels] == ["good", "bad"]
        assert project.label_set.version == 3


def test_a_wrong_label_set_leaves_no_project_behind(tmp_path: Path):
    with pytest.raises(UserError):
        create_project(tmp_path / "p", label_set_source="name = 1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"name = ", "not valid TOML"),
        (LABELS.replace('"bad"', '"mixed"').encode(), "meaning of its own"),
        (LABELS.replace('"bad"', '"none"').encode(), "meaning of its own"),
        (b"#" * 2_000_000, "too large"),
    ],
)
def test_a_wrong_label_file_is_told_by_its_name(tmp_path: Path, content: bytes, reason: str):
    file = tmp_path / "labels.toml"
    file.write_bytes(content)
    with pytest.raises(UserError, match=reason) as caught:
        read_label_file(file)
    assert "labels.toml" in str(caught.value)


def test_a_missing_label_file_is_told(tmp_path: Path):
    with pytest.raises(UserError, match="cannot be read: No such file"):
        read_label_file(tmp_path / "labels.toml")


def test_a_label_file_may_begin_with_a_byte_order_mark(tmp_path: Path):
    file = tmp_path / "labels.toml"
    file.write_text(LABELS, encoding="utf-8-sig")
    assert parse_label_set(read_label_file(file)).name == "Two"


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("news", "news.annotator"),
        ("news.annotator", "news.annotator"),
        ("news.db", "news.db"),
        ("a.b/news", "a.b/news.annotator"),
    ],
)
def test_a_new_project_gets_an_ending_only_where_it_has_none(given: str, made: str):
    assert new_project_path(Path(given)) == Path(made)


def test_the_path_that_made_a_project_also_opens_it(tmp_path: Path):
    given = tmp_path / "news"
    create_project(new_project_path(given)).close()
    assert existing_project_path(given) == tmp_path / "news.annotator"
    assert existing_project_path(tmp_path / "news.annotator") == tmp_path / "news.annotator"


def test_a_folder_of_the_same_name_does_not_hide_a_project(tmp_path: Path):
    (tmp_path / "news").mkdir()
    create_project(tmp_path / "news.annotator").close()
    assert existing_project_path(tmp_path / "news") == tmp_path / "news.annotator"


def test_a_path_where_nothing_is_stays_as_it_is_for_the_error_to_name(tmp_path: Path):
    assert existing_project_path(tmp_path / "news") == tmp_path / "news"


def test_projects_are_kept_under_the_users_data(home: Path):
    assert home in default_folder().parents


def test_a_system_that_does_not_tell_the_login_name_is_told_apart(monkeypatch: pytest.MonkeyPatch):
    def unknown() -> str:
        raise OSError("no name")

    monkeypatch.setattr(getpass, "getuser", unknown)
    with pytest.raises(UserError, match="--as NAME"):
        login_name()


def test_a_missing_resource_is_a_fault_of_the_installation():
    with pytest.raises(BugError, match="nonsense"):
        resource("nonsense")
