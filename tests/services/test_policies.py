from __future__ import annotations

import pytest

from annotator.core.errors import UserError
from annotator.core.labels import LabelId
from annotator.core.policies import Kind
from annotator.formats import registry
from annotator.services.policies import policy_of, ready_policies
from tests.pictures import LABEL_SET


def test_every_format_names_a_policy_that_comes_with_the_program():
    ready = {rules.name for rules in ready_policies()}
    assert {registry.writer(name).policy for name in registry.format_names()} <= ready
    assert all(rules.title for rules in ready_policies())


def test_a_policy_is_found_by_name_or_as_a_file(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('name = "mine"\nlabels = { body = "drop" }', encoding="utf-8")
    assert policy_of("keep", LABEL_SET).name_of(LabelId("body")) == "body"
    mine = policy_of(str(file), LABEL_SET)
    assert (mine.name, mine.kind(LabelId("body"))) == ("mine", Kind.DROP)


@pytest.mark.parametrize("given", ["", "keeper", "."])
def test_what_is_no_policy_is_refused_with_those_that_are(given):
    with pytest.raises(UserError, match="no policy") as caught:
        policy_of(given, LABEL_SET)
    assert "keep, " in caught.value.hint


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (b'name = "a"\nlabels = { bodi = "main" }', "labels that are not in this project: bodi"),
        (b'[[policy]]\nname = "a"\n[[policy]]\nname = "b"', "several policies"),
        (b"\xff", "cannot be read"),
    ],
)
def test_a_file_that_is_no_policy_for_the_project_is_refused(tmp_path, source, told):
    (tmp_path / "a.toml").write_bytes(source)
    with pytest.raises(UserError, match=told):
        policy_of(str(tmp_path / "a.toml"), LABEL_SET)
