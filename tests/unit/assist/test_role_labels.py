"""Labels for roles, in projects that have all of them, some, or others besides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assist.adapter import Adapter
from annotator.assist.base_model import NO_STORY, Calibration
from annotator.assist.engine import Engine
from annotator.assist.odds import log_shares, softmax
from annotator.assist.role_labels import RoleLabels
from annotator.core.labels import LabelSet, parse_label_set
from annotator.core.roles import Role
from tests.unit.assist.models import CHOSEN, small_model
from tests.unit.assist.written import LABEL_SET, told, written

NAMES = [str(role) for role in Role]


def label_set(*roles: str) -> LabelSet:
    """A label of each of these roles, and one without for any other word."""
    lines = ['name = "x"']
    keys = "abcdefghij"
    for number, role in enumerate(roles):
        role_line = f'role = "{role}"' if role in NAMES else ""
        lines.append(
            f'[[label]]\nid = "my_{role}"\nname = "{role}"\nkeys = ["{keys[number]}"]\n'
            f'light = "#ffffff"\ndark = "#000000"\n{role_line}'
        )
    return parse_label_set("\n".join(lines))


def test_labels_of_a_set_are_known_by_their_roles():
    labels = RoleLabels.of(label_set("body", "quiz", "headline"))
    assert labels.labels == ("my_body", "my_quiz", "my_headline")
    assert labels.of_role == {Role.BODY: "my_body", Role.HEADLINE: "my_headline"}


def test_what_has_no_label_of_its_own_is_rest_if_the_rest_has_one():
    assert RoleLabels.of(label_set("body", "boilerplate")).label(Role.TEASER) == "my_boilerplate"
    assert RoleLabels.of(label_set("body")).label(Role.TEASER) is None
    assert RoleLabels.of(label_set("body")).label(Role.REST) is None


def test_shares_of_roles_without_a_label_are_shares_of_the_rest():
    shares = np.array([[0.1, 0.2, 0.3, 0.4]])
    merged = RoleLabels.of(label_set("body", "boilerplate")).merged(shares)
    assert merged[0].tolist() == pytest.approx([0, 0.2, 0, 0.8])
    everything = RoleLabels.of(label_set("headline", "body", "teaser", "boilerplate"))
    assert everything.merged(shares) is shares


@given(
    st.sets(st.sampled_from(["headline", "body", "teaser", "ai_label", "boilerplate"]), min_size=1),
    st.lists(st.tuples(*[st.floats(0.001, 1)] * 4), max_size=4),
)
def test_where_nothing_was_learned_shares_come_back_whatever_labels_there_are(
    roles: set[str], drawn: list[tuple[float, ...]]
):
    labels = RoleLabels.of(label_set(*sorted(roles)))
    shares = np.array(drawn).reshape(len(drawn), 4)
    shares = labels.merged(shares / shares.sum(axis=1, keepdims=True))
    back, own = labels.by_role(softmax(labels.by_label(log_shares(shares))))
    assert back == pytest.approx(shares, abs=1e-3)
    assert (own == -1).all()


def test_a_label_of_the_project_takes_what_it_is_likelier_for_than_all_roles():
    labels = RoleLabels.of(label_set("body", "quiz", "boilerplate", "poll"))
    shares = np.array([[0.2, 0.5, 0.2, 0.1], [0.5, 0.2, 0.2, 0.1], [0.1, 0.2, 0.3, 0.4]])
    back, own = labels.by_role(shares)
    assert own.tolist() == [1, -1, 3]
    assert back[:, 3].tolist() == pytest.approx([0.2 + 0.6, 0.2 + 0.3, 0.3 + 0.6])


def test_the_label_of_disclosures_takes_nothing_from_the_others():
    labels = RoleLabels.of(label_set("body", "ai_label", "boilerplate"))
    _, own = labels.by_role(np.array([[0.1, 0.8, 0.1]]))
    assert own.tolist() == [-1]


PAGE = written(
    "<title>The bridge is open</title><h1>The bridge is open</h1>"
    f"<div><p>{'Many people came to see it on Tuesday. ' * 4}</p></div>"
    "<ul>" + "".join(f"<li><a href=/{n}>Story number {n}</a></li>" for n in range(4)) + "</ul>"
)


def proposed(labels: LabelSet, adapter: Adapter | None = None) -> list[str]:
    return [
        one for _, one in told(PAGE, Engine(labels, small_model()).propose(PAGE, None, adapter))
    ]


def test_a_project_is_proposed_its_own_labels():
    assert proposed(LABEL_SET) == ["headline", "body", *["teaser"] * 4]
    assert proposed(label_set(*NAMES)) == ["my_headline", "my_body", *["my_teaser"] * 4]
    assert proposed(label_set("body", "boilerplate")) == [
        "my_boilerplate",
        "my_body",
        *["my_boilerplate"] * 4,
    ]
    assert proposed(label_set("headline", "body")) == ["my_headline", "my_body"]
    assert proposed(label_set("quiz")) == []


@pytest.mark.parametrize(
    "roles",
    [
        NAMES,
        ["headline", "body"],
        ["body", "boilerplate"],
        ["headline", "body", "boilerplate"],
        ["teaser", "ai_label"],
        ["quiz", "body"],
        ["quiz"],
    ],
    ids=str,
)
def test_an_adapter_that_has_learned_nothing_changes_no_label(roles: list[str]):
    labels = label_set(*roles)
    ids = tuple(label.id for label in labels.labels)
    nothing = Adapter(ids, np.zeros((len(CHOSEN) + 1, len(ids))), 1, "small-1")
    assert proposed(labels, nothing) == proposed(labels)


def test_where_teasers_have_no_label_the_rest_is_as_sure_as_that_it_is_no_story():
    base = small_model(
        {NO_STORY: Calibration((0, 1), (0.9, 0.9)), "other story": Calibration((0, 1), (0.5, 0.5))}
    )

    def sure(labels: LabelSet) -> float:
        return list(Engine(labels, base).propose(PAGE))[-1].confidence

    assert sure(LABEL_SET) == pytest.approx(0.45)
    assert sure(label_set("headline", "body", "boilerplate")) == pytest.approx(0.9)
