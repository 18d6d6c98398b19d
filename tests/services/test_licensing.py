from __future__ import annotations

import pytest

from annotator.core.errors import UserError
from annotator.services.importing import import_paths
from annotator.services.licensing import checked_licence, give_licence, licence_counts
from annotator.services.page_numbers import pages_named
from tests.pictures import page
from tests.stored import project_of


@pytest.fixture
def project(tmp_path):
    with project_of(tmp_path, *(page(f"Page {number}") for number in range(5))) as made:
        yield made


def test_an_import_says_what_holds_for_all_that_is_new(project, tmp_path):
    (tmp_path / "new.txt").write_text("New")
    import_paths(project, [tmp_path / "new.txt"], licence=" CC-BY-4.0 ")
    assert licence_counts(project) == {"": 5, "CC-BY-4.0": 1}


def test_a_licence_is_given_to_pages_by_number_and_taken_back(project):
    assert give_licence(project, pages_named(project, "1,3-9"), "CC0-1.0") == 4
    assert licence_counts(project) == {"": 1, "CC0-1.0": 4}
    give_licence(project, pages_named(project, "all"), "")
    assert licence_counts(project) == {"": 5}


@pytest.mark.parametrize("text", ["a\nb", "x" * 201])
def test_a_licence_is_one_short_line(text):
    with pytest.raises(UserError, match="one line"):
        checked_licence(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "names no pages"), ("1-", "names no"), ("6", "no page 6"), ("4-2", "no")],
)
def test_what_names_no_pages_is_told(project, text, told):
    with pytest.raises(UserError, match=told):
        pages_named(project, text)
