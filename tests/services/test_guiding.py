"""Guidelines and their versions."""

from __future__ import annotations

import pytest

from annotator.core.errors import UserError
from annotator.services.guiding import guidelines, read_guideline_file, set_guidelines, versions
from annotator.services.projects import open_project
from tests.pictures import page
from tests.stored import label_blocks, project_of


def test_a_project_without_guidelines_says_so(tmp_path):
    with project_of(tmp_path) as project:
        assert versions(project) == []
        with pytest.raises(UserError, match="has no guidelines"):
            guidelines(project)


def test_every_version_is_kept_and_the_newest_is_in_force(tmp_path):
    with project_of(tmp_path) as project:
        set_guidelines(project, "# Rules\r\n\r\nLabel all.\n")
        set_guidelines(project, "# Rules\n\nLabel less.\n")
    with open_project(tmp_path / "news.annotator") as project:
        assert guidelines(project).text == "# Rules\n\nLabel less.\n"
        assert guidelines(project, 1).text == "# Rules\n\nLabel all.\n"
        assert [one.version for one in versions(project)] == [1, 2]
        with pytest.raises(UserError, match="no version 3"):
            guidelines(project, 3)


def test_the_same_text_again_is_no_new_version(tmp_path):
    with project_of(tmp_path) as project:
        first = set_guidelines(project, "Label all.\n")
        assert set_guidelines(project, "Label all.\r\n") == first


def test_a_step_says_which_version_was_in_force(tmp_path):
    with project_of(tmp_path, page("One", "Two")) as project:
        label_blocks(project, 1, "Ada", "body", 0)
        set_guidelines(project, "Label all.")
        label_blocks(project, 1, "Ben", "body", 0)
        with project.store.read() as transaction:
            found = {one.annotator: one.guideline_version for one in transaction.sets.of_page(1)}
    assert found == {"Ada": None, "Ben": 1}


@pytest.mark.parametrize("text", ["", " \n\t\n", "x" * (1024 * 1024 + 1)])
def test_a_text_that_cannot_be_guidelines_is_refused(tmp_path, text):
    with project_of(tmp_path) as project:
        with pytest.raises(UserError):
            set_guidelines(project, text)
        assert versions(project) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"Rules\x00", "NUL"),
        (b"x" * (1024 * 1024 + 1), "longer than"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_a_sentence(tmp_path, content, sentence):
    path = tmp_path / "rules.md"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=sentence):
        read_guideline_file(path)


def test_a_file_is_read_as_utf_8_with_or_without_a_mark(tmp_path):
    path = tmp_path / "rules.md"
    path.write_bytes("\ufeffሕጎች\n".encode())
    assert read_guideline_file(path) == "ሕጎች\n"
