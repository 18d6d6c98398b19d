"""Policies: those that come with the program, and those of one's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from annotator.core.errors import UserError
from annotator.core.labels import LabelSet
from annotator.core.policies import Policy
from annotator.core.policy_files import PolicyRules, parse_policies
from annotator.services.resources import resource

_FILE = "policies.toml"


@cache
def ready_policies() -> tuple[PolicyRules, ...]:
    """Those that come with the program, in the order in which they are listed."""
    return parse_policies(resource(_FILE).read_text("utf-8"), _FILE)


def policy_of(given: str, label_set: LabelSet) -> Policy:
    """The policy that `given` names, one that comes with the program or the path of a file.

    Raises `UserError` where there is neither, and for a file that names a label which the set has
    not: whoever wrote it meant another set.
    """
    for rules in ready_policies():
        if rules.name == given:
            return rules.of(label_set)
    path = Path(given)
    names = ", ".join(rules.name for rules in ready_policies())
    if not given or not path.is_file():
        raise UserError(f"There is no policy “{given}”.", f"Name a file, or one of these: {names}.")
    try:
        source = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise UserError(f"The policy “{path}” cannot be read: {error}.") from error
    found = parse_policies(source, f"“{path.name}”")
    if len(found) > 1:
        raise UserError(f"“{path.name}” holds several policies.", "Give one policy a file.")
    unknown = found[0].unknown_in(label_set)
    if unknown:
        raise UserError(
            f"“{path.name}” speaks of labels that are not in this project: {', '.join(unknown)}.",
            f"Its labels: {', '.join(label.id for label in label_set.labels)}.",
        )
    return found[0].of(label_set)
