"""Whose sets a review compares, as the command line names them: by letter, and by name if it may.

Letters follow the order in which `annotator diff` prints the sets. Who reviews blind gets an order
that tells nothing, and no name is printed, also not that of who decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from annotator.core.adjudication import Considered, Taking, sides_of
from annotator.core.alignment import AlignedPiece
from annotator.core.decisions import Choice
from annotator.core.errors import UserError
from annotator.core.labels import LabelId, LabelSet
from annotator.core.masks import letter, mask_key, masks

NOTHING = "nothing"
LONGER = "longer"
SHORTER = "shorter"

between_option = click.option(
    "--between",
    metavar="NAME",
    multiple=True,
    help="Compare these sets; can be repeated. All that were handed in if not given.",
)

blind_option = click.option(
    "--blind", "is_blind", is_flag=True, help="Letters in an order that tells nothing, and no name."
)

reviewer_option = click.option(
    "--as", "reviewer", metavar="NAME", help="The reviewer; your login name if not given."
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The sets that are compared in the order of their letters; `names` in that of the pieces.

    `lettered` are all who have a letter: some of them may not be compared.
    """

    names: tuple[str, ...]
    lettered: tuple[str, ...]
    is_blind: bool

    @classmethod
    def of(
        cls,
        names: Sequence[str],
        digest: str,
        reviewer: str,
        lettered: Sequence[str] = (),
        *,
        is_blind: bool,
    ) -> Candidates:
        """The candidates of a page of that digest, under the eyes of that reviewer."""
        order = masks(names, mask_key(digest, reviewer)) if is_blind else tuple(names)
        kept = tuple(one for one in lettered if is_blind)
        return cls(tuple(names), (*kept, *(one for one in order if one not in kept)), is_blind)

    @property
    def in_order(self) -> tuple[str, ...]:
        """Those that are compared, in the order of their letters."""
        return tuple(name for name in self.lettered if name in self.names)

    def letter(self, name: str) -> str:
        """What stands for the name."""
        return letter(self.lettered.index(name))

    def shown(self, name: str) -> str:
        """How a line of text names one of them."""
        return self.letter(name) if self.is_blind else name

    def labels(self, piece: AlignedPiece) -> dict[str, LabelId | None]:
        """What each says of a piece, by letter."""
        said = dict(zip(self.names, piece.labels, strict=True))
        return {self.letter(name): said[name] for name in self.in_order}

    def named(self, word: str) -> str:
        """The name that a letter or a name stands for; `UserError` where it is neither."""
        found = self._find(word)
        if found is None:
            raise UserError(f"“{word}” is none of those compared.", f"They are: {self._all()}.")
        return found

    def taking(self, word: str, pieces: Sequence[AlignedPiece], label_set: LabelSet) -> Taking:
        """What a word says to take on these pieces.

        Raises `UserError` where it says nothing, and where the longer or shorter side is not the
        same one on all of them.
        """
        if word == NOTHING:
            return Taking(Choice.NOTHING)
        if word in {LONGER, SHORTER}:
            sides = {
                sides_of(one).longer if word == LONGER else sides_of(one).shorter for one in pieces
            }
            if len(sides) != 1:
                raise UserError(f"The {word} side is not the same one everywhere.", "Name it.")
            return Taking(Choice.SIDE, side=self.names[sides.pop()])
        if any(one.id == word for one in label_set.labels):
            return Taking(Choice.LABEL, label=LabelId(word))
        found = self._find(word)
        if found is None:
            known = ", ".join(one.id for one in label_set.labels)
            raise UserError(
                f"“{word}” is neither a set nor a label.",
                f"Take {self._all()}, {NOTHING}, {LONGER}, {SHORTER}, or a label: {known}.",
            )
        return Taking(Choice.SIDE, side=found)

    def side(self, considered: Considered) -> str | None:
        """The letter of the side that was taken, None where none was or it is not compared now."""
        return self.letter(considered.side) if considered.side in self.names else None

    def _find(self, word: str) -> str | None:
        letters = {self.letter(name): name for name in self.in_order}
        if word in letters:
            return letters[word]
        if not self.is_blind and word.strip() in self.names:
            return word.strip()
        return letters.get(word.strip().upper())

    def _all(self) -> str:
        return ", ".join(
            self.letter(name) if self.is_blind else f"{self.letter(name)} ({name})"
            for name in self.in_order
        )
