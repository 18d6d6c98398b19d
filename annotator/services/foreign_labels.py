"""What the labels of another program are called in the project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from annotator.core.errors import UserError
from annotator.core.labels import LabelId, LabelSet
from annotator.core.roles import Role


class ForeignLabels:
    """Leads from their labels to ours: as the user says, by id, by name, or by what it stands for.

    `given` leads from theirs to ours, and to nothing for a label that is to be left out. `unknown`
    counts in how many sets a label stood that leads nowhere. Raises `UserError` where the project
    lacks one that the user names.
    """

    def __init__(
        self, label_set: LabelSet, given: Mapping[str, str], roles: Mapping[str, Role]
    ) -> None:
        self.unknown: Counter[str] = Counter()
        self._known: dict[str, LabelId | None] = {
            **{
                theirs: found.id
                for theirs, role in roles.items()
                if (found := label_set.of_role(role))
            },
            **{one.name.casefold(): one.id for one in label_set.labels},
            **{one.id: one.id for one in label_set.labels},
        }
        self._given = {
            theirs: label_set.get(ours).id if ours else None for theirs, ours in given.items()
        }

    def of(self, theirs: str) -> LabelId | None:
        """Our label; None where it is to be left out. Ask only for what `require` let pass."""
        if theirs in self._given:
            return self._given[theirs]
        return self._known[theirs if theirs in self._known else theirs.casefold()]

    def require(self, labels: Iterable[str]) -> None:
        """Raise `UserError` with the labels of a set that lead nowhere, and count them."""
        unknown = sorted({one for one in set(labels) if not self._is_known(one)})
        if unknown:
            self.unknown.update(unknown)
            named = ", ".join(f"“{one[:60]}”" for one in unknown[:5])
            raise UserError(
                f"The project has no label {named}.", "Say which one is meant: --map THEIRS=OURS."
            )

    def _is_known(self, theirs: str) -> bool:
        return theirs in self._given or theirs in self._known or theirs.casefold() in self._known
