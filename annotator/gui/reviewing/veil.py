"""Who the reviewer may know: in a blind review nothing that is shown or logged names annotators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from annotator.core.masks import COLLEAGUE, letter, mask_key, masks, without_names
from annotator.gui.notices import Notice


@dataclass(frozen=True, slots=True)
class Veil:
    """How the people of one page are called. `names` are in the order in which they are shown.

    `others` are people whose sets are not compared; where the review is blind they are all alike.
    """

    reviewer: str = ""
    names: tuple[str, ...] = ()
    is_blind: bool = True
    others: frozenset[str] = frozenset()
    _letters: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def over(
        cls,
        digest: str,
        reviewer: str,
        names: Iterable[str],
        others: Iterable[str],
        *,
        is_blind: bool,
    ) -> Veil:
        """The veil over the page of that digest; without `is_blind` it hides nothing."""
        shown = masks(names, mask_key(digest, reviewer)) if is_blind else tuple(names)
        letters = {name: letter(place) for place, name in enumerate(shown)}
        return cls(reviewer, shown, is_blind, frozenset(others) - {*shown}, letters)

    @property
    def masked(self) -> tuple[str, ...]:
        """The names in their blind order; none where they are told."""
        return self.names if self.is_blind else ()

    def letter(self, name: str) -> str:
        """The letter of a set that is compared, else nothing."""
        return self._letters.get(name, "")

    def side(self, name: str) -> str:
        """How a set that is compared is called."""
        return self.letter(name) if self.is_blind else f"{self.letter(name)} ({name})"

    def person(self, name: str) -> str:
        """How somebody is called who said or decided something."""
        if name == self.reviewer:
            return "you"
        if not self.is_blind:
            return name
        return self.letter(name) or COLLEAGUE

    def over_text(self, text: str) -> str:
        """A text without the names in it: letters in their place would tell whose it is."""
        return without_names(text, {*self.names, *self.others}) if self.is_blind else text

    def over_notice(self, notice: Notice) -> Notice:
        """A notice without the names in it."""
        return replace(
            notice, sentence=self.over_text(notice.sentence), hint=self.over_text(notice.hint)
        )
