from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.core.errors import UserError
from annotator.core.labels import LabelId, LabelSet
from annotator.core.policies import Kind
from annotator.core.policy_files import parse_policies
from annotator.core.roles import Role
from tests.pictures import a_label

STORY = """
name = "story"
title = "The story"
rest = "other"
[labels]
body = "main"
advert = "drop"
"""
LABELS = LabelSet(
    "Own",
    1,
    (
        replace(a_label("text"), role=Role.BODY),
        a_label("menu"),
        a_label("advert"),
    ),
)


def test_a_policy_names_labels_by_id_or_by_role():
    (rules,) = parse_policies(STORY, "story.toml")
    policy = rules.of(LABELS)
    kinds = {label.id: policy.kind(label.id) for label in LABELS.labels}
    assert kinds == {"text": Kind.MAIN, "menu": Kind.OTHER, "advert": Kind.DROP}
    assert (rules.name, rules.title) == ("story", "The story")


def test_an_id_goes_before_a_role():
    (rules,) = parse_policies('name = "a"\nlabels = { text = "drop", body = "main" }', "a")
    assert rules.of(LABELS).kind(LabelId("text")) is Kind.DROP


def test_what_is_said_of_labels_that_are_not_there_is_told():
    (rules,) = parse_policies('name = "a"\nlabels = { text = "drop", tease = "main" }', "a")
    assert rules.unknown_in(LABELS) == ("tease",)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("name = ", "not valid TOML"),
        ("", "name is missing"),
        ('name = "A b"', "name is missing or no name"),
        ('name = "a"\nkind = "x"', "no field “kind”"),
        ('name = "a"\nrest = "body"', "rest: 'body' is no kind"),
        ('name = "a"\nlabels = { body = 1 }', "label “body”: 1 is no kind"),
        ('name = "a"\nlabels = []', "labels must be a table"),
        ('name = "a"\ntitle = "x\\ny"', "title must be one line"),
        ('x = 1\n[[policy]]\nname = "a"', "nothing can stand"),
        ('[[policy]]\nname = "a"\n[[policy]]\nname = "a"', "two policies have one name"),
        ("policy = [1]", "policy 1 is not a table"),
        ("#" * 300_000, "too large"),
    ],
)
def test_what_is_wrong_in_a_policy_is_told(source, told):
    with pytest.raises(UserError, match=told):
        parse_policies(source, "a.toml")
