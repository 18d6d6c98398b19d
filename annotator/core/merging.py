"""Which journals of one person's work on one page stand, once a colleague's copies have come.

A set is its journal. A journal that goes on from another takes its place; two that part stand side
by side. Which of them has the person's name follows from the journals alone, so that every project
comes to the same, in whatever order the copies arrive and whatever their clocks say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.core.bundles import SetFate
from annotator.core.journal import JournalLine, Status
from annotator.core.remarks import Remark, status_of

Digests = tuple[bytes, ...]
"""A journal, by the digests of its lines."""

_LONGEST_STEM = 190  # with a number behind it, still a name


@dataclass(frozen=True, slots=True)
class HeldJournal:
    """A journal that the project has, and the name that it goes by.

    `is_own` says that some of it was done here and came from nobody: it keeps its name.
    """

    name: str
    digests: Digests
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A journal that stands after the merge, under which name.

    `held` and `coming` number the journals that it is made of: where both are given, the coming
    one goes on from the one that is held.
    """

    name: str
    held: int | None
    coming: int | None


@dataclass(frozen=True, slots=True)
class Merge:
    """What stands after a merge.

    `fates` says of each coming journal what becomes of it, `places_of` in which place it is then.
    """

    places: tuple[Place, ...]
    fates: tuple[SetFate, ...]
    places_of: tuple[int, ...]

    @property
    def is_change(self) -> bool:
        """Whether anything came that was not here."""
        return any(place.coming is not None for place in self.places)


def merge(
    person: str,
    held: Sequence[HeldJournal],
    coming: Sequence[Digests],
    taken: Collection[str] = (),
) -> Merge:
    """Merge journals of one person on one page; `taken` are names of other people."""
    found: list[tuple[int | None, int | None]] = [(number, None) for number in range(len(held))]
    fates: dict[int, SetFate] = {}
    within: dict[int, int] = {}
    for number in sorted(range(len(coming)), key=lambda one: _rank(coming[one])):
        digests = coming[number]
        place = _holding(digests, found, held, coming)
        if place is not None:
            whole = _digests(found[place], held, coming)
            fates[number] = SetFate.SAME if len(whole) == len(digests) else SetFate.OLDER
        else:
            place = _continued(digests, found, held)
            if place is None:
                fates[number] = SetFate.FORKED if found else SetFate.NEW
                place = len(found)
                found.append((None, number))
            else:
                fates[number] = SetFate.EXTENDS
                found[place] = (place, number)
        within[number] = place
    every = range(len(coming))
    names = _names(person, found, held, coming, taken)
    return Merge(
        tuple(Place(name, *one) for name, one in zip(names, found, strict=True)),
        tuple(fates[number] for number in every),
        tuple(within[number] for number in every),
    )


def _digests(
    one: tuple[int | None, int | None], held: Sequence[HeldJournal], coming: Sequence[Digests]
) -> Digests:
    if one[1] is not None:
        return coming[one[1]]
    return () if one[0] is None else held[one[0]].digests


def _holding(
    digests: Digests,
    found: Sequence[tuple[int | None, int | None]],
    held: Sequence[HeldJournal],
    coming: Sequence[Digests],
) -> int | None:
    """Which of the places has all of the journal already."""
    for place, one in enumerate(found):
        if _digests(one, held, coming)[: len(digests)] == digests:
            return place
    return None


def _continued(
    digests: Digests,
    found: Sequence[tuple[int | None, int | None]],
    held: Sequence[HeldJournal],
) -> int | None:
    """Which of the held journals the journal goes on from, and no other does yet."""
    for place, (number, newer) in enumerate(found):
        if number is not None and newer is None:
            whole = held[number].digests
            if digests[: len(whole)] == whole:
                return place
    return None


def _rank(digests: Digests) -> tuple[int, bytes]:
    """What comes first: the longest journal, and of two the one of the smaller digest."""
    return -len(digests), hashlib.sha256(b"".join(digests)).digest()


def _names(
    person: str,
    found: Sequence[tuple[int | None, int | None]],
    held: Sequence[HeldJournal],
    coming: Sequence[Digests],
    taken: Collection[str],
) -> list[str]:
    names = [""] * len(found)
    for place, (number, newer) in enumerate(found):
        if number is not None and newer is None and held[number].is_own:
            names[place] = held[number].name
    free = _free_names(person, {*taken, *names} - {person} | {one for one in names if one})
    open_places = [place for place, name in enumerate(names) if not name]
    for place in sorted(open_places, key=lambda one: _rank(_digests(found[one], held, coming))):
        names[place] = next(free)
    return names


def _free_names(person: str, taken: Collection[str]) -> Iterator[str]:
    if person not in taken:
        yield person
    number = 2
    while True:
        name = f"{person[:_LONGEST_STEM]} ({number})"
        if name not in taken:
            yield name
        number += 1


def standing_of(
    lines: Sequence[JournalLine],
    verdicts: Iterable[Remark],
    undecided_count: int,
    *,
    is_gold: bool = False,
) -> Status:
    """Where a set stands by its journal and the verdicts on it, whatever anybody says of it.

    A set of a person with undecided blocks is neither finished nor accepted: that can come about
    where it was made on another text of the page.
    """
    status = status_of(lines, verdicts)
    if undecided_count and not is_gold and status in {Status.FINISHED, Status.ACCEPTED}:
        return Status.IN_PROGRESS
    return status
