"""Which label of a project stands for which role, and shares by role as shares by label."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.assist.odds import REST, WEIGHED
from annotator.assist.visible_page import Floats
from annotator.core.labels import LabelId, LabelSet
from annotator.core.roles import Role

_STRANGE = float(np.log(1e-4))
"""The log odds of a label without a role before anything was learned of it."""


@dataclass(frozen=True, slots=True)
class RoleLabels:
    """The labels of a project in their order, and those that have a role."""

    labels: tuple[LabelId, ...]
    of_role: dict[Role, LabelId]

    @classmethod
    def of(cls, label_set: LabelSet) -> RoleLabels:
        """Those of a label set."""
        found = {role: label_set.of_role(role) for role in Role}
        return cls(
            tuple(label.id for label in label_set.labels),
            {role: label.id for role, label in found.items() if label is not None},
        )

    def label(self, role: Role) -> LabelId | None:
        """The label of that role; where the set has none, that of the rest, if it has one."""
        return self.of_role.get(role, self.of_role.get(Role.REST))

    def merged(self, shares: Floats) -> Floats:
        """Shares by weighed role, with those of roles without a label in that of the rest."""
        lacking = [
            number
            for number, role in enumerate(WEIGHED)
            if role not in self.of_role and number != REST
        ]
        if not lacking:
            return shares
        answer = shares.copy()
        answer[:, REST] += shares[:, lacking].sum(axis=1)
        answer[:, lacking] = 0.0
        return answer

    def by_label(self, odds: Floats) -> Floats:
        """Log odds by weighed role as log odds by label.

        Where the rest has no label, a last column has its odds: those that no label is right.
        """
        columns = np.full((len(odds), len(self.labels)), _STRANGE)
        for number, role in enumerate(WEIGHED):
            label = self.of_role.get(role)
            if label is not None:
                columns[:, self.labels.index(label)] = odds[:, number]
        if Role.REST not in self.of_role:
            columns = np.concatenate([columns, odds[:, [REST]]], axis=1)
        return columns

    def by_role(self, shares: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
        """Shares by label as shares by role, and which label of no role takes a block from all.

        The second has the number of the label, or -1. Shares of labels without a role count as
        rest, so that those of the others keep their sense.
        """
        answer = np.zeros((len(shares), len(WEIGHED)))
        columns = {
            number: self.labels.index(label)
            for number, role in enumerate(WEIGHED)
            if (label := self.of_role.get(role)) is not None
        }
        for number, column in columns.items():
            answer[:, number] = shares[:, column]
        answer[:, REST] += shares[:, len(self.labels) :].sum(axis=1)
        own = np.full(len(shares), -1, dtype=np.int64)
        told = {*columns.values(), *map(self.labels.index, self.of_role.values())}
        strange = np.array([one for one in range(len(self.labels)) if one not in told], dtype=int)
        if len(strange) and len(shares):
            best = strange[shares[:, strange].argmax(axis=1)]
            share = shares[np.arange(len(shares)), best]
            own = np.where(share > answer.max(axis=1), best, own)
            answer[:, REST] += shares[:, strange].sum(axis=1)
        return answer, own
