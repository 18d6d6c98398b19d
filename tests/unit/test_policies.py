from __future__ import annotations

from annotator.core.labels import LabelId
from annotator.core.policies import KEEP, Kind, Policy

BODY, MENU, ADVERT = map(LabelId, ("body", "menu", "advert"))


def test_labels_keep_their_names_unless_a_policy_says_otherwise():
    assert KEEP.name_of(BODY) == "body"
    assert not KEEP.is_main(BODY)


def test_a_policy_calls_labels_main_or_other_and_drops_some():
    policy = Policy("trainer", {BODY: Kind.MAIN, ADVERT: Kind.DROP}, rest=Kind.OTHER)
    assert [policy.name_of(one) for one in (BODY, MENU, ADVERT)] == ["main", "other", None]
    assert [policy.is_main(one) for one in (BODY, MENU, ADVERT)] == [True, False, False]
