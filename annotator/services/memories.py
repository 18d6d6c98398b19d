"""What the finished pages of a site say together, kept up as pages are finished."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from annotator.assist.site_memory import Pieces, SiteMemory
from annotator.core.labels import LabelId
from annotator.storage.lessons import Lesson

_HELD = 4
_MOST_CHANGES = 8

_Vote = TypeVar("_Vote")


class Memories:
    """The memories of the sites of late. For one thread at a time.

    `of_one` makes the memory of a single lesson, which takes a hundred times as long as to add it
    to the others. So a memory is made of the one before, where few lessons came or went.
    """

    def __init__(self, of_one: Callable[[Lesson], SiteMemory]) -> None:
        self._of_one = of_one
        self._held: OrderedDict[tuple[Lesson, ...], SiteMemory] = OrderedDict()

    def get(self, lessons: tuple[Lesson, ...]) -> SiteMemory:
        """What these lessons, all of one site, say together."""
        found = self._held.get(lessons)
        if found is None:
            found = self._held[lessons] = self._changed(lessons) or together(
                map(self._of_one, lessons)
            )
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(lessons)
        return found

    def clear(self) -> None:
        """Hold nothing."""
        self._held.clear()

    def lacking(self, lessons: tuple[Lesson, ...]) -> Sequence[Lesson]:
        """Which of the lessons have to be looked at to say what all of them say."""
        if lessons in self._held:
            return ()
        near = self._nearest(lessons)
        return lessons if near is None else [one for one in lessons if one not in set(near)]

    def _changed(self, lessons: tuple[Lesson, ...]) -> SiteMemory | None:
        """A memory that is held with what came added and what went taken out, where that can be."""
        near = self._nearest(lessons)
        if near is None:
            return None
        were, are = set(near), set(lessons)
        gone = [self._of_one(one) for one in near if one not in are]
        if not all(map(_can_be_taken_out, gone)):
            return None
        came = [self._of_one(one) for one in lessons if one not in were]
        return without(together([self._held[near], *came]), gone)

    def _nearest(self, lessons: tuple[Lesson, ...]) -> tuple[Lesson, ...] | None:
        wanted = set(lessons)
        near = min(self._held, key=lambda one: len(wanted ^ set(one)), default=None)
        if near is None or len(wanted ^ set(near)) > min(_MOST_CHANGES, len(lessons) - 1):
            return None
        return near


def together(memories: Iterable[SiteMemory]) -> SiteMemory:
    """What several memories say together: as if it had been made of all their pages at once."""
    texts: dict[int, Counter[Pieces]] = {}
    markup: dict[int, Counter[LabelId]] = {}
    own_texts: set[int] = set()
    own_markup: set[int] = set()
    count = 0
    for one in memories:
        count += one.page_count
        _add(texts, one.texts, own_texts)
        _add(markup, one.markup, own_markup)
    return SiteMemory(texts, markup, count)


def without(memory: SiteMemory, gone: Iterable[SiteMemory]) -> SiteMemory:
    """What is left of a memory without pages that had a part in it."""
    texts, markup = dict(memory.texts), dict(memory.markup)
    count = memory.page_count
    for one in gone:
        count -= one.page_count
        _take_out(texts, one.texts)
        _take_out(markup, one.markup)
    return SiteMemory(texts, markup, count)


def _can_be_taken_out(memory: SiteMemory) -> bool:
    """Whether it is clear what is left: markup without any vote leaves no trace in the numbers."""
    return all(0 not in labels.values() for labels in memory.markup.values())


def _add(
    whole: dict[int, Counter[_Vote]], more: Mapping[int, Counter[_Vote]], own: set[int]
) -> None:
    """Count `more` in. Counters are shared with it, until another page has a part in one."""
    for number, votes in more.items():
        held = whole.get(number)
        if held is None:
            whole[number] = votes
            continue
        if number not in own:
            held = whole[number] = Counter(held)
            own.add(number)
        for vote, count in votes.items():
            held[vote] = held.get(vote, 0) + count


def _take_out(whole: dict[int, Counter[_Vote]], gone: Mapping[int, Counter[_Vote]]) -> None:
    for number, votes in gone.items():
        left = Counter(whole[number])
        for vote, count in votes.items():
            if left[vote] == count:
                del left[vote]
            else:
                left[vote] -= count
        if left:
            whole[number] = left
        else:
            del whole[number]
